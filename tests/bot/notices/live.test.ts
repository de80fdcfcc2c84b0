/**
 * Outages and their news over the real doors: a person of the staff declares, changes and stops through the API; a customer on
 * WhatsApp whose day of silence is over hears by template; only a person opens the brake again (P5, P6, P7).
 */
import path from 'node:path';
import { ROOT } from '../../../bot/root';
import { toIso } from '../../../bot/operator/colombia';
import type { Outage } from '../../../bot/web/contracts';
import type { Brake, Broadcast, NoticeRow, OutageAlert, OutagePreview, Wider } from '../../../bot/web/outage-contracts';
import type { FakeMeta } from '../../fake-meta/server';
import type { Bubble } from '../../fake-meta/phone';
import type { Person } from '../../fake-meta/person';
import { openHouse, type House } from '../../support/in-process';
import { callApi } from '../../support/server';
import { ADMINISTRATOR, Staff } from '../../support/staff';
import { environmentFor, openMeta } from '../../support/whatsapp';

const MINUTE = 60_000;
const PATIENCE_MS = 30_000;

let meta: FakeMeta;
let house: House;
let ana: Staff;
beforeAll(async () => {
  meta = await openMeta();
  house = await openHouse({ ...environmentFor(meta), ...ADMINISTRATOR, WHATSAPP_TEMPLATE_NOTICE: 'service_notice', FLOWS_DIR: path.join(ROOT, 'flows', 'definitions') });
  await meta.webhooks.subscribe(`${house.url}/webhooks/whatsapp`);
  ana = await Staff.signIn(house.url);
}, 120_000);
afterAll(async () => {
  await house.stop();
  await meta.close();
});

const inMinutes = (minutes: number): string => toIso(Date.now() + minutes * MINUTE);
const draft = (more: object = {}) => ({ title: 'Corte de fibra', state: 'identified', scope: ['S-1007'], since: inMinutes(-20), eta: inMinutes(60), ...more });
const declares = async (more: object = {}): Promise<Outage> => {
  const { status, body } = await ana.call<{ outage: Outage }>('POST', 'outages', draft(more));
  if (status !== 201) throw new Error(`declaring was answered with ${status} ${JSON.stringify(body)}`);
  return body.outage;
};
const changes = (outage: Outage, patch: object) => ana.call<{ outage: Outage; error?: { code: string } }>('PATCH', `outages/${outage.id}`, patch);
const notices = async () => (await ana.call<{ broadcasts: readonly Broadcast[]; brake: Brake }>('GET', 'notices')).body;
/** The newest broadcast of an outage, as soon as it is as wanted. */
const broadcastOf = async ({ id }: Outage, isWanted: (broadcast: Broadcast) => boolean): Promise<Broadcast> => {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = (await notices()).broadcasts.find(({ outage }) => outage === id);
    if (found && isWanted(found)) return found;
  }
  throw new Error(`the broadcast of ${id} never was as wanted: ${JSON.stringify((await notices()).broadcasts)}`);
};

/** The customer of S-1007, whom the operator knows by her number. */
const paola = (): Person => meta.user('573000000007');
const hears = async (person: Person, wanted: RegExp): Promise<Bubble> => {
  for (;;) {
    const bubble = await person.nextBubble();
    if (wanted.test(bubble.text)) return bubble;
  }
};
/** Told of the outage in her first answer, and wants to hear how it goes on; then she says nothing for a day. */
const told = async (promised = ''): Promise<Person> => {
  const person = paola();
  await person.says('no tengo internet, no sé nada de esos aparatos');
  expect((await hears(person, /Hay una falla que afecta su servicio/)).text).toContain(promised);
  await person.says('sí, avíseme');
  await hears(person, /le escribo apenas vuelva/);
  return person.wasSilent();
};

test('given a customer who wrote more than a day ago, then a moved estimate and the end reach her as templates, with progress for the staff', async () => {
  const { body: preview } = await ana.call<OutagePreview>('POST', 'outages/preview', draft({ confidence: 'low', text: 'La cuadrilla va en camino.', textEn: 'The crew is on its way.' }));
  expect(preview).toMatchObject({
    affected: 1,
    texts: { es: expect.stringMatching(/^Hay una falla .*\n\nEs un primer cálculo.*\n\nLa cuadrilla va en camino\.\n\n¿Quiere/) as string, en: expect.stringMatching(/The crew is on its way\./) as string },
  });
  const outage = await declares({ confidence: 'low', text: 'La cuadrilla va en camino.' });
  // Word for word as it was shown before it was saved.
  const person = await told(preview.texts.es);

  expect((await changes(outage, { eta: inMinutes(180) })).status).toBe(200);
  expect(await hears(person, /Cambió la hora estimada/)).toMatchObject({ kind: 'template' });
  expect(await broadcastOf(outage, ({ state }) => state === 'done')).toMatchObject({ kind: 'estimate', total: 1, counts: { sent: 1, uncertain: 0 } });

  expect((await changes(outage, { state: 'restored' })).status).toBe(200);
  expect(await hears(person, /Ya volvió el servicio/)).toMatchObject({ kind: 'template' });
  const { id } = await broadcastOf(outage, ({ kind, state }) => kind === 'restored' && state === 'done');
  const rows = await ana.call<{ rows: readonly NoticeRow[] }>('GET', `notices/${id}/rows?state=sent`);
  expect(rows.body.rows).toMatchObject([{ state: 'sent' }]);
  expect((await ana.call('GET', 'notices/nobody/rows')).status).toBe(404);
}, 120_000);

