/** What is done at the operator for a customer: once per key, with the result in the words of the contract. */
import type { Action } from '../../../flows/contracts';
import type { Facts, FactValue } from '../../../flows/facts';
import type { Option } from '../../../knowledge/question';
import { demo, factsOf, MINUTE, told, type Demo } from './demo-setup';

let keys = 0;
const act = (bed: Demo, action: Action, facts: Facts, key = `thread-1/${(keys += 1)}/0`) =>
  bed.perform(action, { facts, key, thread: 'thread-1', now: bed.clock.now(), language: 'es' });

const of = async (bed: Demo, firstName: string, more: Readonly<Record<string, FactValue>> = {}): Promise<Facts> =>
  factsOf(await bed.world.read(), firstName, more);

const idOf = async (bed: Demo, firstName: string): Promise<string> => String((await of(bed, firstName))['customer.id']?.value);

const verify = async (bed: Demo, firstName: string) => {
  const id = await idOf(bed, firstName);
  await act(bed, 'send_code', told({ 'candidate.id': id }));
  const code = /\d{6}/.exec((await bed.world.read()).messages.at(-1)?.text ?? '')?.[0] ?? '';
  return act(bed, 'verify_code', told({ 'candidate.id': id, 'code.typed': code }));
};

const lastSlot = async (bed: Demo, firstName: string): Promise<Option> => {
  const { facts } = await act(bed, 'offer_slots', await of(bed, firstName));
  const [slot] = facts['visit.slots'] as readonly Option[];
  if (!slot) throw new Error('no slot was offered');
  return slot;
};

describe('identity', () => {
  test.each(['9900000001', '99.000.000.01', '88001001'])('found by %s: only the masked contact is told', async (typed) => {
    const found = await act(demo(), 'find_customer', told({ 'key.typed': typed }, 'customer'));
    expect(found).toEqual({ result: 'found', facts: { 'candidate.id': 'C-1001', 'code.sent_to': '••• ••• •• 01' } });
  });

  test('an e-mail is masked too', async () => {
    const bed = demo();
    const inés = (await bed.world.read()).customers.find(({ name }) => name.first === 'Inés');
    const found = await act(bed, 'find_customer', told({ 'key.typed': inés?.account ?? '' }));
    expect(found.facts['code.sent_to']).toBe('i•••@correo.example');
  });

  test('after six tries within a day nobody is found from the same conversation, the next day again', async () => {
    const bed = demo();
    const tried = { value: 6, source: 'channel', at: bed.clock.now() };
    const found = (at: number) => act(bed, 'find_customer', { ...told({ 'key.typed': '9900000001' }), 'channel.finds': { ...tried, at } });
    expect((await found(tried.at)).result).toBe('not_found');
    expect((await found(tried.at - 25 * 60 * MINUTE)).result).toBe('found');
  });

  test('an unknown key is not found and tells nothing', async () => {
    expect(await act(demo(), 'find_customer', told({ 'key.typed': '1234' }))).toEqual({ result: 'not_found', facts: {} });
  });

  test('the right code tells who it is, and takes the only service', async () => {
    expect(await verify(demo(), 'Marta')).toEqual({
      result: 'verified',
      facts: {
        'customer.id': 'C-1001',
        'customer.name': 'Marta',
        'services.count': 1,
        'services.list': [{ id: 'S-1001', label: 'Internet, Calle 61' }],
        'service.id': 'S-1001',
        'service.kind': 'gpon',
        'service.address': 'Calle 61 # 9-140, apto 502',
      },
    });
  });

  test('two homes: a list, and she chooses; the only fixed internet is taken', async () => {
    const sofía = await verify(demo(), 'Sofía');
    expect(sofía.facts).toMatchObject({ 'services.count': 2 });
    expect(sofía.facts).not.toHaveProperty(['service.id']);
    expect((await verify(demo(), 'Tomás')).facts).toMatchObject({ 'services.count': 2, 'service.kind': 'gpon' });
  });

  test('a chosen service must be hers', async () => {
    const bed = demo();
    const sofía = await idOf(bed, 'Sofía');
    const hers = (await bed.world.read()).services.filter(({ customer }) => customer === sofía)[1]?.id ?? '';
    expect(await act(bed, 'choose_service', told({ 'customer.id': sofía, 'service.id': hers }))).toMatchObject({ result: 'chosen' });
    const other = told({ 'customer.id': sofía, 'service.id': 'S-1001' });
    expect(await act(bed, 'choose_service', other)).toMatchObject({ result: 'fails', reason: 'unknown_service' });
  });

  test('wrong, then expired after ten minutes of business time', async () => {
    const bed = demo();
    const typed = told({ 'candidate.id': 'C-1001', 'code.typed': '999999' });
    await act(bed, 'send_code', told({ 'candidate.id': 'C-1001' }));
    expect(await act(bed, 'verify_code', typed)).toEqual({ result: 'wrong', facts: {} });
    bed.clock.move(10 * MINUTE);
    expect(await act(bed, 'verify_code', typed)).toEqual({ result: 'expired', facts: {} });
  });

  test('the fourth code of an hour is too many', async () => {
    const bed = demo();
    const results: string[] = [];
    for (let round = 0; round < 4; round += 1) results.push((await act(bed, 'send_code', told({ 'candidate.id': 'C-1001' }))).result);
    expect(results).toEqual(['sent', 'sent', 'sent', 'too_many']);
    expect((await bed.world.read()).messages).toHaveLength(3);
  });
});

