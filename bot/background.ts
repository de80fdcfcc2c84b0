/** Work beside the work: what is not waited for, and what is waited for only so long. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from './observability/log';

export interface SlowWork {
  /** Unless it is still being done. */
  begin(): void;
  /** Resolves when nothing of it is under way. */
  rest(): Promise<void>;
}

/** What is slow holds nothing up but itself. */
export const oneAtATime = (work: () => Promise<void>, log: Log): SlowWork => {
  let underWay: Promise<void> | undefined;
  const once = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, 'something of the round could not be done');
    }
  };
  return {
    begin: () => void (underWay ??= once().finally(() => (underWay = undefined))),
    rest: () => underWay ?? Promise.resolve(),
  };
};

/** Until it is done, or for so many ms. */
export const within = (ms: number, work: Promise<unknown>): Promise<unknown> => Promise.race([work, pause(ms, undefined, { ref: false })]);
