/**
 * Reads the strict subset of YAML 1.2 that flows are written in: no anchors, aliases, tags or repeated keys. The result
 * remembers where each value stands, so that any later fault can be shown at its line and column.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import type { Fault, Parsed, Place } from './faults';
import { faultAt } from './faults';

export type Path = readonly (string | number)[];

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value (or its key) stands; the nearest place above when it is not there. */
  at(path: Path, part?: 'key' | 'value'): Place;
}

/** A flow that a person can still read is far below these; beyond them a file is not read at all. */
export const MOST_CHARACTERS = 256 * 1024;
const DEEPEST = 40;
export const MOST_FAULTS = 100;

export const parseYaml = (file: string, text: string): Parsed<Source> => {
  const first: Place = { file, line: 1, column: 1 };
  if (text.length > MOST_CHARACTERS) {
    return { ok: false, faults: [faultAt(first, `El archivo tiene ${text.length} caracteres; el máximo es ${MOST_CHARACTERS}`, `the file has ${text.length} characters; the most is ${MOST_CHARACTERS}`)] };
  }
  if (isDeep(text)) return { ok: false, faults: [tooDeep(first)] };
  try {
    return readYaml(file, text);
  } catch (error) {
    // The library reads by recursion: what nests in a way that `isDeep` does not see runs out of stack.
    if (error instanceof RangeError) return { ok: false, faults: [tooDeep(first)] };
    throw error;
  }
};

const tooDeep = (place: Place): Fault => faultAt(place, `Hay más de ${DEEPEST} niveles, uno dentro de otro`, `more than ${DEEPEST} levels stand within each other`);

/** Counts open brackets, steps of indentation and markers in a row; a text in quotes may count too, which does no harm. */
export const isDeep = (text: string): boolean => {
  let open = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > DEEPEST) return true;
  }
  return /^ {120}/m.test(text) || /(?:[-?:!&*]\s+){40}/.test(text);
};

const readYaml = (file: string, text: string): Parsed<Source> => {
  const lines = new LineCounter();
  // The library compares each key with all before it: repeated ones are found here, with a look at each.
  const document = parseDocument(text, { version: '1.2', strict: true, uniqueKeys: false, lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults: Fault[] = document.errors.slice(0, MOST_FAULTS).map((error) =>
    faultAt(place(error.pos[0]), `YAML no válido: ${yamlReason(error.code).es}`, `invalid YAML: ${yamlReason(error.code).en} (${error.message})`),
  );
  faults.push(...forbidden(document, place).slice(0, MOST_FAULTS));
  if (faults.length > 0) return { ok: false, faults };
  const child = childFinder();
  const at = (path: Path, part: 'key' | 'value' = 'value'): Place => place(offsetOf(document, child, path, part));
  return { ok: true, value: { file, value: document.toJS(), at } };
};

const yamlReason = (code: string): { es: string; en: string } => {
  if (code === 'BAD_INDENT' || code === 'TAB_AS_INDENT') return { es: 'la sangría no cuadra', en: 'the indentation does not fit' };
  return { es: `no se puede leer (${code})`, en: `cannot be read (${code})` };
};

const forbidden = (document: Document, place: (offset: number) => Place): Fault[] => {
  const faults: Fault[] = [];
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const start = place(node.range?.[0] ?? 0);
    if (isMap(node)) faults.push(...repeated(node).map((key) => faultAt(place(key.range?.[0] ?? 0), 'YAML no válido: una clave está repetida', 'invalid YAML: a key is repeated')));
    if (isAlias(node) || node.anchor !== undefined) faults.push(faultAt(start, 'aquí no se permiten anclas ni alias', 'anchors and aliases are not allowed here'));
    if (node.tag !== undefined) faults.push(faultAt(start, 'aquí no se permiten etiquetas (!)', 'tags (!) are not allowed here'));
  });
  return faults;
};

const repeated = ({ items }: YAMLMap): readonly Node[] => {
  const known = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const isKnown = known.has(key.value);
    known.add(key.value);
    return isKnown ? [key] : [];
  });
};

/** What stands at a path: its key, where it has one, and its value. */
interface Found {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

type Child = (node: Node | undefined, part: string | number) => Found;

const offsetOf = (document: Document, child: Child, path: Path, part: 'key' | 'value'): number => {
  const whole: Found = { key: undefined, value: isNode(document.contents) ? document.contents : undefined };
  const ways = path.reduce<readonly Found[]>((all, step) => [...all, child(all.at(-1)?.value, step)], [whole]);
  for (let depth = path.length; depth > 0; depth--) {
    const { key, value } = ways[depth] ?? whole;
    const found = part === 'key' || depth < path.length ? (key ?? value) : value;
    if (found?.range) return found.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
};

/** Looks keys up in a table that is made once for each map: long flows are asked for hundreds of places. */
const childFinder = (): Child => {
  const tables = new WeakMap<Node, ReadonlyMap<string, Found>>();
  const tableOf = (map: YAMLMap): ReadonlyMap<string, Found> => {
    const known = tables.get(map);
    if (known !== undefined) return known;
    const made = new Map(map.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : '', { key: nodeOf(key), value: nodeOf(value) }] as const));
    tables.set(map, made);
    return made;
  };
  return (node, part) => {
    if (isMap(node)) return tableOf(node).get(String(part)) ?? NOTHING;
    return isSeq(node) && typeof part === 'number' ? { key: undefined, value: nodeOf(node.items[part]) } : NOTHING;
  };
};

const NOTHING: Found = { key: undefined, value: undefined };

const nodeOf = (value: unknown): Node | undefined => (isNode(value) ? value : undefined);
