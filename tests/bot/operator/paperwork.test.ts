/** The office and the remote commands of the demo: numbers and days come from the operator, once per key, for verified customers. */
import type { Action } from '../../../flows/contracts';
import type { Facts, FactValue } from '../../../flows/facts';
import { demo, factsOf, MINUTE, told, type Demo } from './demo-setup';

let keys = 0;
const act = (bed: Demo, action: Action, facts: Facts, key = `t/${(keys += 1)}/0`) =>
  bed.perform(action, { facts, key, thread: 't', now: bed.clock.now(), language: 'es' });

const of = async (bed: Demo, firstName: string, more: Readonly<Record<string, FactValue>> = {}): Promise<Facts> =>
  factsOf(await bed.world.read(), firstName, more);

const check = async (bed: Demo, firstName: string, system: 'bill' | 'contract' | 'requests' | 'device' | 'wifi', more = {}) => {
  const [result] = await bed.runChecks([system], await of(bed, firstName, more), bed.clock.now());
  return result?.facts;
};

const systems = async (bed: Demo, changed: Readonly<Record<string, string>>): Promise<void> => {
  const world = await bed.world.read();
  await bed.controls.putWorld({ ...world, systems: { ...world.systems, ...changed } });
};

describe('a complaint', () => {
  const told = { 'pqr.kind': 'complaint', 'pqr.facts': 'me cobraron dos veces' };

  test('gets a CUN, the hour, and the fifteenth business day', async () => {
    const bed = demo();
    expect(await act(bed, 'file_pqr', await of(bed, 'Marta', told))).toEqual({
      result: 'filed',
      facts: { 'pqr.number': '9999-26-0000000001', 'pqr.filed_at': '2026-11-24T10:00:00-05:00', 'pqr.answer_by': '2026-12-16' },
    });
    expect(await check(bed, 'Marta', 'requests')).toMatchObject({ 'pqr.open': true, 'pqr.number': '9999-26-0000000001', 'pqr.overdue': false });
  });

  test('never gets a CUN that another request has, those of the files counted', async () => {
    const bed = demo();
    for (let time = 0; time < 14; time += 1) await act(bed, 'file_pqr', await of(bed, 'Marta', told));
    const given = (await bed.world.read()).tickets.flatMap(({ cun }) => cun ?? []);
    expect(given.length).toBeGreaterThan(14);
    expect(new Set(given).size).toBe(given.length);
  });

  test('with the CUN service down is filed all the same, under an internal number', async () => {
    const bed = demo();
    await systems(bed, { cun: 'down' });
    const filed = await act(bed, 'file_pqr', await of(bed, 'Marta', told));
    expect(filed).toMatchObject({ result: 'filed_without_cun', facts: { 'pqr.number': 'R-0001' } });
  });

  test('I1: the same key files once', async () => {
    const bed = demo();
    const facts = await of(bed, 'Marta', told);
    expect(await act(bed, 'file_pqr', facts, 'k')).toEqual(await act(bed, 'file_pqr', facts, 'k'));
    expect((await bed.world.read()).tickets.filter(({ customer }) => customer === 'C-1001')).toHaveLength(1);
  });

  test('nobody answers for the office: it fails, and nothing is made up', async () => {
    const bed = demo();
    await systems(bed, { office: 'down' });
    expect(await act(bed, 'file_pqr', await of(bed, 'Marta', told))).toEqual({ result: 'fails', reason: 'unavailable', facts: {} });
  });

  test('past its day without an answer it is told as overdue', async () => {
    expect(await check(demo(), 'Inés', 'requests')).toMatchObject({ 'pqr.open': true, 'pqr.overdue': true });
  });

  test('is found by its number however it was typed, and only by its own customer', async () => {
    const bed = demo();
    const typed = { 'case.typed': 'el cun es 9999 26 0000000012' };
    expect(await act(bed, 'find_case', await of(bed, 'Emily', typed))).toMatchObject({ result: 'found', facts: { 'case.number': '9999-26-0000000012' } });
    expect(await act(bed, 'find_case', await of(bed, 'Marta', typed))).toEqual({ result: 'not_found', facts: {} });
  });
});

