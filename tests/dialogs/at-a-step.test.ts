/** P1, P4, P11: what is said at a step and is no answer to it, while a person has the case, and after it ended. */
import { DARK_FIBRE, HOUR, MINUTE, Thread } from '../support/conversation';

const camilo = { id: 'u1', name: 'Camilo' };
const asked = (): Thread => new Thread().joins().says('no tengo internet');
const inside = (): Thread => new Thread().joins().says('se me fue el internet y yo no sé nada de esos aparatos').identified().checked(DARK_FIBRE);
/** Asked for a person at night: the request waits, and the bot has the voice. */
const waiting = (thread: Thread): Thread => {
  thread.desk = { open: false, opensAt: thread.now + 10 * HOUR };
  return thread.says('asesor').performed('kept', { 'human.request_id': 'H-9' });
};
const closed = (thread: Thread): Thread => {
  thread.desk = { open: true };
  thread.says('asesor').performed('kept', { 'human.request_id': 'H-9' });
  thread.hears({ kind: 'claimed', at: thread.now, agent: camilo });
  return thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'close', cause: 'other' });
};

describe('at a step that is to be looked at', () => {
  test.each(['listo', 'ok', 'ok y ahora', 'bueno, ya'])('given «%s», then only its question is asked, and nothing was misunderstood', (text) => {
    const thread = inside();
    const { asks, text: whole } = thread.reply();
    const reply = thread.says(text).reply();
    expect(reply.asks).toBe(asks);
    expect(reply.text).toMatch(/^Quedo pendiente de su respuesta\.\n\n¿[^¿]+\?$/);
    expect(whole.endsWith(reply.text.split('\n\n')[1] ?? '-')).toBe(true);
  });

  test.each(['¿y si no se ve bien?', '¿lo miro o qué?', '¿y ahora?'])('given «%s», then it is helped with, and is not beyond us', (text) => {
    const thread = inside();
    const { asks } = thread.reply();
    const reply = thread.says(text).reply();
    expect(reply.asks).toBe(asks);
    expect(reply.text).not.toMatch(/no se lo sé contestar|No le entendí/);
  });

  test('given that she did it already, then no option that sounds alike is chosen', () => {
    const before = inside();
    const step = before.state?.stack.at(-1)?.step ?? '';
    before.says('eso ya lo hice mil veces');
    const outcomes = before.entries.flatMap((entry) => (entry.kind === 'steps' ? entry.passages.flatMap(({ outcomes: all }) => all) : []));
    expect(outcomes.find((outcome) => outcome.step === step && outcome.outcome !== 'asked')).toMatchObject({ value: 'already_done' });
  });

  test('given simpler words are asked for where there are none, then the step is explained', () => {
    const thread = inside();
    const { text } = thread.reply();
    const reply = thread.says('más sencillo por favor').reply();
    expect(reply.text).toMatch(/más sencillo/);
    expect(reply.text).not.toContain(text);
  });
});

describe('while she is asked who she is', () => {
  test.each(['¿y eso es seguro?', 'is it safe?'])('given «%s», then she hears what becomes of it, and nobody is given up', (text) => {
    const thread = asked();
    const { asks } = thread.reply();
    expect(thread.says(text).reply()).toMatchObject({ asks, text: expect.stringMatching(/código a quien firmó|code goes to whoever/) as string });
  });

  test.each(['no sé, yo de eso sé lo normal', 'yo soy la hija, ella se llama Ana Vergara', 'ok'])('given «%s», then she is still asked', (text) => {
    const thread = asked();
    const { asks } = thread.reply();
    expect(thread.says(text).reply().asks).toBe(asks);
    expect(thread.reply().text).not.toMatch(/No le entendí|Aquí sigo/);
  });

  test.each(['el código le llega a ella', 'it goes to her phone'])('given «%s», then there is no hurry, and no second code', (text) => {
    const thread = asked().says('9900000001').performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 01' }).performed('sent');
    expect(thread.says(text).reply().text).toMatch(/No hay afán|No hurry/);
  });
});

test('given a bare yes to how she wants to be helped, then nothing that she has not read is agreed to', () => {
  const thread = inside();
  const { asks } = thread.reply();
  thread.state = thread.state && { ...thread.state, mode: 'choosing_level', levelAsked: true, level: null, waiting: { type: 'reenter' } };
  expect(thread.says('ok').reply().asks).toBe(asks);
});

