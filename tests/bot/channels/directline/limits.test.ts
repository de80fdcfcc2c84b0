/** One caller against everybody else: too much is refused with a time to come back, and a slow reader costs a bounded sum. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { callerOf, makeLimit } from '../../../../bot/http/limit';
import { MOST_SOCKETS } from '../../../../bot/channels/directline/limits';
import { install, type Installation } from '../../../support/journey';
import { formOf, PNG } from '../../../support/pictures';
import type { Server } from '../../../support/server';

describe('a limit', () => {
  test('lets a burst through, then one at its rate, and says when', () => {
    const clock = { now: 0 };
    const limit = makeLimit({ burst: 3, perSecond: 0.5, now: () => clock.now });
    expect([1, 2, 3].map(() => limit.refuse('a'))).toEqual([null, null, null]);
    expect(limit.refuse('a')).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    expect(limit.refuse('b')).toBeNull();
    clock.now = 2_000;
    expect([limit.refuse('a'), limit.refuse('a')?.status]).toEqual([null, 429]);
  });
});

describe('who calls', () => {
  const heard = (forwarded: string, proxies = 1): string =>
    callerOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage, proxies);

  test('is whom our proxy heard, whatever the caller wrote before', () => {
    expect(heard('1.1.1.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(heard('198.51.100.1, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7');
    expect(heard('203.0.113.7', 0)).toBe('10.0.0.1');
  });

  test('is the same from another port, and no text that is no address', () => {
    expect([heard('203.0.113.7:1024'), heard('203.0.113.7:40000')]).toEqual(['203.0.113.7', '203.0.113.7']);
    expect([heard('x'.repeat(9_000)), heard('unknown'), heard('')]).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.1']);
  });

  test('is the same from every address of one IPv6 network, and another one from the next', () => {
    const neighbours = ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '[2001:DB8:1:2::9]:443', '2001:db8:1:2:a::'];
    expect(new Set(neighbours.map((one) => heard(one)))).toEqual(new Set(['2001:db8:1:2::']));
    expect([heard('2001:db8:1:3::1'), heard('::1'), heard('fe80::1:2'), heard('::ffff:203.0.113.7')]).toEqual(['2001:db8:1:3::', '0:0:0:0::', 'fe80:0:0:0::', '203.0.113.7']);
  });
});

describe('from one address', () => {
  let house: Installation;
  let server: Server;

  beforeAll(async () => {
    house = await install('embedded');
    server = await house.start({ RATE_LIMIT: 'on', PROXIES: '1' });
  });
  afterAll(() => house.dispose());

  interface Opened {
    readonly conversationId: string;
    readonly token: string;
    readonly streamUrl: string;
  }

  const start = (address: string): Promise<Response> => fetch(`${server.url}/v3/directline/conversations`, { method: 'POST', headers: { 'x-forwarded-for': address } });
  const open = async (address: string): Promise<Opened> => (await (await start(address)).json()) as Opened;

  test('conversations are started so fast and no faster, whatever the caller writes into the header', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => start(`198.51.100.${index}, 203.0.113.1`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await start('203.0.113.2')).status).toBe(201);
  });

  test(`of 1,000 sockets the first ${MOST_SOCKETS} are held, the others told when to come back; another address gets in`, async () => {
    const { streamUrl } = await open('203.0.113.3');
    const connect = (address: string): Promise<WebSocket | string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(streamUrl, { headers: { 'x-forwarded-for': address } });
        socket.once('open', () => resolve(socket));
        socket.on('unexpected-response', (_request, response) => {
          resolve(`${response.statusCode} ${response.headers['retry-after']}`);
          response.destroy();
        });
        socket.on('error', () => resolve('error'));
      });
    const results: (WebSocket | string)[] = [];
    for (let wave = 0; wave < 10; wave += 1) results.push(...(await Promise.all(Array.from({ length: 100 }, () => connect('203.0.113.3')))));
    const held = results.filter((result) => result instanceof WebSocket);
    expect(held).toHaveLength(MOST_SOCKETS);
    expect(new Set(results.filter((result) => typeof result === 'string'))).toEqual(new Set(['429 15']));
    const other = await connect('203.0.113.4');
    expect(other).toBeInstanceOf(WebSocket);

    const [first] = held;
    const closed = first && once(first, 'close');
    first?.terminate();
    await closed;
    for (let look = 0; look < 50 && !((await connect('203.0.113.3')) instanceof WebSocket); look += 1) await (await fetch(`${server.url}/healthz`)).text();
    for (const result of [...held, other]) if (result instanceof WebSocket) result.terminate();
  }, 40_000);

  test('messages, files and proofs of one conversation come so fast and no faster', async () => {
    const { conversationId, token } = await open('203.0.113.5');
    const url = `${server.url}/v3/directline/conversations/${conversationId}`;
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.5' };
    const post = (body: object): Promise<Response> => fetch(`${url}/activities`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const refusedOf = async (sent: readonly Promise<Response>[]): Promise<readonly Response[]> => (await Promise.all(sent)).filter(({ status }) => status === 429);

    const proofs = await refusedOf(Array.from({ length: 14 }, () => post({ type: 'event', name: 'hilo/identify', value: { token: 'x' } })));
    expect(proofs.length).toBeGreaterThanOrEqual(3);
    const files = await refusedOf(Array.from({ length: 12 }, () => fetch(`${url}/upload`, { method: 'POST', headers, body: formOf({ type: 'message' }, [{ bytes: PNG }]) })));
    expect(files.length).toBeGreaterThanOrEqual(3);
    const messages = await refusedOf(Array.from({ length: 45 }, () => post({ type: 'typing' })));
    expect(messages.length).toBeGreaterThanOrEqual(5);
    for (const refused of [proofs[0], files[0], messages[0]]) expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});
