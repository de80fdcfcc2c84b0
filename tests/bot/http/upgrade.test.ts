/** Bare lines of strangers: whatever is written on one, and however it is dropped, the server stands and the line is freed. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { makeHttpServer } from '../../../bot/http/server';
import type { UpgradeHandler } from '../../../bot/http/route';
import { makeStreams } from '../../../bot/channels/directline/stream';
import { makeLog } from '../../../bot/observability/log';

const HOST = '127.0.0.1';

const serve = async (upgrades: readonly UpgradeHandler[]) => {
  const server = makeHttpServer({
    routes: [{ method: 'GET', path: '/alive', handle: () => ({ status: 200, json: {} }) }], upgrades, publicUrl: undefined, rateLimit: false, log: makeLog('silent'),
  });
  const port = await server.listen(0, HOST);
  const ask = (target: string): Socket => {
    const line = connect({ port, host: HOST, allowHalfOpen: true });
    line.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
    return line;
  };
  const isAlive = async (): Promise<boolean> => (await fetch(`http://${HOST}:${port}/alive`, { headers: { connection: 'close' } })).ok;
  return { server, ask, isAlive };
};

/** Nothing of a conversation is reached in these tests. */
const strangersOnly = (): UpgradeHandler =>
  makeStreams({
    tokens: { redeem: () => null }, publicUrl: undefined, proxies: 0, mostPerAddress: 10,
  } as unknown as Parameters<typeof makeStreams>[0]).upgrade;

test.each(['//', '///', 'http://[', '/%', '/v3/directline/conversations/x', '/nothing'])('an upgrade to %s is refused, and its line let go though the caller keeps his side', async (target) => {
  const { server, ask, isAlive } = await serve([strangersOnly()]);
  const line = ask(target);
  const [answer] = (await once(line, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 40[04] /);
  await once(line, 'end');
  expect(await isAlive()).toBe(true);
  // Only when no line is left does the server end, and this caller has not closed his.
  await server.close();
  line.destroy();
});

test('a line that breaks while it is looked at ends alone', async () => {
  let looking: (socket: Duplex) => void = () => undefined;
  const looked = new Promise<Duplex>((resolve) => (looking = resolve));
  const { server, ask, isAlive } = await serve([(_request, socket) => (looking(socket), true)]);
  const line = ask('/v3/directline/conversations/x/stream');
  const held = await looked;
  const ended = new Promise((resolve) => held.once('close', resolve));
  line.resetAndDestroy();
  held.resume();
  await ended;
  expect(await isAlive()).toBe(true);
  await server.close();
});