describe('I1, I4: the same key has one effect and the same result', () => {
  test('one code is sent', async () => {
    const bed = demo();
    const facts = told({ 'candidate.id': 'C-1001' });
    expect(await act(bed, 'send_code', facts, 'k')).toEqual(await act(bed, 'send_code', facts, 'k'));
    expect((await bed.world.read()).messages).toHaveLength(1);
  });

  test('one wrong try is counted', async () => {
    const bed = demo();
    await act(bed, 'send_code', told({ 'candidate.id': 'C-1001' }));
    const wrong = told({ 'candidate.id': 'C-1001', 'code.typed': '999999' });
    for (let round = 0; round < 5; round += 1) expect((await act(bed, 'verify_code', wrong, 'k')).result).toBe('wrong');
  });

  test('a right code verifies again under its key, and is used up for another', async () => {
    const bed = demo();
    await act(bed, 'send_code', told({ 'candidate.id': 'C-1001' }));
    const right = told({ 'candidate.id': 'C-1001', 'code.typed': '000001' });
    expect(await act(bed, 'verify_code', right, 'k')).toEqual(await act(bed, 'verify_code', right, 'k'));
    expect((await act(bed, 'verify_code', right, 'other')).result).toBe('expired');
  });

  test('one visit, one ticket, one request for a person', async () => {
    const bed = demo();
    const slot = await lastSlot(bed, 'Marta');
    const facts = await of(bed, 'Marta', { 'visit.slot': slot.id });
    for (const action of ['book_visit', 'open_ticket', 'request_human', 'subscribe_outage'] as const) {
      const first = await act(bed, action, facts, 'k');
      expect(await act(bed, action, facts, 'k')).toEqual(first);
      expect(first.result).not.toBe('fails');
    }
    const world = await bed.world.read();
    const marta = world.visits.filter(({ service }) => service === 'S-1001');
    expect([marta.length, world.human_requests.length, world.notices.length]).toEqual([1, 1, 1]);
    expect(world.tickets.filter(({ service }) => service === 'S-1001')).toHaveLength(1);
  });

  test('two processes with the same key at once', async () => {
    const one = demo();
    const two = demo({ store: one.store, clock: one.clock });
    const facts = await of(one, 'Marta');
    const [a, b] = await Promise.all([act(one, 'open_ticket', facts, 'k'), act(two, 'open_ticket', facts, 'k')]);
    expect(a).toEqual(b);
    expect((await two.world.read()).tickets.filter(({ service }) => service === 'S-1001')).toHaveLength(1);
  });
});

describe('equipment', () => {
  test('a reset heals the session that a reset can heal', async () => {
    const bed = demo();
    expect(await act(bed, 'reset_session', await of(bed, 'Yeison'))).toMatchObject({ result: 'up' });
    const [line] = await bed.runChecks(['line'], await of(bed, 'Yeison'), bed.clock.now());
    expect(line?.facts).toMatchObject({ 'line.session': 'up', 'line.traffic': true, 'line.rx_dbm': -21.2 });
    expect(await act(bed, 'reset_session', await of(bed, 'Amparo'))).toMatchObject({ result: 'still_down' });
  });

  test('equipment without light cannot be restarted from here', async () => {
    const bed = demo();
    expect(await act(bed, 'restart_equipment', await of(bed, 'Marta'))).toMatchObject({ result: 'unreachable' });
  });

  test('a restart heals what it can, after its minutes', async () => {
    const bed = demo();
    expect(await act(bed, 'restart_equipment', await of(bed, 'Jhon'))).toMatchObject({ result: 'restarted' });
    bed.clock.move(2 * MINUTE);
    const [line] = await bed.runChecks(['line'], await of(bed, 'Jhon'), bed.clock.now());
    expect(line?.facts).toMatchObject({ 'line.state': 'online', 'line.traffic': true, 'line.uptime_min': 2 });
  });
});

