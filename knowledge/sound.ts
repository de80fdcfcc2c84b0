/** How words sound in Colombia: b/v, s/c/z, ll/y and mute h are one, so that what is written by ear is found. Pure. */
import { remembering } from './remembering';

/** Words that people use; figures are not among them, and nothing tells who used one. */
const WORDS_IN_USE = 4096;

const soundOfWord = remembering(WORDS_IN_USE, (word) => {
  let out = '';
  for (let i = 0; i < word.length; i += 1) {
    const letter = word.charAt(i);
    const heard = heardLetter(letter, word.charAt(i + 1), word.charAt(i - 1));
    if (heard !== '' && heard === out.charAt(out.length - 1) && letter > '9') continue;
    out += heard;
  }
  return out;
});

/** How a folded word sounds: what common misspellings leave untouched. A figure stays as it is. */
export const sound = (word: string): string => (word < ':' ? word : soundOfWord(word));

function heardLetter(letter: string, next: string, before: string): string {
  switch (letter) {
    case 'v':
      return 'b';
    case 'z':
      return 's';
    case 'c':
      return next === 'h' ? 'c' : next === 'e' || next === 'i' ? 's' : 'k';
    case 'q':
      return 'k';
    case 'u':
      return before === 'q' ? '' : 'u';
    case 'h':
      return before === 'c' || before === 's' || before === 't' ? 'h' : '';
    case 'l':
      return next === 'l' ? '' : before === 'l' ? 'y' : 'l';
    case 'y':
      return next === '' && before !== '' ? 'i' : 'y';
    default:
      return letter;
  }
}
