/**
 * Her own words read back before they are filed: what is filed is what she confirmed (P8). Only words that confirm do;
 * anything longer is how it should read instead, or what is to be added, and is read back again. Pure.
 */
import { MAX_CHARS, plainOf } from '../../knowledge/text';
import { isQuestion, opensWithYesNo } from '../../knowledge/wishes';
import type { OpenQuestion } from '../../flows/run';
import { remember, type Draft } from './draft';
import { advance } from './guide';

/** Shorter than this nothing is told anew. */
const FEWEST_WORDS = 6;

/** The fact whose words stand between quotation marks in a question for a yes. */
export const factReadBack = ({ state: { facts } }: Draft, { question }: OpenQuestion): string | undefined => {
  const { text } = question;
  if (question.kind !== 'yes_no' || text === undefined) return undefined;
  return Object.entries(facts).find(([, { value, source }]) => typeof value === 'string' && source === 'customer' && isQuoted(text, value))?.[0];
};

const isQuoted = (text: string, value: string): boolean => text.includes(`«${value}»`) || text.includes(`"${value}"`);

const CONFIRMS = /^\W*(?:s[ií]+p?|claro|dale|correcto|perfecto|ok|oka?y|listo|bueno|vale|de acuerdo|esta bien|asi|eso|exacto|confirm\w*|radi[cq]\w*|hagale|por favor|de una|ya|yes|yep|yeah|sure|right|correct|fine|go ahead|please|file|that)\b/;
const ASKS_TO_FILE = /\b(?:radi[cq]\w+|file it|submit)\b/;

/** «Así está bien»: said of words, it is a yes. */
export const agreesWithWords = (text: string): boolean => AS_THEY_ARE.test(plainOf(text));
const AS_THEY_ARE = /^\W*(?:asi|eso|tal cual)(?: (?:esta|queda|mismo|es|tal cual))?(?: (?:bien|perfecto))?\W*$/;

/** «Quiero apelar» wishes something, and confirms nothing. */
export const confirms = (text: string): boolean => {
  const said = plainOf(text);
  return !/[a-z]/.test(said) || CONFIRMS.test(said) || ASKS_TO_FILE.test(said);
};

/** How it should read, told in place of a yes or a no; undefined when the message tells nothing of the kind. */
export const corrected = (before: string, text: string): string | undefined => {
  const words = text.trim().split(/\s+/).length;
  if (words < FEWEST_WORDS || /[?¿]/.test(text) || isQuestion(text)) return undefined;
  const said = text.trim();
  const asksToAdd = ADDS.test(plainOf(said));
  if (!asksToAdd && AGREES.test(plainOf(said))) return undefined;
  const rest = (asksToAdd || opensWithYesNo(said) ? said.replace(OPENING, '') : said).replace(LEAD_IN, '').trim();
  if (rest.length === 0) return undefined;
  const isAddition = asksToAdd || !(retracts(said) || restates(before, said));
  return (isAddition ? `${before.replace(/[.\s]+$/, '')}. ${capital(rest)}` : capital(rest)).slice(0, MAX_CHARS);
};

/** «No, …», «mejor que diga …»: what was told before no longer holds. */
const retracts = (said: string): boolean => opensWithYesNo(said) || LEAD_IN.exec(said)?.[0] !== '';

/** The same told in other words; what has nothing to do with it adds to it, so that nothing she told is lost. */
const restates = (before: string, said: string): boolean => {
  const known = new Set(wordsOf(before));
  return wordsOf(said).filter((word) => known.has(word)).length >= SHARED_WORDS;
};
const SHARED_WORDS = 2;
const wordsOf = (text: string): readonly string[] => [...new Set(plainOf(text).split(/[^a-z0-9]+/).filter((word) => word.length > 3))];

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('es-CO') + text.slice(1);

/** A long yes is a yes, and nothing to read again. */
const AGREES = /^\W*(?:si|claro|listo|dale|correcto|perfecto|yes|yeah)\b(?!.{0,3}\b(?:pero|but)\b)/;
const ADDS = /\b(?:agreg\w+|anad\w+|adicion\w+|tambien (?:ponga|diga|escriba)|(?:ponga|diga|escriba|incluya) tambien|falt(?:a|o) (?:decir|poner)|add|also (?:put|say|write))\b/;
const OPENING = /^[^\p{L}]*(?:s[ií]|no|ya|claro|listo|yes|nope?|yeah|yep)(?!\p{L})[\s,.;:]*/iu;
const LEAD_IN = new RegExp(
  [
    '^(?:(?:pero|mejor|es que|por favor|y|but|rather|please|better)[\\s,]+)*',
    '(?:(?:quiero|prefiero|p[oó]nga(?:le|lo)?|escr[ií]ba(?:le|lo)?|diga|cambi[ea]lo|c[aá]mbielo|agr[eé]g(?:ue|a)(?:le|lo)?|a[ñn][aá]da(?:le|lo)?|incl[uú]ya(?:le|lo)?|falta (?:decir|poner)|i want it to say|it should say|make it say|write|say|add)\\b',
    '[\\s,:]*(?:tambi[eé]n\\b[\\s,:]*)?(?:que (?:diga|quede|ponga)\\b[\\s,:]*)?(?:(?:que|as[ií]|esto|that|this)\\b[\\s,:]*)?|que (?:diga|quede)\\b[\\s,:]*(?:(?:que|as[ií])\\b[\\s,:]*)?)?',
  ].join(''),
  'i',
);

/** True when the message was how it should read: it stands corrected and is read back again. */
export const heardCorrection = (draft: Draft, open: OpenQuestion, text: string): boolean => {
  const fact = factReadBack(draft, open);
  const before = fact && draft.state.facts[fact]?.value;
  if (fact === undefined || typeof before !== 'string') return false;
  const now = corrected(before, text);
  if (now === undefined) return false;
  remember(draft, 'customer', { [fact]: now });
  advance(draft, { type: 'reenter' });
  return true;
};
