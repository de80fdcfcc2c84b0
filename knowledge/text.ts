/**
 * Folding: one spelling for what people type, so that every later rule is written once. Accents, capitals, chat
 * spellings, stretched letters and emoji disappear; punctuation stays, since a comma changes the sense
 * («no, tengo internet»). Folding twice gives the same as folding once.
 */
import { remembering } from './remembering';
import { CHAT_SPELLINGS, EMOJI_WORDS } from './spelling';

/** Characters of a message that are looked at; the rest is cut, never refused. */
export const MAX_CHARS = 1000;

export interface Text {
  /** The folded text. */
  readonly folded: string;
  /** Words and numbers in order, with `,` for any pause and `?` for a question mark. */
  readonly tokens: readonly string[];
  /** Each token as it sounds in Colombia: b/v, s/c/z, ll/y and mute h are one. */
  readonly sounds: readonly string[];
}

const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /[\u0300-\u036f\ufe0e\ufe0f\u200d\u{1f3fb}-\u{1f3ff}]/gu;
const EMOJI = /\p{Extended_Pictographic}/gu;
const STRETCHED = /([a-z])\1{2,}/g;
const WORD = /[a-z0-9]+/g;
const TOKEN = /[a-z]+\d[a-z0-9]*|[2-5]g(?![a-z])|[a-z]+|\d+|[?]|[,;:.!()\n…]+/g;

const plain = (text: string): string =>
  text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARKS, '').replace(EMOJI, (sign) => ` ${EMOJI_WORDS.get(sign) ?? ''} `);

/** A message is folded by a dozen readers one after the other; what customers write is not kept for longer than that. */
const LAST_FOLDED = 32;

/** Lower case, no accents, chat spellings written out. Pure and idempotent. */
export const fold = remembering(LAST_FOLDED, (text) => {
  const lower = ASCII.test(text) ? text.toLowerCase() : plain(text);
  return lower
    .replace(STRETCHED, '$1')
    .replace(WORD, (word) => CHAT_SPELLINGS.get(word) ?? word)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
});

/** The text cut to what is looked at, folded and split. */
export function read(text: string): Text {
  const folded = fold(text.slice(0, MAX_CHARS)).slice(0, MAX_CHARS);
  const found = folded.match(TOKEN) ?? [];
  const tokens = found.map((token) => (isPause(token) ? ',' : token));
  return { folded, tokens, sounds: tokens.map(sound) };
}

/** Questions and options of the flows, in all wordings, and then some. */
export const OWN_TEXTS = 4000;

/** `read` for what the bot itself says, which comes with every turn and is kept; never for a customer's words. */
export const readOwn = remembering(OWN_TEXTS, read);

const isPause = (token: string): boolean => {
  const code = token.charCodeAt(0);
  return token !== '?' && (code < 48 || (code > 57 && code < 97) || code > 122);
};

/** How a folded word sounds: what common misspellings leave untouched. */
export function sound(word: string): string {
  let out = '';
  for (let i = 0; i < word.length; i += 1) {
    const letter = word.charAt(i);
    const next = word.charAt(i + 1);
    const heard = heardLetter(letter, next, word.charAt(i - 1));
    if (heard !== '' && heard === out.charAt(out.length - 1) && letter > '9') continue;
    out += heard;
  }
  return out;
}

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
