/**
 * Whether this process has more to do than it can do at once: its event loop lags, or too many deliveries are under way.
 * Then comfort is dropped, and nothing else (P9). Measured when somebody asks, at most twice a second.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface Pressure {
  isHigh(): boolean;
  /** Counts `work` as a delivery under way. */
  during<T>(work: Promise<T>): Promise<T>;
}

export interface PressureParts {
  /** Milliseconds that the loop was late in the worst hundredth since it was asked last. */
  readonly lag: () => number;
  readonly machineNow: () => number;
}

const RESOLUTION_MS = 20;
const LOOK_MS = 500;
/** Customers notice from here on; it is over only well below, so that it does not flap. */
const HIGH = { lagMs: 200, underWay: 300 } as const;
const LOW = { lagMs: 80, underWay: 150 } as const;

export const makePressure = ({ lag, machineNow }: PressureParts): Pressure => {
  let looked = 0;
  let lagMs = 0;
  let underWay = 0;
  let isHigh = false;
  return {
    isHigh() {
      const now = machineNow();
      if (now - looked >= LOOK_MS) [looked, lagMs] = [now, lag()];
      const limit = isHigh ? LOW : HIGH;
      isHigh = lagMs >= limit.lagMs || underWay >= limit.underWay;
      return isHigh;
    },
    during(work) {
      underWay += 1;
      return work.finally(() => (underWay -= 1));
    },
  };
};

/** The loop of this process. */
export const measuredLag = (): (() => number) => {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return () => {
    const worst = delays.count === 0 ? 0 : delays.percentile(99) / 1e6 - RESOLUTION_MS;
    delays.reset();
    return Math.max(0, worst);
  };
};
