/** The controls of the demonstration: what they change, and how a wrong call is told what is wrong. */
import { demo, factsOf, type Demo } from '../demo-setup';

const line = async (bed: Demo, firstName: string) =>
  (await bed.runChecks(['line'], factsOf(await bed.world.read(), firstName), bed.clock.now()))[0]?.facts;
const outage = async (bed: Demo, firstName: string) =>
  (await bed.runChecks(['outage'], factsOf(await bed.world.read(), firstName), bed.clock.now()))[0]?.facts;

describe('PATCH services', () => {
  test('a new state brings what goes with it, and the line test says so', async () => {
    const bed = demo();
    expect(await bed.controls.patchService('S-1007', { state: 'los' })).toMatchObject({ status: 200 });
    expect(await line(bed, 'Paola')).toMatchObject({
      'line.state': 'los', 'line.rx_dbm': -40, 'line.session': 'down', 'line.last_down_cause': 'los', 'line.last_down_at': '2026-11-24T10:00:00-05:00',
    });
    await bed.controls.patchService('S-1007', { state: 'online', rx_dbm: -24, last_down_at: '-5m' });
    expect(await line(bed, 'Paola')).toMatchObject({ 'line.state': 'online', 'line.rx_dbm': -24, 'line.last_down_at': '2026-11-24T09:55:00-05:00' });
  });

  test('null forgets a reading', async () => {
    const bed = demo();
    await bed.controls.patchService('S-1007', { rx_dbm: null });
    expect(await line(bed, 'Paola')).not.toHaveProperty(['line.rx_dbm']);
  });

  test('a patch ends a running cure, so that what was set stays', async () => {
    const bed = demo();
    await line(bed, 'Beatriz');
    await bed.controls.patchService('S-1012', { state: 'dying_gasp' });
    bed.clock.move(60 * 60_000);
    expect(await line(bed, 'Beatriz')).toMatchObject({ 'line.state': 'dying_gasp' });
  });

  test('faults name their fields, an unknown id is not found, and nothing changes', async () => {
    const bed = demo();
    const before = await bed.world.read();
    const reply = await bed.controls.patchService('S-1007', { state: 'on fire', rx_dbm: 'low', colour: 1, last_down_at: 'yesterday' });
    expect(reply.status).toBe(400);
    const { error } = reply.body as { error: { faults: { field: string }[] } };
    expect(error.faults.map(({ field }) => field).sort()).toEqual(['', 'last_down_at', 'rx_dbm', 'state']);
    expect(await bed.controls.patchService('S-9', {})).toMatchObject({ status: 404 });
    expect(await bed.world.read()).toBe(before);
  });
});

describe('outages', () => {
  test.each([
    [{ services: ['S-1007'] }, 'exact'],
    [{ resources: ['BOG-1/3'] }, 'exact'],
    [{ resources: ['BOG-1'] }, 'exact'],
    [{ places: ['bogota/suba'] }, 'place'],
    [{ places: ['bogota'] }, 'place'],
  ])('%j matches as %s', async (scope, match) => {
    const bed = demo();
    expect(await bed.controls.postOutage(scope)).toMatchObject({ status: 201 });
    expect(await outage(bed, 'Paola')).toMatchObject({ 'outage.active': true, 'outage.match': match });
    expect(await outage(bed, 'Daniela')).toEqual({ 'outage.active': false });
  });

  test('an exact outage goes before one by place', async () => {
    const bed = demo();
    await bed.controls.postOutage({ resources: ['BOG-1'], since: '-1h', cause: 'un corte de fibra' });
    await bed.controls.postOutage({ places: ['bogota'] });
    expect(await outage(bed, 'Paola')).toMatchObject({ 'outage.match': 'exact', 'outage.cause': 'un corte de fibra' });
  });

  test('its hour moves and is forgotten; restored, it touches nobody', async () => {
    const bed = demo();
    await bed.controls.postOutage({ resources: ['BOG-1'], eta: '+2h' });
    await bed.controls.patchOutage('O-0001', { eta: '+4h', state: 'repairing' });
    expect(await outage(bed, 'Paola')).toMatchObject({ 'outage.eta': '2026-11-24T14:00:00-05:00' });
    await bed.controls.patchOutage('O-0001', { eta: null });
    expect(await outage(bed, 'Paola')).not.toHaveProperty(['outage.eta']);
    const restored = await bed.controls.patchOutage('O-0001', { restored: true });
    expect(restored.body).toMatchObject({ state: 'restored', restored_at: '2026-11-24T10:00:00-05:00' });
    expect(await outage(bed, 'Paola')).toEqual({ 'outage.active': false });
  });

  test('one that begins later is not active yet', async () => {
    const bed = demo();
    await bed.controls.postOutage({ resources: ['BOG-1'], since: '+1h', planned: true });
    expect(await outage(bed, 'Paola')).toMatchObject({ 'outage.active': false, 'outage.ahead_from': expect.any(String) as string });
    bed.clock.move(60 * 60_000);
    const begun = await outage(bed, 'Paola');
    expect(begun).toMatchObject({ 'outage.active': true });
    expect(begun).not.toHaveProperty('outage.ahead_from');
  });

  test('an empty scope and ids that do not exist are refused with their place', async () => {
    const bed = demo();
    expect(await bed.controls.postOutage({})).toMatchObject({ status: 400, body: { error: { faults: [{ field: 'services' }] } } });
    expect(await bed.controls.postOutage({ resources: ['BOG-1', 'BOG-77'] })).toMatchObject({
      status: 400,
      body: { error: { faults: [{ field: 'resources.1', message: '"BOG-77" does not exist' }] } },
    });
    expect(await bed.controls.patchOutage('O-77', { restored: true })).toMatchObject({ status: 404 });
  });

  test('whom an outage touches is known for its notices', async () => {
    const affected = await demo().operator.outages.affected('O-1001');
    expect(affected).toMatchObject({ ok: true, value: [{ match: 'exact' }, { match: 'exact' }, { match: 'exact' }] });
  });
});

describe('the whole world', () => {
  test('what was got can be put back', async () => {
    const bed = demo();
    const { body } = await bed.controls.getWorld();
    expect(await bed.controls.putWorld(JSON.parse(JSON.stringify(body)))).toMatchObject({ status: 200 });
    expect((await bed.controls.getWorld()).body).toEqual(body);
  });

  test('faults of a put world are located, links too, and the old world stays', async () => {
    const bed = demo();
    const world = await bed.world.read();
    const [first, ...others] = world.services;
    const put = await bed.controls.putWorld({ ...world, services: [{ ...first, place: 'atlantis' }, ...others] });
    expect(put).toMatchObject({ status: 400, body: { error: { faults: [{ field: 'services.0.place', message: '"atlantis" does not exist' }] } } });
    expect(await bed.controls.putWorld('nothing')).toMatchObject({ status: 400 });
    expect(await bed.world.read()).toBe(world);
  });

  test('records are told by kind', async () => {
    const { body } = await demo().controls.getRecords();
    expect(body).toMatchObject({ tickets: [{ id: 'T-2001' }, { id: 'T-2002' }, { id: 'T-2004' }], pqrs: [{ id: 'T-2003' }, { id: 'T-2005' }], notices: [] });
  });
});