describe('ending a contract', () => {
  test('at the next cut when three business days are left, and at the one after when they are not', async () => {
    const bed = demo();
    expect(await check(bed, 'Marta', 'contract')).toMatchObject({ 'contract.ends': '2026-12-25', 'contract.permanence': false });
    bed.clock.move(27 * 24 * 60 * MINUTE);
    expect(await check(bed, 'Marta', 'contract')).toMatchObject({ 'contract.ends': '2026-12-25' });
    bed.clock.move(2 * 24 * 60 * MINUTE);
    expect(await check(bed, 'Marta', 'contract')).toMatchObject({ 'contract.ends': '2027-01-25' });
  });

  test('is kept with its number, told as already asked for, and can be withdrawn', async () => {
    const bed = demo();
    const asked = await act(bed, 'request_cancellation', await of(bed, 'Marta'));
    expect(asked).toMatchObject({ result: 'requested', facts: { 'cancel.ends': '2026-12-25' } });
    expect(await act(bed, 'request_cancellation', await of(bed, 'Marta'))).toEqual(asked);
    expect(await check(bed, 'Marta', 'contract')).toMatchObject({ 'contract.ending': true, 'contract.cun': asked.facts['cancel.number'] });
    expect(await act(bed, 'withdraw_cancellation', await of(bed, 'Marta'))).toMatchObject({ result: 'withdrawn' });
    expect(await act(bed, 'withdraw_cancellation', await of(bed, 'Marta'))).toMatchObject({ result: 'too_late' });
  });

  test('its parts are the contract and, of several, each service', async () => {
    const one = (await check(demo(), 'Marta', 'contract'))?.['contract.parts'];
    const three = (await check(demo(), 'Ana', 'contract'))?.['contract.parts'];
    expect([one, three]).toEqual([[{ id: 'all', label: 'Todo el contrato' }], expect.arrayContaining([expect.objectContaining({ id: 'S-1034b' })])]);
  });
});

describe('bills and payments', () => {
  test('a higher bill comes with what changed', async () => {
    expect(await check(demo(), 'Yolanda', 'bill')).toMatchObject({ 'bill.state': 'due', 'bill.higher': true, 'bill.previous_cop': 64_900, 'bill.changes': expect.stringContaining('descuento') });
  });

  test.each([['Nubia', 'in_transit'], ['Ximena', 'applied'], ['Marta', 'not_found']])('the payment of %s is %s', async (firstName, result) => {
    const bed = demo();
    expect(await act(bed, 'find_payment', await of(bed, firstName))).toMatchObject({ result });
  });

  test('the bill goes to the contact on file, which is told masked', async () => {
    const bed = demo();
    expect(await act(bed, 'send_invoice', await of(bed, 'Marta'))).toEqual({ result: 'sent', facts: { 'bill.sent_to': '••• ••• •• 01' } });
    expect((await bed.world.read()).messages.at(-1)?.to).toBe('+573000000001');
  });

  test('a promise is taken once', async () => {
    const bed = demo();
    const facts = await of(bed, 'Gustavo', { 'promise.day': '2026-11-28' });
    expect(await act(bed, 'promise_payment', facts)).toEqual({ result: 'agreed', facts: { 'promise.until': '2026-11-28' } });
    expect(await act(bed, 'promise_payment', facts)).toMatchObject({ result: 'not_allowed' });
  });

  test('who still owes is not reconnected', async () => {
    const bed = demo();
    expect(await act(bed, 'reconnect', await of(bed, 'Gustavo'))).toMatchObject({ result: 'not_paid' });
    expect(await act(bed, 'reconnect', await of(bed, 'Luz'))).toMatchObject({ result: 'ordered' });
  });
});

