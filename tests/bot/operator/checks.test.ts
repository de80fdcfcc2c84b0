/** What each system of the operator tells about a service, every branch of the guides met. */
import { CHECK_TIMEOUT_MS } from '../../../bot/operator/checks';
import { SYSTEMS, type System } from '../../../flows/contracts';
import type { FactValue } from '../../../flows/facts';
import { bundledWorld, demo, factsOf, MINUTE, told, TUESDAY, type Demo } from './demo-setup';

const check = async (bed: Demo, firstName: string, system: System): Promise<Readonly<Record<string, FactValue>>> => {
  const [result] = await bed.runChecks([system], factsOf(await bed.world.read(), firstName), bed.clock.now());
  if (!result?.ok) throw new Error(`${system} failed: ${result?.reason}`);
  return result.facts;
};

describe('the line test covers every branch of the fibre tree', () => {
  test.each([
    ['Marta', 'light lost, alone', { 'line.state': 'los', 'line.rx_dbm': -40, 'line.last_down_cause': 'los', 'line.neighbours_down': 0 }],
    ['Jairo', 'light lost with neighbours', { 'line.state': 'los', 'line.neighbours_down': 3 }],
    ['Beatriz', 'power lost, alone', { 'line.state': 'dying_gasp', 'line.last_down_cause': 'dying_gasp', 'line.neighbours_down': 0 }],
    ['Gloria', 'power lost with neighbours', { 'line.state': 'dying_gasp', 'line.neighbours_down': 3 }],
    ['Ramiro', 'too little light', { 'line.state': 'online', 'line.rx_dbm': -28.4, 'line.session': 'up' }],
    ['Amparo', 'session down', { 'line.state': 'online', 'line.session': 'down', 'line.traffic': false }],
    ['Fabiola', 'registering', { 'line.state': 'registering' }],
    ['Luz', 'blocked', { 'line.state': 'admin_down', 'line.last_down_cause': 'admin' }],
    ['Ernesto', 'never registered', { 'line.state': 'unprovisioned' }],
    ['Paola', 'healthy', { 'line.state': 'online', 'line.session': 'up', 'line.traffic': true, 'line.uptime_min': 31 * 24 * 60 }],
    ['Consuelo', 'cable modem offline', { 'line.state': 'offline', 'line.neighbours_down': 0 }],
  ])('%s: %s', async (firstName, _condition, expected) => {
    expect(await check(demo(), firstName, 'line')).toMatchObject(expected);
  });

  test('times are ISO with the offset of Colombia, and what is not known is left out', async () => {
    const facts = await check(demo(), 'Beatriz', 'line');
    expect(facts['line.last_down_at']).toBe('2026-11-24T09:45:00-05:00');
    expect(facts).not.toHaveProperty(['line.rx_dbm']);
    expect(facts).not.toHaveProperty(['line.uptime_min']);
  });
});

describe('account, outage and tickets', () => {
  test('a suspended account tells since when, how much and which bill', async () => {
    expect(await check(demo(), 'Gustavo', 'account')).toMatchObject({
      'account.state': 'suspended',
      'account.balance_cop': 169_800,
      'account.suspended_since': '2026-11-22T10:00:00-05:00',
      'account.invoice': 'FV-4008',
    });
  });

  test('an outage of the node is exact and tells all it knows', async () => {
    expect(await check(demo(), 'Kelly', 'outage')).toMatchObject({
      'outage.active': true,
      'outage.match': 'exact',
      'outage.since': '2026-11-24T08:00:00-05:00',
      'outage.eta': '2026-11-24T13:00:00-05:00',
      'outage.next_update': '2026-11-24T11:00:00-05:00',
      'outage.compensation': true,
    });
  });

  test('an outage by neighbourhood is only a match of place, without an hour nobody gave', async () => {
    const facts = await check(demo(), 'Néstor', 'outage');
    expect(facts).toMatchObject({ 'outage.active': true, 'outage.match': 'place' });
    expect(facts).not.toHaveProperty(['outage.eta']);
    expect(facts).not.toHaveProperty(['outage.compensation']);
  });

  test('no outage, no ticket and no visit are facts too', async () => {
    const bed = demo();
    expect(await check(bed, 'Paola', 'outage')).toEqual({ 'outage.active': false });
    expect(await check(bed, 'Paola', 'tickets')).toEqual({ 'ticket.open': false, 'visit.today': false, 'visit.planned': false });
  });

  test('a visit today comes with its hours', async () => {
    expect(await check(demo(), 'Shirley', 'tickets')).toMatchObject({
      'ticket.open': true, 'ticket.id': 'T-2002', 'ticket.status': 'está en espera',
      'visit.today': true, 'visit.missed': false, 'visit.window': 'de 1:00 p. m. a 5:00 p. m.',
    });
  });

  test('a visit of today is still told when the technician is late', async () => {
    const bed = demo();
    await bed.world.read();
    bed.clock.move(10 * 60 * MINUTE);
    expect(await check(bed, 'Shirley', 'tickets')).toMatchObject({ 'visit.today': true, 'visit.missed': true });
  });

  test('texts among the facts are told in the language asked for', async () => {
    const bed = demo();
    const world = await bed.world.read();
    const english = { now: TUESDAY, language: 'en' } as const;
    const [tickets] = await bed.runChecks(['tickets'], factsOf(world, 'Shirley'), english);
    expect(tickets?.facts).toMatchObject({ 'ticket.status': 'it is on hold', 'visit.window': '1:00 pm to 5:00 pm' });
    const [outage] = await bed.runChecks(['outage'], factsOf(world, 'Kelly'), english);
    expect(outage?.facts['outage.cause']).toContain('power supply');
  });

  test('a visit of another day is planned, is not today, and comes with its day', async () => {
    const facts = await check(demo(), 'Edgardo', 'tickets');
    expect(facts).toMatchObject({ 'ticket.id': 'T-2001', 'visit.today': false, 'visit.planned': true });
    expect(facts['visit.window']).toContain('jueves 26 de noviembre');
  });
});

