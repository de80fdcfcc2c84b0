/**
 * Finds phrases in a message in one walk over its words, however many phrases there are: a trie, no regular
 * expressions, so a thousand cues cost a few microseconds and long input cannot make it slow.
 *
 * A phrase is words separated by spaces: `reinici*` any ending, `(lo|la|)` one of these, `_` any one word,
 * `..` up to three words of the same clause, `#` a number, `,` a pause, `?` a question mark, `^` the start and `$` the end of the message.
 */
import { sound } from './sound';

export interface Hit<Cue extends string> {
  readonly cue: Cue;
  /** First token and the one after the last. */
  readonly from: number;
  readonly to: number;
}

export type PhraseTable<Cue extends string> = Readonly<Record<Cue, string>>;

interface Stem {
  readonly letters: string;
  readonly node: Node;
}

/** Made bare and filled as needed: there are thousands, and most have one way on. */
class Node {
  words: Map<string, Node> | undefined = undefined;
  /** By their first two letters, which turn most words away; longer stems first. */
  stems: Map<number, Stem[]> | undefined = undefined;
  any: Node | undefined = undefined;
  number: Node | undefined = undefined;
  /** Where the phrases go on after a choice, without a further word. */
  onward: Node[] | undefined = undefined;
  cues: number[] | undefined = undefined;
  cuesAtEnd: number[] | undefined = undefined;
}

interface Trie {
  readonly anywhere: Starts;
  readonly atStart: Node;
}

export interface Phrases<Cue extends string> {
  readonly names: readonly Cue[];
  /** The trie, laid out at the first use: a table costs nothing before. */
  readonly trie: () => Trie;
}

/** Prepares a table; phrases of one cue are separated by `;` or line ends. Size and time grow with the table, not with its choices. */
export function compilePhrases<Cue extends string>(table: PhraseTable<Cue>): Phrases<Cue> {
  const names = Object.keys(table) as Cue[];
  let built: Trie | undefined;
  return { names, trie: () => (built ??= build(names.map((name) => table[name]))) };
}

interface Roots {
  readonly anywhere: Node;
  readonly atStart: Node;
}

function build(lists: readonly string[]): Trie {
  const roots = { anywhere: new Node(), atStart: new Node() };
  lists.forEach((list, id) => {
    for (const line of list.split(/[;\n]/)) add(roots, line.match(/[()|]|[^\s()|]+/g) ?? [], id);
  });
  return { anywhere: new Starts(roots.anywhere), atStart: roots.atStart };
}

function add(trie: Roots, parts: readonly string[], id: number): void {
  if (parts.length === 0) return;
  const atStart = parts[0] === '^';
  const atEnd = parts[parts.length - 1] === '$';
  const words = parts.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  for (const node of new Path(words).from(atStart ? trie.atStart : trie.anywhere)) {
    const cues = atEnd ? (node.cuesAtEnd ??= []) : (node.cues ??= []);
    if (!cues.includes(id)) cues.push(id);
  }
}

/** Lays one phrase into the trie; the ways of a choice meet again, so that choices never multiply. */
class Path {
  private at = 0;

  constructor(private readonly parts: readonly string[]) {}

  from(start: Node): readonly Node[] {
    let ends: readonly Node[] = [start];
    while (this.at < this.parts.length && this.parts[this.at] !== ')' && this.parts[this.at] !== '|') {
      const part = this.parts[this.at++] ?? '';
      const here = joined(ends);
      if (part === '(') ends = this.choice(here);
      else ends = part === '..' ? gap(here) : [step(here, part)];
    }
    return ends;
  }

  private choice(start: Node): readonly Node[] {
    const ends = [...this.from(start)];
    while (this.parts[this.at] === '|') {
      this.at += 1;
      ends.push(...this.from(start));
    }
    this.at += 1;
    return ends;
  }
}

function joined(ends: readonly Node[]): Node {
  const [only, ...more] = ends;
  if (only !== undefined && more.length === 0) return only;
  const meeting = new Node();
  for (const end of new Set(ends)) (end.onward ??= []).push(meeting);
  return meeting;
}

/** None to three words. */
function gap(start: Node): readonly Node[] {
  const nodes = [new Node(), new Node(), new Node(), new Node()] as const;
  (start.onward ??= []).push(nodes[0]);
  nodes.slice(1).forEach((node, i) => {
    const before = nodes[i];
    if (before !== undefined) before.any = node;
  });
  return nodes;
}

function step(node: Node, word: string): Node {
  if (word === '_') return (node.any ??= new Node());
  if (word === '#') return (node.number ??= new Node());
  if (word.endsWith('*')) return stemStep(node, sound(word.slice(0, -1)));
  const children = (node.words ??= new Map<string, Node>());
  const key = sound(word);
  const child = children.get(key) ?? new Node();
  children.set(key, child);
  return child;
}

