/**
 * Many patterns over one text at the price of one walk: before any is tried, the text is searched once for the pieces that each
 * pattern cannot do without (`needed-literals.ts`), and those whose pieces are missing are not tried. It changes no result:
 * a pattern that is turned away would not have matched. Pure; linear in the text.
 */
import { neededLiterals } from './needed-literals';

/** Of longer pieces the end is looked for: there stands the word that tells («no tengo … *señal*»). */
const LONGEST_PIECE = 8;
const ROOT = 0;

/** The patterns that may match a text, by their places, in order: no other does. */
export type Candidates = (text: string) => readonly number[];

/** Prepares the search at its first use. Patterns that need no certain piece are always candidates. */
export function indexPatterns(patterns: readonly RegExp[]): Candidates {
  let search: Candidates | undefined;
  return (text) => (search ??= prepare(patterns))(text);
}

/** The first pattern that matches, by its place, or -1. */
export function firstMatching(patterns: readonly RegExp[]): (text: string) => number {
  const candidates = indexPatterns(patterns);
  return (text) => candidates(text).find((i) => patterns[i]?.test(text) === true) ?? -1;
}

/** Whether any of the patterns matches. */
export function anyMatching(patterns: readonly RegExp[]): (text: string) => boolean {
  const first = firstMatching(patterns);
  return (text) => first(text) >= 0;
}

function prepare(patterns: readonly RegExp[]): Candidates {
  const always: number[] = [];
  const pieces = new Map<string, Set<number>>();
  patterns.forEach((pattern, id) => {
    const needed = neededLiterals(pattern);
    if (needed === undefined) always.push(id);
    for (const literal of needed ?? []) noted(pieces, literal.slice(-LONGEST_PIECE)).add(id);
  });
  return searchFor(pieces, always);
}

const noted = <Key, Value>(all: Map<Key, Set<Value>>, key: Key): Set<Value> => {
  const found = all.get(key) ?? new Set<Value>();
  all.set(key, found);
  return found;
};

/** A walk over the letters of the text, with all pieces at once (Aho and Corasick, 1975). */
function searchFor(pieces: ReadonlyMap<string, ReadonlySet<number>>, always: readonly number[]): Candidates {
  const letters = lettersOf(pieces.keys());
  const { next, found } = automaton(pieces, letters);
  const { width, places } = letters;
  return (text) => {
    let ids: Set<number> | undefined;
    let state = ROOT;
    for (let i = 0; i < text.length; i += 1) {
      state = next[state * width + (places[text.charCodeAt(i) & LAST_CODE] ?? 0)] ?? ROOT;
      const ending = found[state];
      if (ending !== undefined) for (const id of ending) (ids ??= new Set(always)).add(id);
    }
    if (ids === undefined) return always;
    return ids.size === 1 ? [...ids] : [...ids].sort((a, b) => a - b);
  };
}

interface Letters {
  /** How many there are, with 0 for whatever stands in no piece. */
  readonly width: number;
  /** By the low byte of their codes: letters that share one are taken for each other, which turns nothing away. */
  readonly places: Uint8Array;
}

const LAST_CODE = 255;

function lettersOf(pieces: Iterable<string>): Letters {
  const places = new Uint8Array(LAST_CODE + 1);
  let width = 1;
  for (const piece of pieces) {
    for (let i = 0; i < piece.length; i += 1) {
      const code = piece.charCodeAt(i) & LAST_CODE;
      if (places[code] === 0) places[code] = width++;
    }
  }
  return { width, places };
}

interface Automaton {
  /** The state after a letter: `next[state * width + letter]`. */
  readonly next: Uint16Array;
  /** The patterns whose piece ends in a state. */
  readonly found: readonly (readonly number[] | undefined)[];
}

function automaton(pieces: ReadonlyMap<string, ReadonlySet<number>>, { width, places }: Letters): Automaton {
  const next = new Uint16Array((1 + [...pieces.keys()].reduce((sum, piece) => sum + piece.length, 0)) * width);
  const ending: Set<number>[] = [new Set()];
  for (const [piece, ids] of pieces) {
    let state = ROOT;
    for (let i = 0; i < piece.length; i += 1) {
      const at = state * width + (places[piece.charCodeAt(i) & LAST_CODE] ?? 0);
      if (next[at] === ROOT) next[at] = ending.push(new Set()) - 1;
      state = next[at] ?? ROOT;
    }
    for (const id of ids) ending[state]?.add(id);
  }
  linkFailures(next, ending, width);
  return { next: next.slice(0, ending.length * width), found: ending.map((ids) => (ids.size > 0 ? [...ids] : undefined)) };
}

/** Where no piece goes on, another may: each state goes on as the longest piece's beginning that its letters end with. */
function linkFailures(next: Uint16Array, ending: readonly Set<number>[], width: number): void {
  const shorter = new Int32Array(ending.length);
  const queue = [ROOT];
  for (const state of queue) {
    for (let letter = 0; letter < width; letter += 1) {
      const at = state * width + letter;
      const otherwise = state === ROOT ? ROOT : (next[(shorter[state] ?? ROOT) * width + letter] ?? ROOT);
      const child = next[at] ?? ROOT;
      if (child === ROOT) {
        next[at] = otherwise;
        continue;
      }
      shorter[child] = otherwise;
      for (const id of ending[otherwise] ?? []) ending[child]?.add(id);
      queue.push(child);
    }
  }
}
