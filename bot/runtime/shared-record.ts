/**
 * A small shared record, read and changed by compare-and-set: whoever was slower changes what is there now, so two
 * processes never lose a change. What a change leaves as it is, is not written.
 */
import type { Records } from './ports';

/** More often nobody is overtaken: something is wrong. */
const MOST_TRIES = 200;

export interface SharedRecord<T> {
  readonly records: Records;
  readonly name: string;
  /** What stands there before anybody wrote. */
  readonly first: T;
  /** Until when what stands there is kept, business time in epoch ms; absent or `undefined` = for good. */
  readonly until?: (held: T) => number | undefined;
}

/** The end of what is not worth a record any more: it goes with the next sweep. */
export const AT_ONCE = 0;

export interface Edit<T, R> {
  /** The held one itself when nothing is to be written. */
  readonly next: T;
  readonly result: R;
}

export const readShared = async <T>({ records, name, first }: SharedRecord<T>): Promise<T> => {
  const stored = await records.get(name);
  return stored ? (JSON.parse(stored.json) as T) : first;
};

/** What stands there after the change. @throws Error when others were always quicker. */
export const changeShared = <T>(record: SharedRecord<T>, change: (held: T) => T): Promise<T> =>
  editShared(record, (held) => {
    const next = change(held);
    return { next, result: next };
  });

/** Changes it and hands over what the edit that was kept has to tell. */
export const editShared = async <T, R>(record: SharedRecord<T>, edit: (held: T) => Edit<T, R>): Promise<R> => {
  const { records, name, first } = record;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await records.get(name);
    const held = stored ? (JSON.parse(stored.json) as T) : first;
    const { next, result } = edit(held);
    if (next === held || (await write(record, next, stored?.version ?? 0)) === 'saved') return result;
  }
  throw new Error(`the record ${name} could not be changed`);
};

const write = <T>({ records, name, until }: SharedRecord<T>, next: T, expected: number): Promise<'saved' | 'stale'> => {
  const [end, json] = [until?.(next), JSON.stringify(next)];
  return end === undefined ? records.put(name, json, expected) : records.putUntil({ name, json, expected, until: end });
};
