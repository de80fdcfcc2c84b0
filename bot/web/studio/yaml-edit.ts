/**
 * Changes of a YAML text by replacing ranges of it: whatever is not changed keeps its comments, its quotes and its order.
 * Nothing is ever written back from a parsed document. A path that does not exist changes nothing.
 */
import { isCollection, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair, type YAMLMap } from 'yaml';

export type YamlPath = readonly (string | number)[];

/** Several changes of one text are applied from the end, so that places stay true. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export const readDocument = (text: string): Document => parseDocument(text, { version: '1.2', strict: true, prettyErrors: false });

export const splice = (text: string, splices: readonly Splice[]): string =>
  [...splices].sort((one, other) => other.from - one.from).reduce((whole, { from, insert, to }) => whole.slice(0, from) + insert + whole.slice(to), text);

const PLAIN = /^[\p{L}¿¡][\p{L}\p{N} ¿?¡!.()/+_-]*$/u;
const RESERVED = /^(?:true|false|null|yes|no|on|off)$/i;

/** A text as YAML writes it: plain where that is safe, otherwise in double quotes. */
export const scalar = (value: string): string =>
  PLAIN.test(value) && !RESERVED.test(value) && value === value.trim() ? value : JSON.stringify(value);

const nodeAt = (document: Document, path: YamlPath): Node | undefined => {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isScalar(node) || isCollection(node) ? node : undefined;
};

/** Writes `source` (YAML, as it stands) where a value stands, or adds the key to the map above. */
export const setIn = (text: string, path: YamlPath, source: string): string => {
  const document = readDocument(text);
  const node = nodeAt(document, path);
  if (node?.range) return splice(text, [{ from: node.range[0], to: contentEnd(text, node), insert: source }]);
  const parent = nodeAt(document, path.slice(0, -1));
  const key = String(path.at(-1));
  if (isMap(parent)) return addPair(text, parent, { key, source });
  return path.length > 1 ? setIn(text, path.slice(0, -1), `{ ${key}: ${source} }`) : text;
};

/** Where a value really stops: a block ends behind its line break, which stays. */
const contentEnd = (text: string, { range }: Node): number => {
  let end = range?.[1] ?? 0;
  while (end > (range?.[0] ?? 0) && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
};

export interface NewPair {
  readonly key: string;
  readonly source: string;
  /** Behind this key; at the end without it. */
  readonly after?: string;
}

export const addPairIn = (text: string, path: YamlPath, pair: NewPair): string => {
  const map = nodeAt(readDocument(text), path);
  return isMap(map) ? addPair(text, map, pair) : text;
};

const addPair = (text: string, map: YAMLMap, { after, key, source }: NewPair): string => {
  const before = map.items.find((item) => keyOf(item) === after) ?? map.items.at(-1);
  const [from, to] = map.range ?? [0, 0];
  if (map.flow === true) {
    if (before === undefined) return splice(text, [{ from, to, insert: `{ ${key}: ${source} }` }]);
    const at = endOf(text, before);
    return splice(text, [{ from: at, to: at, insert: `, ${key}: ${source}` }]);
  }
  if (before === undefined) return text;
  const indent = ' '.repeat(columnOf(text, startOf(before)));
  const at = lineEnd(text, endOf(text, before));
  const written = `${indent}${key}:${source.startsWith('\n') ? '' : ' '}${source.replaceAll('\n', `\n${indent}`)}`;
  return splice(text, [{ from: at, to: at, insert: `\n${written}` }]);
};

export const removeIn = (text: string, path: YamlPath): string => {
  const map = nodeAt(readDocument(text), path.slice(0, -1));
  if (!isMap(map)) return text;
  const at = map.items.findIndex((item) => keyOf(item) === String(path.at(-1)));
  const item = map.items[at];
  if (item === undefined) return text;
  const [next, before] = [map.items[at + 1], map.items[at - 1]];
  if (map.flow === true) {
    const range = next !== undefined ? [startOf(item), startOf(next)] : [before === undefined ? startOf(item) : endOf(text, before), endOf(text, item)];
    return splice(text, [{ from: range[0] ?? 0, to: range[1] ?? 0, insert: '' }]);
  }
  const from = startOf(item) - columnOf(text, startOf(item));
  return splice(text, [{ from, to: lineEnd(text, endOf(text, item)) + 1, insert: '' }]);
};

/** Gives keys other names. */
export const renameKeys = (text: string, path: YamlPath, rename: (key: string) => string): string => {
  const map = nodeAt(readDocument(text), path);
  if (!isMap(map)) return text;
  return splice(text, map.items.flatMap((item) => {
    const range = isScalar(item.key) ? item.key.range : undefined;
    const [key, next] = [keyOf(item), rename(keyOf(item))];
    return range && next !== key ? [{ from: range[0], to: range[1], insert: next }] : [];
  }));
};

/** Replaces scalars that `change` gives another value, wherever `isPlace` says one may be replaced. */
export const replaceScalars = (text: string, isPlace: (path: YamlPath) => boolean, change: (value: string) => string): string => {
  const found: Splice[] = [];
  const visit = (node: unknown, path: YamlPath): void => {
    if (isMap(node)) for (const item of node.items) visit(item.value, [...path, keyOf(item)]);
    else if (isSeq(node)) node.items.forEach((item, index) => visit(item, [...path, index]));
    else if (isScalar(node) && node.range && typeof node.value === 'string' && isPlace(path)) {
      const next = change(node.value);
      if (next !== node.value) found.push({ from: node.range[0], to: node.range[1], insert: next });
    }
  };
  visit(readDocument(text).contents, []);
  return splice(text, found);
};

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

const startOf = ({ key }: Pair): number => (isScalar(key) ? (key.range?.[0] ?? 0) : 0);

const endOf = (text: string, { key, value }: Pair): number => {
  const node = isScalar(value) || isCollection(value) ? value : isScalar(key) ? key : undefined;
  return node === undefined ? 0 : contentEnd(text, node);
};

const columnOf = (text: string, at: number): number => (at === 0 ? 0 : at - (text.lastIndexOf('\n', at - 1) + 1));

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};
