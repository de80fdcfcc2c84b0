/**
 * Every process and folder the bench makes, so that nothing is left behind: each is ended by its own id, at the latest
 * when the bench exits, whatever ended it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const alive = new Set<ChildProcess>();
const folders = new Set<string>();
const END_MS = 3000;

export type Core = 'server' | 'load' | 'any';

const has = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

const TWO_CORES = process.platform === 'linux' && has('taskset');

/** Servers run on core 0, the load and Redis on core 1, where the machine lets us say so. */
export const onCore = (core: Core, command: readonly string[]): readonly string[] =>
  core === 'any' || !TWO_CORES ? command : ['taskset', '-c', core === 'server' ? '0' : '1', ...command];

export const pinned = TWO_CORES;

export interface Launch {
  readonly command: readonly string[];
  readonly core: Core;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ipc?: boolean;
}

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it wrote to both outputs so far (the last part). */
  readonly output: () => string;
}

const KEPT_OUTPUT = 4000;

export const launch = ({ command, core, env, cwd, ipc }: Launch): Child => {
  const [file = '', ...args] = onCore(core, command);
  const started = spawn(file, args, {
    stdio: ipc === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
  };
  started.stdout?.on('data', keep);
  started.stderr?.on('data', keep);
  started.on('error', (fault) => keep(Buffer.from(fault.message)));
  alive.add(started);
  started.once('exit', () => alive.delete(started));
  return { process: started, pid: started.pid ?? 0, output: () => output };
};

/** Asks a process to end, then insists. */
export const end = (child: Child): Promise<void> =>
  new Promise((resolve) => {
    const { process: started } = child;
    if (started.exitCode !== null || started.signalCode !== null) return resolve();
    const insist = setTimeout(() => started.kill('SIGKILL'), END_MS);
    started.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    started.kill('SIGTERM');
  });

export const temporaryFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `hilo-bench-${name}-`));
  folders.add(folder);
  return folder;
};

export const removeFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const sweep = (): void => {
  for (const child of alive) child.kill('SIGKILL');
  for (const folder of folders) removeFolder(folder);
};

process.on('exit', sweep);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
