/** The shipped guidance for a home without internet, walked at the three levels with scripted systems. */
import { compiled, shippedFiles } from './release-files';
import type { Script, Sheet, Walked } from './walk';
import { walk } from './walk';

const release = compiled(shippedFiles());
const CUSTOMER: Sheet = { 'customer.id': 'C-1', 'customer.name': 'Ana', 'service.id': 'S-1', 'service.kind': 'gpon' };
const CALM: Sheet = { 'account.state': 'active', 'outage.active': false, 'ticket.open': false, 'visit.today': false };
const HEALTHY: Sheet = { 'line.state': 'online', 'line.session': 'up', 'line.rx_dbm': -19.5, 'line.uptime_min': 4_000, 'line.neighbours_down': 0 };
const DARK: Sheet = {
  ...CALM, 'line.state': 'los', 'line.rx_dbm': -40, 'line.session': 'down', 'line.neighbours_down': 0,
  'line.last_down_at': '2026-11-20T12:10:00-05:00', 'line.last_down_cause': 'los',
};
const UNPLUGGED: Sheet = {
  ...CALM, 'line.state': 'dying_gasp', 'line.neighbours_down': 0,
  'line.last_down_at': '2026-11-20T10:42:00-05:00', 'line.last_down_cause': 'dying_gasp',
};
const SLOTS = { result: 'offered', facts: { 'visit.slots': [{ id: 'M1', label: 'mañana de 8 a 10' }] } };
const VISITS = {
  offer_slots: SLOTS,
  book_visit: { result: 'booked', facts: { 'visit.id': 'V-7', 'visit.window': 'mañana de 8 a 10' } },
  open_ticket: { result: 'opened', facts: { 'ticket.new_id': 'T-9' } },
  request_human: { result: 'kept', facts: { 'human.request_id': 'H-3' } },
};

const home = (script: Omit<Script, 'flow'>): Walked =>
  walk(release, { flow: 'no-internet', facts: CUSTOMER, ...script, actions: { ...VISITS, ...script.actions } });

describe('given an advanced customer whose fibre has no light, alone', () => {
  const walked = home({ level: 'advanced', checks: DARK, answers: { sweep: 'all_fine', pick: 'M1' } });
  test('then at most two questions come before and with the visit times, none of them basic', () => {
    expect(walked.asked).toEqual(['sweep', 'pick']);
  });
  test('then our own reading is shown, and a restart is not asked for', () => {
    expect(walked.said.join(' ')).toContain('-40 dBm');
    expect(walked.done).toEqual(['offer_slots', 'book_visit']);
  });
  test('then what was taken for granted is one numbered list', () => {
    expect(walked.assumed).toHaveLength(1);
    expect(walked.texts[0]).toContain('\n1. El patchcord');
  });
  test('then it ends in a visit with its number', () => {
    expect(walked.end?.code).toBe('VISITA');
    expect(walked.said.at(-1)).toContain('V-7');
  });
});

describe('given a basic customer whose box alone lost power', () => {
  const walked = home({
    level: 'basic',
    checks: [UNPLUGGED, { ...CALM, ...HEALTHY }],
    answers: { reconnect: 'yes', works: 'yes' },
  });
  test('then the hour is told, it is plugged in again, the line is looked at again, and it is solved', () => {
    expect(walked.texts[0]).toContain('las 10:42 a. m.');
    expect(walked.asked).toEqual(['reconnect', 'works']);
    expect(walked.waits).toEqual([240_000]);
    expect(walked.checked).toEqual([['account', 'outage', 'tickets', 'history', 'line'], ['line']]);
    expect(walked.end?.code).toBe('RESUELTO');
  });
});

describe('given the same dark line', () => {
  const answers = { fibre: 'ok', sweep: 'all_fine', pick: 'M1' };
  test.each(['basic', 'intermediate'] as const)('when the customer is %s, the fibre is looked at once and nothing is restarted', (level) => {
    const walked = home({ level, checks: DARK, answers });
    expect(walked.asked).toEqual(['fibre', 'pick']);
    expect(walked.end?.code).toBe('VISITA');
  });
  test('when the level differs, so do the words', () => {
    const [basic, intermediate] = (['basic', 'intermediate'] as const).map((level) => home({ level, checks: DARK, answers }).texts[0]);
    expect(basic).not.toEqual(intermediate);
    expect(basic).not.toContain('conector');
  });
});

