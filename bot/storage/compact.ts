/**
 * Writes frequent words as one character of one or two bytes: half the bytes of a Spanish sentence or of a state's
 * JSON, for a microsecond. The codes are control characters, which JSON text never holds, and U+0100 to U+07FF, which
 * our languages do not use; where a text holds one of them after all it is escaped, so every text comes back as it was.
 */
import { WORDS } from './words.data';

const ESCAPE = '\u0001';
/** All control characters but the escape and white space, then the letters of two bytes that are not ours. */
const CODES: readonly string[] = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).filter((code) => code > ESCAPE && code.trim() !== ''),
  ...Array.from({ length: 0x700 }, (_, index) => String.fromCharCode(0x100 + index)),
];

const codeOf: ReadonlyMap<string, string> = new Map(WORDS.map((word, index) => [word, CODES[index] ?? word]));
const wordOf: ReadonlyMap<string, string> = new Map([...codeOf].map(([word, code]) => [code, word]));

const CODE_RANGE = '\\u0001-\\u0008\\u000e-\\u001f\\u0100-\\u07ff';
const WORD = new RegExp(`[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{3,}|[":,{}[\\]]{3,}|[${CODE_RANGE}]`, 'g');
const CODE = new RegExp(`\\u0001([^])|[${CODE_RANGE}]`, 'g');

export const compact = (text: string): string =>
  text.replace(WORD, (found) => (found.length === 1 ? ESCAPE + found : (codeOf.get(found) ?? found)));

/** @throws Error when a newer version wrote words that this one does not know. */
export const expand = (text: string): string =>
  text.replace(CODE, (found: string, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const word = wordOf.get(found);
    if (word === undefined) throw new Error('a newer version stored this: its words are not known here');
    return word;
  });
