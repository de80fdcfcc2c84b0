/**
 * Turns a message into the hashed features of the linear models: words, pairs, letter groups of words as they
 * sound, and concepts. What a customer denies («no es el wifi, es…») is marked, so that it does not count as a topic.
 */
import { CONCEPTS, IN_ORDER } from './concepts';
import { findPhrases } from './phrase-matcher';
import { remembering } from './remembering';
import { sound } from './sound';
import type { Text } from './text';

/** Buckets of the hash; a power of two. */
export const BUCKETS = 1 << 16;

const REQUESTS = new Set(
  'quiero necesito quisiera exijo solicito deme dame mandeme mande manden envien enviame pasame paseme digame diganme dime como donde cuando cuanto puedo pueden puede podrian podria quien want need can could how where when please quieren ayudeme ayudenme requiero deseo cual sera'
    .split(' ')
    .map(sound),
);
/** Whether a text asks for something, rather than tells it. */
export const asksFor = ({ sounds }: Text): boolean => sounds.some((word) => REQUESTS.has(word));

const DENIALS = new Set(['es', 'son', 'kiero', 'nesesito', 'boi', 'fue', 'fueron', 'me', 'era', 'ai']);
const DENIED_PAIRS = new Set(['me pase', 'me mande', 'me mande', 'me ponga', 'me kambie', 'me manden', 'me konbensa']);
const TURNS = new Set([',', 'sino', 'pero', 'solo', 'es', 'son', 'kiero', 'nesesito', '?', 'ke']);

/** For each word, whether it is denied up to the next pause or turn, or told to be in order. */
function deniedWords(sounds: readonly string[]): boolean[] {
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

const PRIME = 0x01000193;

/** Goes on with a hash (FNV-1a) over more text: of joined pieces it is the same as of the joined text. */
export function mixed(state: number, text: string, from = 0, to = text.length): number {
  let value = state;
  for (let i = from; i < to; i += 1) value = Math.imul(value ^ text.charCodeAt(i), PRIME);
  return value;
}

export const SEEDS = { word: 0x811c9dc5, pair: 0x2f0b4f1d, letters: 0x5bd1e995, concept: 0x3c6ef372, concepts: 0x1b873593, denied: 0x7ed55d16, length: 0x6a09e667, cue: 0x428a2f98, asked: 0x71374491, wanted: 0x510e527f, last: 0x1f83d9ab };

/** The bucket of what was hashed. */
export const settled = (state: number): number => ((state ^ (state >>> 15)) >>> 0) & (BUCKETS - 1);
export const bucket = (text: string, seed: number): number => settled(mixed(seed, text));

/** Numbers of buckets in order, each once. */
class Ids {
  private list: number[] = [];
  private round = 0;
  /** The round in which a bucket was last met. */
  private readonly met = new Uint32Array(BUCKETS);

  add(id: number): void {
    if (this.met[id] === this.round) return;
    this.met[id] = this.round;
    this.list.push(id);
  }

  /** What was added since the last time. */
  collected(add: (ids: Ids) => void): readonly number[] {
    this.list = [];
    this.round = (this.round + 1) >>> 0;
    if (this.round === 0) {
      this.met.fill(0);
      this.round = 1;
    }
    add(this);
    return this.list;
  }
}

export interface FeatureSet {
  readonly words: readonly number[];
  readonly concepts: readonly number[];
}

/** One for all: a message is read at a time. */
const ids = new Ids();

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
  const words = ids.collected((found) => {
    addWords(found, text.sounds, denied);
    found.add(lengthFeature(count));
  });
  return { words, ...conceptFeatures(text.sounds, denied), denied };
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

function addWords(found: Ids, sounds: readonly string[], denied: readonly boolean[]): void {
  let before = '^';
  sounds.forEach((sounded, i) => {
    if (sounded === ',') return;
    const word = shape(sounded);
    found.add(settled(mixed(mixed(mixed(SEEDS.pair, before), ' '), word)));
    found.add(bucket(word, denied[i] === true ? SEEDS.denied : SEEDS.word));
    if (denied[i] !== true && word.length >= SHORTEST_GROUP) for (const id of lettersOf(word)) found.add(id);
    before = word;
  });
  found.add(settled(mixed(mixed(SEEDS.pair, before), ' $')));
}

const SHORTEST_GROUP = 4;
const LONGEST_GROUP = 5;
const WORDS_IN_USE = 2048;

/** The groups of letters of a word, its ends marked. */
const lettersOf = remembering(WORDS_IN_USE, (word) => {
  const padded = `<${word}>`;
  const found: number[] = [];
  for (let size = SHORTEST_GROUP; size <= LONGEST_GROUP; size += 1) {
    for (let i = 0; i + size <= padded.length; i += 1) found.push(settled(mixed(SEEDS.letters, padded, i, i + size)));
  }
  return found;
});

function conceptFeatures(sounds: readonly string[], denied: readonly boolean[]): { concepts: readonly number[]; names: string[] } {
  const seen = new Set<string>();
  let names: string[] = [];
  const wanted = wantedWords(sounds, denied);
  const last = sounds.lastIndexOf(',', sounds.length - 3);
  const concepts = ids.collected((found) => {
    for (const { cue, from } of findPhrases(CONCEPTS, sounds)) {
      if (denied[from] === true) {
        seen.add(`~${cue}`);
        continue;
      }
      seen.add(cue);
      if (wanted[from] === true) found.add(bucket(cue, SEEDS.wanted));
      if (last > 0 && from > last) found.add(bucket(cue, SEEDS.last));
    }
    addNames(found, (names = [...seen].sort()));
  });
  return { concepts, names };
}

/** Each concept alone, and each pair of those that are not denied. */
function addNames(found: Ids, names: readonly string[]): void {
  names.forEach((name, i) => {
    found.add(bucket(name, SEEDS.concept));
    if (name.startsWith('~')) return;
    const first = mixed(mixed(SEEDS.concepts, name), ' ');
    for (let k = i + 1; k < names.length; k += 1) found.add(settled(mixed(first, names[k] ?? '')));
  });
  if (names.length === 0) found.add(bucket('none', SEEDS.concept));
}

const lengthFeature = (words: number): number => bucket(words <= 2 ? String(words) : words <= 5 ? 'few' : words <= 12 ? 'some' : 'many', SEEDS.length);
