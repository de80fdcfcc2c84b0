/**
 * A real redis-server for tests: on a free port, in a directory of its own, with the log that a production server
 * would keep. Without the program the suite says what to install; in CI that is a failure, not a silence.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly dir: string;
  readonly pid: number;
  /** Kills it as a power cut would (its files stay). */
  kill(): Promise<void>;
  /** Stops answering without closing anything, as a hung machine does; and goes on. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export const freePort = async (): Promise<number> => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const found = probe.address();
  probe.close();
  await once(probe, 'close');
  if (found === null || typeof found === 'string') throw new Error('no free port');
  return found.port;
};

/** Resolves when the server says that it takes connections. */
const launch = async (args: readonly string[]): Promise<ChildProcess> => {
  const child = spawn('redis-server', [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${said}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes('Ready to accept connections')) resolve();
    });
  });
  child.removeAllListeners('exit');
  const orphaned = (): boolean => child.kill('SIGKILL');
  process.once('exit', orphaned);
  child.once('exit', () => process.removeListener('exit', orphaned));
  return child;
};

export const startRedis = async (more: readonly string[] = []): Promise<TestRedis> => {
  const dir = mkdtempSync(join(tmpdir(), 'hilo-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--appendonly', 'yes', ...more];
  let child = await launch(args);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return child.pid ?? 0;
    },
    kill: () => end('SIGKILL'),
    pause: async () => {
      child.kill('SIGSTOP');
    },
    resume: async () => {
      child.kill('SIGCONT');
    },
    start: async () => {
      child = await launch(args);
    },
    stop: async () => {
      await end('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** `describe` for what needs redis-server: skipped with a word when it is missing, failing in CI. */
export const describeWithRedis = (name: string, body: () => void): void => {
  if (hasRedis()) {
    describe(name, body);
    return;
  }
  if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('needs redis-server', () => {
        throw new Error('install redis-server');
      });
    });
    return;
  }
  process.stderr.write(`${name}: not run: install redis-server\n`);
  describe.skip(name, body);
};
