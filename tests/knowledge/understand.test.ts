import fc from 'fast-check';
import { QUESTION_KINDS, type Question } from '../../knowledge/question';
import { readLanguage } from '../../knowledge/detect-language';
import { fold, MAX_CHARS, read } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';
import { INTENTS } from '../../knowledge/understanding';

const CUSTOMER_WORDS = fc.array(fc.constantFrom('no', 'sí', 'ya', 'mil', 'veinte', '3', '.', ',', '?', 'menos', 'hace', 'mañana', 'las', 'doble', 'millones', 'y', 'la', 'roja', '👍', '\n', '+57', '-', '12/05'), { maxLength: 25 }).map((words) => words.join(' '));
const ANY_TEXT = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), CUSTOMER_WORDS);
const ANY_QUESTION: fc.Arbitrary<Question> = fc.record(
  {
    kind: fc.constantFrom(...QUESTION_KINDS),
    text: ANY_TEXT,
    options: fc.array(fc.record({ id: fc.string(), label: fc.string() }), { maxLength: 5 }),
    now: fc.constantFrom('2026-11-22T10:00:00-05:00', '2026-02-28T23:59:00', 'not a date'),
  },
  { requiredKeys: ['kind'] },
);

const isAnswer = (value: unknown): boolean =>
  value === undefined || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'object' && value !== null && ('date' in value || 'dateTime' in value));

describe('understanding a message', () => {
  it('never fails and always has its shape, whatever is said and asked', () => {
    fc.assert(
      fc.property(ANY_TEXT, fc.option(ANY_QUESTION, { nil: undefined }), (text, question) => {
        const meant = understand(text, question);
        expect(INTENTS).toContain(meant.intent);
        expect(meant.confidence).toBeGreaterThanOrEqual(0);
        expect(meant.confidence).toBeLessThanOrEqual(1);
        expect(['basic', 'intermediate', 'advanced', 'unknown']).toContain(meant.level);
        expect(isAnswer(meant.answer)).toBe(true);
        for (const { value } of meant.entities) expect(typeof value === 'string' || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('folds twice as it folds once', () => {
    fc.assert(fc.property(ANY_TEXT, (text) => expect(fold(fold(text))).toBe(fold(text))), { numRuns: 1000 });
  });

  it('says the same for the same words, however often it is asked', () => {
    const question: Question = { kind: 'yes_no', text: '¿Ya le funciona?' };
    expect(understand('nada que vuelve', question)).toEqual(understand('nada que vuelve', question));
  });

  it('cuts a long message instead of refusing it', () => {
    const long = `no tengo internet ${'bla '.repeat(100000)}`;
    expect(read(long).folded.length).toBeLessThanOrEqual(MAX_CHARS);
    expect(INTENTS).toContain(understand(long).intent);
  });

  it('writes chat spellings out', () => {
    expect(fold('SIIIII, xq NO ME sirveeee?')).toBe('si, porque no me sirve?');
    expect(fold('¿Q pasó?')).toBe('¿que paso?');
    expect(fold('👍')).toBe('si');
  });

  it('tells Spanish from English', () => {
    const language = (text: string): string => readLanguage(read(text)).language;
    expect([language('no me sirve el internet'), language('my internet is down'), language('ok'), language('')]).toEqual(['es', 'en', 'es', 'es']);
  });

  it.each([
    ['cédula de ciudadanía número 43.567.210', 'document', '43567210'],
    ['T.I. 1037654321', 'document', '1037654321'],
    ['mi documento 52 873 019', 'document', '52873019'],
    ['el fijo es +57 604 448 2100', 'phone', '+576044482100'],
    ['me cobraron $112.300', 'number', 112300],
    ['la ont marca menos veintisiete coma cuatro dBm', 'power_dbm', -27.4],
    ['llegan cuarenta y cinco megas', 'speed_mbps', 45],
    ['mi celular es tres veinte cinco cincuenta y cinco cero uno ochenta y dos', 'phone', '+573205550182'],
    ['mi cédula es uno cero tres siete seis cinco cuatro tres dos uno', 'document', '1037654321'],
  ])('finds in «%s» a %s', (text, kind, value) => {
    expect(understand(text).entities.map((found) => [found.kind, found.value])).toContainEqual([kind, value]);
  });

  it('finds the figures of a message', () => {
    const { entities } = understand('la ont marca -28,5 dBm, mi cel es 316 220 48 19 y el caso 778899');
    expect(entities.map(({ kind, value }) => [kind, value])).toEqual(
      expect.arrayContaining([['power_dbm', -28.5], ['phone', '+573162204819'], ['case_number', '778899']]),
    );
  });
});

test.each(['text', 'photo'] as const)('what is told in answer to a %s question is kept as written', (kind) => {
  const words = 'Quiero que me REVISEN el cobro del Decodificador, ¡está mal!';
  expect(understand(` ${words} `, { kind, text: 'Cuénteme qué pasó' }).answer).toBe(words);
});
