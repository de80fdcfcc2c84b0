/** The number words of Spanish and English as folded tokens, as data for the readers of figures. */
export type WordRole = 'unit' | 'teen' | 'ten' | 'hundred';

export interface NumberWord {
  readonly role: WordRole;
  readonly value: number;
}

const list = (role: WordRole, entries: Readonly<Record<string, number>>): [string, NumberWord][] =>
  Object.entries(entries).flatMap(([words, value]) => words.split(' ').map((word): [string, NumberWord] => [word, { role, value }]));

/** Words of one value below a thousand. */
export const NUMBER_WORDS: ReadonlyMap<string, NumberWord> = new Map([
  ...list('unit', {
    'cero zero': 0, 'un uno una one': 1, 'dos two': 2, 'tres three': 3, 'cuatro four': 4, 'cinco five sinco': 5,
    'seis six': 6, 'siete seven': 7, 'ocho eight': 8, 'nueve nine': 9,
  }),
  ...list('teen', {
    'diez ten dies': 10, 'once eleven': 11, 'doce twelve dose': 12, 'trece thirteen': 13, 'catorce fourteen': 14, 'quince fifteen': 15,
    'dieciseis sixteen': 16, 'diecisiete seventeen': 17, 'dieciocho eighteen': 18, 'diecinueve nineteen': 19,
    'veintiun veintiuno veintiuna': 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26,
    veintisiete: 27, veintiocho: 28, veintinueve: 29,
  }),
  ...list('ten', {
    'veinte twenty beinte': 20, 'treinta thirty treintica': 30, 'cuarenta forty fourty cuarentica': 40, 'cincuenta fifty sincuenta cincuentica': 50,
    'sesenta sixty sesentica': 60, 'setenta seventy setentica': 70, 'ochenta eighty ochentica': 80, 'noventa ninety noventica': 90,
  }),
  ...list('hundred', {
    'cien ciento': 100, 'doscientos doscientas': 200, 'trescientos trescientas trecientos trecientas': 300,
    'cuatrocientos cuatrocientas': 400, 'quinientos quinientas': 500, 'seiscientos seiscientas': 600,
    'setecientos setecientas': 700, 'ochocientos ochocientas': 800, 'novecientos novecientas': 900,
  }),
]);

/** Multipliers; money words of Colombia among them. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['mil', 1e3], ['thousand', 1e3], ['k', 1e3], ['lucas', 1e3], ['luca', 1e3], ['barras', 1e3], ['barra', 1e3],
  ['millon', 1e6], ['millones', 1e6], ['million', 1e6], ['palo', 1e6], ['palos', 1e6], ['melon', 1e6], ['melones', 1e6],
]);

const TENS_WITH_UNIT = new Set(['y', 'and']);
export const joinsUnit = (word: string | undefined): boolean => word !== undefined && TENS_WITH_UNIT.has(word);
export const isDigits = (word: string | undefined): boolean => word !== undefined && /^\d+$/.test(word);
