/** A customer's own copy of her data: all that is hers, nothing of anybody else's, behind a link that opens once (P14, I11). */
import { createHash } from 'node:crypto';
import { makeCopies, LINK_MS, type Copies } from '../../../bot/own-data/offer';
import { makeGather } from '../../../bot/own-data/gather';
import { ownDataRoutes } from '../../../bot/own-data/routes';
import { openMedia, type Media } from '../../../bot/media/media';
import { refOf } from '../../../bot/media/ref';
import { readFiles } from '../../../bot/own-data/held-files';
import type { HttpReply, HttpRequest } from '../../../bot/http/route';
import { makeLog } from '../../../bot/observability/log';
import type { ActionRequest, OperatorSystems } from '../../../bot/runtime/perform';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { newState, writeState, type ThreadState } from '../../../dialogs/conversation/state';
import { threadId } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import { decision, heldIn, incoming, said, web } from '../../contracts/given';
import { compiled, shippedFiles } from '../../flows/release-files';
import { freshFolder, removeFolder } from '../../support/server';
import { demo, factsOf, TUESDAY, type Demo } from '../operator/demo-setup';

const release = compiled(shippedFiles());
const THREAD = threadId('hers');
const BASE = 'https://chat.example.co';

let folder: string;
let storage: Storage;
let bed: Demo;
let copies: Copies;
let media: Media;
let opened: string[];

const bot = (text: string, more: object = {}): Entry => ({ kind: 'bot', at: TUESDAY, text, language: 'es', ...more });
const proved = (customer: string): Entry => ({ kind: 'facts', at: TUESDAY, source: 'action', facts: { 'customer.id': customer } });
const customer = (text: string): Entry => said(text, { at: TUESDAY });

/** One pixel. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Another customer wrote on the same telephone before. */
const ENTRIES: readonly Entry[] = [
  customer('soy Emily, mi clave secreta es otra'), proved('C-1041'), { kind: 'event', at: TUESDAY, name: 'new_customer' },
  customer('no tengo internet'), bot('¿Su documento?', { asks: 'identify/ask_key' }), customer('es 52.123.456'), bot('Sus datos se tratan según la Ley 1581: *mis datos*.'), bot('¿Qué número le llegó?', { asks: 'identify/ask_code' }), customer('824913'), proved('C-1001'),
  { kind: 'note', at: TUESDAY, text: 'parece molesta', by: 'u', name: 'Camilo' }, { kind: 'agent', at: TUESDAY, text: 'Con gusto le ayudo', by: 'u', name: 'Camilo' },
  { kind: 'system', at: TUESDAY, name: 'restored', text: 'Su servicio ya volvió.', language: 'es' },
];

beforeEach(async () => {
  folder = freshFolder();
  storage = await openEmbedded(folder, {});
  bed = demo();
  opened = [];
  const facts = { 'customer.id': { value: 'C-1001', source: 'action', at: TUESDAY }, 'key.typed': { value: '52123456', source: 'customer', at: TUESDAY } };
  const state: ThreadState = { ...newState(web, 'es', TUESDAY), level: 'basic', facts };
  const gather = makeGather({ storage, operator: bed.operator, releases: { current: () => release }, threadsOf: async (of) => (of === 'C-1001' || of === 'C-1041' ? [THREAD] : []), compensations: { of: async () => [] }, now: bed.clock.now });
  media = openMedia({ directory: folder, secret: Buffer.alloc(32, 1), now: bed.clock.now });
  const photo = await media.keep(THREAD, PICTURE);
  if (typeof photo === 'string') throw new Error(photo);
  const sent = { ...customer('así está el módem'), attachments: [{ kind: 'image', ref: refOf(photo.id), name: 'módem "1".png' }, { kind: 'document', ref: refOf('0'.repeat(32)), name: 'recibo.pdf' }] } as Entry;
  const held = heldIn(await storage.threads.accept(incoming('uno', { thread: THREAD, entry: said('hola', { at: TUESDAY }) })));
  await storage.threads.commit(decision(held.version, { thread: THREAD, owes: false, entries: [...ENTRIES, sent], state: writeState(state) }));
  copies = makeCopies({ records: storage.records, gather, media, secret: Buffer.alloc(32, 7), base: BASE, now: bed.clock.now, opened: async (who) => void opened.push(who), log: makeLog('silent') });
});
afterEach(async () => {
  await storage.close();
  removeFolder(folder);
});

const systems: OperatorSystems = { check: async () => [], perform: async () => ({ result: 'elsewhere', facts: {} }) };
const ask = async (key = 'hers/1/0', more = {}) => {
  const request: ActionRequest = { facts: await factsOf(await bed.world.read(), 'Marta', more), key, thread: THREAD, language: 'es' };
  return copies.within(systems).perform('copy_data', request);
};
const tokenOf = (facts: Readonly<Record<string, unknown>>): string => String(facts['data.link']).slice(`${BASE}/datos/`.length);
const call = async (method: 'GET' | 'POST', token: string, accept?: string): Promise<HttpReply> => {
  const route = ownDataRoutes(copies).find((each) => each.method === method);
  return (await route?.handle({ params: { token }, headers: { ...(accept !== undefined && { accept }) } } as unknown as HttpRequest)) ?? { status: 0 };
};

