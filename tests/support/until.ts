/** Looks until something holds, as long as a slow machine needs. */
import { setTimeout as pause } from 'node:timers/promises';

const LONGEST_WAIT_MS = 60_000;
const LOOK_MS = 50;

/** `fault`: what is said when it never came to that. */
export const until = async (holds: () => Promise<boolean> | boolean, fault: () => string): Promise<void> => {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(fault());
    await pause(LOOK_MS);
  }
};
