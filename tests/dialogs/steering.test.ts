/** What customers say about the conversation itself: back, start over, simpler, another language, a person. */
import { DARK_FIBRE, Thread } from '../support/conversation';

const ONLINE = { ...DARK_FIBRE, 'line.state': 'online', 'line.rx_dbm': -18, 'line.session': 'up' } as const;
const inside = (first = 'no tengo internet, no sé de eso'): Thread => new Thread().joins().says(first).identified().checked(ONLINE);

describe('volver', () => {
  test('asks the question before again, and forgets its answer only', () => {
    const thread = inside();
    const first = thread.reply();
    thread.says('no');
    expect(thread.reply().asks).not.toBe(first.asks);
    thread.says('volver');
    expect(thread.reply()).toMatchObject({ asks: first.asks, choices: first.choices });
    expect(thread.reply().text).toMatch(/^Volvamos a la pregunta anterior/);
    expect(thread.state?.facts['line.state']?.value).toBe('online');
    expect(thread.last?.entries).toContainEqual({ kind: 'event', at: thread.now, name: 'went_back', detail: first.asks });
    expect(thread.says('me equivoqué').reply().text).toMatch(/Desde aquí no puedo devolverme más/);
  });

  test('a fact that the step had learned is asked again without counting as repeated', () => {
    const thread = new Thread().joins().says('la televisión no da señal').says('sí').says('dice sin señal');
    expect(thread.state?.facts['tv.seen']).toBeDefined();
    thread.says('atrás');
    expect(thread.state?.facts['tv.seen']).toBeUndefined();
    expect(thread.reply().asks).toBe('tv/picture');
    expect(thread.state?.repeated).toBe(0);
  });

  test('does not undo who she is', () => {
    const thread = inside().says('volver');
    expect(thread.state?.facts['customer.id']).toBeDefined();
    expect(thread.reply().text).toMatch(/no puedo devolverme más/);
  });

  test('takes back a mistyped document before it is proved', () => {
    const thread = new Thread().joins().says('no tengo internet').says('9900000001').performed('found', { 'candidate.id': 'C-1' }).performed('sent').says('volver');
    expect(thread.reply().asks).toBe('identify/ask_key');
  });
});

describe('empezar de nuevo', () => {
  test('is confirmed once; then the flow starts afresh and nothing known is asked again', () => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says('no').says('empezar de nuevo');
    expect(thread.reply().choices?.map(({ id }) => id)).toEqual(['yes', 'no']);
    thread.says('sí');
    expect(thread.reply().asks).toBe(asks);
    expect(thread.last?.effects.some(({ kind }) => kind === 'check')).toBe(false);
    expect(thread.state?.repeated).toBe(0);
  });

  test('a no keeps the place, anything else is heard for itself', () => {
    const thread = inside();
    const { asks } = thread.reply();
    expect(thread.says('empezar de nuevo').says('no').reply().asks).toBe(asks);
    thread.says('empezar de nuevo').says('es que el televisor tampoco da señal');
    expect(thread.state?.next).toHaveLength(1);
  });

  test('with nothing begun says so', () => {
    expect(new Thread().joins().says('empezar de nuevo').reply().text).toMatch(/a medias/);
  });
});

describe('the level', () => {
  test('goes both ways at a word, with the same question in other words', () => {
    const thread = inside();
    const basic = thread.reply().text;
    thread.says('soy técnico');
    expect(thread.state?.level).toBe('intermediate');
    expect(thread.reply().text).not.toContain(basic);
    expect(thread.says('modo técnico').state?.level).toBe('advanced');
    expect(thread.says('más sencillo').state?.level).toBe('intermediate');
    expect(thread.says('paso a paso').state?.level).toBe('basic');
  });

  test('goes one step down at the second "no sé", with a person offered', () => {
    const thread = new Thread().joins().says('la televisión no da señal, soy ingeniero de redes').says('no sé');
    expect(thread.state?.level).toBe('advanced');
    thread.says('no sé');
    expect(thread.state?.level).toBe('intermediate');
    expect(thread.entries).toContainEqual(expect.objectContaining({ kind: 'level', level: 'intermediate', cues: ['no sé'] }));
  });
});

describe('a question about the question', () => {
  test('is shown, then told more simply with a person offered, and only then counts as "no sé"', () => {
    const thread = new Thread().joins().says('no tengo internet, no sé de eso').identified().checked(DARK_FIBRE);
    const step = thread.reply().asks;
    expect(thread.says('¿cuál cable?').reply().text).toMatch(/puntica verde/);
    thread.says('¿dónde queda?');
    expect(thread.reply().text).toMatch(/foto/);
    expect(thread.reply().choices?.at(-1)).toEqual({ id: 'person', label: 'Una persona' });
    expect(thread.reply().asks).toBe(step);
    expect(thread.entries.some((entry) => entry.kind === 'steps' && entry.passages.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome === 'not_understood')))).toBe(false);
    thread.says('¿dónde?');
    expect(thread.entries).toContainEqual(expect.objectContaining({ passages: expect.arrayContaining([expect.objectContaining({ outcomes: expect.arrayContaining([{ step: 'fibre', outcome: 'answered', value: 'unknown' }]) as unknown })]) as unknown }));
  });
});

describe('anger and mockery', () => {
  test('are acknowledged once, with a person one tap away', () => {
    const thread = inside().says('ladrones, esto es una burla');
    expect(thread.reply().text).toMatch(/lo siento/);
    expect(thread.reply().choices?.map(({ id }) => id)).toContain('person');
    expect(thread.says('qué rabia con ustedes').reply().text).not.toMatch(/lo siento/);
  });

  test('shows nobody’s level', () => {
    expect(inside().says('hp malparidos').state?.level).toBe('basic');
  });

  test('before anything are met with the question what fails', () => {
    const thread = new Thread().joins().says('qué maravilla de servicio, los felicito');
    expect(thread.reply().text).toMatch(/lo siento[\s\S]*¿Qué está fallando\?/);
  });

  test('the button asks for a person on every channel', () => {
    for (const tap of [{ text: 'Una persona' }, { text: 'Una persona', value: 'no-internet-gpon/inside#person' }, { text: 'Una persona', value: 'person' }]) {
      const thread = inside().says('ladrones');
      thread.hears({ kind: 'message', at: thread.now, from: thread.state?.address ?? ('' as never), ...tap });
      expect(thread.effects.at(-1)).toMatchObject({ kind: 'action', action: 'request_human' });
    }
  });
});

describe('the language', () => {
  test('changes in the middle, at a word or by writing in it, and the question is told in it', () => {
    expect(inside().says('english please').reply()).toMatchObject({ language: 'en' });
    expect(inside().says('The weather is very nice today').reply().language).toBe('en');
    expect(inside().says('english please').says('hable en español').reply().language).toBe('es');
  });
});

describe('what cannot be read', () => {
  test.each([['😀😀'], ['???'], [''], ['   ']])('«%s» gets a friendly request and is not held against her', (text) => {
    const thread = inside();
    const { asks } = thread.reply();
    thread.says(text);
    expect(thread.reply().asks).toBe(asks);
    expect(thread.last?.entries.some(({ kind }) => kind === 'steps')).toBe(false);
  });

  test('a very long message gets one too', () => {
    expect(inside().says('lorem ipsum dolor '.repeat(200)).reply().text).toMatch(/muy largo/);
  });
});
