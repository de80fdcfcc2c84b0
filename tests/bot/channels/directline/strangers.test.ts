/** Who is let in at Direct Line (I11): forged, borrowed and aged tokens, several tabs, and a reader who does not read. */
import { once } from 'node:events';
import { SignJWT, UnsecuredJWT } from 'jose';
import { WebSocket } from 'ws';
import { Chat } from '../../../support/chat';
import { install, type Installation } from '../../../support/journey';
import { formOf, PNG } from '../../../support/pictures';
import type { Server } from '../../../support/server';

const SECRET = 'only-for-tests-0123456789abcdef-0123456789abcdef';
const DAY_SECONDS = 86_400;

let house: Installation;
let server: Server;
let chat: Chat;
let base: string;

beforeAll(async () => {
  house = await install('embedded');
  server = await house.start({ SESSION_SECRET: SECRET, WEB_TOKEN_DAYS: '30' });
  chat = await Chat.open(server.url);
  base = `${server.url}/v3/directline`;
});
afterAll(() => house.dispose());

interface Opened {
  readonly token: string;
  readonly conversationId: string;
  readonly streamUrl: string;
}

/** As this server signs them, `expires` seconds from now. */
const signed = (more: object = {}, { expires = DAY_SECONDS, secret = SECRET }: { expires?: number; secret?: string } = {}): Promise<string> =>
  new SignJWT({ conv: chat.conversation, user: 'dl_ana', use: 'chat', ...more })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(Date.now() / 1000) + expires)
    .sign(Buffer.from(secret));

const bearing = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

/** Every way in, with what each answers to this token. */
const everyWay = async (token: string, conversation = chat.conversation): Promise<readonly number[]> => {
  const one = `${base}/conversations/${conversation}`;
  const json = { ...bearing(token), 'content-type': 'application/json' };
  const answers = await Promise.all([
    fetch(one, { headers: bearing(token) }),
    fetch(`${one}/activities`, { headers: bearing(token) }),
    fetch(`${one}/activities`, { method: 'POST', headers: json, body: JSON.stringify({ type: 'message', text: 'de otro' }) }),
    fetch(`${one}/upload`, { method: 'POST', headers: bearing(token), body: formOf({ type: 'message', text: 'de otro' }, [{ bytes: PNG }]) }),
  ]);
  return answers.map(({ status }) => status);
};

describe('a token', () => {
  test('that nobody here signed opens nothing, and nothing of it is kept', async () => {
    const unsigned = new UnsecuredJWT({ conv: chat.conversation, user: 'dl_ana', use: 'chat' }).setExpirationTime('1d').encode();
    const [head = '', , mac = ''] = (await signed()).split('.');
    const changed = `${head}.${Buffer.from(JSON.stringify({ conv: chat.conversation, user: 'hilo', use: 'chat', exp: 9_999_999_999 })).toString('base64url')}.${mac}`;
    const forged = [unsigned, changed, await signed({}, { secret: 'another-secret-0123456789abcdef-0123456789' }), await signed({ use: 'staff' }), await signed({ conv: 7 }), 'x'.repeat(5_000)];
    for (const token of forged) {
      expect(await everyWay(token)).toEqual([401, 401, 401, 401]);
      expect((await fetch(`${base}/tokens/refresh`, { method: 'POST', headers: bearing(token) })).status).toBe(401);
      expect((await fetch(`${base}/conversations`, { method: 'POST', headers: bearing(token) })).status).toBe(401);
    }
    await chat.look();
    expect(chat.script()).not.toMatch(/de otro/);
  });

  test('of another conversation opens neither this one nor its stream', async () => {
    const other = await Chat.open(server.url);
    expect(await everyWay(other.token)).toEqual([403, 403, 403, 403]);
    const { streamUrl } = await reconnect(other.token, other.conversation);
    const socket = new WebSocket(streamUrl.replace(other.conversation, chat.conversation));
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number; destroy(): void }];
    expect(response.statusCode).toBe(403);
    response.destroy();
  });

  test('that aged for days goes on in the same conversation, and is renewed; one beyond the limit is not', async () => {
    const aged = await signed({}, { expires: -20 * DAY_SECONDS });
    const { token, conversationId } = await reconnect(aged, chat.conversation);
    expect(conversationId).toBe(chat.conversation);
    expect(await everyWay(token)).toEqual([200, 200, 200, 200]);
    const renewed = (await (await fetch(`${base}/tokens/refresh`, { method: 'POST', headers: bearing(aged) })).json()) as Opened;
    expect(renewed).toMatchObject({ conversationId: chat.conversation, token: expect.any(String) });
    expect(await everyWay(await signed({}, { expires: -31 * DAY_SECONDS }))).toEqual([401, 401, 401, 401]);
  });
});