describe('a person', () => {
  test('given what she told her is what was asked, then it is not asked again when the bot goes on', () => {
    const thread = new Thread().joins().says('se me fue el internet y yo no sé nada de esos aparatos').identified().checked(DARK_FIBRE, ['line']).says('sí');
    const { asks } = thread.reply();
    expect(asks).toBe('no-internet-gpon/lights');
    thread.desk = { open: true };
    thread.says('asesor').performed('kept', { 'human.request_id': 'H-9' });
    thread.hears({ kind: 'claimed', at: thread.now, agent: camilo }).says('la luz LOS está en rojo');
    thread.hears({ kind: 'given_back', at: thread.now, agent: camilo, how: 'continue' });
    expect(thread.reply().text).toMatch(/^Sigo yo con usted/);
    expect(thread.reply().asks).not.toBe(asks);
  });

  test('given she asks again before anybody is there, then she hears when, and once they are she waits for them', () => {
    const thread = waiting(inside());
    expect(thread.says('asesor').reply().text).toMatch(/H-9.*sigue en la fila.*desde/);
    thread.desk = { open: true };
    expect(thread.says('una persona').reply().text).toMatch(/H-9/);
    expect(thread.state?.owner.kind).toBe('queue');
  });

  test('given nothing else is open, then what nobody can make anything of goes to who takes her request', () => {
    const thread = waiting(new Thread().joins());
    for (const text of ['son dos sedes, es la del centro', 'urgente estoy perdiendo ventas']) {
      expect(thread.says(text).reply().text).toMatch(/sumado a su solicitud \*H-9\*/);
      expect(thread.state?.mode).toBe('idle');
    }
  });

  test('given she goes on with the bot after all, then no request of the queue brings her back to it', () => {
    const thread = new Thread().joins();
    thread.desk = { open: true };
    thread.says('asesor').performed('kept', { 'human.request_id': 'H-9' }).after(MINUTE).says('pero una persona, no un robot').says('sigo con usted');
    expect(thread.state?.owner.kind).toBe('bot');
    expect(thread.state?.human).toBeUndefined();
  });

  test.each(['deme el número de radicado', '¿cuál es mi número de caso?', 'I need the case number'])('given «%s», then it is told', (text) => {
    expect(waiting(inside()).says(text).reply().text).toMatch(/\*H-9\*/);
  });
});

test('given she waits in the queue and asks for its number, then it is told', () => {
  const thread = inside();
  thread.desk = { open: true };
  expect(thread.says('asesor').performed('kept', { 'human.request_id': 'H-9' }).after(MINUTE).says('deme el número del caso').reply().text).toMatch(/\*H-9\*/);
});

test('given nothing but «ok» over and over, then the flow goes on without waiting for an answer', () => {
  const thread = inside();
  const { asks } = thread.reply();
  for (let times = 0; times < 6 && thread.state?.stack.at(-1)?.step === 'fibre'; times += 1) thread.says('ok');
  expect(thread.last?.entries.some((entry) => entry.kind === 'bot' && entry.asks !== asks && entry.text.includes('Quedo pendiente'))).toBe(false);
  expect(thread.state?.stack.at(-1)?.step).not.toBe('fibre');
});

describe('after the end', () => {
  test.each(['sigue igual', 'otra vez lo mismo', 'no sirvió nada de lo que hicieron', 'still not working'])('given «%s», then the same is looked at again, and she need not name it', (text) => {
    const thread = closed(inside()).after(MINUTE).says(text);
    expect(thread.state?.stack[0]?.flow).toBe('no-internet-gpon');
  });

  test('given nothing ended here, then such words name no trouble', () => {
    expect(new Thread().joins().says('otra vez lo mismo').state?.stack).toEqual([]);
  });

  test.each(['it works, thanks!', 'ya está funcionando', 'ya quedó bien, gracias'])('given «%s» in the middle, then it is over', (text) => {
    expect(inside().says(text).state?.stack).toEqual([]);
  });
});

test('a wait tells what is left of it', () => {
  const thread = inside().says('estaba suelto');
  const { timer } = thread.state ?? {};
  expect(timer?.kind).toBe('wait');
  const whole = (timer?.due ?? 0) - thread.now;
  expect(thread.says('¿cuánto falta?').reply().text).toMatch(/esto toma más o menos/);
  expect(thread.after(whole - MINUTE / 2).says('¿cuánto falta?').reply().text).toMatch(/le queda más o menos 1 minuto/);
});

test('two photos that are not sent together are both answered', () => {
  const thread = asked().sends('image');
  expect(thread.reply().text).toMatch(/Recibí su foto/);
  expect(thread.sends('image').silent()).toBe(true);
  expect(thread.after(1_000).says('internet').after(1_000).sends('image').silent()).toBe(false);
});

test('given swearing beside the trouble, then she is heard before she is asked', () => {
  expect(new Thread().joins().says('no tengo internet, qué servicio tan malparido').reply().text).toMatch(/^Tiene razón/);
});
