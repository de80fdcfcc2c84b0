/** Opens the Redis store: one connection, the ports on it, and news that are heard again after every reconnection. */
import type { Storage } from '../../runtime/ports';
import { bringForward } from '../layout';
import { settingsOf, type Settings, type StorageOptions } from '../options';
import { adviseOn } from './advice';
import { Connection } from './connection';
import { Hints } from './hints';
import { ALL_SHARDS } from './keys';
import { RedisNews } from './news';
import { RedisOutbox } from './outbox';
import { run } from './script';
import { BRING_LETTERS_FORWARD } from './scripts/letters';
import { RedisAddresses, RedisRecords } from './small';
import { skewOf } from './skew';
import { standingOf } from './standing';
import { RedisThreads } from './threads';

/** Machine time without any answer after which a connection counts as dead. */
const SILENCE_MS = 5_000;

export interface RedisOptions extends StorageOptions {
  readonly silenceMs?: number;
  /** How many replicas must have a write before it is acknowledged (Redis's WAIT). */
  readonly replicas?: number;
}

/**
 * One address, or several nodes of a Redis Cluster. Resolves when connected; while Redis is away it tells `log` and
 * keeps trying.
 */
export const openRedis = async (url: string | readonly string[], options: RedisOptions = {}): Promise<Storage> => {
  const settings = settingsOf(options);
  const connection = new Connection({
    urls: typeof url === 'string' ? [url] : url,
    silenceMs: options.silenceMs ?? SILENCE_MS,
    replicas: options.replicas ?? 0,
    onReady: () => news.reconnected(),
    log: settings.log,
  });
  const news = new RedisNews(connection, settings.log);
  await connection.connect();
  await adviseOn(connection, settings.log);
  return storageOn({ connection, news, settings }).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
};

export interface StorageParts {
  readonly connection: Connection;
  readonly news: RedisNews;
  readonly settings: Settings;
}

/** The ports on a connection that is there. @throws StorageUnavailable, and Error on a store that a newer version wrote. */
export const storageOn = async ({ connection, news, settings }: StorageParts): Promise<Storage> => {
  const hints = new Hints();
  const records = new RedisRecords(connection, settings.machineNow);
  news.whenConnected(() => records.readAnew());
  await bringForward(records, {
    1: async () => void (await Promise.all(ALL_SHARDS.map(({ dead }) => run(connection, BRING_LETTERS_FORWARD, [dead])))),
  });
  return {
    kind: 'redis',
    threads: new RedisThreads(connection, settings, hints),
    outbox: new RedisOutbox(connection, settings, hints),
    addresses: new RedisAddresses(connection, settings.machineNow),
    records,
    news,
    standing: () => standingOf(connection),
    skew: () => skewOf(connection, settings.machineNow),
    close: () => {
      news.flush();
      return connection.close();
    },
  };
};
