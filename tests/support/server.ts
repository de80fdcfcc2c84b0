/** Starts the real server as its users do, in a process of its own that a test may kill. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../bot/root';

const LONGEST_START_MS = 60_000;

export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<unknown>;
  /** Everything it wrote, for tests on what is said at start and what is never logged. */
  output(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export const freshFolder = (): string => mkdtempSync(path.join(tmpdir(), 'hilo-test-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

export type ServerEnvironment = Readonly<Record<string, string>>;

/** What every server of a test is told: a free port, and no limits on who writes fast. */
export const OF_TESTS: ServerEnvironment = { PORT: '0', LOG_LEVEL: 'warn', RATE_LIMIT: 'off' };

/** Runs the built program; the port is free unless `PORT` says which. */
export const launch = (environment: ServerEnvironment): { child: ChildProcess; output: () => string } => {
  let text = '';
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'bot', 'main.js')], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...OF_TESTS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Also one that is only starting ends with who started it.
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.removeListener('exit', orphaned));
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
};

export const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once('exit', resolve)));

export const startServer = async (environment: ServerEnvironment): Promise<Server> => {
  const { child, output } = launch(environment);
  const url = await listening(child, output);
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    exited: exitOf(child),
    output,
    async kill(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await exitOf(child);
    },
  };
};

const listening = (child: ChildProcess, output: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start:\n${output()}`)), LONGEST_START_MS);
    const look = (): void => {
      const found = /Customer chat\s+(http:\S+?)\/\s/.exec(output())?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`the server stopped at start:\n${output()}`));
    });
  });

/** JSON over HTTP with the status told. */
export const callApi = async <T>(url: string, method = 'GET', body?: unknown): Promise<{ status: number; body: T }> => {
  const response = await fetch(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  return { status: response.status, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T };
};
