/** One row: one server in one round, under 64 conversations and under one alone, with the machine's pace beside it. */
import { spawnSync } from 'node:child_process';
import { onCore } from './children';
import type { LoadResult } from './load/contract';
import type { Load } from './load-process';
import { CALIBRATION } from './places';
import { DIALECT, type Running, type ServerName } from './servers';

export const CLIENTS = 64;
export const TURNS = 6;
/** Conversations that one client holds open at most: sockets are finite. */
const MOST_OPEN = 60;

export interface Timing {
  readonly ms: number;
  readonly aloneMs: number;
}

/**
 * Milliseconds of load before anything is measured. A server that runs much code needs long until the engine has
 * compiled it: the product halves its cost between the second and the fifteenth second.
 */
export const WARM_MS: Readonly<Record<ServerName, number>> = { raw: 2000, stock: 8000, redis: 35_000, embedded: 35_000 };

export interface Row {
  readonly server: ServerName;
  /** Milliseconds of the fixed work just before. */
  readonly calibration: number;
  readonly turnsPerSecond: number;
  /** Turns per second of the server's processor time. */
  readonly perCore: number;
  readonly cpuMicros: number;
  /** The same for turns alone: every conversation was open before. */
  readonly openedPerCore: number;
  readonly openedMicros: number;
  /** To open a conversation, hear the greeting and close it; not a number where a server knows no opening. */
  readonly openingMicros: number;
  readonly p50: number;
  readonly p99: number;
  readonly aloneP50: number;
  /** Share of its core that the load generator used. */
  readonly loadShare: number;
  readonly unanswered: number;
  readonly faults: readonly string[];
}

export const calibrate = (): number => {
  const [file = '', ...args] = onCore('server', [process.execPath, CALIBRATION]);
  return Number(spawnSync(file, args, { encoding: 'utf8', timeout: 20_000 }).stdout.trim());
};

export const underLoad = (load: Load, server: Running, timing: { warmMs: number; ms: number; clients: number }): Promise<LoadResult> =>
  load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: timing.clients,
    turns: TURNS,
    limit: { kind: 'time', warmMs: timing.warmMs, ms: timing.ms },
    watch: server.pids,
  });

/** As many conversations a client as fill the time, as far as the rate under load tells. */
const opened = (load: Load, server: Running, many: LoadResult, ms: number): Promise<LoadResult> =>
  load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: CLIENTS,
    turns: TURNS,
    limit: { kind: 'opened', each: Math.min(MOST_OPEN, Math.max(1, Math.round(((many.turns / many.seconds) * (ms / 1000)) / (CLIENTS * TURNS)))) },
    watch: server.pids,
  });

/** Nothing is said in these conversations. */
const opening = (load: Load, server: Running, ms: number): Promise<LoadResult> =>
  load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: CLIENTS,
    turns: 0,
    limit: { kind: 'conversations', count: DIALECT[server.name] === 'directline' ? Math.ceil(ms / 2) : 0 },
    watch: server.pids,
  });

interface Loads {
  readonly many: LoadResult;
  readonly open: LoadResult;
  readonly greeted: LoadResult;
  readonly alone: LoadResult;
}

const rowOf = (server: Running, { many, open, greeted, alone }: Loads): Omit<Row, 'calibration'> => ({
  server: server.name,
  turnsPerSecond: many.turns / many.seconds,
  perCore: many.turns / many.serverCpu,
  cpuMicros: (many.serverCpu / many.turns) * 1e6,
  openedPerCore: open.turns / open.serverCpu,
  openedMicros: (open.serverCpu / open.turns) * 1e6,
  openingMicros: greeted.conversations > 0 ? (greeted.serverCpu / greeted.conversations) * 1e6 : NaN,
  p50: many.p50,
  p99: many.p99,
  aloneP50: alone.p50,
  loadShare: many.loadCpu / many.seconds,
  unanswered: many.unanswered + open.unanswered + greeted.unanswered + alone.unanswered,
  faults: [...many.faults, ...open.faults, ...greeted.faults, ...alone.faults],
});

export const measureRow = async (server: Running, load: Load, timing: Timing): Promise<Row> => {
  const calibration = calibrate();
  const many = await underLoad(load, server, { warmMs: 200, ms: timing.ms, clients: CLIENTS });
  const open = await opened(load, server, many, timing.ms);
  const greeted = await opening(load, server, timing.ms);
  const alone = await underLoad(load, server, { warmMs: timing.aloneMs / 4, ms: timing.aloneMs, clients: 1 });
  return { calibration, ...rowOf(server, { many, open, greeted, alone }) };
};
