/** Addresses, shared records and news of the embedded store: one process, so news never leave it. */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { AddressBook, KeptRecords, Lent, News } from '../../runtime/ports';
import { FIRST_VERSION, LARGE, LargeRecords, type StoredRecord } from '../large-records';
import { Listeners } from '../listeners';
import type { Engine } from './engine';
import { isNothingLeft } from './trim';

export class EmbeddedAddresses implements AddressBook {
  /** The address that was looked at last; '' begins a new round. */
  private last = '';

  constructor(
    private readonly engine: Engine,
    private readonly machineNow: () => number,
  ) {}

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

  async forget(limit: number): Promise<readonly Address[]> {
    const range = { from: this.last === '' ? ['a'] : ['a', `${this.last}\u0000`], to: ['a', '\uffff'], limit };
    const all = this.engine.keys(range).map(([, address]) => address as Address);
    this.last = all.length < limit ? '' : (all.at(-1) ?? '');
    if (!all.some((address) => this.leadsNowhere(address))) return [];
    return this.engine.run(() => {
      const gone = all.filter((address) => this.leadsNowhere(address));
      for (const address of gone) this.engine.remove(['a', address]);
      return gone;
    });
  }

  private leadsNowhere(address: Address): boolean {
    const found = this.engine.get(['a', address]);
    return found !== undefined && isNothingLeft(this.engine, threadId(found), { machineNow: this.machineNow() });
  }
}

/** Records that go in one transaction. */
const FORGOTTEN_AT_ONCE = 500;

export class EmbeddedRecords implements KeptRecords {
  /** As they stand on the disk: nobody else writes there. */
  private readonly large = new LargeRecords();
  /** Of those that were written, also by a transaction that is not on the disk yet. */
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly machineNow: () => number,
  ) {}

  async get(name: string): Promise<StoredRecord | null> {
    const known = this.large.get(name);
    if (known) return known;
    const text = this.engine.get(['c', name]);
    if (text === undefined) return null;
    const record = JSON.parse(text) as StoredRecord;
    this.large.keep(name, record);
    return record;
  }

  put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    return this.write({ name, json, expected, first: FIRST_VERSION });
  }

  putUntil(record: Lent): Promise<'saved' | 'stale'> {
    return this.write({ ...record, first: this.machineNow() });
  }

  async forget(before: number): Promise<number> {
    const over = { from: ['v'], to: ['v', before], limit: FORGOTTEN_AT_ONCE };
    if (this.engine.keys({ ...over, limit: 1 }).length === 0) return 0;
    const gone = await this.engine.run(() => this.engine.keys(over).map(([, end = 0, name = '']) => {
      for (const key of [['v', end, name], ['b', name], ['c', name]]) this.engine.remove(key);
      this.versions.delete(String(name));
      return String(name);
    }));
    for (const name of gone) this.large.forget(name);
    return gone.length;
  }

  private async write({ name, json, expected, until, first }: Omit<Lent, 'until'> & { readonly until?: number; readonly first: number }): Promise<'saved' | 'stale'> {
    const record = { version: expected === 0 ? first : expected + 1, json };
    const text = JSON.stringify(record);
    try {
      const saved = await this.engine.run(() => {
        if (this.versionOf(name) !== expected) return 'stale';
        this.engine.put(['c', name], text);
        this.setEnd(name, until);
        if (text.length >= LARGE) this.versions.set(name, record.version);
        else this.versions.delete(name);
        return 'saved';
      });
      // A later save may have come back before this one.
      if (saved === 'saved' && (this.large.get(name)?.version ?? 0) < record.version) this.large.keep(name, record);
      return saved;
    } catch (error) {
      this.versions.delete(name);
      throw error;
    }
  }

  private setEnd(name: string, until: number | undefined): void {
    const before = this.engine.get(['b', name]);
    if (before !== undefined) this.engine.remove(['v', Number(before), name]);
    if (until !== undefined) {
      this.engine.put(['b', name], String(until));
      this.engine.put(['v', until, name], '');
    } else if (before !== undefined) this.engine.remove(['b', name]);
  }

  private versionOf(name: string): number {
    const known = this.versions.get(name);
    if (known !== undefined) return known;
    const text = this.engine.get(['c', name]);
    return text === undefined ? 0 : versionIn(text);
  }
}

/** The version stands first, so that the rest need not be read for it. */
const versionIn = (text: string): number => Number(/^\{"version":(\d+),/.exec(text)?.[1] ?? (JSON.parse(text) as StoredRecord).version);

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
