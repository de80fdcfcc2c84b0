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
}

export const readShared = async <T>({ records, name, first }: SharedRecord<T>): Promise<T> => {
  const stored = await records.get(name);
  return stored ? (JSON.parse(stored.json) as T) : first;
};

/** What stands there after the change. @throws Error when others were always quicker. */
export const changeShared = async <T>({ records, name, first }: SharedRecord<T>, change: (held: T) => T): Promise<T> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await records.get(name);
    const held = stored ? (JSON.parse(stored.json) as T) : first;
    const next = change(held);
    if (next === held || (await records.put(name, JSON.stringify(next), stored?.version ?? 0)) === 'saved') return next;
  }
  throw new Error(`the record ${name} could not be changed`);
};