test('given the brake, then nothing is told until a person opens it; given a stop, then nothing more', async () => {
  const outage = await declares();
  const person = await told();
  expect((await ana.call('PUT', 'notices/brake', { on: true })).status).toBe(400);
  expect((await ana.call<{ brake: Brake }>('PUT', 'notices/brake', { on: true, why: 'a wrong text' })).body.brake).toMatchObject({ on: true, why: 'a wrong text' });
  const luis = await ana.hires('Luis');
  expect((await luis.call('PUT', 'notices/brake', { on: false, why: 'let it run' })).status).toBe(403);

  await changes(outage, { eta: inMinutes(240) });
  const { id } = await broadcastOf(outage, ({ kind }) => kind === 'estimate');
  expect((await ana.call<{ broadcast: Broadcast }>('POST', `notices/${id}/stop`)).body.broadcast).toMatchObject({ state: 'stopped', counts: { waiting: 1, sent: 0 } });
  expect((await ana.call('POST', 'notices/nobody/stop')).status).toBe(404);
  await changes(outage, { state: 'restored' });
  expect(await broadcastOf(outage, ({ kind }) => kind === 'restored')).toMatchObject({ state: 'running', counts: { waiting: 1, sent: 0 } });
  expect((await notices()).brake).toMatchObject({ on: true });

  await ana.call('PUT', 'notices/brake', { on: false, why: 'the text is right' });
  await hears(person, /Ya volvió el servicio/);
  const all = (await notices()).broadcasts.filter((each) => each.outage === outage.id);
  expect(all.map(({ kind, counts }) => [kind, counts.sent])).toEqual([['restored', 1], ['estimate', 0]]);
}, 120_000);

test('given what cannot be or was changed by somebody else, then it is refused at its field and nothing is declared', async () => {
  const refusal = async (more: object) => {
    const { status, body } = await ana.call<{ error: { code: string; field?: string } }>('POST', 'outages', draft(more));
    return [status, body.error.field, body.error.code];
  };
  expect(await refusal({ eta: inMinutes(-10) })).toEqual([422, 'eta', 'BadArgument']);
  expect(await refusal({ scope: ['atlantis'] })).toEqual([422, 'scope.0', 'BadArgument']);
  const { body } = await ana.call<{ scopes: readonly { id: string; kind: string }[] }>('GET', 'outages');
  const everywhere = body.scopes.filter(({ kind }) => kind === 'place').map(({ id }) => id);
  expect(await refusal({ scope: everywhere })).toEqual([422, 'confirm', 'NeedsConfirmation']);

  const outage = await declares({ scope: ['CAL-1/2'] });
  expect((await changes(outage, { cause: 'una obra', base: outage.version })).status).toBe(200);
  const late = await changes(outage, { cause: 'un rayo', base: outage.version });
  expect([late.status, late.body.error?.code, late.body.outage.cause]).toEqual([409, 'Stale', 'una obra']);
});

