/** Work beside the work: what is not waited for, and what is waited for only so long. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './observability/log';

/** What is slow holds nothing up but itself. */
export const oneAtATime = (work: () => Promise<void>, log: Log): (() => void) => {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    void work().catch((error: unknown) => log.warn({ err: error }, 'something of the round could not be done')).finally(() => (busy = false));
  };
};

/** Until it is done, or for so many ms. */
export const within = (ms: number, work: Promise<unknown>): Promise<unknown> => Promise.race([work, pause(ms, undefined, { ref: false })]);
