/** What a turn costs Redis: bytes of its log, bytes of an idle conversation, and keys that a cluster can serve. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { openRedis } from '../../../bot/storage/redis/open';
import type { Storage } from '../../../bot/runtime/ports';
import { address, threadId, type ThreadId } from '../../../dialogs/ids';
import { committed, heldIn } from '../../contracts/given';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis';

const AT = 1_764_000_000_000;
const KB = 1_024;

/** About 450 bytes, as the conversation keeps them. */
const stateOf = (turn: number): string => JSON.stringify({
  schema: 2, mode: 'guided', language: 'es', level: 'basic', address: 'web:Zm9vYmFyYmF6cXV4MTIzNA', heardAt: AT + turn,
  stack: [{ flow: 'no-internet-gpon', release: '3f9cac2b1a77', step: 'restart_equipment', tries: { check_lights: 1 }, turns: turn }],
  facts: [
    ['account', AT, { 'account.state': 'active', 'service.id': 'SVC-100234', 'service.kind': 'gpon' }],
    ['customer', AT + turn, { 'lights.los': 'red', 'modem.restarted': true }],
  ],
  timer: { ticket: `${turn}/1`, kind: 'silence' },
});

const BOT_TEXT = 'Listo, gracias. Ahora mire el módem: ¿la luz que dice LOS está apagada o está prendida en rojo? Cuénteme qué ve ahí.';

/** Accept, commit and settle, as the turn loop and its relay do. */
const turn = async (storage: Storage, thread: ThreadId, number: number): Promise<void> => {
  const at = AT + number * 60_000;
  const from = address('web', 'Zm9vYmFyYmF6cXV4MTIzNA');
  const text = 'ya lo reinicié y no prende nada';
  const { version } = heldIn(await storage.threads.accept({
    thread, dedupe: `${from}:${number}`,
    event: { kind: 'message', at, from, text }, entry: { kind: 'customer', at, from, text },
  }));
  const { effects } = committed(await storage.threads.commit({
    thread, version, state: stateOf(number), consumed: 1,
    entries: [
      {
        kind: 'steps', at, release: '3f9cac2b1a77', level: 'basic',
        passages: [{ flow: 'no-internet-gpon', outcomes: [{ step: 'restart_equipment', outcome: 'answered', value: 'yes' }, { step: 'check_lights', outcome: 'asked' }] }],
      },
      { kind: 'bot', at, text: BOT_TEXT, language: 'es', asks: 'no-internet-gpon/check_lights' },
    ],
    effects: [{ kind: 'deliver', to: from, entries: [1] }, { kind: 'wake', due: at + 1_800_000, ticket: `${version + 1}/1` }],
    cancel: [`${thread}/${version}/1`],
  }));
  await storage.outbox.settle(effects.map(({ key, token }) => ({ key, thread, token, end: 'performed' })));
};

describeWithRedis('the cost of a turn in Redis', () => {
  let server: TestRedis;
  let storage: Storage;
  beforeAll(async () => {
    server = await startRedis(['--appendfsync', 'always']);
    storage = await openRedis(server.url);
  });
  afterAll(async () => {
    await storage.close();
    await server.stop();
  });

  const logBytes = (): number => {
    const folder = join(server.dir, 'appendonlydir');
    return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  };

  const usedBytes = async (): Promise<number> => {
    const admin = await createClient({ url: server.url }).connect();
    const info = await admin.info('memory');
    await admin.close();
    return Number(/used_memory:(\d+)/.exec(info)?.[1]);
  };

  const threadOf = (number: number): ThreadId => threadId(`t${String(number).padStart(16, '0')}`);

  it('given a long conversation, a turn appends at most 1.2 KB to the log', async () => {
    for (let number = 0; number < 50; number += 1) await turn(storage, threadOf(0), number);
    const before = logBytes();
    for (let number = 50; number < 100; number += 1) await turn(storage, threadOf(0), number);
    const bytes = (logBytes() - before) / 50;
    expect(bytes).toBeGreaterThan(300);
    expect(bytes).toBeLessThanOrEqual(1.2 * KB);
  });

  it('given an idle conversation of 6 turns, Redis keeps at most 3 KB for it', async () => {
    const talk = async (from: number, to: number): Promise<void> => {
      await Promise.all(Array.from({ length: to - from }, async (_, index) => {
        for (let number = 0; number < 6; number += 1) await turn(storage, threadOf(from + index), number);
      }));
    };
    await talk(1, 300);
    const before = await usedBytes();
    await talk(300, 800);
    const bytes = ((await usedBytes()) - before) / 500;
    expect(bytes).toBeGreaterThan(300);
    expect(bytes).toBeLessThanOrEqual(3 * KB);
  });
});

describeWithRedis('a cluster', () => {
  it('given Redis Cluster, every step finds its keys in one slot', async () => {
    const server = await startRedis(['--cluster-enabled', 'yes']);
    const admin = await createClient({ url: server.url }).connect();
    await admin.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '16383']);
    while (!String(await admin.sendCommand(['CLUSTER', 'INFO'])).includes('cluster_state:ok')) await new Promise(setImmediate);
    await admin.close();
    const storage = await openRedis([server.url, server.url]);
    const thread = threadId('in-a-cluster');
    await turn(storage, thread, 0);
    await turn(storage, thread, 1);
    expect(await storage.threads.peek(thread)).toMatchObject({ version: 2, length: 6 });
    await storage.threads.move(thread, threadId('elsewhere'));
    expect(await storage.threads.read(threadId('elsewhere'), 0, 10)).toHaveLength(6);
    expect(await storage.outbox.claim(AT, 10)).toEqual([]);
    expect(await storage.threads.recover(10)).toEqual([]);
    expect(await storage.outbox.busy()).toBe(false);
    const heard = new Promise<number>((resolve) => storage.news.subscribe(thread, resolve));
    expect(await heard).toBe(-1);
    await storage.close();
    await server.stop();
  });
});
