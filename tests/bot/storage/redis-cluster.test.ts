/** The contract of storage on a real Redis Cluster: three masters with a replica each, which must have what is acknowledged. */
import { onRedis, type OnRedis } from '../../contracts/on-redis';
import { describeStore } from '../../contracts/store';
import { describeWithRedis } from '../../support/redis';
import { startCluster, type TestCluster } from '../../support/redis-cluster';

describeWithRedis('redis cluster', () => {
  let cluster: TestCluster;
  let processes: OnRedis;
  beforeAll(async () => {
    cluster = await startCluster();
    processes = await onRedis(cluster.urls, 1);
  }, 180_000);
  afterAll(async () => {
    await processes.close();
    await cluster.stop();
  });

  describeStore('redis cluster store', () => processes.open());
});
