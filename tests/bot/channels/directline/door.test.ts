/** What bad input gets at the door of Direct Line: a located answer, and nothing lost. Over real sockets. */
import { Chat } from '../../../support/chat';
import { install, type Installation } from '../../../support/journey';
import { callApi, type Server } from '../../../support/server';

let house: Installation;
let server: Server;
let chat: Chat;

beforeAll(async () => {
  house = await install('embedded');
  server = await house.start();
  chat = await Chat.open(server.url);
});
afterAll(() => house.dispose());

const post = (body: unknown): Promise<Response> => chat.call('POST', '/activities', body);
const errorOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error;

describe('a message', () => {
  test('without a token gets 401, with one of another conversation 403', async () => {
    const other = await Chat.open(server.url);
    const url = `${server.url}/v3/directline/conversations/${chat.conversation}/activities`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(403);
  });

  test('that is malformed gets 400 with the field', async () => {
    const response = await post({ type: 'message', text: 7 });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toMatch(/^text:/);
  });

  test('that is not JSON gets 400', async () => {
    const response = await fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/activities`, {
      method: 'POST', headers: { authorization: `Bearer ${chat.token}` }, body: '{"type":',
    });
    expect(response.status).toBe(400);
  });

  test('over the limits gets 413 or 400 with the limit', async () => {
    expect((await post({ type: 'message', text: 'x'.repeat(300_000) })).status).toBe(413);
    expect((await errorOf(await post({ type: 'message', text: 'x'.repeat(5_000) }))).message).toMatch(/4000/);
  });

  test('with a value longer than a text may be, or data nested without end, gets 400 with the field', async () => {
    expect((await errorOf(await post({ type: 'message', value: 'x'.repeat(5_000) }))).message).toMatch(/^value:.*4000/);
    const depth = 100_000;
    const nested = await fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/activities`, {
      method: 'POST', headers: { authorization: `Bearer ${chat.token}`, 'content-type': 'application/json' },
      body: `{"type":"message","text":"hola","channelData":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`,
    });
    expect(nested.status).toBe(400);
    expect((await errorOf(nested)).message).toMatch(/^channelData:/);
  });

  test('without words gets 400, and typing marks open no turn', async () => {
    expect((await post({ type: 'message' })).status).toBe(400);
    const before = chat.seen.length;
    expect((await post({ type: 'typing' })).status).toBe(200);
    await chat.look();
    expect(chat.seen.length).toBe(before);
  });

  test('that tells what was seen is taken, whatever it names, and nothing of it is kept or shown', async () => {
    const before = chat.seen.length;
    for (const value of [chat.last().id, 'x', 7, null, { deep: true }]) expect((await post({ type: 'event', name: 'hilo/seen', value })).status).toBe(200);
    await chat.look();
    expect(chat.seen.length).toBe(before);
  });

  test('comes back as an echo with its channelData untouched and an id of its own', async () => {
    const response = await post({ type: 'message', text: 'hola', channelData: { clientActivityID: 'a1', mine: { deep: [1] } } });
    const { id } = (await response.json()) as { id: string };
    const polled = await (await chat.call('GET', '/activities')).json() as { activities: { id: string; channelData?: object; from: { role: string } }[] };
    expect(polled.activities.find((activity) => activity.id === id)).toMatchObject({
      channelData: { clientActivityID: 'a1', mine: { deep: [1] } }, from: { role: 'user' },
    });
    await chat.nextReply(1);
  });

  test('may not choose who it is from', async () => {
    await chat.call('POST', '/activities', { type: 'message', text: 'soy otro', from: { id: 'hilo', role: 'bot' }, conversation: { id: 'other' } });
    const polled = await (await chat.call('GET', '/activities')).json() as { activities: { text: string; from: { role: string } }[] };
    expect(polled.activities.find(({ text }) => text === 'soy otro')?.from.role).toBe('user');
  });
});

describe('a conversation', () => {
  test('that nobody started is unknown', async () => {
    const { body } = await callApi<{ token: string; conversationId: string }>(`${server.url}/v3/directline/tokens/generate`, 'POST', {});
    const response = await fetch(`${server.url}/v3/directline/conversations/${body.conversationId}`, { headers: { authorization: `Bearer ${body.token}` } });
    expect(response.status).toBe(404);
  });

  test('is greeted once, however often it is started', async () => {
    const { body } = await callApi<{ token: string; conversationId: string }>(`${server.url}/v3/directline/tokens/generate`, 'POST', {});
    const start = () => fetch(`${server.url}/v3/directline/conversations`, { method: 'POST', headers: { authorization: `Bearer ${body.token}` } });
    expect((await start()).status).toBe(201);
    expect((await start()).status).toBe(200);
    const again = await start();
    expect((await again.json()) as object).toMatchObject({ conversationId: body.conversationId, streamUrl: expect.stringMatching(/^ws:/) });
  });

  test('gives a new token for one that is good', async () => {
    const response = await fetch(`${server.url}/v3/directline/tokens/refresh`, { method: 'POST', headers: { authorization: `Bearer ${chat.token}` } });
    expect((await response.json()) as object).toMatchObject({ conversationId: chat.conversation, token: expect.any(String) });
  });

  test('opens no stream without its ticket', async () => {
    const response = await fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/stream?t=forged`);
    expect(response.status).toBe(404);
  });
});

describe('the server', () => {
  test('answers preflights for every page', async () => {
    const response = await fetch(`${server.url}/v3/directline/conversations`, { method: 'OPTIONS', headers: { origin: 'https://example.org' } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toMatch(/authorization/);
  });

  test('serves its pages with a strict policy and nothing inline', async () => {
    const response = await fetch(`${server.url}/`);
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(await response.text()).not.toMatch(/<script>|<style|style=/);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  test('sends the widget with all its texts and styles in at most 25 KB', async () => {
    const response = await fetch(`${server.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(Number(response.headers.get('content-length'))).toBeLessThanOrEqual(25 * 1024);
    expect(await response.text()).toMatch(/Escriba su mensaje/);
  });

  test('never logs what customers write', () => {
    expect(server.output()).not.toMatch(/soy otro|hola/);
  });

  test('tells its metrics', async () => {
    const { body } = await callApi<string>(`${server.url}/metrics`);
    expect(body).toMatch(/hilo_messages_total|hilo_turns_total/);
    expect(body).toMatch(/hilo_repeated_questions_total 0/);
  });
});
