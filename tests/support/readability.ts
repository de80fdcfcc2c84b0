/**
 * How easy a text is to read, 0 (hard) to 100 (very easy): Fernández Huerta's index for Spanish and Flesch's for
 * English. A line of a list counts as a sentence, since that is how it is read.
 */
import type { Language } from '../../knowledge/language';

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,/-]*/gu) ?? [];

const sentencesOf = (text: string): number => text.split(/[.!?:;]+(?:\s|$)|\n+/).filter((part) => /\p{L}/u.test(part)).length;

export function readingEase(language: Language, text: string): number {
  const words = wordsOf(text.replaceAll('*', '')).filter((word) => /\p{L}/u.test(word));
  const syllables = words.reduce((sum, word) => sum + (language === 'es' ? spanishSyllables(word) : englishSyllables(word)), 0);
  const [perWord, perSentence] = [syllables / words.length, words.length / Math.max(1, sentencesOf(text))];
  return language === 'es' ? 206.84 - 60 * perWord - 1.02 * perSentence : 206.835 - 84.6 * perWord - 1.015 * perSentence;
}

/** Groups of vowels, two strong ones apart («le-er»), an accented weak one apart («dí-a»). */
const spanishSyllables = (word: string): number => Math.max(1, (word.toLowerCase().match(/[íú]|[iuü]*[aeoáéó][iuüy]?|[iuü]+|y$/g) ?? []).length);

const englishSyllables = (word: string): number =>
  Math.max(1, (word.toLowerCase().replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, '').replace(/^y/, '').match(/[aeiouy]{1,2}/g) ?? []).length);
