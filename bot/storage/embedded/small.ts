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

export class EmbeddedRecords implements Records {
  constructor(private readonly engine: Engine) {}

  private row(name: string): RecordRow | null {
    const text = this.engine.get(['c', name]);
    return text === undefined ? null : (JSON.parse(text) as RecordRow);
  }

  async get(name: string): Promise<RecordRow | null> {
    return this.row(name);
  }

  async put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    return this.engine.run(() => {
      if ((this.row(name)?.version ?? 0) !== expected) return 'stale';
      this.engine.put(['c', name], JSON.stringify({ version: expected + 1, json }));
      return 'saved';
    });
  }
}

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
