/**
 * Whether a turn costs more when the conversation has a long past: half of the conversations get thousands of entries
 * through the storage port, then both halves go on, in alternating slices.
 */
import type { LoadResult, Seat } from '../load/contract';
import type { Load } from '../load-process';
import { DIALECT, startServer, type Running } from '../servers';
import { preload } from './preload';

export interface TranscriptFigures {
  readonly entries: number;
  /** Processor time of a turn at `entries` against a fresh one, slice by slice. */
  readonly ratios: readonly number[];
  readonly shortMicros: number;
  readonly longMicros: number;
}

const SLICES = 5;
const PER_SLICE = 12;
const TURNS = 5;

const goOn = (load: Load, server: Running, seats: readonly Seat[]): Promise<LoadResult> =>
  load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: 4,
    turns: TURNS,
    limit: { kind: 'seats', seats },
    watch: server.pids,
  });

const begin = async (load: Load, server: Running): Promise<readonly Seat[]> => {
  const limit = { kind: 'conversations', count: 2 * SLICES * PER_SLICE } as const;
  const job = { dialect: DIALECT[server.name], ports: server.ports, clients: 8, watch: [], limit };
  await load.run({ ...job, turns: TURNS, limit: { kind: 'conversations', count: 200 } });
  return (await load.run({ ...job, turns: 1 })).seats;
};

const micros = (result: LoadResult): number => (result.serverCpu / Math.max(1, result.turns)) * 1e6;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const compare = async (load: Load, server: Running, seats: { short: readonly Seat[]; long: readonly Seat[] }) => {
  const [short, long]: [number[], number[]] = [[], []];
  for (let slice = 0; slice < SLICES; slice += 1) {
    const [from, to] = [slice * PER_SLICE, (slice + 1) * PER_SLICE];
    short.push(micros(await goOn(load, server, seats.short.slice(from, to))));
    long.push(micros(await goOn(load, server, seats.long.slice(from, to))));
  }
  return { short, long };
};

export const transcriptStudy = async (load: Load, entries: number): Promise<TranscriptFigures> => {
  const server = await startServer({ name: 'redis' });
  try {
    const seats = await begin(load, server);
    const half = seats.length >> 1;
    const long = await preload(server, seats.slice(half), entries);
    const cost = await compare(load, server, { short: seats.slice(0, half), long });
    const ratios = cost.long.map((value, i) => value / (cost.short[i] ?? NaN));
    return { entries, ratios, shortMicros: mean(cost.short), longMicros: mean(cost.long) };
  } finally {
    await server.stop();
  }
};
