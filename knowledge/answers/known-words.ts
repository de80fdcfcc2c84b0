/**
 * Whether a reply says anything at all: what a model was never shown it must not guess from, so a text of unknown words
 * («qwzx brrr») or of words that only join others («la la la») is no answer. Pure; most words take one look-up.
 */
import { KNOWN_WORDS } from '../model/known-words';
import { nearSpelling } from './near-spelling';

const known: ReadonlySet<string> = new Set(KNOWN_WORDS.split(' '));
/** By their first letter, which slips of the fingers leave alone: a word is compared with a few hundred, not with all. */
const byLetter = new Map<string, readonly string[]>();

const beginningLike = (word: string): readonly string[] => {
  const letter = word.charAt(0);
  const found = byLetter.get(letter) ?? [...known].filter((other) => other.startsWith(letter));
  byLetter.set(letter, found);
  return found;
};

/** As they sound. They join other words; alone or said again they answer nothing. */
const JOINING = new Set('el la los las un una de del en por kon a al i o ke se me mi es lo su le para des the is it on in at of to mi e u , ?'.split(' '));

/** Words of a reply that are compared with known ones: typing slips stand in short replies. */
const MOST_COMPARED = 4;

/** At least half of what could tell something is known, perhaps mistyped, or stands in the question. `sounds`: as `read` leaves them. */
export function saysSomething(sounds: readonly string[], asked: readonly string[]): boolean {
  const telling = sounds.filter((word) => !JOINING.has(word));
  const strange = telling.filter((word) => !known.has(word) && !isFigure(word) && !asked.includes(word));
  const mistyped = strange.slice(0, MOST_COMPARED).filter((word) => beginningLike(word).some((other) => nearSpelling(word, other) > 0));
  const heard = telling.length - strange.length + mistyped.length;
  return heard > 0 && heard * 2 >= telling.length;
}

const isFigure = (word: string): boolean => word >= '0' && word < ':';
