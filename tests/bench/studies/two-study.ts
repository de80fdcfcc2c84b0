/** Two product processes on one Redis against one, everything on the same cores: what a load balancer in front would see. */
import type { Load } from '../load-process';
import { CLIENTS, underLoad, WARM_MS } from '../measure';
import { withServer, type Running } from '../servers';

export interface TwoFigures {
  /** Turns per second by round. */
  readonly one: readonly number[];
  readonly two: readonly number[];
}

const run = async (load: Load, server: Running, ms: number): Promise<number> => {
  const result = await underLoad(load, server, { warmMs: 200, ms, clients: CLIENTS });
  return result.turns / result.seconds;
};

const withProcesses = <T>(processes: number, use: (server: Running) => Promise<T>): Promise<T> =>
  withServer({ name: 'redis', core: 'any', processes }, use);

export const twoStudy = (load: Load, rounds: number, ms: number): Promise<TwoFigures> =>
  withProcesses(1, (single) =>
    withProcesses(2, async (pair) => {
      await run(load, single, WARM_MS.redis);
      await run(load, pair, WARM_MS.redis);
      const [one, two]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        one.push(await run(load, single, ms));
        two.push(await run(load, pair, ms));
      }
      return { one, two };
    }),
  );
