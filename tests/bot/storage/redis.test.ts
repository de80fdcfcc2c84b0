/** The Redis store keeps the contract between two processes on a real server. */
import { createClient } from 'redis';
import { openRedis } from '../../../bot/storage/redis/open';
import { keyOfRecord, keysOfThread } from '../../../bot/storage/redis/keys';
import { threadId } from '../../../dialogs/ids';
import type { Storage } from '../../../bot/runtime/ports';
import { thread } from '../../contracts/given';
import { onRedis, type OnRedis } from '../../contracts/on-redis';
import { describeStore } from '../../contracts/store';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis';
import { until } from '../../support/until';

describeWithRedis('redis', () => {
  let server: TestRedis;
  let processes: OnRedis;
  beforeAll(async () => {
    server = await startRedis();
    processes = await onRedis([server.url]);
  });
  afterAll(async () => {
    await processes.close();
    await server.stop();
  });

  describeStore('redis store', () => processes.open(), 30);
});

describeWithRedis('processes on redis', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  /** A process on an empty Redis. */
  const open = async (): Promise<Storage> => {
    await ask('FLUSHALL');
    return openRedis(server.url);
  };

  const ask = async (...command: string[]): Promise<string> => {
    const client = createClient({ url: server.url });
    await client.connect();
    return String(await client.sendCommand(command).finally(() => client.close()));
  };
  const channels = async () => (await ask('PUBSUB', 'CHANNELS', 'h:news')).split(',').filter((name) => name !== '');
  const published = async () => Number(/cmdstat_publish:calls=(\d+)/.exec(await ask('INFO', 'commandstats'))?.[1] ?? 0);

  it('given a store of a newer version, it is refused and its connection is closed', async () => {
    const storage = await open();
    await storage.records.put('layout', '{"layout":99}', 1);
    await expect(openRedis(server.url)).rejects.toThrow('newer version');
    await storage.close();
  });

  it('given a large record that nobody changed, a look at it fetches next to nothing; after a new connection it is fetched again', async () => {
    const storage = await open();
    const fetched = async () => Number(/cmdstat_get:calls=(\d+)/.exec(await ask('INFO', 'commandstats'))?.[1] ?? 0);
    const large = JSON.stringify('x'.repeat(100_000));
    await storage.records.put('world', large, 0);
    await storage.records.get('world');
    const before = await fetched();
    expect(await storage.records.get('world')).toEqual({ version: 1, json: large });
    expect(await fetched()).toBe(before);
    // A master that lost its last write, and another process that wrote under the same number since.
    const theirs = JSON.stringify('y'.repeat(100_000));
    await ask('SET', keyOfRecord('world'), `1:${theirs}`);
    for (const type of ['normal', 'pubsub']) await ask('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes');
    for (let tries = 0; ; tries += 1) {
      const found = await storage.records.get('world').catch(() => null);
      if (found?.json === theirs || tries > 1_000) {
        expect(found?.json).toBe(theirs);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await storage.close();
  });

  it('given dead letters of the first layout, they are listed as they were and not sent again; newer ones are untouched', async () => {
    const storage = await open();
    const { dead } = keysOfThread(thread).of;
    const old = [thread, '1/0', 'f', '1764000000000', '', '["d","web:ana",[0]]', 'no\tsuch number'].join('\t');
    const fresh = [thread, '2/0', 'u', '1764000000001', '', '7', '3', '["d","web:ana",[0]]', 'lost'].join('\t');
    await ask('RPUSH', dead, fresh, old);
    await ask('DEL', keyOfRecord('layout'));
    const opened = await openRedis(server.url);
    const effect = { kind: 'deliver', to: 'web:ana', entries: [0] };
    expect(await opened.outbox.deadLetters(10)).toEqual([
      { key: 'thread-A/2/0', thread, effect, end: 'uncertain', reason: 'lost', at: 1_764_000_000_001 },
      { key: 'thread-A/1/0', thread, effect, end: 'failed', reason: 'no\tsuch number', at: 1_764_000_000_000 },
    ]);
    expect(await opened.outbox.resend({ thread, key: 'thread-A/1/0' })).toBe(false);
    expect(await opened.outbox.resend({ thread, key: 'thread-A/2/0' })).toBe(true);
    expect(await opened.outbox.claim(0, 10)).toMatchObject([{ key: 'thread-A/2/0', base: 7, token: 4 }]);
    await opened.close();
    await storage.close();
  });

  it('given no listener, a process subscribes to no thread; from the first one on it stays subscribed', async () => {
    const storage = await open();
    expect(await channels()).toHaveLength(0);
    const heard = new Promise<void>((resolve) => storage.news.subscribe(threadId('B'), () => resolve()));
    const stop = storage.news.subscribe(thread, () => undefined);
    await heard;
    stop();
    await storage.standing();
    expect(await channels()).toHaveLength(1);
    await storage.close();
  });

  it('given many threads that grow in the same moments, another process hears of each and is told once; a process that stops tells first', async () => {
    const [first, second] = [await open(), await open()];
    const heard = new Map<string, number>();
    const subscribed = new Promise<void>((resolve) => {
      for (let index = 0; index < 50; index += 1) second.news.subscribe(threadId(`t${index}`), (length) => (length < 0 ? resolve() : heard.set(`t${index}`, length)));
    });
    await subscribed;
    const knowsTheOther = new Promise<void>((resolve) => first.news.subscribeRecord('any', () => resolve()));
    second.news.publishRecord('any');
    await knowsTheOther;
    const before = await published();
    for (let index = 0; index < 50; index += 1) first.news.publish(threadId(`t${index}`), index);
    await first.close();
    await until(() => heard.size === 50, () => `heard of ${heard.size}`);
    expect([...heard.values()]).toEqual([...heard.keys()].map((name) => Number(name.slice(1))));
    expect((await published()) - before).toBeLessThanOrEqual(2);
    await second.close();
  });

  it('given a process whose clock is behind or ahead of the store\'s, it is told by how much; without an answer, nothing', async () => {
    for (const [ours, theirs] of [[-60_000, 60], [60_000, -60], [0, 0]] as const) {
      const storage = await openRedis(server.url, { machineNow: () => Date.now() + ours });
      expect(Math.abs(((await storage.skew()) ?? Infinity) / 1_000 - theirs)).toBeLessThan(20);
      await storage.close();
      expect(await storage.skew()).toBeNull();
    }
  });

  it('given a process that is alone, it publishes nothing; from the hello of another on it does', async () => {
    const first = await openRedis(server.url);
    await first.standing();
    const before = await published();
    first.news.publish(thread, 1);
    await first.standing();
    expect(await published()).toBe(before);
    const second = await openRedis(server.url);
    const heard = new Promise<number>((resolve) => second.news.subscribe(thread, (length) => length >= 0 && resolve(length)));
    await new Promise<void>((resolve) => second.news.subscribe(threadId('B'), () => resolve()));
    await first.standing();
    first.news.publish(thread, 2);
    expect(await heard).toBe(2);
    await Promise.all([first.close(), second.close()]);
  });
});
