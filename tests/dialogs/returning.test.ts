/** P3 over time: after seconds she goes on, after hours she asks whether to, after days what is old is looked at again. */
import { compiled, shippedFiles } from '../flows/release-files';
import { DARK_FIBRE, HOUR, Thread } from '../support/conversation';

const SECOND = 1_000;
const DAY = 24 * HOUR;
const grandmother = 'mijo se me fue el internet y yo no sé nada de esos aparatos';
const atHome = (first = grandmother): Thread => new Thread().joins().says(first).identified().checked(DARK_FIBRE);
const kinds = (thread: Thread): readonly string[] => thread.last?.effects.map(({ kind }) => kind) ?? [];
const stepOf = (thread: Thread): string | undefined => thread.state?.stack.at(-1)?.step;
/** One question further: the times of a visit are offered. */
const further = (thread = atHome()): Thread =>
  thread.says(thread.reply().choices?.[0]?.label ?? '').performed('offered', { 'visit.slots': [{ id: 'one', label: 'mañana de 8 a 10' }, { id: 'two', label: 'mañana de 2 a 4' }] });
/** Gone for hours, greeted, and the line was read again. */
const offered = (thread = atHome(), text = 'hola'): Thread => thread.after(5 * HOUR).says(text).checked(DARK_FIBRE);

describe('after seconds', () => {
  test.each(['hola', '¿en qué íbamos?', 'ya volví', '¿sigue ahí?', 'aló, ¿hay alguien?'])('"%s" is met with the open question and no greeting', (text) => {
    const thread = atHome();
    const { choices } = thread.reply();
    thread.after(20 * SECOND).says(text);

    expect(thread.reply().choices).toEqual(choices);
    expect(thread.reply().text).not.toMatch(/hola|buen[oa]s/i);
  });
});

describe('after hours', () => {
  test('the line is read again, one sentence tells where it stood, and whether to go on is the one question', () => {
    const thread = atHome();
    thread.after(5 * HOUR).says('hola');
    expect(kinds(thread)).toContain('check');
    thread.checked(DARK_FIBRE);

    const { text, choices } = thread.reply();
    expect(text).toMatch(/^Hola de nuevo, Rosa\. Hace 5 horas estábamos con: \*[^*]+\*/);
    expect(text.match(/\?/g)).toHaveLength(1);
    expect(text).toMatch(/¿Seguimos\?$/);
    expect(choices?.map(({ id }) => id)).toEqual(['yes', 'no']);
  });

  test('in English too', () => {
    const { text } = offered(atHome('my internet is down and I am not good with technology, explain it step by step'), 'hello, I am back').reply();
    expect(text).toMatch(/^Hello again, Rosa\. 5 hours ago/);
    expect(text).toMatch(/Shall we go on\?$/);
  });

  test('with *tú*, where the operator wants it', () => {
    const thread = atHome();
    thread.treatment = 'tu';
    expect(offered(thread).says('no').reply().text).toMatch(/te guardo|cuéntamela/);
  });

  test('where the systems do not answer she is not kept waiting', () => {
    const thread = atHome().after(5 * HOUR).says('hola').wakes();
    expect(thread.reply().text).toMatch(/Hace 5 horas[\s\S]*¿Seguimos\?$/);
  });

  test.each(['sí', 'dale', 'sigamos', 'sí señor, claro', 'hola'])('"%s" opens the same question', (text) => {
    const thread = atHome();
    const { choices, asks } = thread.reply();
    expect(offered(thread).says(text).reply()).toMatchObject({ choices, asks });
  });

  test('a no keeps the place without a further question, and she may come back to it', () => {
    const thread = atHome();
    const { choices } = thread.reply();
    offered(thread).says('no');
    expect(thread.reply().choices).toBeUndefined();
    expect(thread.says('bueno, sigamos').reply().choices).toEqual(choices);
  });

  test('another problem comes first, and this one waits', () => {
    const thread = offered().says('no, es que ahora no me deja cambiar la clave del wifi');
    expect(thread.state?.next).toMatchObject([{ kind: 'parked' }]);
  });

  test('what works again is closed as solved', () => {
    const thread = offered().says('no, ya me volvió el internet');
    expect(thread.state?.stack).toEqual([]);
    expect(thread.entries).toContainEqual(expect.objectContaining({ kind: 'end', code: 'RESUELTO' }));
  });

  test('a refusal with thanks is no solution', () => {
    const thread = offered().says('no gracias');
    expect(thread.entries.some(({ kind }) => kind === 'end')).toBe(false);
    expect(thread.state?.stack).not.toHaveLength(0);
  });

  test('the answer to the open question needs no yes before it', () => {
    const thread = atHome();
    const before = stepOf(thread);
    const label = thread.reply().choices?.[0]?.label ?? '';
    expect(stepOf(offered(thread).says(label))).not.toBe(before);
  });

  test('an answer instead of a greeting is taken as soon as the line was read again', () => {
    const thread = atHome();
    const before = stepOf(thread);
    const label = thread.reply().choices?.[0]?.label ?? '';
    thread.after(5 * HOUR).says(label);
    expect(kinds(thread)).toContain('check');
    expect(thread.silent()).toBe(true);

    expect(stepOf(thread.checked(DARK_FIBRE))).not.toBe(before);
  });
});

describe('after days', () => {
  test('what was measured and told is called old, and asked or measured again; who she is, is not', () => {
    const thread = atHome();
    const first = stepOf(thread);
    expect(stepOf(further(thread))).not.toBe(first);
    thread.after(4 * DAY).says('buenas tardes');
    expect(thread.reply().text).toMatch(/Rosa.*4 días/s);
    thread.says('sí, sigo igual');
    expect(kinds(thread)).toContain('check');
    thread.checked(DARK_FIBRE);

    expect(thread.reply().text).toMatch(/puede haber cambiado/);
    expect(stepOf(thread)).toBe(first);
    expect(thread.state?.repeated).toBe(0);
  });

  test('one night is not days: the step is the same', () => {
    const thread = further();
    const before = stepOf(thread);
    thread.after(14 * HOUR).says('buenos días').says('sí').checked(DARK_FIBRE);
    expect(stepOf(thread)).toBe(before);
  });

  test('with the problem over, the case is closed as solved', () => {
    const thread = atHome().after(4 * DAY).says('buenas').says('no, ya volvió');
    expect(thread.state?.stack).toEqual([]);
    expect(thread.entries.at(-2)).toMatchObject({ kind: 'end', code: 'RESUELTO' });
  });
});

test('after hours a line that is another than it was is gone through again, not the old question', () => {
  const dark = { ...DARK_FIBRE, 'line.state': 'dying_gasp' };
  const lit = { ...DARK_FIBRE, 'line.state': 'online', 'line.rx_dbm': -19, 'line.session': 'up', 'line.traffic': true };
  const thread = new Thread(compiled(shippedFiles())).joins().says(grandmother).identified().checked(dark);
  const before = stepOf(thread);
  thread.after(5 * HOUR).says('hola, ya llegué a la casa').checked(lit);
  expect(thread.reply().text).toMatch(/estado de la línea: conectada[\s\S]*¿Seguimos\?$/);
  thread.says('sí');

  expect(stepOf(thread)).not.toBe(before);
  expect(thread.state?.repeated).toBe(0);
});