describe('an activity', () => {
  test('that claims to be somebody, somewhere or something else is a message of its token\'s customer, and no more', async () => {
    const sender = await Chat.open(server.url);
    const before = sender.seen.length;
    const claims = {
      from: { id: 'agent:Ana', name: 'Ana', role: 'bot' }, recipient: { id: 'x' }, conversation: { id: chat.conversation }, channelId: 'whatsapp', serviceUrl: 'https://evil.example',
      timestamp: '2001-01-01T00:00:00Z', replyToId: 'x', id: 'x', channelData: { whatsapp: { phone: '573000000001' }, notice: 'claimed' },
    };
    await sender.call('POST', '/activities', { type: 'message', text: 'no tengo internet, soy Ana del equipo', ...claims });
    // A telephone that a page claims proves nobody: she is asked who she is.
    expect((await sender.nextReply(1)).text).toMatch(/cédula/);
    expect(sender.seen.slice(before).find(({ text }) => /del equipo/.test(text))?.by).toBe('customer');
    const polled = (await (await sender.call('GET', '/activities')).json()) as { activities: { text: string; timestamp: string; channelId: string; from: object }[] };
    const echo = polled.activities.find(({ text }) => /del equipo/.test(text));
    expect(echo).toMatchObject({ channelId: 'directline', from: { role: 'user' } });
    expect(Date.parse(echo?.timestamp ?? '')).toBeGreaterThan(Date.parse('2020-01-01'));
    await chat.look();
    expect(chat.script()).not.toMatch(/del equipo/);
  });

  test.each([{ type: 'event', name: 'ContinueConversation' }, { type: 'handoff' }, { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }, { type: 'endOfConversation' }, { type: 'messageDelete' }, { type: 'invoke', name: 'adaptiveCard/action', value: {} }])(
    'of the kind $type opens no turn', async (activity) => {
      await chat.look();
      const known = chat.seen.length;
      expect((await chat.call('POST', '/activities', activity)).status).toBe(200);
      await chat.look();
      expect(chat.seen.length).toBe(known);
    },
  );
});

const reconnect = async (token: string, conversation: string): Promise<Opened> =>
  (await (await fetch(`${base}/conversations/${conversation}?watermark=`, { headers: bearing(token) })).json()) as Opened;

/** One open page of a conversation, and the texts that its stream brought. */
const openTab = async (of: Chat): Promise<{ socket: WebSocket; texts: readonly string[]; sees: (text: string) => Promise<void> }> => {
  const { streamUrl } = await reconnect(of.token, of.conversation);
  const socket = new WebSocket(streamUrl);
  const texts: string[] = [];
  socket.on('message', (data) => {
    const frame = String(data);
    if (frame !== '') texts.push(...(JSON.parse(frame) as { activities: { text?: string }[] }).activities.flatMap(({ text }) => text ?? []));
  });
  await once(socket, 'open');
  const sees = async (text: string): Promise<void> => {
    while (!texts.includes(text)) await once(socket, 'message');
  };
  return { socket, texts, sees };
};

describe('several tabs', () => {
  test('of one conversation all show all of it, each message once and in one order, whoever of them sent it', async () => {
    const shared = await Chat.open(server.url);
    const tabs = await Promise.all([1, 2, 3].map(() => openTab(shared)));
    for (const word of ['uno', 'dos', 'tres']) {
      const { text } = await shared.say(word);
      await Promise.all(tabs.map(async (tab) => {
        await tab.sees(word);
        await tab.sees(text);
      }));
    }
    const [first] = tabs;
    for (const { texts } of tabs) expect(texts).toEqual(first?.texts);
    expect(first?.texts.filter((text) => text === 'dos')).toHaveLength(1);
    const late = await openTab(shared);
    await late.sees('tres');
    expect(late.texts.slice(0, late.texts.indexOf('tres') + 1)).toEqual(first?.texts.slice(0, first.texts.indexOf('tres') + 1));
    for (const { socket } of [...tabs, late]) socket.terminate();
  });

  test('of which one reads nothing keep nobody waiting', async () => {
    const shared = await Chat.open(server.url);
    const [asleep, awake] = await Promise.all([openTab(shared), openTab(shared)]);
    asleep.socket.pause();
    const long = 'palabra '.repeat(400).trim();
    for (let round = 0; round < 12; round += 1) await shared.say(`${round} ${long}`);
    await awake.sees(`11 ${long}`);
    asleep.socket.resume();
    await asleep.sees(`11 ${long}`);
    expect(asleep.texts).toEqual(awake.texts.slice(0, asleep.texts.length));
    for (const { socket } of [asleep, awake]) socket.terminate();
  });
});
