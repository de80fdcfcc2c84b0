/**
 * Slows guessing of passwords: some tries are free, then each one must wait longer than the one before. Kept in this
 * process and in machine time, so that moving the demo clock opens nothing. A try counts when it begins, so that many
 * at once gain nothing; tries while waiting do not count, so that waiting always ends.
 */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const FORGOTTEN_MS = 60 * 60_000;
const REMEMBERED = 10_000;

interface Tries {
  count: number;
  last: number;
}

export interface Throttle {
  /** Counts a try under the key; milliseconds to wait when it may not be made now, 0 when it may. */
  begin(key: string): number;
  /** The try was right: the key starts afresh. */
  clear(key: string): void;
  /** The try was right, but others share the key: it alone does not count. */
  undo(key: string): void;
}

export const makeThrottle = (free: number, now: () => number): Throttle => {
  const known = new Map<string, Tries>();
  const triesOf = (key: string): Tries => {
    const found = known.get(key);
    const tries = found && now() - found.last < FORGOTTEN_MS ? found : { count: 0, last: now() };
    // Deleted and set again: the map's order is the order of use, its head the longest unused.
    known.delete(key);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? key);
    known.set(key, tries);
    return tries;
  };
  return {
    begin(key) {
      const tries = triesOf(key);
      const left = tries.last + waitAfter(tries.count - free) - now();
      if (left > 0) return left;
      tries.count += 1;
      tries.last = now();
      return 0;
    },
    clear: (key) => void known.delete(key),
    undo(key) {
      const tries = known.get(key);
      if (tries && tries.count > 0) tries.count -= 1;
    },
  };
};

/** `over`: tries beyond the free ones, 0 for the first that must wait. */
const waitAfter = (over: number): number => (over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over));
