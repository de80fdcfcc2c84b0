/** The board over the demo's world: what may be said, two people at one outage, merges and overlaps, and the operator's feed. */
import { makeOutageDesk } from '../../../bot/desk/outage-desk';
import type { HttpRequest } from '../../../bot/http/route';
import { makeOutageFeed } from '../../../bot/outage-feed';
import type { Storage } from '../../../bot/runtime/ports';
import type { OutageDesk } from '../../../bot/staff/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { reachFaults } from '../../../dialogs/outages/draft-faults';
import { freshFolder, removeFolder } from '../../support/server';
import { compiled, shippedFiles } from '../../flows/release-files';
import { demo, TUESDAY, type Demo } from '../operator/demo-setup';

const ROSA = { name: 'Rosa' };
const MINUTES = 60_000;
const iso = (minutes: number): string => new Date(TUESDAY + minutes * MINUTES).toISOString();
const shipped = compiled(shippedFiles());
const draft = { title: 'Fibra cortada', state: 'investigating', scope: ['BOG-1/2'], since: iso(-10) } as const;

let given: Demo;
let desk: OutageDesk;
const merged: string[][] = [];
beforeEach(() => {
  given = demo();
  merged.length = 0;
  const watch = { begin: () => Promise.resolve(), told: () => Promise.resolve(0), merge: (...ids: string[]) => Promise.resolve(void merged.push(ids)), confirm: () => Promise.resolve(), reported: () => Promise.resolve([]) };
  desk = makeOutageDesk({ world: given.world, watch: watch as never, releases: { current: () => shipped }, now: given.clock.now });
});

const declared = async (more: object = {}) => {
  const made = await desk.declare({ ...draft, ...more }, ROSA);
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  return made.outage;
};
const fault = async (more: object): Promise<unknown> => {
  const made = await desk.declare({ ...draft, ...more }, ROSA);
  return made.ok ? 'declared' : made.faults[0] && [made.faults[0].field, made.faults[0].code ?? 'BadArgument'];
};

describe('what cannot be is told at its field and changes nothing', () => {
  test.each<[string, object, unknown]>([
    ['an estimate in the past', { eta: iso(-6) }, ['eta', 'BadArgument']],
    ['an estimate before it began', { since: iso(-10), eta: iso(-20) }, ['eta', 'BadArgument']],
    ['next news in the past', { nextUpdate: iso(-6) }, ['nextUpdate', 'BadArgument']],
    ['a beginning in the future', { since: iso(30) }, ['since', 'BadArgument']],
    ['a zone that does not exist', { scope: ['BOG-1/2', 'atlantis'] }, ['scope.1', 'BadArgument']],
    ['planned work without an end', { planned: true, since: iso(60) }, ['eta', 'BadArgument']],
    ['planned work that begins later', { planned: true, since: iso(60), eta: iso(120) }, 'declared'],
  ])('%s', async (_, more, expected) => {
    const before = (await given.world.read()).outages.length;
    expect(await fault(more)).toEqual(expected);
    expect((await given.world.read()).outages.length).toBe(expected === 'declared' ? before + 1 : before);
  });

  test.each([[79, true], [80, false]])('of a hundred services, %i without a second look: %s', (touches, mayPass) => {
    expect(reachFaults({ touches, of: 100, confirm: false }).length === 0).toBe(mayPass);
    expect(reachFaults({ touches, of: 100, confirm: true })).toEqual([]);
  });

  test('an outage of everything, until it is confirmed', async () => {
    const scope = (await given.world.read()).places.map(({ id }) => id);
    expect(await fault({ scope })).toEqual(['confirm', 'NeedsConfirmation']);
    expect(await fault({ scope, confirm: true })).toBe('declared');
  });

  test('an outage that reports of everybody would widen to everything, until it is confirmed', async () => {
    const { id, affected } = await declared();
    const everywhere = { scope: 'all', since: iso(-20) };
    const wider = await desk.wider(id, everywhere);
    expect(wider).toMatchObject({ affected: wider?.of, more: (wider?.of ?? 0) - affected });
    expect(await desk.widen(id, everywhere, ROSA)).toMatchObject({ ok: false, faults: [{ field: 'confirm', code: 'NeedsConfirmation' }] });
    expect((await given.world.read()).outages.find((outage) => outage.id === id)).toMatchObject({ version: 1 });
    expect(await desk.widen(id, everywhere, { ...ROSA, confirm: true })).toMatchObject({ ok: true, outage: { affected: wider?.of } });
    expect(await desk.widen(id, everywhere, ROSA)).toMatchObject({ ok: true });
  });
});

test('given a draft, then what customers will read and how many is known before, and nothing is declared', async () => {
  const before = (await given.world.read()).outages;
  const seen = await desk.preview({ ...draft, text: 'Estamos en camino.', eta: iso(60) });
  expect(seen).toMatchObject({ ok: true, preview: { affected: 4, texts: { es: expect.stringMatching(/^Hay una falla que afecta su servicio[^]*\n\nEstamos en camino\.\n\n¿Quiere que le avise/) as string, en: expect.stringMatching(/^There is a fault that affects your service/) as string } } });
  expect((await given.world.read()).outages).toBe(before);
});

