/** P6 over a store: reports of different services become one alert, customers hear of it honestly, a person settles it. */
import fc from 'fast-check';
import { makeLog } from '../../../bot/observability/log';
import { makeNetworkMap } from '../../../bot/operator/demo/network-map';
import { makeDetection, type Detection } from '../../../bot/outage-detection';
import { hearingReports } from '../../../bot/reported';
import type { OperatorSystems } from '../../../bot/runtime/perform';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { newOutageSchema } from '../../../bot/operator/demo/outage-schema';
import { changedIn, declaredIn } from '../../../bot/operator/demo/outage-writes';
import { timeSchema } from '../../../bot/operator/demo/time-schema';
import { DARK_FIBRE, Thread } from '../../support/conversation';
import { freshFolder, removeFolder } from '../../support/server';
import { demo, handClock, TUESDAY, told, type Demo } from '../operator/demo-setup';

let folder: string;
let storage: Storage;
let given: Demo;
let detection: Detection;
let machine: number;
let confirmed: string[];
beforeEach(async () => {
  folder = freshFolder();
  storage = await openEmbedded(folder, {});
  given = demo();
  machine = TUESDAY;
  confirmed = [];
  detection = another();
});
afterEach(async () => {
  await storage.close();
  removeFolder(folder);
});
const another = (): Detection => makeDetection({
  records: storage.records, network: makeNetworkMap(given.world, given.clock.now), now: given.clock.now, machineNow: () => (machine += 60_000),
  confirm: (outage) => Promise.resolve(void confirmed.push(outage)),
});
const neighbours = async (port: string): Promise<readonly string[]> =>
  (await given.world.read()).services.filter(({ attached }) => attached === port).map(({ id }) => id);

test('given reports of different services heard by two processes, then the network centre is alerted once', async () => {
  const services = await neighbours('BOG-1/2');
  expect(services.length).toBeGreaterThanOrEqual(3);
  const other = another();
  await Promise.all(services.map((service, each) => (each % 2 === 0 ? detection : other).report(service, true)));
  await Promise.all([detection.round(), other.round()]);
  await detection.round();
  expect(await detection.alerts()).toMatchObject([{ scope: 'BOG-1/2', kind: 'resource', state: 'open', reports: services.length, down: services.length }]);
  expect(await detection.isSuspected(services[0] ?? '')).toBe(true);
  expect(await detection.isSuspected((await neighbours('BOG-1/3'))[0] ?? '')).toBe(false);
});

test('given one customer who reports ten times, then nobody is alerted', async () => {
  const [service = ''] = await neighbours('BOG-1/2');
  for (let times = 0; times < 10; times += 1) await detection.report(service, true);
  await detection.round();
  expect(await detection.alerts()).toEqual([]);
});

test('given an alert that a person dismissed, then it is settled once and not given again', async () => {
  for (const service of await neighbours('BOG-1/2')) await detection.report(service, true);
  await detection.round();
  const [alert] = await detection.alerts();
  expect(await detection.settle(alert?.id ?? '', { state: 'dismissed', by: 'Rosa' })).toMatchObject({ state: 'dismissed', by: 'Rosa' });
  expect(await detection.settle(alert?.id ?? '', { state: 'merged', by: 'Luis' })).toBeNull();
  await detection.round();
  expect(await detection.alerts()).toHaveLength(1);
});

describe('what is asked of the systems', () => {
  const heard: [string, boolean][] = [];
  const ear = (suspects: boolean, fails = false) => ({
    report: (service: string, down: boolean) => (fails ? Promise.reject(new Error('away')) : Promise.resolve(void heard.push([service, down]))),
    isSuspected: () => Promise.resolve(suspects),
  });
  const systems = (active: boolean): OperatorSystems => ({
    perform: () => Promise.reject(new Error('not asked')),
    check: async () => [{ system: 'outage', ok: true, facts: { 'outage.active': active } }, { system: 'line', ok: true, facts: { 'line.state': 'los' } }],
  });
  const log = makeLog('silent');
  const facts = told({ 'service.id': 'S-1' });
  beforeEach(() => (heard.length = 0));

  test.each([[false, ['outage', 'line'], 1], [true, ['outage', 'line'], 0], [false, ['outage'], 0]] as const)(
    'given a declared outage: %s and a look at %j, then %i reports', async (active, asked, reports) => {
      await hearingReports(systems(active), ear(false), log).check(asked, facts, 'es');
      expect(heard).toEqual(reports === 1 ? [['S-1', true]] : []);
    });

  test('given an alert, then the answer tells of it; given a counter that is away, then the answer is as it was', async () => {
    const [outage] = await hearingReports(systems(false), ear(true), log).check(['outage', 'line'], facts, 'es');
    expect(outage?.facts).toEqual({ 'outage.active': false, 'outage.suspected': true });
    expect(await hearingReports(systems(false), ear(true, true), log).check(['outage', 'line'], facts, 'es')).toEqual(await systems(false).check([], facts, 'es'));
  });
});

