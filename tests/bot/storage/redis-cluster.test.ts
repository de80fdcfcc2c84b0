/** The contract of storage on a real Redis Cluster: three masters with a replica each, which must have what is acknowledged. */
import { createClient } from 'redis';
import { openRedis } from '../../../bot/storage/redis/open';
import type { Regression } from '../../../bot/storage/options';
import { EFFECT_LEASE, START, THREAD_LEASE, type Subject } from '../../contracts/given';
import { describeStore } from '../../contracts/store';
import { describeWithRedis } from '../../support/redis';
import { startCluster, type TestCluster } from '../../support/redis-cluster';

describeWithRedis('redis cluster', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startCluster();
  }, 180_000);
  afterAll(() => cluster.stop());

  const empty = async (url: string): Promise<void> => {
    const admin = await createClient({ url }).connect();
    // A replica refuses, and follows its master.
    await admin.flushAll().catch(() => undefined);
    await admin.close();
  };

  const open = async (): Promise<Subject> => {
    await Promise.all(cluster.urls.map(empty));
    const clock = { now: START };
    const regressions: Regression[] = [];
    const options = {
      machineNow: () => clock.now, threadLeaseMs: THREAD_LEASE, effectLeaseMs: EFFECT_LEASE, replicas: 1,
      onRegression: (regression: Regression) => regressions.push(regression),
    };
    const [storage, other] = await Promise.all([openRedis(cluster.urls, options), openRedis(cluster.urls, options)]);
    const close = async (): Promise<void> => {
      await Promise.all([storage.close(), other.close()]);
    };
    return { storage, other, clock, regressions, close };
  };

  // Opening it is slow; the other stores try more.
  describeStore('redis cluster store', open, 10);
});
