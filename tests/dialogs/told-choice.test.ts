/** What was chosen before it was offered, and who goes away or only looks around. */
import { choiceTold, tellsVisit, tellsWhich } from '../../dialogs/conversation/told-choice';
import { compiled, shippedFiles } from '../flows/release-files';
import { DARK_FIBRE, MINUTE, NOON, Thread } from '../support/conversation';

const shipped = compiled(shippedFiles());
const HOMES = [{ id: 'S-1', label: 'Internet, Apartamento, calle 63 (Chapinero, Bogotá)' }, { id: 'S-2', label: 'Internet, Casa, carrera 90 (Suba, Bogotá)' }];
const VERIFIED = { 'customer.id': 'C-1', 'customer.name': 'Sofía', 'services.count': 2, 'services.list': HOMES };
const proves = (thread: Thread): Thread =>
  thread.says('9900000011').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '••• 11' }).performed('sent').says('123456').performed('verified', VERIFIED);

describe('which of two homes', () => {
  test.each([
    ['se me fue el internet en la casa de suba', 'S-2'],
    ['no tengo internet en la carrera 90', 'S-2'],
    ['sin internet en el apartamento', 'S-1'],
    ['no internet at my place in Chapinero', 'S-1'],
  ])('«%s» chooses before it is asked', (text, service) => {
    expect(proves(new Thread(shipped).joins().says(text)).state?.facts['service.id']?.value).toBe(service);
  });

  test.each(['no tengo internet en la casa', 'no tengo internet en Bogotá', 'sin internet desde el lunes', 'ni en la calle 63 ni en la carrera 90 hay internet'])('«%s» chooses none', (text) => {
    expect(proves(new Thread(shipped).joins().says(text)).reply().asks).toBe('identify/pick_service');
  });

  test('the wrong one told first is not chosen again when she says so', () => {
    const thread = proves(new Thread(shipped).joins().says('no hay internet en la casa de suba')).performed('chosen', { 'service.kind': 'gpon' }).checked(DARK_FIBRE);
    thread.says('me equivoqué de casa').performed('several', { 'services.list': HOMES });
    expect(thread.reply().asks).toBe('internet-start/pick_line');
  });
});

test.each(['la de la finca', 'el del local'])('«%s» chooses none of what is offered', (text) => {
  const thread = proves(new Thread(shipped).joins().says('se me cae el internet a cada rato'));
  expect(thread.says(text).reply().asks).toBe('identify/pick_service');
});

test.each(['ay no, perdón, la otra', 'no, era la otra', 'sorry, the other one'])('«%s» after one was chosen lets her choose again', (text) => {
  const thread = proves(new Thread(shipped).joins().says('no hay internet en la casa de suba')).performed('chosen', { 'service.kind': 'gpon' }).checked(DARK_FIBRE);
  thread.says(text);
  if (thread.silent()) thread.performed('several', { 'services.list': HOMES });
  expect(thread.reply().asks).toMatch(/pick_/);
});

describe('a day that was told', () => {
  const open = { question: { kind: 'when', text: '¿Qué día puede pagar?' }, text: '¿Qué día puede pagar?' } as const;
  test.each([['puedo pagar el 30', { date: '2026-11-30' }], ['pago el viernes', { date: '2026-11-27' }]])('«%s»', (words, day) =>
    expect(choiceTold([words], open, { offered: false, now: NOON })).toEqual(day));
  test.each(['estoy sin servicio desde el 20', 'quiero pagar'])('«%s» tells none', (words) =>
    expect(choiceTold([words], open, { offered: false, now: NOON })).toBeUndefined());
  test('a message without place or day is not kept', () => expect(tellsWhich('no tengo internet')).toBe(false));
});

describe('who goes away', () => {
  test.each(['chao', 'me tengo que ir, luego le escribo', 'bueno adiós', 'I have to go, bye'])('«%s»: the place is kept, and nothing counts as not understood', (text) => {
    const thread = new Thread().joins().says('se me fue el internet y yo no sé nada de esos aparatos').identified().checked(DARK_FIBRE);
    const before = thread.state?.stack;
    thread.says(text);
    expect(thread.state?.stack).toEqual(before);
    expect(thread.reply().text).toMatch(/guardo el sitio|keep your place/i);
  });
  test('is not who goes to another company', () => {
    expect(new Thread(shipped).joins().says('me voy para otro operador').state?.mode).not.toBe('idle');
  });
  test.each(['nada, era por mirar', 'solo estaba mirando', 'no nada, gracias', 'just looking around'])('«%s»: nothing is asked of who only looks', (text) => {
    expect(new Thread(shipped).joins().says('hola').says(text).state).toMatchObject({ mode: 'idle', stack: [] });
  });
});

