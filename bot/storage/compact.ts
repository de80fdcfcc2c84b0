/**
 * Writes frequent words as one character of two bytes: half the bytes of a Spanish sentence or of a state's JSON, for a
 * microsecond. The codes are U+0100 to U+07FF, which our languages do not use; where a text holds one of them after all
 * it is escaped, so every text comes back as it was.
 */
import { WORDS } from './words.data';

const FIRST = 0x100;
const ESCAPE = '\u0001';
const WORD = /[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]{3,}|[\u0001\u0100-\u07ff]/g;
const CODE = /\u0001([^])|[\u0100-\u07ff]/g;

const codes: ReadonlyMap<string, string> = new Map(WORDS.map((word, index) => [word, String.fromCharCode(FIRST + index)]));

export const compact = (text: string): string =>
  text.replace(WORD, (found) => (found.length === 1 ? ESCAPE + found : (codes.get(found) ?? found)));

/** @throws Error when a newer version wrote words that this one does not know. */
export const expand = (text: string): string =>
  text.replace(CODE, (found: string, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const word = WORDS[found.charCodeAt(0) - FIRST];
    if (word === undefined) throw new Error('a newer version stored this: its words are not known here');
    return word;
  });