test('holds what she saw and what is known of her with its source, and nothing of anybody else, no note, no code', async () => {
  await bed.perform('file_pqr', { facts: await factsOf(await bed.world.read(), 'Marta', { 'pqr.facts': 'me cobraron dos veces' }), key: 'k', thread: 't', now: bed.clock.now(), language: 'es' });
  const { result, facts } = await ask();
  expect(result).toBe('made');
  expect(facts['data.held']).toMatch(/• Nombre: Marta\n• Contacto: .*•••.*[^]*• Conversaciones: 1, desde el 24[^]*• Lo que ha radicado: 9999-26-0000000001/);
  const { json } = await call('POST', tokenOf(facts), 'application/json');
  const whole = JSON.stringify(json);
  expect(json).toMatchObject({
    format: 'hilo-own-data/1', who: { name: 'Marta' }, filed: [{ number: '9999-26-0000000001', told: 'me cobraron dos veces' }],
    notices: [{ text: 'Su servicio ya volvió.' }], consents: [{ what: expect.stringContaining('1581') as string }],
  });
  expect(whole).toMatch(/no tengo internet.*Con gusto le ayudo/);
  expect(whole).toMatch(/Usted lo dijo/);
  expect(whole).not.toMatch(/Emily|clave secreta|parece molesta|824913|52123456|52\.123\.456|C-1041/);
  expect(whole).toContain('es •••••••456');
});

test('a photo is on the page, once, and what is not here any more is named', async () => {
  const page = await call('POST', tokenOf((await ask()).facts));
  expect(String(page.content).match(/<img src="data:image\/png;base64,[\w+/=]+" alt="módem &quot;1&quot;\.png">/g)).toHaveLength(1);
  expect(String(page.content)).toContain('recibo.pdf: no está en esta copia');
  expect(page.headers?.['content-security-policy']).toContain('img-src data:;');
});

test('of more than a page carries, the newest are on it and the others are named', async () => {
  const line = (id: string) => ({ at: '', by: 'you', text: '', files: [{ id, name: id }] } as const);
  const copy = { conversations: ['new', 'large', 'old', 'new'].map((id) => ({ began: '', lines: [line(id)] })) } as never;
  const find = async (id: string) => ({ bytes: Buffer.alloc(id === 'large' ? 90 : 40), type: 'image/png' as const });
  expect([...(await readFiles(copy, { find }, 100)).keys()]).toEqual(['new', 'old']);
});

test('the door opens nothing; the copy opens once, is written down, and then the link is gone', async () => {
  const token = tokenOf((await ask()).facts);
  for (let look = 0; look < 2; look += 1) expect((await call('GET', token)).content).toContain('Abrir mis datos');
  expect(opened).toEqual([]);
  const page = await call('POST', token);
  expect([page.status, page.headers?.['cache-control']]).toEqual([200, 'no-store']);
  expect(String(page.content)).toMatch(/\(Internet por (?:fibra|cable)\)|\(Celular\)/);
  expect(String(page.content)).not.toMatch(/\((?:gpon|hfc|mobile)\b/);
  expect(String(page.content)).toContain('download="mis-datos.json"');
  expect(opened).toEqual(['C-1001']);
  expect([(await call('POST', token)).status, (await call('GET', token)).status]).toEqual([410, 410]);
});

test('two who open it at once: one sees it', async () => {
  const token = tokenOf((await ask()).facts);
  const both = await Promise.all([call('POST', token), call('POST', token)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 410]);
});

test('after a quarter of an hour it is gone, and so is one that never was', async () => {
  const token = tokenOf((await ask()).facts);
  bed.clock.move(LINK_MS + 1);
  expect((await call('POST', token)).status).toBe(410);
  expect((await call('POST', 'x'.repeat(43))).status).toBe(410);
  expect((await call('GET', '../../etc/passwd')).status).toBe(410);
});

test('what the link stands for is kept until it is opened, or its quarter of an hour is over, and no longer', async () => {
  const [mine, unopened] = [tokenOf((await ask()).facts), tokenOf((await ask('hers/2/0')).facts)];
  const name = (token: string): string => `own-data:${createHash('sha256').update(token).digest('base64url')}`;
  const kept = () => Promise.all([mine, unopened].map(async (token) => (await storage.records.get(name(token))) !== null));
  await storage.records.forget(bed.clock.now());
  expect(await kept()).toEqual([true, true]);
  await call('POST', mine);
  await storage.records.forget(bed.clock.now());
  expect(await kept()).toEqual([false, true]);
  bed.clock.move(LINK_MS + 1);
  await storage.records.forget(bed.clock.now());
  expect(await kept()).toEqual([false, false]);
  expect((await call('GET', unopened)).status).toBe(410);
});

test('while the office does not answer nothing half is handed out, and the link stays good', async () => {
  const token = tokenOf((await ask()).facts);
  const world = await bed.world.read();
  await bed.controls.putWorld({ ...world, systems: { ...world.systems, office: 'down' } });
  expect((await call('POST', token)).status).toBe(503);
  expect(await ask('another')).toMatchObject({ result: 'fails' });
  await bed.controls.putWorld(world);
  expect((await call('POST', token)).status).toBe(200);
});

test('I1: the same request makes the same link; nobody gets one who proved nothing', async () => {
  expect(await ask('k')).toEqual(await ask('k'));
  const request: ActionRequest = { facts: {}, key: 'k', thread: THREAD, language: 'es' };
  expect(await copies.within(systems).perform('copy_data', request)).toMatchObject({ result: 'fails' });
  expect(await copies.within(systems).perform('send_code', request)).toMatchObject({ result: 'elsewhere' });
});

test('what anybody wrote stays text on the page, and what we stressed stands out', async () => {
  await bed.perform('file_pqr', { facts: await factsOf(await bed.world.read(), 'Marta', { 'pqr.facts': '<script>alert(1)</script>' }), key: 'k', thread: 't', now: bed.clock.now(), language: 'es' });
  const page = String((await call('POST', tokenOf((await ask()).facts))).content);
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script>');
  expect(page).toContain('Ley 1581: <strong>mis datos</strong>.');
});