test('given an outage by address alone, and work to come, then each is shown as it will be told', async () => {
  const [place] = (await given.world.read()).places;
  expect(await desk.preview({ ...draft, scope: [place?.id ?? ''] })).toMatchObject({ ok: true, preview: { texts: { es: expect.stringMatching(/^Hay una falla en su zona/) as string } } });
  const work = await desk.preview({ ...draft, planned: true, since: iso(60), eta: iso(120) });
  expect(work).toMatchObject({ ok: true, preview: { texts: { es: expect.stringMatching(/^Le avisamos con tiempo/) as string, en: expect.any(String) as string } } });
});

test('given two people who change one at once, then the second is told and nothing of hers is lost or kept', async () => {
  const { id, version } = await declared();
  expect(await desk.change(id, { cause: 'una obra', base: version }, ROSA)).toMatchObject({ ok: true, outage: { version: version + 1 } });
  expect(await desk.change(id, { cause: 'un rayo', base: version }, { name: 'Luis' })).toMatchObject({ ok: false, stale: { cause: 'una obra', version: version + 1 } });
  expect(await desk.change(id, { state: 'restored' }, ROSA)).toMatchObject({ ok: true, outage: { cause: 'una obra', state: 'restored' } });
  expect((await desk.history(id))?.map(({ by, what }) => [by, what])).toEqual([['Rosa', 'restored'], ['Rosa', 'changed'], ['Rosa', 'declared']]);
});

test('given two that touch the same services, then each names the other, and merged they are one with all places and followers', async () => {
  const one = await declared();
  const two = await declared({ scope: ['bogota/chapinero', 'BOG-1'], since: iso(-30) });
  expect(two.overlaps).toContain(one.id);
  const result = await desk.merge(one.id, { into: two.id, base: one.version }, ROSA);
  expect(result).toMatchObject({ ok: true, outage: { id: two.id, overlaps: [], scope: expect.arrayContaining(['BOG-1', 'BOG-1/2', 'bogota/chapinero']) as string[] } });
  expect(merged).toEqual([[one.id, two.id]]);
  expect(await desk.merge(two.id, { into: one.id, base: undefined }, ROSA)).toMatchObject({ ok: false, faults: [{ field: 'into' }] });
});

test('given itself, one that is unknown or one that is over, then nothing is merged into it', async () => {
  const one = await declared();
  const over = await declared({ scope: ['BOG-1'] });
  await desk.change(over.id, { state: 'restored' }, ROSA);
  for (const into of [one.id, 'F-none', over.id]) {
    expect(await desk.merge(one.id, { into, base: undefined }, ROSA)).toMatchObject({ ok: false, faults: [{ field: 'into' }] });
  }
  expect(await desk.merge(over.id, { into: one.id, base: undefined }, ROSA)).toMatchObject({ ok: false, faults: [{ field: 'into' }] });
  expect(merged).toEqual([]);
});

