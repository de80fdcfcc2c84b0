/** How long to wait before trying again: half a second at first, never more than thirty, spread so that a crowd does not return in step. */
const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** `attempt` counts from 0, `chance` is in [0, 1); the wait is between half of the step and the whole step, in ms. */
export function backoff(attempt: number, chance: number): number {
  const step = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(step / 2 + (step / 2) * chance);
}