test('«no sé» tells the level, which is not asked then', () => {
  const thread = new Thread(shipped).joins().says('no me sirve el internet').identified().checked({ 'line.state': 'online', 'line.session': 'up', 'line.rx_dbm': -19 }, ['outage']);
  expect(thread.reply().asks).toBe('inside-home/inside');
  thread.says('no sé');
  expect(thread.state).toMatchObject({ level: 'basic', mode: 'guided' });
});

test('what it is about, said again instead of the document, is no misunderstanding', () => {
  const thread = new Thread(shipped).joins().says('quiero cancelar').says('terminar el contrato');
  expect(thread.reply()).toMatchObject({ asks: 'identify/ask_key' });
  expect(thread.reply().text).not.toMatch(/No le entendí/);
});

test.each(['llegan a soacha?', 'quiero subir de megas'])('«%s» is answered by a person, and no failure is looked for', (text) => {
  expect(new Thread(shipped).joins().says(text).state?.mode).toBe('offering_human');
});

describe('«bórrenlos», of her data', () => {
  test('before they are shown', () => {
    const thread = new Thread(shipped).joins().says('qué datos tienen míos').says('Bórrenlos');
    expect(thread.state?.stack[0]?.flow).toBe('data-claim');
    expect(thread.state?.next).toBeUndefined();
  });
  test('and after', () => {
    const thread = proves(new Thread(shipped).joins().says('qué datos tienen míos')).performed('made', { 'data.held': '• Nombre: Sofía' });
    expect(thread.says('bórrenlos todos por favor').reply().asks).toBe('data-claim/confirm_deletion');
  });
  test('not of what is no data', () => {
    const thread = new Thread(shipped).joins().says('hola');
    thread.now += MINUTE;
    expect(thread.says('bórrelo').state?.stack[0]?.flow).not.toBe('data-claim');
  });
});

test.each([['no tengo internet, soy básico', 'basic'], ['no internet, I am an advanced user', 'advanced']])('«%s» tells the level in our own words', (text, level) => {
  const thread = new Thread(shipped).joins().says(text);
  expect(thread.state?.level).toBe(level);
});

test('a step that she took, told where another thing is asked, is noted and nothing counts as not understood', () => {
  const thread = new Thread(shipped).joins().says('no tengo internet, soy básico').identified().checked(DARK_FIBRE);
  const before = thread.reply().asks;
  thread.says('ya lo reinicié y nada');
  expect(thread.reply()).toMatchObject({ asks: before, text: expect.stringMatching(/^Anotado/) as string });
});

describe('going on from another chat', () => {
  test('who she is is asked, and who has nothing half done hears it', () => {
    const thread = new Thread(shipped).joins().says('hola se me cayó la conexión, ¿seguimos?');
    expect(thread.reply()).toMatchObject({ asks: 'identify/ask_key', text: expect.stringMatching(/traigo lo que ya/) as string });
    proves(thread);
    expect(thread.reply().text).toMatch(/No encontré nada a medias/);
    expect(thread.state).toMatchObject({ mode: 'idle', stack: [] });
    expect(thread.state?.facts['data.wish']).toBeUndefined();
  });
  test('nobody is asked for a rating who only came to go on', () => {
    expect(proves(new Thread(shipped).joins().says('seguimos donde íbamos?')).state?.ratedAt).toBeUndefined();
  });
});

test('who wants to leave the company is not asked first what fails', () => {
  expect(new Thread(shipped).joins().says('llevo todo el día sin servicio, me quiero ir de esta empresa').state?.stack[0]?.flow).toBe('cancellation');
});

test('what was measured by cable is measured no second time, and the cable is looked at', () => {
  const thread = new Thread(shipped).joins().says('el internet está lento, por cable me da 90 de 600').identified();
  thread.checked({}, ['account']).checked({ 'plan.mbps': 600, 'wifi.weakest_rssi': -78, 'line.state': 'online' });
  const asked = thread.performed('measured', { 'speed.down_mbps': 564, 'speed.measured_here': true });
  expect(asked.state?.stack.at(-1)).toMatchObject({ flow: 'slow-home' });
});

describe('a visit that may be left or moved', () => {
  const options = [{ id: 'keep', label: 'Dejarla así' }, { id: 'move', label: 'Cambiarla' }, { id: 'other', label: 'Es otro problema' }];
  const open = { question: { kind: 'choice', text: '¿Qué prefiere?', options }, text: '¿Qué prefiere?' } as const;
  test.each([['no puedo ese día, trabajo', 'move'], ['el martes por la tarde', 'move'], ['mejor déjela así', 'keep']])('«%s»', (text, id) => expect(tellsVisit(open, text)).toBe(id));
  test.each(['es que no tengo internet', '¿y eso tiene costo?'])('«%s» chooses none', (text) => expect(tellsVisit(open, text)).toBeUndefined());
  test('no other choice is about it', () => expect(tellsVisit({ ...open, question: { ...open.question, options: options.slice(2) } }, 'el martes')).toBeUndefined());
});
