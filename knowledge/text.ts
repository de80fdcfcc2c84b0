/**
 * Folding: one spelling for what people type, so that every later rule is written once. Accents, capitals, chat
 * spellings, stretched letters and emoji disappear; punctuation stays, since a comma changes the sense
 * («no, tengo internet»). Folding twice gives the same as folding once.
 */
import { remembering } from './remembering';
import { sound } from './sound';
import { CHAT_SPELLINGS, EMOJI_WORDS } from './spelling';
import { endOfWord, tokensOf } from './tokens';

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
const LATIN = /^[\n\x20-\xff]*$/;
const MARKS = /[\u0300-\u036f\ufe0e\ufe0f\u200d\u{1f3fb}-\u{1f3ff}]/gu;
const EMOJI = /\p{Extended_Pictographic}/gu;
const STRETCHED = /([a-z])\1{2,}/g;

const plain = (text: string): string =>
  text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(MARKS, '').replace(EMOJI, (sign) => ` ${EMOJI_WORDS.get(sign) ?? ''} `);

/** What accented letters and signs of western languages are without accents: each by itself, so they need no library. */
const LATIN_SIGNS: ReadonlyMap<string, string> = new Map(Array.from({ length: 128 }, (_, i) => String.fromCharCode(128 + i)).map((sign) => [sign, plain(sign)] as const));
const plainLatin = (text: string): string => text.toLowerCase().replace(/[\x80-\xff]/g, (sign) => LATIN_SIGNS.get(sign) ?? sign);

/** No letter three times in a row, and no space but single blanks and line ends: nothing to tidy. */
function isTidy(text: string): boolean {
  let before = 0;
  let earlier = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if ((code === before && (code === earlier || code === 32)) || (code < 32 && code !== 10) || code > 255) return false;
    earlier = before;
    before = code;
  }
  return true;
}

const tidied = (text: string): string => (isTidy(text) ? text : text.replace(STRETCHED, '$1').replace(/[^\S\n]+/g, ' '));

const LONGEST_SPELLING = Math.max(...[...CHAT_SPELLINGS.keys()].map((word) => word.length));

/** Chat spellings written out, word by word. */
function spelledOut(text: string): string {
  let out = '';
  let copied = 0;
  for (let from = 0; from < text.length; ) {
    const to = endOfWord(text, from);
    const known = to > from && to - from <= LONGEST_SPELLING ? CHAT_SPELLINGS.get(text.slice(from, to)) : undefined;
    if (known !== undefined) {
      out += text.slice(copied, from) + known;
      copied = to;
    }
    from = Math.max(to, from + 1);
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** A message is folded by a dozen readers one after the other; what customers write is not kept for longer than that. */
const LAST_FOLDED = 32;

/** Lower case, no accents, chat spellings written out. Pure and idempotent. */
export const fold = remembering(LAST_FOLDED, (text) => {
  const lower = ASCII.test(text) ? text.toLowerCase() : LATIN.test(text) ? plainLatin(text) : plain(text);
  return spelledOut(tidied(lower)).trim();
});

/** As much of a message as is read, folded. */
export const plainOf = (text: string): string => fold(text.slice(0, MAX_CHARS));

/** Words and figures alone, with one space for all between them. */
export const bareWords = (folded: string): string => folded.replace(ASCII.test(folded) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ');

/** The text cut to what is looked at, folded and split. */
export function read(text: string): Text {
  const folded = plainOf(text).slice(0, MAX_CHARS);
  const tokens = tokensOf(folded);
  return { folded, tokens, sounds: tokens.map(sound) };
}

/** Questions and options of the flows, in all wordings, and then some. */
export const OWN_TEXTS = 4000;

/** `read` for what the bot itself says, which comes with every turn and is kept; never for a customer's words. */
export const readOwn = remembering(OWN_TEXTS, read);
