/** In a conversation an article answers a question, and keeps silent where a flow, a person or the answer itself is due. */
import fc from 'fast-check';
import { findPassage } from '../../../knowledge/search/find-passage';
import type { Intent } from '../../../knowledge/understanding';
import { bundledLibrary } from '../../support/articles';
import { costOf } from '../../support/cost';
import { QUESTIONS } from './questions';

const library = bundledLibrary();
const es = { language: 'es', level: 'basic' } as const;

describe('a passage for a question', () => {
  test.each([
    ['¿y cómo cambio la clave del wifi?', 'wifi-password', /página de su operador/],
    ['una pregunta, qué es el CUN?', 'case-numbers', /16 números/],
    ['puedo pagar por nequi?', 'pay-bill', /billetera|canales/],
    ['¿cuánto se demora la reconexión después de pagar?', 'reconnection', /3 días hábiles/],
    ['para qué sirve la permanencia', 'permanence', /permanencia|fijos|cargo/i],
    ['¿me descuentan las horas sin internet?', 'compensation', /compensación/],
  ])('%s is answered from %s', (text, article, says) => {
    const found = findPassage(library, text, es);
    expect(found?.article).toBe(article);
    expect(found?.text).toMatch(says);
  });

  test('answers in English too', () => {
    expect(findPassage(library, 'how do I run a speed test?', { language: 'en', level: null })?.article).toBe('speed-test');
  });

  test('answers at least eight of ten questions of the table, and at most three of a hundred from the wrong article', () => {
    const answers = QUESTIONS.map((asked) => ({ asked, found: findPassage(library, asked.text, asked) }));
    const answered = answers.filter(({ found }) => found !== undefined);
    const wrong = answered.filter(({ asked, found }) => found?.article !== asked.article);
    expect(answered.length / answers.length).toBeGreaterThanOrEqual(0.8);
    expect(wrong.length / answered.length).toBeLessThanOrEqual(0.03);
  });

  test.each([
    'no tengo internet', 'se me cae a cada rato desde anoche', 'está muy lento el internet', 'por qué no tengo internet', 'por qué está tan lento',
    'la luz está roja', 'la LOS titila', 'ya lo reinicié y sigue igual', 'sí señora', 'no', 'no sé', 'ya le digo', 'verde', 'la primera',
    'me dio 34 de bajada', 'mañana en la tarde', 'cuando llueve se va', 'se apaga como a las nueve', 'no puedo entrar al banco', 'el televisor no da nada',
    'hola buenas tardes', 'muchas gracias', 'quiero hablar con alguien ya', 'eso no me sirve', 'no me deja pagar la factura en la página', '3104567890',
    'cuánto debo', 'cómo va mi caso', 'el técnico viene hoy?', 'ya revisaron lo mío?', 'qué hora es', 'qué tal el partido de ayer', 'cuéntame un chiste',
  ])('%s is left to the flow', (text) => {
    expect(findPassage(library, text, es)).toBeUndefined();
  });

  test('when a flow fits, only a plain how or what is answered', () => {
    const asked = { ...es, flowFits: true } as const;
    expect(findPassage(library, '¿hay alguna falla general en el sector?', asked)).toBeUndefined();
    expect(findPassage(library, 'qué significa la luz roja LOS del aparato de la fibra', asked)?.article).toBe('gpon-lights');
  });

  test('an article about what was understood is surer, another one less sure', () => {
    const sureness = (intent?: Intent): number => findPassage(library, '¿cómo cambio los dns del router?', { ...es, ...(intent && { heard: { intent, confidence: 0.9 } }) })?.confidence ?? 0;
    expect(sureness('site_or_dns')).toBeGreaterThan(sureness());
    expect(sureness()).toBeGreaterThan(sureness('bill'));
  });

  test('any text is answered or not, at once, and always in the same way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.constantFrom('es' as const, 'en' as const), (text, language) => {
        const once = findPassage(library, text, { language, level: null });
        expect(findPassage(library, text, { language, level: null })).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });

  test.each(['a'.repeat(100_000), 'como '.repeat(20_000), 'quiero saber como '.repeat(6_000), '¿?'.repeat(50_000), 'cómo cambio la clave '.repeat(5_000)])('a hundred thousand characters cost no more than a few milliseconds', (text) => {
    expect(costOf(() => findPassage(library, text, es))).toBeLessThan(50);
  });
});
