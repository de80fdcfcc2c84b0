/** Files of customers, over real sockets: kept once, shown to her and to staff alone, and nothing that is not what it must be. */
import { Chat } from '../../../support/chat';
import { install, type Installation } from '../../../support/journey';
import { formOf, HTML, PDF, PNG, POLYGLOT, type Upload } from '../../../support/pictures';
import type { Server } from '../../../support/server';
import { ADMINISTRATOR } from '../../../support/staff';

let house: Installation;
let server: Server;
let chat: Chat;
let count = 0;

beforeAll(async () => {
  house = await install('embedded');
  server = await house.start(ADMINISTRATOR);
  chat = await Chat.open(server.url);
});
afterAll(() => house.dispose());

interface Echo {
  readonly id: string;
  readonly text: string;
  readonly channelData?: { readonly clientActivityID?: string };
  readonly attachments?: readonly { readonly contentType: string; readonly contentUrl: string; readonly name: string }[];
}

const send = (files: readonly Upload[], id = `u${(count += 1)}`, token = chat.token): Promise<Response> =>
  fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/upload?userId=x`, {
    method: 'POST', headers: { authorization: `Bearer ${token}` }, body: formOf({ type: 'message', channelData: { clientActivityID: id }, attachments: [] }, files),
  });
const echoes = async (): Promise<readonly Echo[]> =>
  ((await (await chat.call('GET', '/activities')).json()) as { activities: (Echo & { from: { role: string } })[] }).activities.filter(({ from }) => from.role === 'user');
const errorOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error;
const replied = async (): Promise<void> => void (await chat.nextReply(chat.replies().length));

describe('a photo', () => {
  test('comes back with the message under an address that shows it, and is answered', async () => {
    const response = await send([{ bytes: PNG, name: 'módem 📷.png' }], 'first');
    const { id } = (await response.json()) as { id: string };
    await replied();
    const echo = (await echoes()).find((each) => each.id === id);
    expect(echo).toMatchObject({ text: '', channelData: { clientActivityID: 'first' }, attachments: [{ contentType: 'image/png', name: 'módem 📷.png' }] });

    const shown = await fetch(echo?.attachments?.[0]?.contentUrl ?? '');
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff']);
    expect(shown.headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox/);
    expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true);
  });

  test('that is sent again under its id counts once', async () => {
    const ids = await Promise.all([send([{ bytes: PNG }], 'twice'), send([{ bytes: PNG }], 'twice')].map(async (sent) => ((await (await sent).json()) as { id: string }).id));
    expect(ids[0]).toBe(ids[1]);
    expect((await echoes()).filter(({ channelData }) => channelData?.clientActivityID === 'twice')).toHaveLength(1);
  });

  test('is shown to nobody without a permission of ours for it, and not for ever', async () => {
    const url = new URL((await echoes())[0]?.attachments?.[0]?.contentUrl ?? '');
    const [until = '', mac = ''] = (url.searchParams.get('t') ?? '').split('.');
    const status = async (path: string, t: string): Promise<number> => (await fetch(`${url.origin}${path}?t=${t}`)).status;
    expect(await status(url.pathname, '')).toBe(403);
    expect(await status(url.pathname, `${until}.${mac.slice(1)}x`)).toBe(403);
    expect(await status(url.pathname, `zzzzzzzzz.${mac}`)).toBe(403);
    expect(await status(url.pathname.replace(/.{4}$/, '0000'), `${until}.${mac}`)).toBe(403);
    expect(await status('/v3/directline/media/..%2f..%2fsession', `${until}.${mac}`)).toBe(403);
  });

  test('cannot be claimed by a message that only names it', async () => {
    const id = (await echoes())[0]?.attachments?.[0]?.contentUrl.match(/media\/([0-9a-f]{32})/)?.[1] ?? '';
    const other = await Chat.open(server.url);
    await other.call('POST', '/activities', { type: 'message', text: 'mire', attachments: [{ contentType: 'image/png', contentUrl: `media:${id}` }] });
    const polled = await (await other.call('GET', '/activities')).text();
    expect(id).not.toBe('');
    expect(polled).toMatch(/mire/);
    expect(polled).not.toContain(id);
  });
});

describe('at the desk', () => {
  const signIn = async (): Promise<string> => {
    const body = JSON.stringify({ email: ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL, password: ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD });
    const response = await fetch(`${server.url}/api/staff/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return ((await response.json()) as { token: string }).token;
  };

  test('the photo stands in the case, and only staff may open it there', async () => {
    await chat.say('quiero hablar con una persona');
    const headers = { authorization: `Bearer ${await signIn()}` };
    const { cases } = (await (await fetch(`${server.url}/api/staff/cases`, { headers })).json()) as { cases: { thread: string }[] };
    const found = (await (await fetch(`${server.url}/api/staff/cases/${cases[0]?.thread}`, { headers })).json()) as {
      transcript: { attachments?: { url: string; type: string }[] }[];
    };
    const photo = found.transcript.flatMap(({ attachments = [] }) => attachments)[0];
    expect(photo).toMatchObject({ type: 'image/png', url: expect.stringMatching(/^\/api\/staff\/media\//) });

    const url = `${server.url}${photo?.url}`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Bearer ${chat.token}` } })).status).toBe(401);
    expect(Buffer.from(await (await fetch(url, { headers })).arrayBuffer()).equals(PNG)).toBe(true);
  });
});

describe('what is refused', () => {
  test.each([
    ['a page that calls itself a picture', { bytes: HTML, type: 'image/png', name: 'foto.png' }, 415, /foto\.png/],
    ['nothing', { bytes: Buffer.alloc(0) }, 415, /foto/],
    ['more than 5 MB', { bytes: Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]) }, 413, /5 MB/],
  ])('%s', async (_, file, status, message) => {
    const response = await send([file]);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).message).toMatch(message);
  });

  test('more bytes than one message may have, more files, none, and a body that is cut off', async () => {
    expect((await send(Array.from({ length: 3 }, () => ({ bytes: Buffer.concat([PNG, Buffer.alloc(4.5 * 1024 * 1024)]) })))).status).toBe(413);
    expect((await send(Array.from({ length: 5 }, () => ({ bytes: PNG })))).status).toBe(400);
    expect((await send([])).status).toBe(400);
    const cut = await fetch(`${server.url}/v3/directline/conversations/${chat.conversation}/upload`, {
      method: 'POST', headers: { authorization: `Bearer ${chat.token}`, 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc',
    });
    expect(cut.status).toBe(400);
  });

  test('another conversation\'s token, before its bytes are read', async () => {
    const other = await Chat.open(server.url);
    expect((await send([{ bytes: PNG }], 'forged', other.token)).status).toBe(403);
    expect((await send([{ bytes: PNG }], 'forged', 'nonsense')).status).toBe(401);
  });

  test('nothing that is half a page is served as one', async () => {
    const { id } = (await (await send([{ bytes: POLYGLOT, type: 'text/html', name: '../../x.html' }, { bytes: PDF, name: 'factura.pdf' }])).json()) as { id: string };
    const files = (await echoes()).find((each) => each.id === id)?.attachments ?? [];
    expect(files.map(({ contentType }) => contentType)).toEqual(['image/gif', 'application/pdf']);
    const [gif, pdf] = await Promise.all(files.map(({ contentUrl }) => fetch(contentUrl)));
    expect([gif?.headers.get('content-type'), gif?.headers.get('content-disposition')]).toEqual(['image/gif', 'inline; filename="hilo.gif"']);
    expect(pdf?.headers.get('content-disposition')).toMatch(/^attachment/);
  });
});
