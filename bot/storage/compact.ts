/**
 * Writes frequent words as one character of one or two bytes: half the bytes of a Spanish sentence or of a state's
 * JSON, for a microsecond. The codes are control characters, which JSON text never holds, and U+0100 to U+07FF, which
 * our languages do not use; where a text holds one of them after all it is escaped, so every text comes back as it was.
 */
import { WORDS } from './words.data';

const ESCAPE = 0x01;
/** All control characters but the escape and white space, then the letters of two bytes that are not ours. */
const CODES: readonly number[] = [
  ...Array.from({ length: 0x20 }, (_, code) => code).filter((code) => code > ESCAPE && String.fromCharCode(code).trim() !== ''),
  ...Array.from({ length: 0x700 }, (_, index) => 0x100 + index),
];
const codes = Uint16Array.from(CODES);
const wordOf: ReadonlyMap<number, string> = new Map(WORDS.map((word, index) => [codes[index] ?? 0, word]));

/** What a character belongs to: runs of letters and of marks may have a code, codes and the escape are escaped. */
const OTHER = 0;
const LETTER = 1;
const MARK = 2;
const CODE = 3;
const classes = new Uint8Array(0x10000);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÁÉÍÓÚÜÑáéíóúüñ') classes[letter.charCodeAt(0)] = LETTER;
for (const mark of '":,{}[]') classes[mark.charCodeAt(0)] = MARK;
for (const code of [ESCAPE, ...CODES]) classes[code] = CODE;

/** Shorter runs have no code. */
const SHORTEST = 3;

// Every turn does this half a dozen times. So a word is found by a hash made while its run is read, and a text is put
// together in one buffer: slices, a map of words and joined strings cost twice as much, `replace` seven times.
const SLOTS = 0x2000;
const FREE = -1;
const slots = new Int16Array(SLOTS).fill(FREE);
const slotOf = (hash: number): number => hash & (SLOTS - 1);
const hashed = (hash: number, char: number): number => (Math.imul(hash, 31) + char) | 0;
WORDS.forEach((word, index) => {
  let hash = 0;
  for (let at = 0; at < word.length; at += 1) hash = hashed(hash, word.charCodeAt(at));
  let slot = slotOf(hash);
  while (slots[slot] !== FREE) slot = slotOf(slot + 1);
  slots[slot] = index;
});

/** The code of the run, or 0. */
const codeOf = (hash: number, text: string, from: number, to: number): number => {
  for (let slot = slotOf(hash); ; slot = slotOf(slot + 1)) {
    const index = slots[slot] ?? FREE;
    if (index === FREE) return 0;
    if (isRun(WORDS[index] ?? '', text, from, to)) return codes[index] ?? 0;
  }
};

const isRun = (word: string, text: string, from: number, to: number): boolean => {
  if (word.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (word.charCodeAt(at - from) !== text.charCodeAt(at)) return false;
  return true;
};

const BYTES_A_CHARACTER = 2;
let bytes = Buffer.alloc(0);
let written = new Uint16Array(0);
const makeRoom = (characters: number): void => {
  if (characters <= written.length) return;
  written = new Uint16Array(characters * 2);
  bytes = Buffer.from(written.buffer);
};
makeRoom(0x2000);

export const compact = (text: string): string => {
  const { length } = text;
  makeRoom(length * 2);
  let end = 0;
  for (let at = 0; at < length; ) {
    const char = text.charCodeAt(at);
    const found = classes[char];
    if (found === OTHER || found === CODE) {
      if (found === CODE) written[end++] = ESCAPE;
      written[end++] = char;
      at += 1;
      continue;
    }
    const from = at;
    const run = end;
    let hash = 0;
    for (let next = char; classes[next] === found; next = text.charCodeAt(at)) {
      hash = hashed(hash, next);
      written[end++] = next;
      at += 1;
      if (at === length) break;
    }
    const code = at - from < SHORTEST ? 0 : codeOf(hash, text, from, at);
    if (code === 0) continue;
    written[run] = code;
    end = run + 1;
  }
  return bytes.toString('utf16le', 0, end * BYTES_A_CHARACTER);
};

/** @throws Error when a newer version wrote words that this one does not know. */
export const expand = (text: string): string => {
  let out = '';
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (classes[text.charCodeAt(at)] !== CODE) continue;
    out += text.slice(kept, at);
    kept = at + 1;
    // What is escaped stands for itself.
    if (text.charCodeAt(at) === ESCAPE) at += 1;
    else out += wordAt(text, at);
  }
  return out + text.slice(kept);
};

const wordAt = (text: string, at: number): string => {
  const word = wordOf.get(text.charCodeAt(at));
  if (word === undefined) throw new Error('a newer version stored this: its words are not known here');
  return word;
};
