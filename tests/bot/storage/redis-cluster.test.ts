/** The contract of storage on a real Redis Cluster: three masters with a replica each, which must have what is acknowledged. */
import { randomUUID } from 'node:crypto';
import { keyOfRecord, keysOfThread } from '../../../bot/storage/redis/keys';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { incoming } from '../../contracts/given';
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

  it('given a master whose replica is lost, its share is refused and told, the others are served; when the replica is back, all is', async () => {
    const { storage, close } = await processes.open();
    const kept = (thread: ThreadId): Promise<boolean> => storage.threads.accept(incoming('hola', { thread, dedupe: randomUUID() })).then(() => true, () => false);
    const names = Array.from({ length: 60 }, (_, index) => threadId(`thread-${index}`));
    const [first] = names;
    if (!first) throw new Error('no thread');
    const replica = cluster.replicaOf(cluster.masterOf(keysOfThread(first).state));
    await replica.kill();
    try {
      await until(async () => (await storage.standing()).share < 1, () => 'nobody noticed');
      const { share, reason } = await storage.standing();
      expect([share > 0, reason]).toEqual([true, 'too few replicas']);
      const refused = (await Promise.all(names.map(kept))).filter((isKept) => !isKept).length;
      expect([await kept(first), refused > 0, refused < names.length]).toEqual([false, true, true]);
    } finally {
      await replica.start();
    }
    await until(async () => (await storage.standing()).share === 1, () => 'it does not come back');
    expect(await Promise.all(names.map(kept))).not.toContain(false);
    await close();
  }, 180_000);

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
