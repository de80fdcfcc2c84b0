/** Addresses and shared records in Redis: one small key each, in the shard of its own name. */
import { threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import type { AddressBook, Records } from '../../runtime/ports';
import { keyOfAddress, keyOfRecord } from './keys';
import { keep } from './script';
import { PUT } from './scripts/small';
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
  constructor(private readonly wire: Wire) {}

  async get(name: string): Promise<{ readonly version: number; readonly json: string } | null> {
    const key = keyOfRecord(name);
    const found = await this.wire.send(key, ['GET', key]);
    if (found === null) return null;
    const text = String(found);
    const colon = text.indexOf(':');
    return { version: Number(text.slice(0, colon)), json: text.slice(colon + 1) };
  }

  async put(name: string, json: string, expected: number): Promise<'saved' | 'stale'> {
    const saved = await keep(this.wire, PUT, [keyOfRecord(name), String(expected), json]);
    return saved === 1 ? 'saved' : 'stale';
  }
}
