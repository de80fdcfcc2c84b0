/** A Redis of the bench's own (append-only file, fsync every second, no rewrite) in a temporary folder, and its figures. */
import { spawnSync } from 'node:child_process';
import { createClient } from 'redis';
import { end, freePort, launch, removeFolder, temporaryFolder, type Core } from './children';

export interface RedisFigures {
  /** Bytes ever appended to the append-only file. */
  readonly log: number;
  /** Sum of MEMORY USAGE over all keys. */
  readonly keys: number;
  readonly used: number;
}

export interface BenchRedis {
  readonly url: string;
  readonly pid: number;
  figures(): Promise<RedisFigures>;
  stop(): Promise<void>;
}

export const redisMissing = (): boolean => spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status !== 0;

const OPTIONS = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--auto-aof-rewrite-percentage', '0', '--save', ''];

const info = (text: string, name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1] ?? 0);

const KEY_BYTES = `
local sum, cursor = 0, '0'
repeat
  local page = redis.call('SCAN', cursor, 'COUNT', 1000)
  cursor = page[1]
  for _, key in ipairs(page[2]) do sum = sum + redis.call('MEMORY', 'USAGE', key, 'SAMPLES', '0') end
until cursor == '0'
return sum`;

/** `replicaOf`: the port of the master whose writes it follows. */
export const startRedis = async (core: Core, replicaOf?: string): Promise<BenchRedis> => {
  const [port, folder] = [await freePort(), temporaryFolder('redis')];
  const follow = replicaOf === undefined ? [] : ['--replicaof', `127.0.0.1 ${replicaOf}`];
  const command = ['redis-server', '--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...OPTIONS, ...follow];
  const child = launch({ command, core });
  const url = `redis://127.0.0.1:${port}`;
  const client = createClient({ url, socket: { reconnectStrategy: () => 20 } });
  client.on('error', () => undefined);
  await client.connect();
  return {
    url,
    pid: child.pid,
    figures: async () => ({
      log: info(await client.info('persistence'), 'aof_current_size'),
      keys: Number(await client.eval(KEY_BYTES)),
      used: info(await client.info('memory'), 'used_memory'),
    }),
    stop: async () => {
      client.destroy();
      await end(child);
      removeFolder(folder);
    },
  };
};
