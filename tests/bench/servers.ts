/**
 * Starts one server under test with the store it needs, waits until it is ready, and stops both. Every start gets a
 * store of its own, so that no run sees another's data.
 */
import { get } from 'node:http';
import { connect } from 'node:net';
import { end, freePort, launch, removeFolder, temporaryFolder, type Child, type Core } from './children';
import type { Dialect } from './load/contract';
import { PRODUCT, RAW } from './places';
import { startRedis, type BenchRedis } from './redis-server';

export const SERVERS = ['raw', 'stock', 'redis', 'embedded'] as const;
export type ServerName = (typeof SERVERS)[number];

export const DIALECT: Readonly<Record<ServerName, Dialect>> = {
  raw: 'inline',
  stock: 'botframework',
  redis: 'directline',
  embedded: 'directline',
};

export interface Startup {
  /** Milliseconds from spawn. */
  readonly listening: number;
  readonly ready: number;
}

export interface Running {
  readonly name: ServerName;
  readonly ports: readonly number[];
  readonly pids: readonly number[];
  readonly startup: Startup;
  readonly redis: BenchRedis | null;
  readonly dataDir: string;
  /** What the (first) process has printed. */
  output(): string;
  /** Stops the processes and keeps the store, or ends both. */
  stop(): Promise<void>;
}

export interface Plan {
  readonly name: ServerName;
  /** The stock bot's script; only needed for it. */
  readonly stock?: string;
  readonly core?: Core;
  readonly processes?: number;
  readonly nodeOptions?: readonly string[];
  /** Redis has a replica. */
  readonly replica?: true;
  readonly env?: Readonly<Record<string, string>>;
}

/** As `npm start` has it; all servers alike, so that what is compared is the work. */
const YOUNG_GENERATION = '--max-semi-space-size=64';
const READY_MS = 30_000;
const POLL_MS = 10;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve) => {
    const request = get({ port, path, host: '127.0.0.1', agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
    request.on('timeout', () => request.destroy());
  });

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
  });

/** Milliseconds since `started` when `reached` first holds. */
const waitFor = async (child: Child, started: number, reached: () => Promise<boolean>): Promise<number> => {
  for (;;) {
    if (await reached()) return performance.now() - started;
    const late = performance.now() - started > READY_MS;
    if (late || child.process.exitCode !== null) throw new Error(`it did not become ready:\n${child.output()}`);
    await pause(POLL_MS);
  }
};

/** Listening: the port takes connections. Ready: `/readyz` says 200. */
const waitReady = async (child: Child, port: number, started: number): Promise<Startup> => {
  const listening = await waitFor(child, started, () => isOpen(port));
  const ready = await waitFor(child, started, async () => (await statusOf(port, '/readyz')) === 200);
  return { listening, ready };
};

interface Store {
  readonly redis: BenchRedis | null;
  readonly dataDir: string;
}

const commandOf = (plan: Plan, port: number, store: Store): readonly string[] => {
  const node = [process.execPath, YOUNG_GENERATION, ...(plan.nodeOptions ?? [])];
  switch (plan.name) {
    case 'raw':
      return [...node, RAW, String(port), store.redis?.url ?? ''];
    case 'stock':
      return [...node, plan.stock ?? '', String(port), store.redis?.url ?? ''];
    case 'redis':
    case 'embedded':
      return [...node, PRODUCT];
  }
};

const environmentOf = (port: number, store: Store): Record<string, string> => ({
  PORT: String(port),
  DATA_DIR: store.dataDir,
  DEMO_CONTROLS: '1',
  LOG_LEVEL: 'warn',
  RATE_LIMIT: 'off',
  NODE_ENV: 'production',
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SESSION_SECRET: 'only-for-the-bench-0123456789abcdef0123456789abcdef',
  ...(store.redis === null ? {} : { REDIS_URL: store.redis.url }),
});

export const startServer = async (plan: Plan): Promise<Running> => {
  const core = plan.core ?? 'server';
  const redis = plan.name === 'embedded' ? null : await startRedis(core === 'any' ? 'any' : 'load');
  const replica = redis !== null && plan.replica ? await startRedis(core === 'any' ? 'any' : 'load', new URL(redis.url).port) : null;
  const store: Store = { redis, dataDir: temporaryFolder('data') };
  const children: Child[] = [];
  const ports: number[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(children.map(end));
    await replica?.stop();
    await redis?.stop();
    removeFolder(store.dataDir);
  };
  try {
    let startup: Startup = { listening: 0, ready: 0 };
    for (let i = 0; i < (plan.processes ?? 1); i += 1) {
      const port = await freePort();
      const started = performance.now();
      const child = launch({ command: commandOf(plan, port, store), core, env: { ...environmentOf(port, store), ...plan.env } });
      children.push(child);
      ports.push(port);
      startup = await waitReady(child, port, started);
    }
    const output = (): string => children[0]?.output() ?? '';
    return { name: plan.name, ports, pids: children.map((child) => child.pid), startup, ...store, output, stop: closeAll };
  } catch (fault) {
    await closeAll();
    throw fault;
  }
};

/** Starts a server, uses it and stops it; when the use fails, what the server printed is part of the fault. */
export const withServer = async <T>(plan: Plan, use: (server: Running) => Promise<T>): Promise<T> => {
  const server = await startServer(plan);
  try {
    return await use(server);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new Error(`${plan.name}: ${reason}\n${server.output()}`, { cause: fault });
  } finally {
    await server.stop();
  }
};
