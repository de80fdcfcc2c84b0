/**
 * The one table of key names. 256 logical shards by hash of the thread's id; all keys of a shard share one hash tag,
 * so every atomic step finds its keys in one slot of Redis Cluster (habit of the house: a script names all its keys).
 *
 * | key                  | type   | holds |
 * | -------------------- | ------ | ----- |
 * | `h:{sN}:t<thread>`   | string | state and trailer (version, base offset, moved, timers), see scripts/prelude.ts |
 * | `h:{sN}:l<thread>`   | list   | the transcript from the base offset on, encoded entries |
 * | `h:{sN}:d<thread>`   | zset   | dedupe marks: short hash -> hour * 2^24 + position + 1; `~` when only counters are left: until which hour |
 * | `h:{sN}:i<thread>`   | list   | events that wait behind the first one; absent when none |
 * | `h:{sN}:h`           | hash   | *hot*: thread -> decision lease, first waiting event, effects in flight, unanswered since (msgpack); absent at rest |
 * | `h:{sN}:w`           | zset   | thread -> business time of its earliest timer |
 * | `h:{sN}:x`           | list   | dead letters, newest first |
 * | `h:{sN}:a<address>`  | string | the thread of an address (shard by address) |
 * | `h:{sN}:r<name>`     | string | a shared record, `<version>:<json>` (shard by name) |
 * | `h:{sN}:e`           | zset   | names of shared records that have an end -> business time |
 * | `h:news`             | channel| `<process>`, then `<length> <thread>` of each thread that grew |
 * | `h:news:records`     | channel| `<process> <name>` |
 */
import type { Address, ThreadId } from '../../../dialogs/ids';

export const SHARDS = 256;

/** FNV-1a: even enough for short ids, and the same in every process for ever. */
export const shardOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & (SHARDS - 1);
};

export interface ShardKeys {
  readonly shard: number;
  readonly prefix: string;
  readonly hot: string;
  readonly timers: string;
  readonly dead: string;
  readonly ends: string;
}

const shardKeys = (shard: number): ShardKeys => {
  const prefix = `h:{s${shard}}:`;
  return { shard, prefix, hot: `${prefix}h`, timers: `${prefix}w`, dead: `${prefix}x`, ends: `${prefix}e` };
};

export const ALL_SHARDS: readonly ShardKeys[] = Array.from({ length: SHARDS }, (_, shard) => shardKeys(shard));

export const keysOfShard = (shard: number): ShardKeys => ALL_SHARDS[shard] ?? shardKeys(shard);

export interface ThreadKeys {
  readonly of: ShardKeys;
  readonly state: string;
  readonly log: string;
  readonly seen: string;
  readonly inbox: string;
}

export const keysOfThread = (thread: ThreadId): ThreadKeys => {
  const of = keysOfShard(shardOf(thread));
  return {
    of,
    state: `${of.prefix}t${thread}`,
    log: `${of.prefix}l${thread}`,
    seen: `${of.prefix}d${thread}`,
    inbox: `${of.prefix}i${thread}`,
  };
};

/** Every address, in any shard. */
export const ADDRESSES = 'h:{s*}:a*';

export const addressIn = (key: string): Address => key.slice(key.indexOf('}') + 3) as Address;

export const keyOfAddress = (address: Address): string => `${keysOfShard(shardOf(address)).prefix}a${address}`;

const recordIn = ({ prefix }: ShardKeys, name: string): string => `${prefix}r${name}`;

export const keyOfRecord = (name: string): string => recordIn(keysOfShard(shardOf(name)), name);

/** Of some records in one shard. */
export const keysOfRecords = (shard: ShardKeys, names: readonly string[]): readonly string[] => names.map((name) => recordIn(shard, name));

export const endsOfRecord = (name: string): string => keysOfShard(shardOf(name)).ends;

/** What is asked of a node to learn whether it keeps anything; never stored. */
export const keyOfNothing = ({ prefix }: ShardKeys): string => `${prefix}?`;

const SLOTS = 16_384;
const slots = new Map<string, number>();

/** The slot of Redis Cluster that a key of ours is in: CRC16 (XMODEM) of its tag, as its specification says. */
export const slotOf = (key: string): number => {
  const tag = key.slice(key.indexOf('{') + 1, key.indexOf('}'));
  const known = slots.get(tag);
  if (known !== undefined) return known;
  let crc = 0;
  for (let index = 0; index < tag.length; index += 1) {
    crc ^= tag.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  slots.set(tag, crc % SLOTS);
  return crc % SLOTS;
};

export const THREADS_CHANNEL = 'h:news';
export const RECORDS_CHANNEL = 'h:news:records';
