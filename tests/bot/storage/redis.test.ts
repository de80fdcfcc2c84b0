/** The Redis store keeps the contract between two processes on a real server. */
import { createClient } from 'redis';
import { openRedis } from '../../../bot/storage/redis/open';
import type { Regression } from '../../../bot/storage/options';
import { threadId } from '../../../dialogs/ids';
import { EFFECT_LEASE, START, thread, THREAD_LEASE, type Subject } from '../../contracts/given';
import { describeStore } from '../../contracts/store';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis';

describeWithRedis('redis', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  const open = async (): Promise<Subject> => {
    const admin = await createClient({ url: server.url }).connect();
    await admin.flushAll();
    await admin.close();
    const clock = { now: START };
    const regressions: Regression[] = [];
    const options = {
      machineNow: () => clock.now, threadLeaseMs: THREAD_LEASE, effectLeaseMs: EFFECT_LEASE,
      onRegression: (regression: Regression) => regressions.push(regression),
    };
    const [storage, other] = await Promise.all([openRedis(server.url, options), openRedis(server.url, options)]);
    const close = async (): Promise<void> => {
      await Promise.all([storage.close(), other.close()]);
    };
    return { storage, other, clock, regressions, close };
  };

  describeStore('redis store', open);

  it('given a pub/sub connection, a process that listens to nothing subscribes to nothing', async () => {
    const subject = await open();
    const stop = subject.storage.news.subscribe(thread, () => undefined);
    await new Promise<void>((resolve) => subject.storage.news.subscribe(threadId('B'), () => resolve()));
    const admin = await createClient({ url: server.url }).connect();
    expect(await admin.pubSubChannels('h:news:*')).toHaveLength(2);
    stop();
    await subject.storage.healthy();
    expect(await admin.pubSubChannels('h:news:*')).toHaveLength(1);
    await admin.close();
    await subject.close();
  });
});
