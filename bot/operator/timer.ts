/**
 * Machine time for whoever waits on the operator's systems: real timers in production, a hand-moved one in tests.
 * It never moves with the demo clock (two clocks), and a pending time-out never keeps the process alive.
 */
export interface Timer {
  /** Calls `fire` once after `ms`; the answer cancels it. */
  start(ms: number, fire: () => void): () => void;
}

export const machineTimer: Timer = {
  start(ms, fire) {
    const handle = setTimeout(fire, ms);
    handle.unref();
    return () => clearTimeout(handle);
  },
};

export const pause = (timer: Timer, ms: number): Promise<void> => new Promise((resolve) => timer.start(ms, resolve));

/** The work's value, or `late()` when it takes longer than `ms`. The work itself is not stopped. */
export const within = <T>(work: Promise<T>, limit: { readonly timer: Timer; readonly ms: number; readonly late: () => T }): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = limit.timer.start(limit.ms, () => resolve(limit.late()));
    work.then(resolve, reject).finally(cancel);
  });
