/** Files of agents over HTTP: refused before their bytes are read, known by their bytes, kept before they are told of. */
import { request } from 'node:http';
import type { Attachment } from '../../../dialogs/attachment';
import { PNG } from '../../support/pictures';
import { openOffice, type Office } from './given';

const PDF = Buffer.from('%PDF-1.7\n');

interface Sent {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type?: string;
}

let office: Office;
let token: string;
beforeAll(async () => {
  office = await openOffice();
  token = await office.signInAs('agent');
});
afterAll(() => office.close());
beforeEach(() => void office.asked.splice(0));

const formOf = (files: readonly Sent[], fields: Readonly<Record<string, string>> = { id: 'f-1' }): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, bytes, type = 'image/png' } of files) form.append('file', new File([new Uint8Array(bytes)], name, { type }));
  return form;
};

const send = async (path: string, body: FormData, headers: Readonly<Record<string, string>> = { authorization: `Bearer ${token}` }) => {
  const response = await fetch(`${office.url}/api/staff/cases/${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as { readonly files?: number; readonly error?: Readonly<Record<string, string>> } };
};

describe('files of agents', () => {
  test('given a photo and a bill with a caption, they are kept and go to the desk with what they really are', async () => {
    const sent = await send('t-1/files', formOf([{ name: 'router.gif', bytes: PNG, type: 'image/gif' }, { name: '../../factura.pdf', bytes: PDF }], { id: 'f-1', text: ' Así se ve ' }));
    expect(sent).toEqual({ status: 200, body: { files: 2 } });
    const [, thread, who, message] = office.asked.at(-1) as [string, string, string, { readonly id: string; readonly text: string; readonly attachments: readonly Attachment[] }];
    expect([thread, who, message.id, message.text]).toEqual(['t-1', 'Camilo (agent)', 'f-1', 'Así se ve']);
    expect(message.attachments).toMatchObject([{ kind: 'image', type: 'image/png', name: 'router.gif' }, { kind: 'document', type: 'application/pdf' }]);
    const id = message.attachments[0]?.ref?.slice('media:'.length);
    const found = await fetch(`${office.url}/api/staff/media/${id}`, { headers: { authorization: `Bearer ${token}` } });
    expect([found.headers.get('content-type'), Buffer.from(await found.arrayBuffer()).subarray(0, 8)]).toEqual(['image/png', PNG.subarray(0, 8)]);
    const { records } = await office.audit.read({ from: '1970-01-01', to: '1970-01-01' });
    expect(records.find(({ action }) => action === 'cases.files')).toMatchObject({ thread: 't-1' });
    expect(records.filter(({ action }) => action === 'media.see')).toMatchObject([{ subject: id }]);
  });

  test('given a note, colleagues get it in a case that somebody else has', async () => {
    expect((await send('t-ana/files', formOf([{ name: 'a.png', bytes: PNG }]))).body.error).toMatchObject({ code: 'NotYours' });
    await send('t-ana/files?note=true', formOf([{ name: 'a.png', bytes: PNG }]));
    expect(office.asked.at(-1)).toMatchObject(['note', 't-ana', 'Camilo (agent)', '', [{ kind: 'image' }]]);
    expect((await send('nothing/files?note=true', formOf([{ name: 'a.png', bytes: PNG }]))).status).toBe(404);
  });

  test.each([
    ['a program', [{ name: 'foto.png', bytes: Buffer.from('MZ\x90\x00 a program') }], 415, 'UnknownType'],
    ['a page', [{ name: 'foto.svg', bytes: Buffer.from('<svg onload="alert(1)">') }], 415, 'UnknownType'],
    ['more than 5 MB', [{ name: 'foto.png', bytes: Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]) }], 413, 'TooLarge'],
    ['nothing', [], 400, 'BadArgument'],
    ['five of them', Array.from({ length: 5 }, () => ({ name: 'a.png', bytes: PNG })), 400, 'BadArgument'],
  ] as const)('given %s, it is refused in both languages and nothing reaches the customer', async (_what, files, status, code) => {
    const sent = await send('t-1/files', formOf(files));
    expect([sent.status, sent.body.error?.['code']]).toEqual([status, code]);
    expect(sent.body.error?.['message_es']).toMatch(/\S/);
    expect(office.asked.filter(([what]) => what === 'say')).toEqual([]);
  });

  test('given no file form, a missing id or a long caption, the field is named', async () => {
    expect((await office.call('POST', '/api/staff/cases/t-1/files', { token, body: {} })).status).toBe(415);
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }], {}))).body.error?.['field']).toBe('id');
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }], { id: '1', text: 'x'.repeat(1_001) }))).body.error?.['field']).toBe('text');
  });

  test('given a page of another site, a customer or an editor, nothing is read', async () => {
    const cookie = `hilo_session=${token}`;
    const own = { cookie, origin: office.url };
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }]), own)).status).toBe(200);
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }]), { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }]), { cookie })).status).toBe(403);
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }]), { authorization: 'Bearer a-customers-token' })).status).toBe(401);
    expect((await send('t-1/files', formOf([{ name: 'a.png', bytes: PNG }]), { authorization: `Bearer ${await office.signInAs('editor')}` })).status).toBe(403);
  });
});

/** Pours until the server answers or cuts; tells which, and how much went out until then. Without `most` only the head goes out. */
const pour = (headers: Readonly<Record<string, string | number>>, most = 0): Promise<{ readonly end: number | 'cut'; readonly poured: number }> =>
  new Promise((resolve) => {
    const chunk = Buffer.alloc(256 * 1024, 1);
    let poured = 0;
    let isOver = false;
    const upload = request(`${office.url}/api/staff/cases/t-1/files`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers } });
    const over = (end: number | 'cut'): void => {
      isOver = true;
      resolve({ end, poured });
      upload.destroy();
    };
    upload.on('response', (response) => over(response.statusCode ?? 0));
    // Who goes on pouring may find the line closed before she has read the answer.
    upload.on('error', () => (isOver ? undefined : over('cut')));
    const more = (): void => {
      if (isOver || poured >= most) return;
      poured += chunk.length;
      if (upload.write(chunk)) setImmediate(more);
      else upload.once('drain', more);
    };
    upload.flushHeaders();
    more();
  });

describe('a gigabyte', () => {
  const GIGABYTE = 1024 ** 3;

  test('given its length is told, it is refused before anything of it is sent', async () => {
    expect(await pour({ authorization: `Bearer ${token}`, 'content-length': GIGABYTE })).toEqual({ end: 413, poured: 0 });
  });

  test('given its length is not told, it is refused as soon as it is too much', async () => {
    const { end, poured } = await pour({ authorization: `Bearer ${token}` }, GIGABYTE);
    expect([413, 'cut']).toContain(end);
    expect(poured).toBeLessThan(GIGABYTE / 8);
    expect(office.asked.filter(([what]) => what === 'say')).toEqual([]);
  });

  test('given nobody sends it, nobody is told before anything of it is sent', async () => {
    expect(await pour({ 'content-length': GIGABYTE })).toEqual({ end: 401, poured: 0 });
  });
});
