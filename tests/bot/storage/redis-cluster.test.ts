/** The contract of storage on a real Redis Cluster: three masters with a replica each, which must have what is acknowledged. */
import { keyOfRecord } from '../../../bot/storage/redis/keys';
import { onRedis, type OnRedis } from '../../contracts/on-redis';
import { describeStore } from '../../contracts/store';
import { describeWithRedis, freePort } from '../../support/redis';
import { startCluster, type TestCluster } from '../../support/redis-cluster';
import { exitOf, freshFolder, launch, removeFolder } from '../../support/server';
import { until } from '../../support/until';

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

  // Each command waits for a replica; the other stores try more.
  describeStore('redis cluster store', () => processes.open(), 12);

  it('given a master that is lost when a process starts, it waits and says why; when its share is kept twice again it goes on by itself', async () => {
    await processes.empty();
    const master = cluster.masterOf(keyOfRecord('layout'));
    await master.kill();
    let isBack = false;
    const comeBack = async (): Promise<void> => {
      if (!isBack) await master.start();
      isBack = true;
    };
    const folder = freshFolder();
    const port = await freePort();
    const { child, output } = launch({ REDIS_URL: cluster.urls.join(','), REDIS_WAIT_REPLICAS: '1', DATA_DIR: folder, PORT: String(port) });
    const status = (path: string): Promise<number> => fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.status, () => 0);
    try {
      await until(() => output().includes('not kept by enough replicas'), output);
      await until(async () => (await status('/healthz')) === 200, output);
      expect(await status('/readyz')).toBe(503);
      expect(output()).not.toContain('Hilo is listening');
      await comeBack();
      await until(async () => (await status('/readyz')) === 200, output);
    } finally {
      child.kill('SIGKILL');
      await exitOf(child);
      await comeBack();
      removeFolder(folder);
    }
  }, 180_000);
});
