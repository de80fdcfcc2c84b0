/**
 * Turns a message into the hashed features of the linear models: words, pairs, letter groups of words as they
 * sound, and concepts. What a customer denies («no es el wifi, es…») is marked, so that it does not count as a topic.
 */
import { CONCEPTS, IN_ORDER } from './concepts';
import { findPhrases } from './phrase-matcher';
import { sound, type Text } from './text';

/** Buckets of the hash; a power of two. */
export const BUCKETS = 1 << 16;

const REQUESTS = new Set(
  'quiero necesito quisiera exijo solicito deme dame mandeme mande manden envien enviame pasame paseme digame diganme dime como donde cuando cuanto puedo pueden puede podrian podria quien want need can could how where when please quieren ayudeme ayudenme requiero deseo cual sera'
    .split(' ')
    .map(sound),
);
const DENIALS = new Set(['es', 'son', 'kiero', 'nesesito', 'boi', 'fue', 'fueron', 'me', 'era', 'ai']);
const DENIED_PAIRS = new Set(['me pase', 'me mande', 'me mande', 'me ponga', 'me kambie', 'me manden', 'me konbensa']);
const TURNS = new Set([',', 'sino', 'pero', 'solo', 'es', 'son', 'kiero', 'nesesito', '?', 'ke']);

/** For each word, whether it is denied up to the next pause or turn, or told to be in order. */
export function deniedWords(sounds: readonly string[]): boolean[] {
  const denied = new Array<boolean>(sounds.length).fill(false);
  for (const { from, to } of findPhrases(IN_ORDER, sounds)) denied.fill(true, from, to);
  for (let i = 0; i + 1 < sounds.length; i += 1) {
    if (!opensDenial(sounds, i)) continue;
    const past = sounds[i + 2] === 'ke' ? i + 3 : i + 2;
    let end = past;
    while (end < sounds.length && end < past + 9 && !(end > past && TURNS.has(sounds[end] ?? '')) && sounds[end] !== ',') end += 1;
    for (let k = i; k < end; k += 1) denied[k] = true;
    i = end - 1;
  }
  return denied;
}

function opensDenial(sounds: readonly string[], at: number): boolean {
  const word = sounds[at];
  const next = sounds[at + 1] ?? '';
  if (word === 'not') return true;
  if (word !== 'no' || !DENIALS.has(next)) return false;
  if (next === 'me') return DENIED_PAIRS.has(`me ${sounds[at + 2] ?? ''}`);
  return next !== 'ai';
}

/** The words of the clause that asks for something: what is wanted weighs more than the story before it. */
function wantedWords(sounds: readonly string[], denied: readonly boolean[]): boolean[] {
  let open = false;
  return sounds.map((word, i) => {
    if (word === ',' || word === 'pero') open = false;
    else if (REQUESTS.has(word) && denied[i] !== true && sounds[i - 1] !== 'no') open = true;
    return open;
  });
}

/** A small, even hash of a string (FNV-1a), kept below 2^32. */
export function hash(text: string, seed: number, from = 0, to = text.length): number {
  let value = seed;
  for (let i = from; i < to; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  return value >>> 0;
}

export const SEEDS = { word: 0x811c9dc5, pair: 0x2f0b4f1d, letters: 0x5bd1e995, concept: 0x3c6ef372, concepts: 0x1b873593, denied: 0x7ed55d16, length: 0x6a09e667, cue: 0x428a2f98, asked: 0x71374491, wanted: 0x510e527f, last: 0x1f83d9ab };
export const bucket = (text: string, seed: number): number => hash(text, seed) & (BUCKETS - 1);

export interface FeatureSet {
  readonly words: readonly number[];
  readonly concepts: readonly number[];
}

/** A feature that people can read. */
export interface NamedFeature {
  readonly name: string;
  readonly id: number;
}

/** The features of a message, with what its explanation needs. */
export interface MessageFeatures extends FeatureSet {
  /** The concepts by name; `~` before those that are denied. */
  readonly names: readonly string[];
  readonly denied: readonly boolean[];
}

/** The features of a message, without repeats, in two groups that are weighted apart. */
export function features(text: Text): MessageFeatures {
  const count = text.sounds.reduce((sum, word) => (word === ',' || word === '?' ? sum : sum + 1), 0);
  const denied = deniedWords(text.sounds);
  const words = wordFeatures(text.sounds, denied);
  words.add(lengthFeature(count));
  return { words: [...words], ...conceptFeatures(text.sounds, denied), denied };
}

/** The words and concepts of a message beside their features, for its explanation. */
export function namedFeatures(text: Text, { names, denied }: MessageFeatures): NamedFeature[] {
  const found: NamedFeature[] = names.map((name) => ({ name, id: bucket(name, SEEDS.concept) }));
  text.tokens.forEach((token, i) => {
    if (token !== ',' && denied[i] !== true) found.push({ name: token, id: bucket(shape(text.sounds[i] ?? ''), SEEDS.word) });
  });
  return found;
}

const shape = (word: string): string => {
  const first = word.charCodeAt(0);
  return first >= 48 && first <= 57 ? `#${Math.min(word.length, 5)}` : word;
};

function wordFeatures(sounds: readonly string[], denied: readonly boolean[]): Set<number> {
  const found = new Set<number>();
  let before = '^';
  sounds.forEach((sounded, i) => {
    if (sounded === ',') return;
    const word = shape(sounded);
    found.add(bucket(`${before} ${word}`, SEEDS.pair));
    found.add(bucket(word, denied[i] === true ? SEEDS.denied : SEEDS.word));
    if (denied[i] !== true) addLetters(found, word);
    before = word;
  });
  found.add(bucket(`${before} $`, SEEDS.pair));
  return found;
}

function addLetters(found: Set<number>, word: string): void {
  if (word.length < 4) return;
  const padded = `<${word}>`;
  for (let size = 4; size <= 5; size += 1) {
    for (let i = 0; i + size <= padded.length; i += 1) found.add(hash(padded, SEEDS.letters, i, i + size) & (BUCKETS - 1));
  }
}

function conceptFeatures(sounds: readonly string[], denied: readonly boolean[]): { concepts: number[]; names: string[] } {
  const seen = new Set<string>();
  const found = new Set<number>();
  const wanted = wantedWords(sounds, denied);
  const last = sounds.lastIndexOf(',', sounds.length - 3);
  for (const { cue, from } of findPhrases(CONCEPTS, sounds)) {
    if (denied[from] === true) {
      seen.add(`~${cue}`);
      continue;
    }
    seen.add(cue);
    if (wanted[from] === true) found.add(bucket(cue, SEEDS.wanted));
    if (last > 0 && from > last) found.add(bucket(cue, SEEDS.last));
  }
  const names = [...seen].sort();
  names.forEach((name, i) => {
    found.add(bucket(name, SEEDS.concept));
    if (name.startsWith('~')) return;
    for (let k = i + 1; k < names.length; k += 1) found.add(bucket(`${name} ${names[k] ?? ''}`, SEEDS.concepts));
  });
  if (names.length === 0) found.add(bucket('none', SEEDS.concept));
  return { concepts: [...found], names };
}

const lengthFeature = (words: number): number => bucket(words <= 2 ? String(words) : words <= 5 ? 'few' : words <= 12 ? 'some' : 'many', SEEDS.length);
