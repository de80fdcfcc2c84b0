/** P1, P4, P11: what is told beside a question was heard; who waits for a person may go on with the bot. */
import { DARK_FIBRE, MINUTE, Thread } from '../support/conversation';

const asked = (): Thread => new Thread().joins().says('no tengo internet');
const inside = (): Thread => new Thread().joins().says('se me fue el internet y yo no sé nada de esos aparatos').identified().checked(DARK_FIBRE);

describe('while she is asked who she is', () => {
  test.each([
    ['desde ayer', /^Anotado/], ['ya reinicié el modem', /^Anotado: eso ya lo hizo/], ['tengo como 200 de ping jaja', /^Anotado/],
    ['soy Marta Peñalosa', /^Gracias\. Con el nombre/], ['me llamo jairo buitrago', /^Gracias\. Con el nombre/],
  ])('given «%s», then it was heard, the question stays and nobody is given up', (text, told) => {
    const thread = asked();
    const { asks } = thread.reply();
    for (let times = 0; times < 4; times += 1) {
      const reply = thread.says(text).reply();
      expect(reply.asks).toBe(asks);
      expect(reply.text).toMatch(told);
    }
  });

  test('given several short messages, then none of them is a refusal to say it', () => {
    const thread = asked();
    const { asks } = thread.reply();
    for (const text of ['desde ayer', 'ya reinicie el modem', 'ayúdeme porfa']) expect(thread.says(text).reply().asks).toBe(asks);
  });

  test('given that she knows nothing of that, then it is explained once, and after that it goes on without', () => {
    const thread = asked();
    const { asks, text: before } = thread.reply();
    const { asks: stays, text } = thread.says('No sé nada de eso').reply();
    expect(stays).toBe(asks);
    expect(text).not.toBe(before);
    expect(thread.says('no sé nada de eso').reply().asks).not.toBe(asks);
  });
});

describe('a document that is told late', () => {
  test.each(['mi cedula es 9900000001', 'ah ya, la cc es 9.900.000.001', 'my ID number is 9900000001', '9900000001'])('given «%s» after she went on without, then she is found with it', (text) => {
    const thread = asked().says('no la tengo');
    thread.says(text);
    expect(thread.state?.facts['key.typed']?.value).toBe('9900000001');
    expect(thread.state?.pending?.action).toBe('find_customer');
  });

  test('given a company, then the check digit of its NIT is no part of it', () => {
    expect(asked().says('no la tengo').says('el NIT es 999.000.040-1').state?.facts['key.typed']?.value).toBe('999000040');
  });

  test('given the question how she wants to be helped, then that is asked no second time', () => {
    const thread = asked().says('no la tengo a la mano');
    thread.state = thread.state && { ...thread.state, mode: 'choosing_level', levelAsked: true, level: null };
    thread.says('9900000001');
    expect(thread.state?.pending?.action).toBe('find_customer');
    expect(thread.state?.mode).toBe('guided');
  });

  test('given before it is known what fails, then she hears that it is kept', () => {
    const thread = new Thread().joins().says('jkhsdf kjsh').says('9900000001');
    expect(thread.reply().text).toMatch(/^Gracias, ya tengo ese número.*¿Qué está fallando/s);
  });
});

describe('beside any question', () => {
  test.each(['hay uno blanco con 4 luces, una roja', 'el modem tiene 4 luces'])('given «%s», then she is not told that nothing was understood', (text) => {
    expect(inside().says(text).reply().text).not.toMatch(/No le entendí/);
  });

  test('given what was understood over and over, then the flow still finds its way out', () => {
    const thread = inside();
    const step = thread.state?.stack.at(-1)?.step;
    for (let times = 0; times < 4; times += 1) thread.says('el modem tiene 4 luces');
    expect(thread.state?.stack.at(-1)?.step).not.toBe(step);
  });

  test('given she goes back to what is open, then it is said again and answers nothing', () => {
    const thread = inside();
    const { asks } = thread.reply();
    expect(thread.says('volvamos a lo del internet').reply().asks).toBe(asks);
  });
});

test('given a number to call her, then no mobile line is taken to fail', () => {
  expect(new Thread().joins().says('no tengo internet, mi cel 3150000000').state?.next).toBeUndefined();
});

describe('while she waits for a person', () => {
  const queued = (thread: Thread): Thread => {
    thread.desk = { open: true };
    thread.says('asesor').after(1_000).performed('kept', { 'human.request_id': 'H-1' }).after(MINUTE);
    expect(thread.state?.owner.kind).toBe('queue');
    return thread;
  };

  test('given she goes on writing, then she hears once that it stays with her case', () => {
    const thread = queued(inside());
    expect(thread.says('además la tele tampoco sirve').reply().text).toMatch(/Queda en su caso/);
    expect(thread.after(MINUTE).says('y ya reinicié todo').silent()).toBe(true);
  });

  test.each(['no, espere, mejor sigo con usted', 'sigo con usted', 'ya no necesito asesor', "I'd rather stay with you"])('given «%s», then she leaves the queue and goes on at the exact step', (text) => {
    const thread = inside();
    const { asks } = thread.reply();
    queued(thread).says(text);
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.state?.human).toBeUndefined();
    expect(thread.reply().asks).toBe(asks);
    expect(thread.effects).toContainEqual({ kind: 'case', status: 'with_bot' });
  });
});

test.each(['gracias por nada', 'Thanks for nothing!'])('given «%s», then it is anger, and no refusal to say who she is', (text) => {
  const thread = asked();
  const { asks } = thread.reply();
  expect(thread.says(text).reply().asks).toBe(asks);
  expect(thread.reply().choices?.map(({ id }) => id)).toContain('person');
});

