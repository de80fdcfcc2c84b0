/** Addresses, shared records and news of the embedded store: one process, so news never leave it. */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { AddressBook, News, Records } from '../../runtime/ports';
import { Listeners } from '../listeners';
import type { Engine } from './engine';

export class EmbeddedAddresses implements AddressBook {
  constructor(private readonly engine: Engine) {}

  async resolve(address: Address): Promise<ThreadId | null> {
    const found = this.engine.get(['a', address]);
    return found === undefined ? null : threadId(found);
  }

  async bind(address: Address, thread: ThreadId): Promise<ThreadId> {
    return (await this.resolve(address)) ?? this.engine.run(() => {
      const winner = this.engine.get(['a', address]);
      if (winner !== undefined) return threadId(winner);
      this.engine.put(['a', address], thread);
      return thread;
    });
  }

  async rebind(address: Address, thread: ThreadId): Promise<void> {
    await this.engine.run(() => this.engine.put(['a', address], thread));
  }
}

interface RecordRow {
  readonly version: number;
  readonly json: string;
}

/** Reading one takes milliseconds from here on. */
const LARGE = 16_384;
const MOST_LARGE = 32;

export class EmbeddedRecords implements Records {
  /** Large ones as they stand on the disk: nobody else writes there. */
  private readonly large = new Map<string, RecordRow>();

  constructor(private readonly engine: Engine) {}

  private row(name: string): RecordRow | null {
    const known = this.large.get(name);
    if (known) return known;
    const text = this.engine.get(['c', name]);
    if (text === undefined) return null;
    const row = JSON.parse(text) as RecordRow;
    this.remember(name, row);
    return row;
  }

  private remember(name: string, row: RecordRow): void {
    this.large.delete(name);
    if (row.json.length < LARGE) return;
    const [oldest] = this.large.keys();
    if (this.large.size >= MOST_LARGE && oldest !== undefined) this.large.delete(oldest);
    this.large.set(name, row);
  }

  async get(name: string): Promise<RecordRow | null> {
    return this.row(name);
  }

  async put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    const row = { version: expected + 1, json };
    const saved = await this.engine.run(() => {
      // Two saves may stand in one transaction: what the first one wrote is not remembered yet.
      const text = this.engine.get(['c', name]);
      const version = text === undefined ? 0 : versionIn(text);
      if (version !== expected) return 'stale';
      this.engine.put(['c', name], JSON.stringify(row));
      return 'saved';
    });
    // A later save may have come back before this one.
    if (saved === 'saved' && (this.large.get(name)?.version ?? 0) < row.version) this.remember(name, row);
    return saved;
  }
}

/** The version stands first, so that the rest need not be read for it. */
const versionIn = (text: string): number => Number(/^\{"version":(\d+),/.exec(text)?.[1] ?? (JSON.parse(text) as RecordRow).version);

export class EmbeddedNews implements News {
  private readonly threads: Listeners<number>;
  private readonly records: Listeners<void>;

  constructor(log: (message: string, error?: unknown) => void) {
    this.threads = new Listeners(log);
    this.records = new Listeners(log);
  }

  publish(thread: ThreadId, length: number): void {
    this.threads.tell(thread, length);
  }

  subscribe(thread: ThreadId, listener: (length: number) => void): () => void {
    return this.threads.add(thread, listener);
  }

  publishRecord(name: string): void {
    this.records.tell(name, undefined);
  }

  subscribeRecord(name: string, listener: () => void): () => void {
    return this.records.add(name, listener);
  }
}
