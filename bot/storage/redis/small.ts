/**
 * Addresses and shared records in Redis: one key each, in the shard of its own name. A large record is fetched when it
 * changed; otherwise one short answer says that it did not.
 */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { AddressBook, Records } from '../../runtime/ports';
import { LargeRecords, type StoredRecord } from '../large-records';
import { keyOfAddress, keyOfRecord } from './keys';
import { keep, run } from './script';
import { NEWER, PUT } from './scripts/small';
import type { Wire } from './wire';

export class RedisAddresses implements AddressBook {
  constructor(private readonly wire: Wire) {}

  async resolve(address: Address): Promise<ThreadId | null> {
    const key = keyOfAddress(address);
    const found = await this.wire.send(key, ['GET', key]);
    return found === null ? null : threadId(String(found));
  }

  /** Set when absent; read where it was not: addresses are never unbound, so whatever is read is the winner. */
  async bind(address: Address, thread: ThreadId): Promise<ThreadId> {
    const key = keyOfAddress(address);
    const isNew = (await this.wire.keep(key, ['SET', key, thread, 'NX'])) !== null;
    return isNew ? thread : threadId(String(await this.wire.send(key, ['GET', key])));
  }

  async rebind(address: Address, thread: ThreadId): Promise<void> {
    const key = keyOfAddress(address);
    await this.wire.keep(key, ['SET', key, thread]);
  }
}

export class RedisRecords implements Records {
  private readonly large = new LargeRecords();

  constructor(private readonly wire: Wire) {}

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

  async put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    const saved = await keep(this.wire, PUT, [keyOfRecord(name), String(expected), json]);
    if (saved !== 1) return 'stale';
    this.large.keep(name, { version: expected + 1, json });
    return 'saved';
  }

  /** A store that lost its last writes counts its versions again: what is held may be another one by the same number. */
  forget(): void {
    this.large.clear();
  }
}

const recordOf = (text: string): StoredRecord => {
  const colon = text.indexOf(':');
  return { version: Number(text.slice(0, colon)), json: text.slice(colon + 1) };
};