test('given an alert nearby, then she hears of several reports that nobody confirmed, once, and is helped on', () => {
  const thread = new Thread().joins().says('no tengo internet, no sé de eso').identified().checked({ ...DARK_FIBRE, 'outage.suspected': true });
  expect(thread.reply().text).toMatch(/varios reportes cerca de usted, aún sin confirmar/);
  expect(thread.reply().asks).toBeDefined();
});

describe('given an alert that is open', () => {
  beforeEach(async () => {
    for (const service of (await neighbours('BOG-1/2')).slice(0, 3)) await detection.report(service, true);
    await detection.round();
  });
  const declare = (scope: object): Promise<unknown> => given.world.update((world) => {
    const { world: after } = declaredIn(world, newOutageSchema(timeSchema(given.clock.now)).parse({ title: 'Fibra cortada', ...scope }), { now: given.clock.now(), by: 'Rosa', source: 'staff' });
    return { world: after, result: undefined };
  });

  const edit = (resource: string): Promise<unknown> => given.world.update((world) => {
    const [outage] = world.outages.filter(({ scope, state }) => state !== 'restored' && scope.resources.includes(resource)).slice(-1);
    if (!outage) throw new Error('nothing to edit');
    const { world: after } = changedIn(world, outage, { patch: { eta: new Date(given.clock.now() + 3_600_000).toISOString() }, mark: { now: given.clock.now(), by: 'Rosa', source: 'staff' } });
    return { world: after, result: undefined };
  });

  test('when more of them report, then its count goes on', async () => {
    for (const service of await neighbours('BOG-1/2')) await detection.report(service, true);
    await detection.round();
    expect(await detection.alerts()).toMatchObject([{ state: 'open', reports: (await neighbours('BOG-1/2')).length }]);
  });

  test.each([['what it hangs on', { resources: ['BOG-1'] }], ['where they all lie', { places: ['bogota'] }]])('when an outage of %s is declared, then it is settled by that and not given again', async (_, scope) => {
    await declare(scope);
    await detection.round();
    expect(await detection.alerts()).toMatchObject([{ state: 'open' }]);
    expect(confirmed).toEqual([]);
    given.clock.move(20_000);
    await detection.round();
    await detection.round();
    const [alert] = await detection.alerts();
    expect(alert).toMatchObject({ state: 'merged', by: 'system' });
    expect(confirmed).toEqual([alert?.outage]);
  });

  test('when an outage over it is edited, however often and at whatever moments, then its news waits no longer for that', async () => {
    const world = await given.world.read();
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 25_000 }), { maxLength: 12 }), async (pauses) => {
      const clock = handClock();
      const body = newOutageSchema(timeSchema(clock.now)).parse({ title: 'Fibra cortada', resources: ['BOG-1'] });
      let after = declaredIn(world, body, { now: clock.now(), by: 'Rosa', source: 'staff' });
      for (const pause of pauses) {
        clock.move(pause);
        after = changedIn(after.world, after.outage, { patch: { eta: new Date(clock.now() + 3_600_000).toISOString() }, mark: { now: clock.now(), by: 'Rosa', source: 'staff' } });
      }
      const cover = await makeNetworkMap({ read: () => Promise.resolve(after.world) }, clock.now).cover();
      expect(cover.outageOver('BOG-1/2')).toEqual(expect.objectContaining({ id: after.outage.id, reachedAt: TUESDAY }));
    }));
    await declare({ resources: ['BOG-1'] });
    for (const pause of [15_000, 4_999, 1]) {
      given.clock.move(pause);
      await edit('BOG-1');
      await detection.round();
    }
    expect(confirmed).toHaveLength(1);
  });

  test('when an outage of one home of it is declared, then those it touches hear that they were right, and it stays open for the others', async () => {
    const [service] = await neighbours('BOG-1/2');
    await declare({ services: [service] });
    given.clock.move(20_000);
    await detection.round();
    expect(await detection.alerts()).toMatchObject([{ state: 'open' }]);
    expect(new Set(confirmed).size).toBe(1);
  });

  test('when an outage elsewhere is declared, then it stays open and nobody hears of it', async () => {
    await declare({ places: ['cali'] });
    given.clock.move(20_000);
    await detection.round();
    expect(await detection.alerts()).toMatchObject([{ state: 'open' }]);
    expect(confirmed).toEqual([]);
  });
});