describe('given what the systems know, it is told before anything is asked', () => {
  test('a declared outage: what, since when, until when, next news, money; then a notice', () => {
    const outage: Sheet = {
      ...CALM, 'outage.active': true, 'outage.match': 'exact', 'outage.cause': 'corte de fibra en la avenida', 'outage.compensation': true,
      'outage.since': '2026-11-20T13:05:00-05:00', 'outage.next_update': '2026-11-20T16:00:00-05:00',
    };
    const walked = home({ level: 'basic', checks: outage, answers: { offer_notice: 'yes' }, actions: { subscribe_outage: 'subscribed' } });
    expect(walked.said[0]).toContain('la 1:05 p. m.');
    expect(walked.said[0]).toContain('corte de fibra en la avenida');
    expect(walked.said[0]).toContain('todavía sin hora confirmada');
    expect(walked.said[0]).toContain('las 4:00 p. m.');
    expect(walked.said[1]).toContain('descuenta');
    expect(walked.asked).toEqual(['offer_notice']);
    expect(walked.end?.code).toBe('CORTE');
  });
  test('a suspended account is told with its balance, and ends in payment', () => {
    const walked = home({
      level: 'basic',
      checks: { ...DARK, 'account.state': 'suspended', 'account.balance_cop': 84_900, 'account.suspended_since': '2026-11-12T00:00:00-05:00' },
      answers: { wish: 'pay', pay_wait: 'unknown' },
    });
    expect(walked.said[0]).toContain('12 de noviembre');
    expect(walked.said[0]).toContain('$84.900');
    expect(walked.end?.code).toBe('PAGO');
  });
  test('neighbours without light: a report, not a visit', () => {
    const walked = home({ level: 'intermediate', checks: { ...DARK, 'line.neighbours_down': 6 }, answers: { offer_notice: 'no' } });
    expect(walked.said[0]).toContain('6 servicios vecinos');
    expect(walked.done).toEqual(['open_ticket']);
    expect(walked.end?.code).toBe('CORTE');
  });
  test('neighbours without power: told, then the line is looked at by itself until the power is back', () => {
    const cut = { ...UNPLUGGED, 'line.neighbours_down': 4 };
    const walked = home({ level: 'basic', checks: [cut, cut, HEALTHY], answers: { power_back: ['...', 'yes'], works: 'yes' } });
    expect(walked.said[0]).toContain('se fue la luz');
    expect(walked.asked).toEqual(['power_back', 'power_back', 'works']);
    expect(walked.end?.code).toBe('RESUELTO');
  });
  test('neighbours without power for long: the case is kept', () => {
    const walked = home({ level: 'basic', checks: { ...UNPLUGGED, 'line.neighbours_down': 4 }, answers: { power_back: '...' } });
    expect(walked.asked).toEqual(['power_back', 'power_back', 'power_back']);
    expect(walked.end?.code).toBe('ESPERA');
  });
  test('an open case is not begun again', () => {
    const walked = home({ level: 'basic', checks: { ...DARK, 'ticket.open': true, 'ticket.id': 'T-1' }, answers: { same_case: 'yes' } });
    expect(walked.texts[0]).toContain('T-1');
    expect(walked.end?.code).toBe('RED');
  });
  test('a fallen session is put back from here', () => {
    const walked = home({
      level: 'advanced',
      checks: [{ ...CALM, ...HEALTHY, 'line.session': 'down' }, { 'device.was_reset': false }, HEALTHY],
      actions: { reset_session: 'up' },
      answers: { works: 'yes' },
    });
    expect(walked.asked).toEqual(['works']);
    expect(walked.end?.code).toBe('RESUELTO');
  });
  test('equipment that has just started is not restarted again', () => {
    const walked = home({ level: 'basic', checks: { ...CALM, ...HEALTHY, 'line.uptime_min': 7 }, answers: { inside: 'nothing', works: 'yes' } });
    expect(walked.asked).toEqual(['inside', 'works']);
    expect(walked.said.join(' ')).toContain('7 minutos');
  });
});

