/** Two product processes on one Redis against one, everything on the same cores: what a load balancer in front would see. */
import type { Load } from '../load-process';
import { CLIENTS, underLoad } from '../measure';
import { startServer } from '../servers';

export interface TwoFigures {
  /** Turns per second by round. */
  readonly one: readonly number[];
  readonly two: readonly number[];
}

const run = async (load: Load, processes: number, ms: number): Promise<number> => {
  const server = await startServer({ name: 'redis', core: 'any', processes });
  try {
    const result = await underLoad(load, server, { warmMs: 2000, ms, clients: CLIENTS });
    return result.turns / result.seconds;
  } finally {
    await server.stop();
  }
};

export const twoStudy = async (load: Load, rounds: number, ms: number): Promise<TwoFigures> => {
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await run(load, 1, ms));
    two.push(await run(load, 2, ms));
  }
  return { one, two };
};
