/**
 * Reads the strict subset of YAML 1.2 that flows are written in: no anchors, aliases, tags or repeated keys. The result
 * remembers where each value stands, so that any later fault can be shown at its line and column.
 */
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
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
const MOST_FAULTS = 100;

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
const isDeep = (text: string): boolean => {
  let open = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > DEEPEST) return true;
  }
  return /^ {120}/m.test(text) || /(?:[-?:!&*]\s+){40}/.test(text);
};

const readYaml = (file: string, text: string): Parsed<Source> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', strict: true, uniqueKeys: true, lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults: Fault[] = document.errors.slice(0, MOST_FAULTS).map((error) =>
    faultAt(place(error.pos[0]), `YAML no válido: ${yamlReason(error.code).es}`, `invalid YAML: ${yamlReason(error.code).en} (${error.message})`),
  );
  faults.push(...forbidden(document, place).slice(0, MOST_FAULTS));
  if (faults.length > 0) return { ok: false, faults };
  const at = (path: Path, part: 'key' | 'value' = 'value'): Place => place(offsetOf(document, path, part));
  return { ok: true, value: { file, value: document.toJS(), at } };
};

const yamlReason = (code: string): { es: string; en: string } => {
  if (code === 'DUPLICATE_KEY') return { es: 'una clave está repetida', en: 'a key is repeated' };
  if (code === 'BAD_INDENT' || code === 'TAB_AS_INDENT') return { es: 'la sangría no cuadra', en: 'the indentation does not fit' };
  return { es: `no se puede leer (${code})`, en: `cannot be read (${code})` };
};

const forbidden = (document: Document, place: (offset: number) => Place): Fault[] => {
  const faults: Fault[] = [];
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    const start = place(node.range?.[0] ?? 0);
    if (isAlias(node) || node.anchor !== undefined) faults.push(faultAt(start, 'aquí no se permiten anclas ni alias', 'anchors and aliases are not allowed here'));
    if (node.tag !== undefined) faults.push(faultAt(start, 'aquí no se permiten etiquetas (!)', 'tags (!) are not allowed here'));
  });
  return faults;
};

const offsetOf = (document: Document, path: Path, part: 'key' | 'value'): number => {
  for (let depth = path.length; depth > 0; depth--) {
    const node = part === 'key' || depth < path.length ? keyNode(document, path.slice(0, depth)) : undefined;
    const found = node ?? nodeAt(document, path.slice(0, depth));
    if (found?.range) return found.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
};

const nodeAt = (document: Document, path: Path): Node | undefined => {
  const node = document.getIn(path, true);
  return isNode(node) ? node : undefined;
};

const keyNode = (document: Document, path: Path): Node | undefined => {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const last = String(path[path.length - 1]);
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === last);
  return isNode(pair?.key) ? pair.key : undefined;
};
