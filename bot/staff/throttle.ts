/**
 * Slows guessing of passwords: some tries are free, then each one must wait longer than the one before. Counted in the store,
 * so that whoever asks another process, or waits for a restart, gains nothing; in machine time, so that moving the demo clock
 * opens nothing. A try counts when it begins, so that many at once gain nothing; tries while waiting do not count, so that
 * waiting always ends. Without the store nobody signs in, so nothing is guessed either.
 */
import { createHash } from 'node:crypto';
import type { Records } from '../runtime/ports';
import { changeShared, editShared, type Edit, type SharedRecord } from '../runtime/shared-record';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const FORGOTTEN_MS = 60 * 60_000;
/** In each of 64 records, which forget what is old whenever they are written: their number and size have an end. */
const REMEMBERED = 200;

export interface Throttle {
  /** Counts a try under the key; milliseconds to wait when it may not be made now, 0 when it may. @throws StorageUnavailable */
  begin(key: string): Promise<number>;
  /** The try was right: the key starts afresh. */
  clear(key: string): Promise<void>;
  /** The try was right, but others share the key: it alone does not count. */
  undo(key: string): Promise<void>;
}

export interface ThrottleParts {
  readonly records: Records;
  /** What is counted: keys of another name are others. */
  readonly name: string;
  /** Tries that need not wait. */
  readonly free: number;
  /** Machine time, ms. */
  readonly now: () => number;
}

type Tries = readonly [count: number, last: number];
/** By mark: who tried is not readable. */
type Bucket = Readonly<Record<string, Tries>>;

export const makeThrottle = ({ records, name, free, now }: ThrottleParts): Throttle => {
  const placeOf = (key: string): { readonly mark: string; readonly bucket: SharedRecord<Bucket> } => {
    const mark = createHash('sha256').update(key).digest('base64url').slice(0, 16);
    return { mark, bucket: { records, name: `tries:${name}:${mark.slice(0, 1)}`, first: {} } };
  };
  return {
    begin(key) {
      const { mark, bucket } = placeOf(key);
      return editShared(bucket, (held) => begun(held, mark, { free, at: now() }));
    },
    async clear(key) {
      const { mark, bucket } = placeOf(key);
      await changeShared(bucket, (held) => (mark in held ? without(held, mark) : held));
    },
    async undo(key) {
      const { mark, bucket } = placeOf(key);
      await changeShared(bucket, (held) => {
        const [count, last] = held[mark] ?? [0, 0];
        return count === 0 ? held : { ...held, [mark]: [count - 1, last] as const };
      });
    },
  };
};

const begun = (held: Bucket, mark: string, { free, at }: { readonly free: number; readonly at: number }): Edit<Bucket, number> => {
  const known = held[mark];
  const [count, last] = known && isRecent(known, at) ? known : ([0, at] as const);
  const left = last + waitAfter(count - free) - at;
  if (left > 0) return { next: held, result: left };
  const others = Object.entries(without(held, mark)).filter(([, tries]) => isRecent(tries, at)).sort(([, [, one]], [, [, other]]) => other - one);
  return { next: Object.fromEntries([[mark, [count + 1, at]], ...others.slice(0, REMEMBERED - 1)]), result: 0 };
};

/** What another machine's clock puts far ahead would never be over. */
const isRecent = ([, last]: Tries, at: number): boolean => at - last < FORGOTTEN_MS && last - at <= LONGEST_WAIT_MS;

const without = (held: Bucket, mark: string): Bucket => {
  const { [mark]: _, ...others } = held;
  return others;
};

/** `over`: tries beyond the free ones, 0 for the first that must wait. */
const waitAfter = (over: number): number => (over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over));
