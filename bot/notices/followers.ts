/**
 * Who was told of which outage and hears how it goes on. A row per thread; the list of followed outages is a projection
 * that may name too many, never too few: a follower is written before it, and it is shortened with a second look.
 */
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { makePartitions, type Partitions } from './partitions';

export interface Follower {
  readonly at: number;
  /** She asked to be told. */
  readonly subscribed?: true;
}

export interface Followers {
  follow(outage: string, thread: string, follower: Follower): Promise<void>;
  followed(): Promise<readonly string[]>;
  of(outage: string): Partitions<Follower>;
  count(outage: string): Promise<number>;
  /** Everybody of one follows the other. Repeatable. */
  merge(from: string, into: string): Promise<void>;
  /** Forgets an outage that nobody follows any more. */
  settle(outage: string): Promise<void>;
}

/** As many as a broadcast's rows have, so that the same recipients stand together in both. */
export const PARTITIONS = 32;
const LIST = 'outages:followed';

export const makeFollowers = (records: Records): Followers => {
  const of = (outage: string): Partitions<Follower> => makePartitions<Follower>(records, `followers:${outage}`, PARTITIONS);
  const followed: SharedRecord<readonly string[]> = { records, name: LIST, first: [] };
  const list = (outage: string): Promise<unknown> => changeShared(followed, (ids) => (ids.includes(outage) ? ids : [...ids, outage]));
  const count = (outage: string): Promise<number> => of(outage).fold(0, (sum) => sum + 1);
  return {
    of,
    count,
    async follow(outage, thread, follower) {
      const partitions = of(outage);
      await partitions.update(partitions.nameOf(thread), (rows) => joined(rows, thread, follower));
      await list(outage);
    },
    followed: () => readShared(followed),
    async merge(from, into) {
      const [old, next] = [of(from), of(into)];
      for (const name of old.names) {
        const rows = await old.read(name);
        for (const [thread, follower] of Object.entries(rows)) {
          await next.update(next.nameOf(thread), (known) => joined(known, thread, follower));
        }
        if (Object.keys(rows).length > 0) await list(into);
        await old.update(name, (known) => without(known, Object.keys(rows)));
      }
      await this.settle(from);
    },
    async settle(outage) {
      if ((await count(outage)) > 0) return;
      await changeShared(followed, (ids) => (ids.includes(outage) ? ids.filter((id) => id !== outage) : ids));
      if ((await count(outage)) > 0) await list(outage);
    },
  };
};

const joined = (rows: Readonly<Record<string, Follower>>, thread: string, follower: Follower): Readonly<Record<string, Follower>> => {
  const known = rows[thread];
  if (known && (known.subscribed || !follower.subscribed)) return rows;
  return { ...rows, [thread]: { at: known?.at ?? follower.at, ...(follower.subscribed && { subscribed: true }) } };
};

export const without = <Row>(rows: Readonly<Record<string, Row>>, keys: readonly string[]): Readonly<Record<string, Row>> =>
  keys.some((key) => key in rows) ? Object.fromEntries(Object.entries(rows).filter(([key]) => !keys.includes(key))) : rows;
