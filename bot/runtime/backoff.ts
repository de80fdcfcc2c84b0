/** When to try again (machine time): twice as long each time, up to a minute, never two at the same moment. */
const FIRST_MS = 250;
const LONGEST_MS = 60_000;

/** After `failures` failures before this one. `random`: from 0 to 1. */
export const backoff = (failures: number, random = Math.random()): number =>
  Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + random / 2));

/** Not before what was asked for, and spread, so that what failed together does not come back together. */
export const spread = (afterMs: number, random = Math.random()): number => Math.round(afterMs * (1 + random / 8));
