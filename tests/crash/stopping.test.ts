/** How a process begins and ends, on the real one: it waits for a store that is away, and leaves nothing half done. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openRedis } from '../../bot/storage/redis/open';
import { address } from '../../dialogs/ids';
import { Chat } from '../support/chat';
import { describeWithRedis, freePort, startRedis, type TestRedis } from '../support/redis';
import { callApi, exitOf, freshFolder, launch, removeFolder, startServer, type ServerEnvironment } from '../support/server';
import { until } from '../support/until';

const streamOf = async (url: string, { conversation, token }: Chat): Promise<WebSocket> => {
  const response = await fetch(`${url}/v3/directline/conversations/${conversation}`, { headers: { authorization: `Bearer ${token}` } });
  const { streamUrl } = (await response.json()) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  await once(socket, 'open');
  return socket;
};

describeWithRedis('a process', () => {
  let redis: TestRedis;
  let folder: string;
  let environment: ServerEnvironment;
  beforeEach(async () => {
    redis = await startRedis(['--repl-diskless-sync-delay', '0']);
    folder = freshFolder();
    environment = { REDIS_URL: redis.url, DATA_DIR: folder };
  });
  afterEach(async () => {
    await redis.stop();
    removeFolder(folder);
  });

  it('given SIGTERM under load, it answers what it took, gives back every lease, closes sockets as a restart does, and ends well', async () => {
    const { child, output } = launch(environment);
    await until(() => output().includes('Customer chat'), output);
    const url = /Customer chat\s+(http:\S+?)\/\s/.exec(output())?.[1] ?? '';
    // A first message on a machine that is slow to warm up could outlive the stop.
    await until(async () => (await callApi(`${url}/readyz`)).status === 200, output);
    const chats = await Promise.all(Array.from({ length: 8 }, () => Chat.open(url)));
    const sockets = await Promise.all(chats.map((chat) => streamOf(url, chat)));
    const closed = Promise.all(sockets.map(async (socket) => (await once(socket, 'close'))[0] as number));
    const posts = chats.map((chat) => chat.post('hola').catch(() => ({ status: 0 })));
    await Promise.race(posts);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    expect(new Set(await closed)).toEqual(new Set([1012]));
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    const storage = await openRedis(redis.url);
    expect(await storage.outbox.busy()).toBe(false);
    expect(await storage.threads.unanswered(Date.now() + 1_000, 100)).toEqual([]);
    for (const [index, { conversation }] of chats.entries()) {
      const thread = await storage.addresses.resolve(address('web', conversation));
      const entries = thread ? await storage.threads.read(thread, 0, 100) : [];
      const asked = entries.filter(({ entry }) => entry.kind === 'customer').length;
      expect(asked).toBeGreaterThanOrEqual(statuses[index] === 200 ? 1 : 0);
      expect(entries.filter(({ entry }) => entry.kind === 'bot')).toHaveLength(1 + asked);
    }
    await storage.close();
  }, 180_000);

  it('given Redis away at its start, and then the replica that must have what is kept, at the start and later on, it is alive, not ready and says why; when it came it goes on by itself', async () => {
    await redis.kill();
    const port = await freePort();
    const { child, output } = launch({ ...environment, PORT: String(port), REDIS_WAIT_REPLICAS: '1' });
    const url = `http://127.0.0.1:${port}`;
    const status = (path: string): Promise<number> => fetch(`${url}${path}`).then((response) => response.status, () => 0);
    const notReady = (reason: string): object => ({ status: 503, body: { ready: false, warm: false, stopping: false, store: 'away', reason } });
    let replica: TestRedis | undefined;
    try {
      await until(async () => (await status('/healthz')) === 200, output);
      expect(await callApi(`${url}/readyz`)).toEqual(notReady('no answer'));
      expect(await status('/v3/directline/conversations')).toBe(503);
      expect(output()).toContain('Redis is away');
      await redis.start();
      await until(() => output().includes('not kept by enough replicas'), output);
      expect(await callApi(`${url}/readyz`)).toEqual(notReady('too few replicas'));
      expect(output()).not.toContain('Hilo is listening');
      replica = await startRedis(['--replicaof', '127.0.0.1', String(redis.port)]);
      await until(async () => (await status('/readyz')) === 200, output);
      const chat = await Chat.open(url);
      expect((await chat.say('hola')).text).not.toBe('');
      await replica.kill();
      expect(await callApi(`${url}/readyz`)).toEqual({ status: 503, body: { ready: false, warm: true, stopping: false, store: 'away', reason: 'too few replicas' } });
      expect((await chat.post('¿sigue ahí?')).status).toBe(503);
      await replica.start();
      await until(async () => (await status('/readyz')) === 200, output);
      expect((await chat.say('¿sigue ahí?')).text).not.toBe('');
    } finally {
      child.kill('SIGKILL');
      await exitOf(child);
      await replica?.stop();
    }
  }, 180_000);

  it('given Redis away in the middle, nothing is accepted and readiness says why; when it is back, the conversation goes on', async () => {
    const server = await startServer(environment);
    try {
      const chat = await Chat.open(server.url);
      await redis.kill();
      await until(async () => (await callApi(`${server.url}/readyz`)).status === 503, server.output);
      expect((await chat.post('hola')).status).toBe(503);
      await redis.start();
      await until(async () => (await callApi(`${server.url}/readyz`)).status === 200, server.output);
      expect((await chat.say('hola')).text).not.toBe('');
    } finally {
      await server.kill();
    }
  }, 180_000);
});
