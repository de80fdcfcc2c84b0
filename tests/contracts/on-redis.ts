/**
 * Two processes at a real Redis, or a cluster of them, whose connections are made once: each test has stores of its own on
 * them, and finds nothing of the test before.
 */
import type { Regression } from '../../bot/storage/options';
import { settingsOf } from '../../bot/storage/options';
import { Connection } from '../../bot/storage/redis/connection';
import { RedisNews } from '../../bot/storage/redis/news';
import { storageOn } from '../../bot/storage/redis/open';
import { EFFECT_LEASE, START, THREAD_LEASE, type Open } from './given';

export interface OnRedis {
  readonly open: Open;
  /** Nothing at all is left. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE_MS = 5_000;

export const onRedis = async (urls: readonly string[], replicas = 0): Promise<OnRedis> => {
  const connect = async (): Promise<Connection> => {
    const connection = new Connection({ urls, silenceMs: PATIENCE_MS, replicas, onReady: () => undefined, log: () => undefined });
    await connection.connect();
    return connection;
  };
  const [one, another] = await Promise.all([connect(), connect()]);
  const empty = async (): Promise<void> => void (await one.eachNode(() => ['FLUSHALL']));
  return {
    empty,
    async open() {
      await empty();
      const clock = { now: START };
      const regressions: Regression[] = [];
      const settings = settingsOf({
        machineNow: () => clock.now, threadLeaseMs: THREAD_LEASE, effectLeaseMs: EFFECT_LEASE,
        onRegression: (regression) => regressions.push(regression),
      });
      const [storage, other] = await Promise.all([one, another].map((connection) => {
        const news = new RedisNews(connection, () => undefined);
        news.reconnected();
        return storageOn({ connection, news, settings });
      }));
      if (!storage || !other) throw new Error('two processes were asked for');
      return { storage, other, clock, regressions, close: () => Promise.resolve() };
    },
    async close() {
      await Promise.all([one.close(), another.close()]);
    },
  };
};
