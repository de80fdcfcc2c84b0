/**
 * A text to the terms it is found by, the same for articles and for questions: folded, without stop words, one word for
 * a group of synonyms, and cut to a light stem. The stem need not be a word, it must only be the same for «cambio»,
 * «cambiar» and «cambiarla».
 */
import type { Language } from '../language';
import { fold } from '../text';
import { STOP_WORDS } from './stop-words';
import { SYNONYMS } from './synonyms';

/** A question is looked at as far as this. */
export const LONGEST_QUERY = 300;

const WORD = /\d+(?:\.\d+)*[a-z]*|[a-z]+\d*/g;
const SHORTEST_STEM = 3;

/** «Cancelar la factura» is to pay it, in Colombia; «cancelar el servicio» is to end it. */
const PAY = /\bcancel\w+ (?=(?:lo que debo|(?:(?:el|la|mi|mis|un|una|las|los|este|esta|esa|ese|del?|tod[oa]) ){0,2}(?:recibo|factura|saldo|deuda|cuota|mensualidad|mes|plata)s?)\b)/g;

/** The light called LOS, which reads like an article in Spanish. */
const LOS =
  /\*los\*|\blos(?= (?:(?:en|esta|sigue|prendid[ao]|fij[ao]) ){0,2}(?:roj|parpade|titil|encendid|apagad))|(?<=\b(?:luz|led|bombillo|lucecita|es|significa|significa la|dice|llamada) )los(?= *(?:[^\sa-z]|$|y ))/g;

/** Terms in order, with repetitions. */
export function termsOf(language: Language, text: string): string[] {
  const folded = fold(text);
  const words = (language === 'es' ? folded.replace(PAY, 'pagar ').replace(LOS, 'loslamp') : folded).match(WORD) ?? [];
  return words.flatMap((word) => (STOP_WORDS[language].has(word) || word.length < 2 ? [] : [termOf(language, word)]));
}

function termOf(language: Language, word: string): string {
  const own = stem(language, word);
  return groupsOf(language).get(own) ?? own;
}

const grouped = new Map<Language, ReadonlyMap<string, string>>();

/** Stem to the stem of its group's first word; made at first use and kept. */
function groupsOf(language: Language): ReadonlyMap<string, string> {
  const known = grouped.get(language) ?? stemmedGroups(language);
  grouped.set(language, known);
  return known;
}

const stemmedGroups = (language: Language): ReadonlyMap<string, string> =>
  new Map(
    SYNONYMS[language].trim().split('\n').flatMap((line) => {
      const [first = '', ...rest] = line.split(' ').map((word) => stem(language, word));
      return rest.map((word) => [word, first] as const);
    }),
  );

const stem = (language: Language, word: string): string => (/\d/.test(word) ? word : language === 'es' ? spanishStem(word) : englishStem(word));

/** Endings in the order in which they are tried; the first that leaves a stem is cut, then what is left of vowels. */
const SPANISH = [/(?:ar|er|ir|ando|iendo)(?:me|te|se|nos|l[aeo]s?)+$/, /(?:aciones|acion|iendo|ando|ieron|aron|amos|emos|ados|adas|idos|idas|ado|ada|ido|ida|aba|ian|ar|er|ir)$/, /ces$/, /es$/, /s$/, /an$|en$/];
/** «cablecito», «puntico»; in «visita» too, which does no harm. */
const DIMINUTIVE = /(?<=[a-z]{3})(?:c?it|c?ic)[oa]s?$/;
const ENGLISH = [/(?:ings?|edly|ed|es|ly|s)$/];

function spanishStem(word: string): string {
  let cut = cutFirst(word.replace(/(?<=.)ces$/, 'z').replace(DIMINUTIVE, ''), SPANISH);
  while (cut.length > SHORTEST_STEM && /[aeiou]$/.test(cut)) cut = cut.slice(0, -1);
  return cut.replace(/(?<=.)qu$/, 'c');
}

function englishStem(word: string): string {
  const cut = cutFirst(word.replace(/(?<=.)ies$/, 'y'), ENGLISH);
  return cut.length > SHORTEST_STEM ? cut.replace(/[ey]$/, '') : cut;
}

function cutFirst(word: string, endings: readonly RegExp[]): string {
  const cuts = endings.map((ending) => word.replace(ending, '')).find((cut) => cut !== word && cut.length >= SHORTEST_STEM);
  return cuts ?? word;
}