describe('visits', () => {
  test('slots are offered soonest first, in words', async () => {
    const bed = demo();
    const { result, facts } = await act(bed, 'offer_slots', await of(bed, 'Marta'));
    expect(result).toBe('offered');
    expect(facts['visit.slots']).toEqual([
      { id: 'bogota.2026-11-24.1300', label: 'martes 24 de noviembre, de 1:00 p. m. a 5:00 p. m.' },
      { id: 'bogota.2026-11-25.0800', label: 'miércoles 25 de noviembre, de 8:00 a. m. a 12:00 m.' },
      { id: 'bogota.2026-11-25.1300', label: 'miércoles 25 de noviembre, de 1:00 p. m. a 5:00 p. m.' },
      { id: 'bogota.2026-11-26.0800', label: 'jueves 26 de noviembre, de 8:00 a. m. a 12:00 m.' },
    ]);
  });

  test('a full slot is taken, and is not offered any more', async () => {
    const bed = demo();
    const slot = await lastSlot(bed, 'Orlando');
    const facts = await of(bed, 'Orlando', { 'visit.slot': slot.id });
    expect(await act(bed, 'book_visit', facts)).toMatchObject({ result: 'booked', facts: { 'visit.window': slot.label } });
    expect(await act(bed, 'book_visit', await of(bed, 'Natalia', { 'visit.slot': slot.id }))).toEqual({ result: 'taken', facts: {} });
    expect((await lastSlot(bed, 'Natalia')).id).not.toBe(slot.id);
  });

  test('a new booking replaces the former visit', async () => {
    const bed = demo();
    const slot = await lastSlot(bed, 'Edgardo');
    await act(bed, 'book_visit', await of(bed, 'Edgardo', { 'visit.slot': slot.id }));
    const { visits } = await bed.world.read();
    expect(visits.find(({ id }) => id === 'V-3002')?.state).toBe('replaced');
  });
});

describe('I10, I11', () => {
  const on = async (systems: Readonly<Record<string, string>>): Promise<Demo> => {
    const bed = demo();
    const world = await bed.world.read();
    await bed.controls.putWorld({ ...world, systems: { ...world.systems, ...systems } });
    return bed;
  };

  test('an action on a system that is down fails and leaves nothing behind', async () => {
    const bed = await on({ tickets: 'down' });
    expect(await act(bed, 'open_ticket', await of(bed, 'Marta'))).toEqual({ result: 'fails', reason: 'unavailable', facts: {} });
    expect((await bed.world.read()).tickets.filter(({ service }) => service === 'S-1001')).toHaveLength(0);
  });

  test('a code that could not be sent goes out with the same key when the gateway is back', async () => {
    const bed = await on({ messages: 'down' });
    const facts = told({ 'candidate.id': 'C-1001' });
    expect(await act(bed, 'send_code', facts, 'k')).toMatchObject({ result: 'fails' });
    const world = await bed.world.read();
    await bed.controls.putWorld({ ...world, systems: { ...world.systems, messages: 'ok' } });
    expect(await act(bed, 'send_code', facts, 'k')).toMatchObject({ result: 'sent' });
    expect((await bed.world.read()).messages).toHaveLength(1);
  });

  test('a slow system is late, and the action is still done', async () => {
    const bed = await on({ tickets: 'slow' });
    const opening = act(bed, 'open_ticket', await of(bed, 'Marta'));
    await bed.timer.pass(10_000);
    expect(await opening).toMatchObject({ result: 'opened' });
  });

  test('actions on a service need a verified customer; a person may be asked for by anybody', async () => {
    const bed = demo();
    for (const action of ['restart_equipment', 'reset_session', 'offer_slots', 'open_ticket', 'subscribe_outage'] as const) {
      expect(await act(bed, action, told({ 'service.id': 'S-1001' }))).toMatchObject({ result: 'fails', reason: 'not_verified' });
      const others = told({ 'service.id': 'S-1001', 'customer.id': 'C-1002' });
      expect(await act(bed, action, others)).toMatchObject({ result: 'fails', reason: 'unknown_service' });
    }
    expect(await act(bed, 'request_human', {})).toMatchObject({ result: 'kept', facts: { 'human.request_id': 'H-0001' } });
  });
});