describe('given systems that do not answer or a customer who stays unknown, questions stand for facts', () => {
  test('a failed check is said, then asked one by one', () => {
    const walked = home({ level: 'basic', checks: 'fails', answers: { power: 'yes', lights: 'los_red', fibre: 'damaged', pick: 'M1' } });
    expect(walked.said[0]).toContain('No logro ver su línea');
    expect(walked.asked).toEqual(['power', 'lights', 'fibre', 'pick']);
    expect(walked.end?.code).toBe('VISITA');
  });
  test('without the document nothing is checked, and a person is offered when a visit would be needed', () => {
    const walked = home({
      level: 'intermediate', facts: {},
      answers: { ask_key: ['not_now', 'unknown'], which_cable: 'thin', power: 'no', outlet: 'dead' },
    });
    expect(walked.checked).toEqual([]);
    expect(walked.asked).toEqual(['ask_key', 'which_cable', 'power', 'outlet', 'ask_key']);
    expect(walked.end?.code).toBe('HUMANO');
  });
  test('«ya lo hice» and «no sé» move on', () => {
    const walked = home({ level: 'basic', checks: DARK, answers: { fibre: 'already_done', pick: 'unknown' } });
    expect(walked.asked).toEqual(['fibre', 'pick']);
    expect(walked.end?.code).toBe('HUMANO');
  });
  test('«ahora no puedo» keeps the case for later', () => {
    expect(home({ level: 'basic', checks: UNPLUGGED, answers: { reconnect: 'not_now' } }).end?.code).toBe('ESPERA');
  });
  test('three answers nobody understands lead to a person', () => {
    const walked = home({ level: 'basic', checks: UNPLUGGED, answers: { reconnect: '?' } });
    expect(walked.asked).toEqual(['reconnect', 'reconnect', 'reconnect']);
    expect(walked.end?.code).toBe('HUMANO');
  });
  test('silence is reminded once', () => {
    const walked = home({ level: 'basic', checks: UNPLUGGED, answers: { reconnect: '...' } });
    expect(walked.asked).toEqual(['reconnect', 'reconnect']);
    expect(walked.end?.code).toBe('ESPERA');
  });
});

describe('given a sweep in which something is not so', () => {
  test('then it is noted and the line is looked at again before a visit', () => {
    const walked = home({
      level: 'advanced',
      checks: [DARK, HEALTHY],
      answers: { sweep: 'something_not', which_not: 'el patchcord estaba suelto', look_again: 'yes', works: 'yes' },
    });
    expect(walked.asked).toEqual(['sweep', 'which_not', 'look_again', 'works']);
    expect(walked.end?.code).toBe('RESUELTO');
  });
});

describe('given the words in English', () => {
  test('then the same walk speaks English', () => {
    const walked = home({ level: 'basic', language: 'en', checks: UNPLUGGED });
    expect(walked.texts[0]).toContain('lost power at 10:42 a.m.');
  });
});

describe('given a product owner who edits the file', () => {
  const files = shippedFiles();
  const path = 'no-internet-gpon.yaml';
  const english = 'texts/no-internet-gpon.en.yaml';
  const familiar = 'texts/no-internet-gpon.tu.yaml';

  test('when a step is given to all levels, advanced customers are asked it: no code knows its name', () => {
    const before = files[path] ?? '';
    const line = '    assume: { advanced: { answer: yes, as: El equipo de internet está encendido. } }\n';
    expect(before).toContain(line);
    const changed = compiled({
      ...files,
      [path]: before.replace(line, '').replace('      intermediate: ¿La luz POWER del equipo de internet está encendida?\n', (text) => `${text}      advanced: ¿La ONT tiene energía?\n`),
      [english]: (files[english] ?? '').replace(/ {2}power\.assume\.advanced: .*\n/, '  power.ask.advanced: Does the ONT have power?\n'),
    });
    const script: Script = { flow: 'no-internet-gpon', level: 'advanced', facts: CUSTOMER, checks: 'fails' };
    expect(walk(release, script).asked).toEqual(['lights']);
    expect(walk(changed, script).asked).toEqual(['power']);
  });
  test('when steps are renamed, everything goes on', () => {
    const rename = (text: string): string => text.replace(/\breconnect\b/g, 'plug_it_in');
    const renamed = Object.fromEntries([path, english, familiar].map((file) => [file, rename(files[file] ?? '')]));
    const changed = compiled({ ...files, ...renamed });
    const walked = walk(changed, { flow: 'no-internet', level: 'basic', facts: CUSTOMER, checks: UNPLUGGED });
    expect(walked.asked).toEqual(['plug_it_in']);
  });
});
