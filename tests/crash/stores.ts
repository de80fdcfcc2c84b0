/** The stores of a run, and what may befall them while processes work on them. */
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbedded } from '../../bot/storage/embedded/open';
import { openRedis } from '../../bot/storage/redis/open';
import type { Storage } from '../../bot/runtime/ports';
import { startRedis } from '../support/redis';
import { startCluster } from '../support/redis-cluster';
import type { ServerEnvironment } from '../support/server';
import { openProxy } from './proxy';

export const STORES = ['redis', 'embedded', 'cluster'] as const;
export type StoreName = (typeof STORES)[number];

/**
 * Instead of processes: `redis`: Redis is killed and started again (AOF, every write on disk); `cut`: nothing reaches it for
 * 30 s; `failover`: a master of the cluster is killed, its replica takes over, and it comes back as a replica.
 */
export const TROUBLES = { redis: 'redis', cut: 'redis', failover: 'cluster' } as const satisfies Record<string, StoreName>;
export type Trouble = keyof typeof TROUBLES;

const CUT_MS = 30_000;
const DOWN_MS = 1_000;

export interface Store {
  readonly environment: ServerEnvironment;
  /** Processes side by side. */
  readonly processes: number;
  open(): Promise<Storage>;
  stop(): Promise<void>;
  /** The trouble that this store was opened for; resolves when it is over. */
  befall(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

export interface StoreOptions {
  readonly folder: string;
  readonly trouble: Trouble | undefined;
  /** How many replicas must have what is acknowledged. */
  readonly replicas: number;
}

export const openStore = async (name: StoreName, options: StoreOptions): Promise<Store> => {
  switch (name) {
    case 'embedded':
      return { environment: { DATA_DIR: options.folder }, processes: 1, open: () => openEmbedded(options.folder), stop: nothing, befall: nothing };
    case 'redis':
      return redisStore(options);
    case 'cluster':
      return clusterStore(options);
  }
};

const redisStore = async ({ folder, trouble }: StoreOptions): Promise<Store> => {
  const redis = await startRedis(trouble === 'redis' ? ['--appendfsync', 'always'] : []);
  const proxy = await openProxy(redis.port);
  const befall = async (): Promise<void> => {
    if (trouble === 'cut') {
      proxy.cut();
      await pause(CUT_MS);
      return proxy.mend();
    }
    await redis.kill();
    await pause(DOWN_MS);
    await redis.start();
  };
  return {
    environment: { REDIS_URL: trouble === 'cut' ? proxy.url : redis.url, DATA_DIR: folder }, processes: 2, befall,
    open: () => openRedis(redis.url),
    async stop() {
      proxy.close();
      await redis.stop();
    },
  };
};

const clusterStore = async ({ folder, replicas }: StoreOptions): Promise<Store> => {
  const cluster = await startCluster();
  return {
    environment: { REDIS_URL: cluster.urls.join(','), DATA_DIR: folder, REDIS_WAIT_REPLICAS: String(replicas) }, processes: 2,
    open: () => openRedis(cluster.urls), stop: () => cluster.stop(), befall: () => cluster.loseMaster(),
  };
};
