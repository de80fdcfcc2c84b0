/** Redis away, hung, restarted empty of scripts, or gone back in time: nothing is kept that cannot be, nothing is hidden. */
import { StorageUnavailable, type Storage } from '../../../bot/runtime/ports';
import { openRedis, type RedisOptions } from '../../../bot/storage/redis/open';
import type { Regression } from '../../../bot/storage/options';
import { committed, decision, deliver, heldIn, incoming, thread } from '../../contracts/given';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis';
import { until } from '../../support/until';

/** Resolves with the first message of the log that matches. */
const listening = (): { readonly log: (message: string) => void; readonly said: (wanted: RegExp) => Promise<void> } => {
  const waiting: { readonly wanted: RegExp; readonly resolve: () => void }[] = [];
  return {
    log: (message) => waiting.filter(({ wanted }) => wanted.test(message)).forEach(({ resolve }) => resolve()),
    said: (wanted) => new Promise((resolve) => waiting.push({ wanted, resolve })),
  };
};

describeWithRedis('redis away', () => {
  let server: TestRedis;
  beforeEach(async () => {
    server = await startRedis(['--appendfsync', 'always', '--repl-diskless-sync-delay', '0']);
  });
  afterEach(() => server.stop());

  const withStore = async (options: RedisOptions, body: (storage: Storage) => Promise<void>): Promise<void> => {
    const storage = await openRedis(server.url, options);
    try {
      await body(storage);
    } finally {
      await storage.close();
    }
  };

  it('given a server that went, calls fail at once; when it is back, all is there and it goes on by itself', async () => {
    const log = listening();
    await withStore({ log: log.log }, async (storage) => {
      heldIn(await storage.threads.accept(incoming('uno')));
      const away = log.said(/away/);
      await server.kill();
      await away;
      await expect(storage.threads.accept(incoming('dos'))).rejects.toBeInstanceOf(StorageUnavailable);
      expect(await storage.standing()).toEqual({ share: 0, reason: 'no answer' });
      const back = log.said(/connected/);
      await server.start();
      await back;
      expect(await storage.standing()).toEqual({ share: 1 });
      expect(await storage.threads.accept(incoming('uno'))).toEqual({ kind: 'duplicate', position: 0 });
      expect(committed(await storage.threads.commit(decision(0))).next).toEqual([]);
    });
  });

  it('given listeners, they look again after every reconnection', async () => {
    const log = listening();
    await withStore({ log: log.log }, async (storage) => {
      let heard: (length: number) => void = () => undefined;
      const next = (): Promise<number> => new Promise((resolve) => (heard = resolve));
      const first = next();
      storage.news.subscribe(thread, (length) => heard(length));
      expect(await first).toBe(-1);
      const again = next();
      await server.kill();
      await server.start();
      expect(await again).toBe(-1);
    });
  });

  it('given a server that hangs, waiting calls fail instead of waiting for ever, and the connection is made anew', async () => {
    const log = listening();
    await withStore({ log: log.log, silenceMs: 1_000 }, async (storage) => {
      await storage.threads.accept(incoming('uno'));
      await server.pause();
      await expect(storage.threads.accept(incoming('dos'))).rejects.toBeInstanceOf(StorageUnavailable);
      const back = log.said(/connected/);
      await server.resume();
      await back;
      expect((await storage.threads.accept(incoming('tres'))).kind).toBe('queued');
    });
  });

  it('given no server at start, it says so and connects when there is one', async () => {
    await server.kill();
    const log = listening();
    const away = log.said(/away/);
    const opening = openRedis(server.url, { log: log.log });
    await away;
    await server.start();
    const storage = await opening;
    expect(await storage.standing()).toEqual({ share: 1 });
    await storage.close();
  });

  it('given a server that cannot keep anything, nothing is accepted', async () => {
    await withStore({}, async (storage) => {
      await storage.threads.accept(incoming('uno'));
      await configure(server, ['maxmemory', '1']);
      await expect(storage.threads.accept(incoming('dos'))).rejects.toBeInstanceOf(StorageUnavailable);
      await expect(storage.threads.commit(decision(0, { cancel: ['thread-A/0/0'] }))).rejects.toBeInstanceOf(StorageUnavailable);
      expect(await storage.standing()).toEqual({ share: 0, reason: 'OOM' });
      await configure(server, ['maxmemory', '0']);
      expect(await storage.threads.accept(incoming('dos'))).toEqual({ kind: 'queued', position: 1 });
      expect(await storage.threads.peek(thread)).toMatchObject({ version: 0, length: 2 });
    });
  });

  it('given a replica that must have all and is lost, what is kept is refused, at once and unwritten after the first, while reading goes on; when it is back, all goes on', async () => {
    const replica = await startRedis(['--replicaof', '127.0.0.1', String(server.port)]);
    const log = listening();
    const [fell, back] = [log.said(/too few replicas/), log.said(/enough replicas follow again/)];
    try {
      await until(async () => (await info(server)).includes('state=online'), () => 'the replica does not follow');
      await withStore({ replicas: 1, log: log.log }, async (storage) => {
        const accept = (text: string): Promise<unknown> => storage.threads.accept(incoming(text));
        expect((await Promise.all(['uno', 'dos', 'tres'].map(accept))).length).toBe(3);
        expect(await storage.standing()).toEqual({ share: 1 });
        await replica.kill();
        const crowd = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => accept(`entre ${index}`)));
        expect(crowd.map(({ status }) => status)).not.toContain('fulfilled');
        await fell;
        const { length = 0 } = (await storage.threads.peek(thread)) ?? {};
        await expect(accept('cuatro')).rejects.toBeInstanceOf(StorageUnavailable);
        expect(await storage.threads.peek(thread)).toMatchObject({ length });
        expect(await storage.standing()).toEqual({ share: 0, reason: 'too few replicas' });
        await replica.start();
        await back;
        expect(await accept('cuatro')).toMatchObject({ position: length });
        expect(await storage.standing()).toEqual({ share: 1 });
      });
    } finally {
      await replica.stop();
    }
  }, 60_000);

  it('given a copy that is older than what was seen, the version that went back is told and not overwritten', async () => {
    const regressions: Regression[] = [];
    await withStore({ onRegression: (regression) => regressions.push(regression) }, async (storage) => {
      await storage.threads.accept(incoming('uno'));
      await storage.threads.commit(decision(0, { effects: [deliver] }));
      const held = heldIn(await storage.threads.accept(incoming('dos')));
      await configure(server, ['FLUSHALL']);
      expect(await storage.threads.commit(decision(held.version))).toEqual({
        kind: 'stale', held: { state: null, version: 0, events: [] },
      });
      expect(regressions).toEqual([{ thread, seen: 1, stored: 0 }]);
    });
  });
});

const told = async (server: TestRedis, command: readonly string[]): Promise<unknown> => {
  const { createClient } = await import('redis');
  const admin = await createClient({ url: server.url }).connect();
  const reply = await admin.sendCommand([...command]);
  await admin.close();
  return reply;
};

const info = async (server: TestRedis): Promise<string> => String(await told(server, ['INFO', 'replication']));

const configure = async (server: TestRedis, command: readonly string[]): Promise<unknown> =>
  told(server, command[0] === 'FLUSHALL' ? command : ['CONFIG', 'SET', ...command]);
