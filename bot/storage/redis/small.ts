/**
 * Addresses and shared records in Redis: one key each, in the shard of its own name. A large record is fetched when it
 * changed; otherwise one short answer says that it did not.
 */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { AddressBook, KeptRecords, Lent } from '../../runtime/ports';
import { FIRST_VERSION, LargeRecords, type StoredRecord } from '../large-records';
import { ADDRESSES, addressIn, endsOfRecord, keyOfAddress, keyOfRecord, keysOfRecords, type ShardKeys } from './keys';
import { keep, run, withKeys } from './script';
import { FORGET_RECORDS, NEWER, PUT, UNBIND } from './scripts/small';
import { scan, Sweep } from './sweep';
import { isNothingLeft } from './trim';
import type { Wire } from './wire';

export class RedisAddresses implements AddressBook {
  private readonly cursors = new Map<string, string>();

  constructor(
    private readonly wire: Wire,
    private readonly machineNow: () => number,
  ) {}

  async resolve(address: Address): Promise<ThreadId | null> {
    const key = keyOfAddress(address);
    const found = await this.wire.send(key, ['GET', key]);
    return found === null ? null : threadId(String(found));
  }

  /** Set when absent; read where it was not: whatever is read is the winner, and where it went in between, another round tells. */
  async bind(address: Address, thread: ThreadId): Promise<ThreadId> {
    const key = keyOfAddress(address);
    for (;;) {
      if ((await this.wire.keep(key, ['SET', key, thread, 'NX'])) !== null) return thread;
      const winner = await this.resolve(address);
      if (winner) return winner;
    }
  }

  async rebind(address: Address, thread: ThreadId): Promise<void> {
    const key = keyOfAddress(address);
    await this.wire.keep(key, ['SET', key, thread]);
  }

  async forget(limit: number): Promise<readonly Address[]> {
    const keys = await scan(this.wire, { cursors: this.cursors, match: ADDRESSES, count: limit * KEYS_AN_ADDRESS });
    const gone = await Promise.all(keys.map((key) => this.forgetAt(key)));
    return keys.filter((_, place) => gone[place]).map(addressIn);
  }

  /** The thread may be in another shard: what was accepted for it meanwhile is seen by a second look, and keeps its address. */
  private async forgetAt(key: string): Promise<boolean> {
    const thread = await this.wire.send(key, ['GET', key]);
    if (thread === null) return false;
    const leadsTo = threadId(String(thread));
    if (!(await isNothingLeft(this.wire, leadsTo, { machineNow: this.machineNow() })) || (await run(this.wire, UNBIND, [key, leadsTo])) !== 1) return false;
    if (await isNothingLeft(this.wire, leadsTo, { machineNow: this.machineNow() })) return true;
    await this.wire.keep(key, ['SET', key, leadsTo, 'NX']);
    return false;
  }
}

/** SCAN counts all keys; a thread has up to four beside its address. */
const KEYS_AN_ADDRESS = 5;
/** Records that go with one look at a shard. */
const FORGOTTEN_AT_ONCE = 500;

export class RedisRecords implements KeptRecords {
  private readonly large = new LargeRecords();
  private readonly over = new Sweep();

  constructor(
    private readonly wire: Wire,
    private readonly machineNow: () => number,
  ) {}

  async get(name: string): Promise<StoredRecord | null> {
    const key = keyOfRecord(name);
    const held = this.large.get(name);
    const found = held ? await run(this.wire, NEWER, [key, String(held.version)]) : await this.wire.send(key, ['GET', key]);
    if (found === 0) return held && this.large.get(name) === held ? held : this.get(name);
    const record = found === null ? null : recordOf(String(found));
    if (record) this.large.keep(name, record);
    else this.large.forget(name);
    return record;
  }

  put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    return this.write({ name, json, expected, until: '', first: FIRST_VERSION });
  }

  putUntil({ until, ...record }: Lent): Promise<'saved' | 'stale'> {
    return this.write({ ...record, until: String(until), first: this.machineNow() });
  }

  async forget(before: number): Promise<number> {
    const gone = await Promise.all(this.over.next().map((shard) => this.forgetIn(shard, String(before))));
    return gone.reduce((sum, count) => sum + count, 0);
  }

  private async write({ name, json, expected, until, first }: Omit<Lent, 'until'> & { readonly until: string; readonly first: number }): Promise<'saved' | 'stale'> {
    const version = Number(await keep(this.wire, PUT, [keyOfRecord(name), endsOfRecord(name), String(expected), json, name, until, String(first)]));
    if (version === 0) return 'stale';
    this.large.keep(name, { version, json });
    return 'saved';
  }

  private async forgetIn(shard: ShardKeys, before: string): Promise<number> {
    const found = await this.wire.send(shard.ends, ['ZRANGEBYSCORE', shard.ends, '-inf', `(${before}`, 'LIMIT', '0', String(FORGOTTEN_AT_ONCE)]);
    const names = found as readonly string[];
    if (names.length === 0) return 0;
    return Number(await run(this.wire, withKeys(FORGET_RECORDS, names.length + 1), [shard.ends, ...keysOfRecords(shard, names), before, ...names]));
  }

  /** A store that lost its last writes counts its versions again: what is held may be another one by the same number. */
  readAnew(): void {
    this.large.clear();
  }
}

const recordOf = (text: string): StoredRecord => {
  const colon = text.indexOf(':');
  return { version: Number(text.slice(0, colon)), json: text.slice(colon + 1) };
};
