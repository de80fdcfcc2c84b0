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
const wordOf: ReadonlyMap<number, string> = new Map([...codeOf].map(([word, code]) => [code.charCodeAt(0), word]));

/** What a character belongs to: runs of letters and of marks may have a code, codes and the escape are escaped. */
const OTHER = 0;
const LETTER = 1;
const MARK = 2;
const CODE = 3;
const classes = new Uint8Array(0x800);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚÜÑáéíóúüñ') classes[letter.charCodeAt(0)] = LETTER;
for (const mark of '":,{}[]') classes[mark.charCodeAt(0)] = MARK;
for (const code of [ESCAPE, ...CODES]) classes[code.charCodeAt(0)] = CODE;
const classAt = (text: string, at: number): number => {
  const code = at < text.length ? text.charCodeAt(at) : classes.length;
  return code < classes.length ? (classes[code] ?? OTHER) : OTHER;
};

/** Shorter runs have no code. */
const SHORTEST = 3;

// Both walk the text themselves: `replace` with a function costs two to seven times as much, six times a turn.
export const compact = (text: string): string => {
  let out = '';
  let kept = 0;
  for (let at = 0; at < text.length; ) {
    const start = at;
    const found = classAt(text, start);
    at += 1;
    if (found === OTHER) continue;
    if (found !== CODE) while (classAt(text, at) === found) at += 1;
    const shorter = found === CODE ? ESCAPE + text.charAt(start) : at - start < SHORTEST ? undefined : codeOf.get(text.slice(start, at));
    if (shorter === undefined) continue;
    out += text.slice(kept, start) + shorter;
    kept = at;
  }
  return out + text.slice(kept);
};

/** @throws Error when a newer version wrote words that this one does not know. */
export const expand = (text: string): string => {
  let out = '';
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (classAt(text, at) !== CODE) continue;
    out += text.slice(kept, at);
    kept = at + 1;
    // What is escaped stands for itself.
    if (text.charAt(at) === ESCAPE) at += 1;
    else out += wordAt(text, at);
  }
  return out + text.slice(kept);
};

const wordAt = (text: string, at: number): string => {
  const word = wordOf.get(text.charCodeAt(at));
  if (word === undefined) throw new Error('a newer version stored this: its words are not known here');
  return word;
};