describe('an outage that is over in a part', () => {
  const bogota = () => declared({ scope: ['BOG-1'], eta: iso(60) });
  const touched = async (id: string): Promise<number | undefined> => (await desk.list()).outages.find((each) => each.id === id)?.affected;

  test('given where it may be over, then each place and element that holds some of its services is named with how many', async () => {
    const { id, affected } = await bogota();
    const parts = await desk.parts(id);
    expect(parts?.find((each) => each.id === 'bogota/suba')).toMatchObject({ kind: 'place', label: 'Suba, Bogotá', affected: 3 });
    expect(parts?.map((each) => each.id)).toEqual(expect.arrayContaining(['bogota/kennedy', 'BOG-1/2']));
    expect(parts?.every((each) => each.affected > 0 && each.affected < affected)).toBe(true);
    expect(await desk.parts('O-none')).toBeNull();
  });

  test('given that it is over there, then only there: it is an outage of its own that ended, with when it began', async () => {
    const { id, version, affected, since } = await bogota();
    const left = await desk.restorePart(id, { scope: ['bogota/suba'], base: version }, ROSA);
    expect(left).toMatchObject({ ok: true, outage: { id, state: 'investigating', affected: affected - 3, back: ['bogota/suba'], version: version + 1 } });
    const part = (await desk.list()).outages.find(({ partOf }) => partOf === id);
    expect(part).toMatchObject({ state: 'restored', affected: 3, since, scope: ['bogota/suba'], overlaps: [] });
    expect((await desk.history(id))?.[0]).toMatchObject({ by: 'Rosa', what: 'part', fields: { back: 'bogota/suba' } });
    const [known] = ((await given.operator.outages.all()) as { value: readonly { id: string; places: readonly string[] }[] }).value.filter((each) => each.id === id);
    expect(known?.places).not.toContain('Suba, Bogotá');
    expect(await given.operator.outages.affected(part?.id ?? '')).toMatchObject({ ok: true, value: [{ match: 'exact' }, { match: 'exact' }, { match: 'exact' }] });
  });

  test('given a city of which a neighbourhood is back, then it is told of the others', async () => {
    const { id } = await declared({ scope: ['bogota'] });
    await desk.restorePart(id, { scope: ['bogota/suba'], base: undefined }, ROSA);
    const all = (await given.operator.outages.all()) as { value: readonly { id: string; places: readonly string[] }[] };
    expect(all.value.find((each) => each.id === id)?.places).toEqual(['Chapinero, Bogotá', 'Kennedy, Bogotá']);
  });

  test('given nothing of it, all of it, or what somebody changed meanwhile, then it is refused and nothing is over', async () => {
    const { id, version, affected } = await bogota();
    for (const scope of [['cali'], ['atlantis'], ['bogota']]) {
      expect(await desk.restorePart(id, { scope, base: version }, ROSA)).toMatchObject({ ok: false, faults: [{ field: 'scope' }] });
    }
    expect(await desk.restorePart(id, { scope: ['bogota/suba'], base: version + 1 }, ROSA)).toMatchObject({ ok: false, stale: { id } });
    expect(await desk.restorePart('O-none', { scope: ['bogota'], base: undefined }, ROSA)).toBeNull();
    expect(await touched(id)).toBe(affected);
  });

  test('given reports from there again, then the outage reaches there again', async () => {
    const { id, affected } = await bogota();
    await desk.restorePart(id, { scope: ['bogota/suba', 'bogota/kennedy'], base: undefined }, ROSA);
    await desk.widen(id, { scope: 'BOG-1/3', since: iso(-1) }, ROSA);
    expect((await desk.list()).outages.find((each) => each.id === id)).toMatchObject({ back: ['bogota/kennedy'], affected: affected - 3 });
  });
});

describe('the feed of the operator', () => {
  const folder = freshFolder();
  let storage: Storage;
  let machine = 1_000_000;
  beforeAll(async () => (storage = await openEmbedded(folder, {})));
  afterAll(async () => {
    await storage.close();
    removeFolder(folder);
  });
  const TOKEN = 'a token of the feed, long enough';
  const door = () => makeOutageFeed({ world: given.world, records: storage.records, now: given.clock.now, machineNow: () => machine, token: TOKEN, changed: () => Promise.resolve() });
  const send = async (body: unknown, token = TOKEN) => {
    const route = door().routes.find(({ path }) => path.endsWith('/events'));
    return route?.handle({ headers: { authorization: `Bearer ${token}` }, body } as unknown as HttpRequest);
  };
  const event = (minutes: number, status: string, more: object = {}) => ({
    eventId: `e${minutes}`, eventTime: iso(minutes), eventType: 'serviceProblemStateChangeEvent',
    event: { serviceProblem: { id: 'SP-7', name: 'Corte', status, affectedResource: [{ id: 'BOG-1/2' }, { id: 'elsewhere' }], creationDate: iso(-40), ...more } },
  });
  const stored = async () => (await given.world.read()).outages.find(({ id }) => id === 'F-SP-7');

  test('given events that repeat and come in any order, then the newest one stands', async () => {
    const eta = (minutes: number) => ({ characteristic: [{ name: 'estimatedRestorationTime', value: iso(minutes) }] });
    const [first, second, third] = [event(-30, 'acknowledged'), event(-20, 'inProgress ', eta(60)), event(-10, 'resolved')];
    expect(await send(second)).toMatchObject({ status: 201, json: { result: 'applied' } });
    expect([await send(first), await send(second)]).toMatchObject([{ status: 200, json: { result: 'known' } }, { status: 200 }]);
    expect(await stored()).toMatchObject({ state: 'repairing', scope: { resources: ['BOG-1/2'] }, source: 'feed' });
    await send(third);
    await send(second);
    expect(await stored()).toMatchObject({ state: 'restored', version: 2 });
  });

  test('given what is not understood or not ours, then it is refused with its field', async () => {
    expect(await send(event(-30, 'pending'), 'another')).toMatchObject({ status: 401 });
    expect(await send({ event: {} })).toMatchObject({ status: 422 });
    expect(await send({ ...event(-30, 'pending'), eventTime: undefined })).toMatchObject({ status: 422, json: { error: { field: 'eventTime' } } });
    expect(await send(event(-30, 'pending', { affectedResource: [{ id: 'elsewhere' }] }))).toMatchObject({ status: 422 });
    expect(await stored()).toBeUndefined();
  });

  test('given a feed that stops, then it is stale, and what it said stays', async () => {
    await send(event(-30, 'inProgress'));
    expect(await door().state()).toMatchObject({ state: 'live' });
    machine += 16 * MINUTES;
    expect(await door().state()).toMatchObject({ state: 'stale' });
    expect(await stored()).toMatchObject({ state: 'repairing' });
  });
});