test('given alerts of the detection, then a person confirms, merges or dismisses each once', async () => {
  // Each of another place: one that is declared over another would settle it.
  const alert = (id: string, index: number): OutageAlert => ({ id, scope: ['CAL-1/1', 'MED-1/1', 'BGA-1/1'][index] ?? '', kind: 'resource', state: 'open', since: inMinutes(-9), at: inMinutes(-1), reports: 5, down: 4, usual: 0.1 });
  const before = await house.storage.records.get('outage-alerts');
  const mark = String(Date.now());
  const ids = ['one', 'two', 'three'].map((name) => `${name}@${mark}`);
  await house.storage.records.put('outage-alerts', JSON.stringify(ids.map(alert)), before?.version ?? 0);
  const act = (id: string | undefined, verb: string, body: object) => ana.call<{ outage?: Outage; alert?: OutageAlert }>('POST', `outage-alerts/${id ?? ''}/${verb}`, body);

  const confirmed = await act(ids[0], 'confirm', draft({ scope: ['CAL-1/1'] }));
  expect([confirmed.status, confirmed.body.outage?.source]).toEqual([201, 'detected']);
  expect((await act(ids[1], 'merge', { outage: 'O-nobody' })).status).toBe(404);
  expect((await act(ids[1], 'merge', { outage: confirmed.body.outage?.id })).body.alert).toMatchObject({ state: 'merged' });
  expect((await act(ids[2], 'dismiss', {})).status).toBe(400);
  expect((await act(ids[2], 'dismiss', { why: 'a test of the line' })).body.alert).toMatchObject({ state: 'dismissed' });
  expect((await act(ids[2], 'dismiss', { why: 'again' })).status).toBe(404);
  const { body } = await ana.call<{ alerts: readonly OutageAlert[]; feed: { state: string } }>('GET', 'outage-alerts');
  expect([body.alerts.map(({ state }) => state), body.feed.state]).toEqual([['confirmed', 'merged', 'dismissed'], 'never']);
});

test('given an alert that is joined to an outage, then it reaches there too, and who heard of several reports there hears that it is confirmed', async () => {
  const outage = await declares({ scope: ['CAL-1/2'] });
  const alert: OutageAlert = { id: 'wider', scope: 'BOG-1/3', kind: 'resource', state: 'open', since: inMinutes(-29), at: inMinutes(-1), reports: 5, down: 4, usual: 0.1 };
  await house.storage.records.put('outage-alerts', JSON.stringify([alert]), (await house.storage.records.get('outage-alerts'))?.version ?? 0);
  const person = paola();
  await person.says('otra vez no tengo internet, estoy sin servicio');
  await hears(person, /varios reportes cerca/);
  const act = (verb: string) => ana.call<{ alert?: OutageAlert } & Wider>('POST', `outage-alerts/wider/${verb}`, { outage: outage.id });
  const wider = (await act('preview')).body;
  expect(wider).toMatchObject({ told: 1 });
  expect((await act('merge')).body.alert).toMatchObject({ state: 'merged', outage: outage.id });
  expect((await hears(person, /Ya se confirmó/)).text).toMatch(/hay una falla desde/);
  const after = (await ana.call<{ outages: readonly Outage[] }>('GET', 'outages')).body.outages.find(({ id }) => id === outage.id);
  expect(after).toMatchObject({ scope: ['CAL-1/2', 'BOG-1/3'], affected: outage.affected + wider.more, version: 2 });
  expect(await broadcastOf(outage, ({ kind, state }) => kind === 'confirmed' && state === 'done')).toMatchObject({ total: 1, counts: { sent: 1 } });
  await changes(outage, { state: 'restored' });
  await hears(person, /Ya volvió el servicio/);
}, 120_000);

test('given an outage that is declared over an alert which nobody settles, then who heard of several reports hears that they were right, once', async () => {
  const alert: OutageAlert = { id: 'over', scope: 'BOG-1/3', kind: 'resource', state: 'open', since: inMinutes(-29), at: inMinutes(-1), reports: 5, down: 4, usual: 0.1 };
  await house.storage.records.put('outage-alerts', JSON.stringify([alert]), (await house.storage.records.get('outage-alerts'))?.version ?? 0);
  // So much was told today that nothing more is.
  await callApi(`${house.url}/api/demo/clock`, 'POST', { advance: '1d' });
  const person = paola();
  await person.says('otra vez no tengo internet, estoy sin servicio');
  await hears(person, /varios reportes cerca/);
  const { body: { now } } = await callApi<{ now: string }>(`${house.url}/api/demo/clock`);
  const outage = await declares({ scope: ['BOG-1/3'], since: now, eta: toIso(Date.parse(now) + 60 * MINUTE) });
  await callApi(`${house.url}/api/demo/clock`, 'POST', { advance: '25s' });
  expect((await hears(person, /Ya se confirmó/)).text).toMatch(/hay una falla desde/);
  expect(await broadcastOf(outage, ({ kind, state }) => kind === 'confirmed' && state === 'done')).toMatchObject({ total: 1, counts: { sent: 1 } });
  const settled = async () => (await ana.call<{ alerts: readonly OutageAlert[] }>('GET', 'outage-alerts')).body.alerts.find(({ id }) => id === 'over');
  for (const until = Date.now() + PATIENCE_MS; (await settled())?.state === 'open' && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await settled()).toMatchObject({ state: 'merged', by: 'system', outage: outage.id });
  const told = (await notices()).broadcasts.filter((each) => each.outage === outage.id);
  expect(told.map(({ kind, counts }) => [kind, counts.sent])).toEqual([['confirmed', 1]]);
  await changes(outage, { state: 'restored' });
}, 120_000);