function stemStep(node: Node, letters: string): Node {
  if (letters.length < 2) throw new Error(`a stem of fewer than two letters: ${letters}*`);
  const stems = (node.stems ??= new Map<number, Stem[]>());
  const alike = stems.get(head(letters)) ?? [];
  const known = alike.find((stem) => stem.letters === letters);
  if (known !== undefined) return known.node;
  const created = { letters, node: new Node() };
  stems.set(head(letters), [...alike, created].sort((a, b) => b.letters.length - a.letters.length));
  return created.node;
}

/** The first two letters as one number. */
const head = (word: string): number => (word.charCodeAt(0) << 8) | word.charCodeAt(1);

/** Where phrases may begin: few of the places are worth a look for any one word. */
class Starts {
  readonly nodes: Node[] = [];
  private readonly byWord = new Map<string, number[]>();
  private readonly byHead = new Map<number, number[]>();
  /** What any word, or none, may begin. */
  private readonly always: number[] = [];

  constructor(root: Node) {
    this.collect(root);
    this.nodes.forEach((node, i) => {
      if (node.any !== undefined || node.number !== undefined || node.cuesAtEnd !== undefined) this.always.push(i);
      for (const word of node.words?.keys() ?? []) this.byWord.set(word, [...(this.byWord.get(word) ?? []), i]);
      for (const letters of node.stems?.keys() ?? []) this.byHead.set(letters, [...(this.byHead.get(letters) ?? []), i]);
    });
    for (const [word, places] of this.byWord) this.byWord.set(word, united(places, this.always));
    for (const [letters, places] of this.byHead) this.byHead.set(letters, united(places, this.always));
  }

  /** The places that a word may begin at, in order. */
  of(word: string): readonly number[] {
    const exact = this.byWord.get(word);
    const stems = this.byHead.get(head(word));
    if (exact === undefined) return stems ?? this.always;
    return stems === undefined ? exact : united(exact, stems);
  }

  /** Those where the phrases go on without a word before the one that they go on from. */
  private collect(node: Node): void {
    if (this.nodes.includes(node)) return;
    for (const next of node.onward ?? []) this.collect(next);
    this.nodes.push(node);
  }
}

const united = (some: readonly number[], others: readonly number[]): number[] => [...new Set([...some, ...others])].sort((a, b) => a - b);

/** All phrases of the message, in order of their first word. `sounds` come from `read`. */
export function findPhrases<Cue extends string>(phrases: Phrases<Cue>, sounds: readonly string[]): Hit<Cue>[] {
  const hits: Hit<Cue>[] = [];
  const note = (from: number, to: number, ids: readonly number[]): void => {
    for (const id of ids) {
      const cue = phrases.names[id];
      if (cue !== undefined) hits.push({ cue, from, to });
    }
  };
  const walk = (node: Node, from: number, at: number): void => {
    if (node.cues !== undefined) note(from, at, node.cues);
    if (node.onward !== undefined) for (const next of node.onward) walk(next, from, at);
    advance(node, from, at);
  };
  const advance = (node: Node, from: number, at: number): void => {
    const word = sounds[at];
    if (node.cuesAtEnd !== undefined && restIsPause(sounds, at)) note(from, at, node.cuesAtEnd);
    if (word === undefined) return;
    const exact = node.words?.get(word);
    if (exact !== undefined) walk(exact, from, at + 1);
    if (node.stems !== undefined) for (const stem of node.stems.get(head(word)) ?? NO_STEMS) if (word.startsWith(stem.letters)) walk(stem.node, from, at + 1);
    if (node.any !== undefined && word !== ',' && word !== '?') walk(node.any, from, at + 1);
    if (node.number !== undefined && isDigit(word)) walk(node.number, from, at + 1);
  };
  const { anywhere, atStart } = phrases.trie();
  walk(atStart, 0, 0);
  for (let from = 0; from < sounds.length; from += 1) {
    for (const place of anywhere.of(sounds[from] ?? '')) {
      const node = anywhere.nodes[place];
      if (node !== undefined) advance(node, from, from);
    }
  }
  return hits;
}

const NO_STEMS: readonly Stem[] = [];

const isDigit = (word: string): boolean => word.charCodeAt(0) >= 48 && word.charCodeAt(0) <= 57;

function restIsPause(sounds: readonly string[], at: number): boolean {
  for (let i = at; i < sounds.length; i += 1) {
    if (sounds[i] !== ',' && sounds[i] !== '?') return false;
  }
  return true;
}