test('given where it fails instead of who she is, then nothing is put off', () => {
  const thread = new Thread().joins().says('no tengo internet');
  const { asks } = thread.reply();
  expect(thread.says('estoy en el cuarto y no llega el wifi').reply()).toMatchObject({ asks, text: expect.stringMatching(/^Anotado/) as string });
});

test.each(['hola, mi mamá no tiene internet, ella es la titular y está en la casa, yo en la oficina', 'buenas, es que en la finca no hay internet, mi esposo llama y llama'])('given her trouble in passing, then it is helped with: %s', (text) => {
  expect(new Thread().joins().says(text).state?.mode).toBe('guided');
});

test('given a document that came with the problem, then it is not asked for', () => {
  const thread = new Thread().joins().says('My ONT is online, rx -19, no internet since 6am, already rebooted. Doc 9900000022');
  expect(thread.state?.facts['key.typed']?.value).toBe('9900000022');
});

test('given a NIT with its check digit at the question for it, then it is looked up without', () => {
  expect(asked().says('es 999.000.040-1').state?.facts['key.typed']?.value).toBe('999000040');
});

test.each(['espere le pregunto el código', 'un momento busco el celular', 'let me check'])('given the code is being fetched («%s»), then there is no hurry', (text) => {
  const thread = asked().says('9900000001').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 01' }).performed('sent');
  const step = thread.state?.stack.at(-1)?.step;
  expect(thread.says(text).reply().text).toMatch(/No hay afán|No hurry/);
  expect(thread.state?.stack.at(-1)?.step).toBe(step);
});

test.each(['es una empresa, tenemos NIT', 'tengo PPT, soy venezolano', 'soy extranjera, solo tengo cédula de extranjería'])('given another paper («%s»), then it is as good, and nobody is taken for an expert', (text) => {
  const thread = asked();
  const { asks } = thread.reply();
  expect(thread.says(text).reply()).toMatchObject({ asks, text: expect.stringMatching(/también me sirve el NIT/) as string });
  expect(thread.state?.level).not.toBe('advanced');
});

test.each(['ya ya ya volvió, Dios le pague', 'ya funciona!! gracias', 'ya volvió, mil gracias señorita'])('given thanks with it («%s»), then the case is over', (text) => {
  expect(inside().says(text).state?.stack).toEqual([]);
});

describe('while something is waited for', () => {
  const waiting = (): Thread =>
    new Thread().joins().says('se me fue el internet y yo no sé nada de esos aparatos').identified().checked({ ...DARK_FIBRE, 'line.state': 'dying_gasp', 'line.last_down_cause': 'dying_gasp' }).says('sí, ya prendió una luz');

  test.each(['sí, prendió una lucecita verde', '¿y cuánto falta?', 'vale'])('given «%s», then it goes on and says how long it takes', (text) => {
    const thread = waiting();
    const { stack } = thread.state ?? {};
    expect(thread.says(text).reply().text).toMatch(/toma más o menos/);
    expect(thread.state?.stack).toEqual(stack);
  });

  test('given what nobody here knows, then it is said, with a person beside', () => {
    const thread = waiting().says('¿quién ganó el partido anoche?');
    expect(thread.reply().text).toMatch(/no se lo sé contestar.*toma más o menos/s);
    expect(thread.reply().choices?.map(({ id }) => id)).toContain('person');
  });
});

test('given what she told while she waited for a person, then it is helped with when she stays with the bot', () => {
  const thread = new Thread().joins();
  thread.desk = { open: true };
  thread.says('asesor').performed('kept', { 'human.request_id': 'H-1' }).after(MINUTE).says('es que no tengo internet').says('mejor sigo con usted');
  expect(thread.state?.mode).toBe('guided');
  expect(thread.reply().text).toMatch(/^Sigo yo con usted/);
  expect(thread.reply().asks).toMatch(/ask_key|identify/);
});

test('given the plan is known, then what it gives is told beside what arrives', () => {
  const thread = inside();
  thread.state = thread.state && { ...thread.state, facts: { ...thread.state.facts, 'plan.mbps': { value: 300, source: 'speed', at: thread.now }, 'speed.down_mbps': { value: 282, source: 'action', at: thread.now } } };
  expect(thread.says('¿cuántas megas debería tener?').reply().text).toMatch(/300 megas.*medí 282/);
});

describe('a person', () => {
  test.each(['una persona por favor', 'páseme con alguien por favor', 'a person please'])('asked for at a list of choices («%s») is no option that is not there', (text) => {
    const thread = inside();
    expect(thread.reply().choices?.length).toBeGreaterThan(1);
    thread.says(text);
    expect(thread.state?.human ?? thread.state?.pending).toBeDefined();
    expect(thread.effects.some((effect) => effect.kind === 'action' && effect.action === 'request_human')).toBe(true);
  });
});

test('given a question in the middle of a sentence, then it is not taken for something told', () => {
  expect(inside().says('y eso cuándo lo arreglan').reply().text).not.toMatch(/Anotado/);
});

test('given the other thing is to come first, then it does, and what was open waits', () => {
  const thread = inside().says('además la tele no da señal').says('la tele primero');
  expect(thread.state?.stack[0]?.flow).toBe('tv');
  expect(thread.state?.next?.map(({ kind }) => kind)).toEqual(['parked']);
});

test.each(['bueno es la 9900000001', 'ok, it is 9900000001'])('given the number with a word before it («%s»), then she is found with it', (text) => {
  expect(asked().says('no la tengo').says(text).state?.facts['key.typed']?.value).toBe('9900000001');
});

test("given it's better now, then the case is over", () => expect(inside().says("it's better now, thanks!").state?.stack).toEqual([]));
