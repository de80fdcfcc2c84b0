/**
 * Two product processes on one Redis against one, everything on the same cores: what a load balancer in front would see. The
 * load and Redis need their share of those cores too, so beside it stands what a turn costs each of them: one process can use
 * one core, and two cores hold no more turns than all of it together leaves room for.
 */
import type { Load } from '../load-process';
import { CLIENTS, underLoad, WARM_MS } from '../measure';
import { cpuSeconds, mainSeconds } from '../process-figures';
import { withServer, type Running } from '../servers';

export interface TwoFigures {
  /** By round. */
  readonly one: readonly Crowd[];
  readonly two: readonly Crowd[];
}

/** Processor microseconds are of a turn. */
export interface Crowd {
  readonly turnsPerSecond: number;
  readonly mainMicros: number;
  /** Threads that collect and compile. */
  readonly helperMicros: number;
  readonly redisMicros: number;
  readonly loadMicros: number;
}

interface Spent {
  readonly main: number;
  readonly all: number;
  readonly redis: number;
}

const spentBy = ({ pids, redis }: Running): Spent => ({
  main: pids.reduce((sum, pid) => sum + mainSeconds(pid), 0),
  all: pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
  redis: redis ? cpuSeconds(redis.pid) : 0,
});

const run = async (load: Load, server: Running, ms: number): Promise<Crowd> => {
  const before = spentBy(server);
  const { allTurns, turns, seconds, loadCpu } = await underLoad(load, server, { warmMs: 0, ms, clients: CLIENTS });
  const after = spentBy(server);
  const micros = (of: keyof Spent): number => ((after[of] - before[of]) / allTurns) * 1e6;
  return {
    turnsPerSecond: turns / seconds, mainMicros: micros('main'), helperMicros: micros('all') - micros('main'),
    redisMicros: micros('redis'), loadMicros: (loadCpu / turns) * 1e6,
  };
};

const withProcesses = <T>(processes: number, use: (server: Running) => Promise<T>): Promise<T> =>
  withServer({ name: 'redis', core: 'any', processes }, use);

export const twoStudy = (load: Load, rounds: number, ms: number): Promise<TwoFigures> =>
  withProcesses(1, (single) =>
    withProcesses(2, async (pair) => {
      await run(load, single, WARM_MS.redis);
      // Each of two has half of the turns to warm up with.
      await run(load, pair, 2 * WARM_MS.redis);
      const [one, two]: [Crowd[], Crowd[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        one.push(await run(load, single, ms));
        two.push(await run(load, pair, ms));
      }
      return { one, two };
    }),
  );
