/** Frames of the hub over real sockets: nothing missing, doubled or out of order, and no more frames than needed. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { makeHub, type Hub } from '../../../../bot/channels/directline/hub';
import { makeLog } from '../../../../bot/observability/log';
import { makeMetrics } from '../../../../bot/observability/metrics';
import type { Storage } from '../../../../bot/runtime/ports';
import { openEmbedded } from '../../../../bot/storage/embedded/open';
import { address, threadId } from '../../../../dialogs/ids';
import type { Entry } from '../../../../dialogs/transcript';

const thread = threadId('tHub0000000000001');
const echo: Entry = { kind: 'customer', at: 1, text: 'hola', from: address('web', 'c1') };
const reply: Entry = { kind: 'bot', at: 2, text: 'Buenas', language: 'es' };

interface Frame {
  readonly activities: readonly { readonly type: string; readonly text?: string }[];
}

const directory = mkdtempSync(join(tmpdir(), 'hilo-hub-'));
let storage: Storage;
let server: WebSocketServer;
let hub: Hub;
let frames: string[][];
let client: WebSocket;

const heard = async (count: number): Promise<readonly string[][]> => {
  while (frames.length < count) await once(client, 'message');
  return frames;
};

/** The thread is empty: what there was to catch up with is read before anything grows. */
const attach = async (socket: WebSocket): Promise<void> => {
  const caughtUp = jest.spyOn(storage.threads, 'read');
  hub.attach(socket, { viewer: { conversation: 'c1', user: 'u1', fileUrl: (id) => id }, thread, from: 0 });
  await caughtUp.mock.results[0]?.value;
  await Promise.resolve();
  caughtUp.mockRestore();
};

beforeAll(async () => {
  storage = await openEmbedded(directory, {});
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await storage.close();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(async () => {
  hub = makeHub({ storage, log: makeLog('silent'), metrics: makeMetrics() });
  frames = [];
  const connected = once(server, 'connection') as Promise<[WebSocket]>;
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  client.on('message', (data) => frames.push((JSON.parse(String(data)) as Frame).activities.map(({ type, text }) => text ?? type)));
  const [socket] = await connected;
  await attach(socket);
});
afterEach(() => client.terminate());

test('what the customer said leaves in one frame with its answer', async () => {
  hub.grew({ thread, base: 0, entries: [echo] });
  hub.grew({ thread, base: 1, entries: [reply] });
  expect(await heard(1)).toEqual([['hola', 'Buenas']]);
});

test('what the customer said is not kept back when no answer comes', async () => {
  hub.grew({ thread, base: 0, entries: [echo] });
  expect(await heard(1)).toEqual([['hola']]);
  hub.grew({ thread, base: 1, entries: [reply] });
  expect(await heard(2)).toEqual([['hola'], ['Buenas']]);
});

test('a typing mark does not overtake what the customer said', async () => {
  hub.grew({ thread, base: 0, entries: [echo] });
  hub.typing(thread);
  hub.grew({ thread, base: 1, entries: [reply] });
  expect(await heard(3)).toEqual([['hola'], ['typing'], ['Buenas']]);
});

test('a reader that is too slow is cut before it costs more than its share; whoever reads beside it misses nothing', async () => {
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
  client.pause();
  const slow = [...server.clients].at(-1);
  const connected = once(server, 'connection') as Promise<[WebSocket]>;
  const quick = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [socket] = await connected;
  await attach(socket);
  const page: Entry = { kind: 'bot', at: 2, text: 'x'.repeat(500_000), language: 'es' };
  let sent = 0;
  for (; slow?.readyState === WebSocket.OPEN && sent < 200; sent += 1) {
    const read = once(quick, 'message');
    hub.grew({ thread, base: sent, entries: [page] });
    await read;
  }
  expect(slow?.readyState).toBe(WebSocket.CLOSING);
  expect(slow?.bufferedAmount).toBeLessThan(2 * 1024 * 1024);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  hub.grew({ thread, base: sent, entries: [page] });
  const [frame] = (await once(quick, 'message')) as [Buffer];
  expect((JSON.parse(String(frame)) as { watermark: string }).watermark).toMatch(new RegExp(`^${sent + 1}\\.`));
  quick.terminate();
});

test.each([['restart', 1012], ['end', 1001]] as const)('a process that stops for a %s closes its sockets with %d', async (why, code) => {
  const closed = once(client, 'close');
  hub.closeAll(why);
  expect((await closed)[0]).toBe(code);
});
