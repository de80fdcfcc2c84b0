/** Questions as customers write them find their article; the first table was written before the search was tuned. */
import { searchArticles } from '../../../knowledge/search/search-articles';
import { bundledLibrary } from '../../support/articles';
import { LATER_QUESTIONS } from './later-questions';
import { QUESTIONS, type Asked } from './questions';

const library = bundledLibrary();
const reader = { language: 'es', level: 'basic' } as const;

const recallOf = (questions: readonly Asked[], most: number): number => {
  const isFound = ({ text, article, language, level }: Asked): boolean =>
    searchArticles(library, text, { language, level, limit: most }).some((hit) => hit.article.id === article);
  return questions.filter(isFound).length / questions.length;
};

describe('the search for articles', () => {
  test.each([
    ['the first table', QUESTIONS],
    ['the later table', LATER_QUESTIONS],
  ])('finds what customers ask for: %s', (_, questions) => {
    expect(recallOf(questions, 1)).toBeGreaterThanOrEqual(0.92);
    expect(recallOf(questions, 3)).toBeGreaterThanOrEqual(0.97);
  });

  test('every article is wanted by a question, and every question wants an article that exists', () => {
    const wanted = new Set([...QUESTIONS, ...LATER_QUESTIONS].map(({ article }) => article));
    expect([...wanted].sort()).toEqual([...library.articles.keys()].sort());
  });

  test.each(['cambiar la contraseña del wifi', 'CAMBIAR LA CONTRASENA DEL WIFI!!', 'kmbiar contrasenia guifi', 'cambio contraseñas wifis'])('accents, capitals, endings and slips do not matter: %s', (text) => {
    expect(searchArticles(library, text, reader)[0]?.article.id).toBe('wifi-password');
  });

  test.each([
    ['quiero cancelar el recibo, dónde lo hago', 'pay-bill'],
    ['dónde cancelo la factura', 'pay-bill'],
    ['cómo cancelo el contrato', 'end-contract'],
  ])('to cancel a bill is to pay it, to cancel a contract is to end it: %s', (text, article) => {
    expect(searchArticles(library, text, reader)[0]?.article.id).toBe(article);
  });

  test.each([
    ['se borra algo si le hundo el botón de reset con un palillo', /^\*Reset\* es otra cosa/],
    ['cuánto cuesta el traslado a otra casa', /define su operador/],
    ['qué pasa si no me responden la pqr', /a su favor/],
    ['qué hago si me pide el PUK', /décimo error/],
    ['la visita del técnico tiene costo?', /no se le cobra/],
    ['tengo que devolver los equipos si termino el contrato', /se recogen \*sin costo\*/],
    ['qué hago si se parte el cable de fibra', /cinta/],
  ])('gives the paragraph that answers, not only the article: %s', (text, says) => {
    expect(searchArticles(library, text, reader)[0]?.passage).toMatch(says);
  });

  test('gives each level its own wording', () => {
    const passageFor = (level: 'basic' | 'advanced'): string | undefined => searchArticles(library, 'potencia óptica de la ONT', { language: 'es', level })[0]?.passage;
    expect(passageFor('advanced')).toMatch(/dBm/);
    expect(passageFor('basic')).not.toMatch(/dBm/);
  });

  test('prefers the service that the conversation is about', () => {
    const best = (service: 'tv' | 'internet'): string | undefined => searchArticles(library, 'qué significa la luz roja', { ...reader, service })[0]?.article.id;
    expect([best('tv'), best('internet')]).toEqual(['tv-box-lights', 'gpon-lights']);
  });

  test('finds nothing for a question without a telling word', () => {
    expect(searchArticles(library, '¿y eso cómo es?', reader)).toEqual([]);
    expect(searchArticles(library, '', reader)).toEqual([]);
  });
});
