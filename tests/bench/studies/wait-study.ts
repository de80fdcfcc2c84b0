/** What it costs to acknowledge only what a replica has (WAIT 1): the same product on a master with a replica, with and without. */
import type { Load } from '../load-process';
import { CLIENTS, underLoad, WARM_MS } from '../measure';
import { withServer, type Running } from '../servers';

export interface WaitFigures {
  readonly without: readonly WaitRow[];
  readonly with: readonly WaitRow[];
}

export interface WaitRow {
  readonly turnsPerSecond: number;
  readonly cpuMicros: number;
  readonly aloneP50: number;
}

const ALONE_MS = 1000;

const measured = async (load: Load, server: Running, ms: number): Promise<WaitRow> => {
  const many = await underLoad(load, server, { warmMs: 200, ms, clients: CLIENTS });
  const alone = await underLoad(load, server, { warmMs: 200, ms: ALONE_MS, clients: 1 });
  return { turnsPerSecond: many.turns / many.seconds, cpuMicros: (many.serverCpu / many.turns) * 1e6, aloneP50: alone.p50 };
};

const withReplica = <T>(waits: boolean, use: (server: Running) => Promise<T>): Promise<T> =>
  withServer({ name: 'redis', replica: true, env: { REDIS_WAIT_REPLICAS: waits ? '1' : '0' } }, use);

export const waitStudy = (load: Load, rounds: number, ms: number): Promise<WaitFigures> =>
  withReplica(false, (free) =>
    withReplica(true, async (waiting) => {
      for (const server of [free, waiting]) await underLoad(load, server, { warmMs: 0, ms: WARM_MS.redis, clients: CLIENTS });
      const figures: { without: WaitRow[]; with: WaitRow[] } = { without: [], with: [] };
      for (let round = 0; round < rounds; round += 1) {
        figures.without.push(await measured(load, free, ms));
        figures.with.push(await measured(load, waiting, ms));
      }
      return figures;
    }),
  );
