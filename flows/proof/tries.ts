/** How often counted steps were entered: one character each, in the order of `counted`, so that equal counts are equal strings. */
export type Tries = string;

/** Counts beyond the end of the string are 0. */
export const NO_TRIES: Tries = '';

const ZERO = 48;

export const triesAt = (tries: Tries, place: number): number => (place < tries.length ? tries.charCodeAt(place) - ZERO : 0);

export const oneMore = (tries: Tries, place: number): Tries => withCount(tries, place, triesAt(tries, place) + 1);

const withCount = (tries: Tries, place: number, count: number): Tries => {
  const filled = tries.padEnd(place + 1, '0');
  return filled.slice(0, place) + String.fromCharCode(ZERO + count) + filled.slice(place + 1);
};

/** Without the counts that matter no longer. */
export const onlyWhere = (tries: Tries, matters: readonly boolean[]): Tries => {
  let kept = tries;
  for (let place = 0; place < tries.length; place++) {
    if (matters[place] !== true && triesAt(tries, place) > 0) kept = withCount(kept, place, 0);
  }
  return kept === tries ? tries : kept.replace(/0+$/, '');
};
