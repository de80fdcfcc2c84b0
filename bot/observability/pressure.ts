/**
 * Whether this process has more to do than it can do at once: its loop is late, or has had no rest for a while, or too many
 * deliveries are under way. Then comfort is dropped, and nothing else (P9). A saturated loop need not be late: its rounds may
 * be short while work queues up before it, so its rest is measured too. Looked at by a timer; one that is overdue itself is a
 * loop that is late now.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

export interface Pressure {
  isHigh(): boolean;
  /** The loop is late: who arrives now waits to be taken in. Busy alone is no reason to slow down. */
  isLate(): boolean;
  /** Counts `work` as a delivery under way. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Since the look before. */
export interface Look {
  /** Milliseconds that the loop was late in the worst hundredth. */
  readonly lagMs: number;
  /** The part of the time in which it had something to do, 0..1. */
  readonly busy: number;
}

export interface PressureParts {
  readonly look: () => Look;
  /** Calls `work` so often, ms; keeps no process alive. */
  readonly every: (ms: number, work: () => void) => void;
  readonly machineNow: () => number;
}

const RESOLUTION_MS = 20;
/** Short enough to be felt, long enough that one slow piece of work is no pressure. */
const LOOK_MS = 1_000;
/** Customers notice from here on; it is over only well below, so that it does not flap. */
const HIGH = { lagMs: 200, busy: 0.95, underWay: 300 } as const;
const LOW = { lagMs: 80, busy: 0.8, underWay: 150 } as const;

export const makePressure = ({ look, every, machineNow }: PressureParts): Pressure => {
  let looked = machineNow();
  let seen: Look = { lagMs: 0, busy: 0 };
  let underWay = 0;
  let isHigh = false;
  let isLate = false;
  const judge = (): void => {
    const lagMs = Math.max(seen.lagMs, machineNow() - looked - LOOK_MS);
    const limit = isHigh ? LOW : HIGH;
    isLate = lagMs >= (isLate ? LOW : HIGH).lagMs;
    isHigh = lagMs >= limit.lagMs || seen.busy >= limit.busy || underWay >= limit.underWay;
  };
  every(LOOK_MS, () => {
    [looked, seen] = [machineNow(), look()];
    judge();
  });
  return {
    isHigh() {
      judge();
      return isHigh;
    },
    isLate() {
      judge();
      return isLate;
    },
    during(work) {
      underWay += 1;
      return work.finally(() => (underWay -= 1));
    },
  };
};

/** The loop of this process. */
const measuredLoop = (): (() => Look) => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let before = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    const late = delays.count === 0 ? 0 : delays.percentile(99) / 1e6 - RESOLUTION_MS;
    before = now;
    delays.reset();
    return { lagMs: Math.max(0, late), busy: utilization };
  };
};

export const pressureHere = (): Pressure =>
  makePressure({ look: measuredLoop(), every: (ms, work) => void setInterval(work, ms).unref(), machineNow: () => performance.now() });
