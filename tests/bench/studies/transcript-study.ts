/**
 * Whether a turn costs more when the conversation has a long past: half of the conversations get thousands of entries
 * through the storage port, then both halves go on, in alternating slices.
 */
import type { LoadJob, LoadResult, Seat } from '../load/contract';
import type { Load } from '../load-process';
import { DIALECT, withServer, type Running } from '../servers';
import { preload } from './preload';

export interface TranscriptFigures {
  readonly entries: number;
  /** Processor time of a turn at `entries` against a fresh one, slice by slice. */
  readonly ratios: readonly number[];
  readonly shortMicros: number;
  readonly longMicros: number;
}

const SLICES = 5;
/** Conversations of each kind. */
const SEATS = 8;
const TURNS = 40;
/** A greeting is answered at any time and moves no flow: the same turn can be had as often as needed. */
const SCRIPT = ['hola'];

const jobFor = (server: Running): Omit<LoadJob, 'limit' | 'turns'> => ({
  dialect: DIALECT[server.name],
  ports: server.ports,
  clients: SEATS,
  watch: server.pids,
  script: SCRIPT,
});

const begin = (load: Load, server: Running, turns: number): Promise<LoadResult> =>
  load.run({ ...jobFor(server), turns, limit: { kind: 'conversations', count: 2 * SEATS } });

const goOn = (load: Load, server: Running, seats: readonly Seat[]): Promise<LoadResult> =>
  load.run({ ...jobFor(server), turns: TURNS, limit: { kind: 'seats', seats } });

const micros = (result: LoadResult): number => (result.serverCpu / Math.max(1, result.turns)) * 1e6;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const compare = async (load: Load, server: Running, seats: { short: readonly Seat[]; long: readonly Seat[] }) => {
  const [short, long]: [number[], number[]] = [[], []];
  let { short: ofShort, long: ofLong } = seats;
  for (let slice = 0; slice < SLICES; slice += 1) {
    const [few, many] = [await goOn(load, server, ofShort), await goOn(load, server, ofLong)];
    short.push(micros(few));
    long.push(micros(many));
    [ofShort, ofLong] = [few.seats, many.seats];
  }
  return { short, long };
};

const study = async (load: Load, server: Running, entries: number): Promise<TranscriptFigures> => {
  await begin(load, server, SLICES * TURNS);
  const { seats } = await begin(load, server, 1);
  const long = await preload(server, seats.slice(SEATS), entries);
  const cost = await compare(load, server, { short: seats.slice(0, SEATS), long });
  const ratios = cost.long.map((value, i) => value / (cost.short[i] ?? NaN));
  return { entries, ratios, shortMicros: mean(cost.short), longMicros: mean(cost.long) };
};

export const transcriptStudy = (load: Load, entries: number): Promise<TranscriptFigures> =>
  withServer({ name: 'redis' }, (server) => study(load, server, entries));
