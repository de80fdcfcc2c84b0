/** What is heard right, and what is not taken for something else. */
import { withNews } from '../../dialogs/conversation/known-facts';
import type { Facts } from '../../flows/facts';
import { DARK_FIBRE, Thread } from '../support/conversation';

const grandmother = 'se me fue el internet y no sé nada de esos aparatos';
const inside = (): Thread => new Thread().joins().says(grandmother).identified().checked(DARK_FIBRE);
const levels = (thread: Thread) => thread.entries.flatMap((entry) => (entry.kind === 'level' ? [entry] : []));

describe('gibberish', () => {
  test.each(['qwzx brrr', 'la la la', 'asdf', 'jklñ'])('"%s" answers nothing: the same question is asked again', (text) => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says(text);
    expect(thread.reply()).toMatchObject({ asks });
    expect(thread.reply().text).toMatch(/No le entendí/);
  });
});

describe('the level', () => {
  test('only its own signs stand in the transcript', () => {
    const cues = levels(inside()).flatMap((entry) => entry.cues);
    expect(cues.length).toBeGreaterThan(0);
    expect(cues.join(' ')).not.toMatch(/intent|answer|level:/);
  });

  test.each(['soy ingeniero', 'soy ingeniero de sistemas', 'soy técnico de redes', "I'm a network engineer"])('who says "%s" is never asked', (text) => {
    const thread = new Thread().joins().says(text).says('no tengo internet').identified().checked(DARK_FIBRE);
    expect(thread.state).toMatchObject({ level: 'advanced', levelAsked: false });
  });

  test.each(['la luz LOS titila en rojo', 'ya reinicié el módem', 'la luz de internet está apagada'])('an engineer who says "%s" stays one', (text) => {
    const thread = new Thread().joins().says('soy ingeniero de redes').says('no tengo internet').identified().checked(DARK_FIBRE).says(text);
    expect(thread.state?.level).toBe('advanced');
  });

  test.each(['ya lo apreté y nada', 'ya lo desconecté y lo volví a conectar'])('a beginner who did what she was told ("%s") stays one', (text) => {
    expect(inside().says(text).state?.level).toBe('basic');
  });

  test('an engineer who asks for simpler words gets them', () => {
    const thread = new Thread().joins().says('soy ingeniero de redes').says('no tengo internet').identified().checked(DARK_FIBRE).says('más fácil por favor');
    expect(thread.state?.level).not.toBe('advanced');
  });

  test.each(['hp', 'estos hp no arreglan nada', 'tengo otro problema'])('"%s" shows nobody to be an expert', (text) => {
    expect(levels(new Thread().joins().says(text))).toEqual([]);
  });
});

describe('words that sound like something else', () => {
  test('"más fácil por favor" is about the words, not for a person', () => {
    for (const thread of [new Thread().joins(), inside()]) {
      thread.says('más fácil por favor');
      expect(thread.state?.owner.kind).toBe('bot');
      expect(thread.reply().text).toMatch(/más sencillo/);
    }
  });

  test.each(['por favor', 'sí por favor', 'urgente por favor'])('"%s" calls nobody', (text) => {
    expect(new Thread().joins().says(text).state?.owner.kind).toBe('bot');
  });

  test.each(['un asesor por favor', 'páseme con alguien', 'I want to talk to a person'])('"%s" does', (text) => {
    const thread = new Thread().joins().says(text);
    expect(thread.state?.human ?? thread.state?.owner.kind).not.toBe('bot');
  });

  test('a match of yesterday is in no article', () => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says('¿quién ganó el partido de ayer?');
    expect(thread.entries.some((entry) => entry.kind === 'event' && entry.name === 'article')).toBe(false);
    expect(thread.reply().asks).toBe(asks);
  });

  test('what a light means is, in the middle of a flow', () => {
    const thread = inside().says('¿qué significa la luz LOS?');
    expect(thread.entries).toContainEqual(expect.objectContaining({ name: 'article', detail: 'gpon-lights' }));
  });
});

describe('what fails', () => {
  test.each(['no', 'nada', 'no, gracias', 'gracias'])('"%s" means that nothing does', (text) => {
    const thread = new Thread().joins().says('jkhsdf kjsh').says(text);
    expect(thread.state?.mode).toBe('idle');
    expect(thread.reply().choices).toBeUndefined();
  });
});

describe('two problems in one message', () => {
  test.each([
    ['my internet is down and the landline has no tone', /landline/i],
    ['no tengo internet y la factura llegó más cara', /factura/i],
  ])('%s: the second waits for its turn', (text, named) => {
    const thread = new Thread().joins().says(text);
    expect(thread.state?.next).toHaveLength(1);
    expect(thread.reply().text).toMatch(named);
  });
});

describe('pages of text', () => {
  test('are met with a friendly request, once', () => {
    const thread = new Thread().joins().says(`no tengo internet ${'y así toda la semana '.repeat(80)}`);
    expect(thread.reply().text.match(/muy largo/g)).toHaveLength(1);
    expect(thread.state?.stack).not.toHaveLength(0);
  });
});

describe('another service', () => {
  const known = (facts: Record<string, string | number | boolean>, at = 1): Facts =>
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, source: 'test', at }]));
  const before = known({ 'customer.id': 'C-1', 'services.count': 2, 'service.id': 'S-1', 'service.kind': 'gpon', 'line.state': 'los', 'check.line': true, 'account.balance_cop': 1, 'modem.state': 'online', 'ticket.open': true, 'visit.slots': 'x', 'bill.number': 'F-1', 'channel.phone': '+57' });

  test('what was told of the old one is forgotten; the customer stays', () => {
    expect(Object.keys(withNews(before, known({ 'service.id': 'S-2' }))).sort()).toEqual(['bill.number', 'channel.phone', 'customer.id', 'service.id', 'services.count']);
  });

  test('what comes with its id is kept', () => {
    expect(withNews(before, known({ 'service.id': 'S-2', 'service.kind': 'hfc' }))['service.kind']?.value).toBe('hfc');
  });

  test('the same one, or none, forgets nothing', () => {
    expect(Object.keys(withNews(before, known({ 'service.id': 'S-1' })))).toEqual(Object.keys(before));
    expect(Object.keys(withNews(before, known({ 'line.state': 'online' })))).toEqual(Object.keys(before));
  });
});

describe('while the equipment starts', () => {
  const starting = (): Thread => {
    const thread = new Thread().joins().says(grandmother).identified().checked({ ...DARK_FIBRE, 'line.state': 'dying_gasp', 'line.last_down_cause': 'dying_gasp' });
    return thread.says('sí, ya prendió una luz');
  };

  test.each(['sí señor', 'bueno, gracias', 'ok'])('"%s" is patience, not the end of the wait', (text) => {
    const thread = starting();
    const { stack } = thread.state ?? {};
    thread.says(text);
    expect(thread.reply().text).toMatch(/toma más o menos \d+ minutos/);
    expect(thread.state?.stack).toEqual(stack);
  });

  test.each(['listo', 'ya quedó', 'ya'])('"%s" ends the wait', (text) => {
    expect(starting().says(text).state?.stack).not.toEqual(starting().state?.stack);
  });
});