describe('commands', () => {
  test('turning to a service asks nothing when there is one, and lists only its kind when there are several', async () => {
    const bed = demo();
    expect(await act(bed, 'use_tv', await of(bed, 'Ana'))).toMatchObject({ result: 'chosen', facts: { 'service.id': 'S-1034b', 'service.kind': 'tv' } });
    expect(await act(bed, 'use_mobile', await of(bed, 'Marta'))).toEqual({ result: 'none', facts: {} });
    const sofía = told({ 'customer.id': 'C-1011' });
    expect(await act(bed, 'use_internet', sofía)).toMatchObject({ result: 'several', facts: { 'services.list': [{ id: 'S-1011' }, { id: 'S-1011b' }] } });
  });

  test('the Wi-Fi key goes out by a link to the contact on file and never through the conversation', async () => {
    const bed = demo();
    const sent = await act(bed, 'wifi_key_link', await of(bed, 'Daniela'));
    expect(sent).toEqual({ result: 'sent', facts: { 'wifi.link_sent_to': '••• ••• •• 18' } });
    expect((await bed.world.read()).messages.at(-1)?.text).toContain('Sirve una sola vez');
  });

  test('a cure by command heals after its minutes', async () => {
    const bed = demo();
    const ana = told({ 'customer.id': 'C-1034', 'service.id': 'S-1034b' });
    const entitled = async () => (await bed.runChecks(['tv'], ana, bed.clock.now()))[0]?.facts['tv.entitled'];
    expect(await entitled()).toBe(false);
    expect(await act(bed, 'resend_entitlement', ana)).toMatchObject({ result: 'sent' });
    expect(await entitled()).toBe(false);
    bed.clock.move(2 * MINUTE);
    expect(await entitled()).toBe(true);
  });

  test('a factory reset is refused while voice or television ride on the equipment', async () => {
    const bed = demo();
    expect(await act(bed, 'factory_reset', await of(bed, 'Ana'))).toMatchObject({ result: 'refused' });
    expect(await act(bed, 'factory_reset', await of(bed, 'Marta'))).toMatchObject({ result: 'unreachable' });
  });

  test.each([[8080, 'not_allowed'], [undefined, 'not_allowed']])('behind a shared address the port %p is not opened', async (port, result) => {
    const bed = demo();
    expect(await act(bed, 'open_port', await of(bed, 'Paola', port === undefined ? {} : { 'port.number': port }))).toMatchObject({ result });
  });

  test('with a public address it is, unless the policy closes it', async () => {
    const bed = demo();
    expect(await act(bed, 'open_port', await of(bed, 'Emily', { 'port.number': 8080 }))).toMatchObject({ result: 'opened' });
    expect(await act(bed, 'open_port', await of(bed, 'Emily', { 'port.number': 25 }))).toMatchObject({ result: 'not_allowed' });
  });

  test('speeds come as shares of the plan', async () => {
    const bed = demo();
    expect(await act(bed, 'measure_speed', await of(bed, 'Néstor'))).toMatchObject({ result: 'measured', facts: { 'speed.share_pct': 31 } });
    expect(await act(bed, 'fix_profile', await of(bed, 'Néstor'))).toMatchObject({ result: 'fixed' });
    expect(await act(bed, 'measure_speed', await of(bed, 'Néstor'))).toMatchObject({ facts: { 'speed.share_pct': 94 } });
    expect(await act(bed, 'judge_speed', await of(bed, 'Néstor', { 'speed.measured': 250 }))).toMatchObject({ result: 'regular', facts: { 'speed.judged_pct': 83 } });
  });

  test('PATCH services changes any reading by its own name, and null brings the usual one back', async () => {
    const bed = demo();
    await bed.controls.patchService('S-1001', { also: { 'wifi.low_radio': 'off' } });
    expect(await check(bed, 'Marta', 'wifi')).toMatchObject({ 'wifi.low_radio': 'off' });
    await bed.controls.patchService('S-1001', { also: { 'wifi.low_radio': null } });
    expect(await check(bed, 'Marta', 'wifi')).toMatchObject({ 'wifi.low_radio': 'on' });
    const wrong = await bed.controls.patchService('S-1001', { also: { 'wifi.low_radio': 'blue', 'wifi.colour': 1 } });
    expect(wrong.status).toBe(400);
  });

  test('I11: no command and no paper for somebody who is not verified', async () => {
    const bed = demo();
    const stranger = told({ 'customer.id': 'C-1001', 'service.id': 'S-1001', 'pqr.facts': 'x' }, 'customer');
    for (const action of ['set_bridge', 'block_mobile', 'wifi_key_link', 'file_pqr', 'request_cancellation', 'send_invoice'] as const) {
      expect(await act(bed, action, stranger)).toMatchObject({ result: 'fails', reason: 'not_verified' });
    }
  });
});