const ALL = Object.keys(SYSTEMS) as System[];

test('every fact told is one that the contract names, whatever the service', async () => {
  const bed = demo();
  const world = bundledWorld(bed.clock.now);
  for (const service of world.services) {
    const facts = told({ 'customer.id': service.customer, 'service.id': service.id });
    for (const result of await bed.runChecks(ALL, facts, TUESDAY)) {
      expect(result).toMatchObject({ ok: true });
      const allowed: readonly string[] = SYSTEMS[result.system].facts;
      expect(Object.keys(result.facts).filter((name) => !allowed.includes(name))).toEqual([]);
    }
  }
});

describe('I10: a system that does not answer fails alone', () => {
  const broken = async (systems: Readonly<Record<string, string>>): Promise<Demo> => {
    const bed = demo();
    const world = await bed.world.read();
    await bed.controls.putWorld({ ...world, systems: { ...world.systems, ...systems } });
    return bed;
  };

  test('one that is down is unavailable at once, the others answer', async () => {
    const bed = await broken({ line: 'down' });
    const results = await bed.runChecks(['account', 'line'], factsOf(await bed.world.read(), 'Paola'), TUESDAY);
    expect(results).toMatchObject([{ system: 'account', ok: true }, { system: 'line', ok: false, reason: 'unavailable' }]);
  });

  test('all slow ones time out together, not one after another', async () => {
    const bed = await broken({ line: 'slow', account: 'slow', outage: 'slow' });
    const running = bed.runChecks(['line', 'account', 'outage', 'tickets'], factsOf(await bed.world.read(), 'Paola'), TUESDAY);
    await bed.timer.pass(CHECK_TIMEOUT_MS);
    expect((await running).map((result) => (result.ok ? 'ok' : result.reason))).toEqual(['timeout', 'timeout', 'timeout', 'ok']);
  });

  test('when only the visits are away, the ticket is still told', async () => {
    const bed = await broken({ visits: 'down' });
    expect(await check(bed, 'Shirley', 'tickets')).toEqual({
      'ticket.open': true, 'ticket.id': 'T-2002', 'ticket.status': 'está en espera', 'ticket.opened_at': '2026-11-22T10:00:00-05:00',
    });
  });
});

describe('I11: nothing is told to a stranger', () => {
  const refused = async (facts: ReturnType<typeof told>) => (await demo().runChecks(['account'], facts, TUESDAY))[0];

  test('without a verified customer', async () => {
    expect(await refused(told({ 'service.id': 'S-1001' }))).toMatchObject({ ok: false, reason: 'not_verified' });
  });

  test('with a customer that somebody only typed', async () => {
    expect(await refused(told({ 'customer.id': 'C-1001', 'service.id': 'S-1001' }, 'customer'))).toMatchObject({ ok: false, reason: 'not_verified' });
  });

  test('for a service of somebody else, as if it did not exist', async () => {
    expect(await refused(told({ 'customer.id': 'C-1001', 'service.id': 'S-1002' }))).toMatchObject({ ok: false, reason: 'unknown_service' });
    expect(await refused(told({ 'customer.id': 'C-1001', 'service.id': 'S-9' }))).toMatchObject({ ok: false, reason: 'unknown_service' });
  });
});

test('lost power comes back some minutes after the first line test', async () => {
  const bed = demo();
  expect(await check(bed, 'Beatriz', 'line')).toMatchObject({ 'line.state': 'dying_gasp' });
  bed.clock.move(3 * MINUTE);
  expect(await check(bed, 'Beatriz', 'line')).toMatchObject({ 'line.state': 'dying_gasp' });
  bed.clock.move(1 * MINUTE);
  expect(await check(bed, 'Beatriz', 'line')).toMatchObject({ 'line.state': 'online', 'line.session': 'up', 'line.uptime_min': 0 });
});
