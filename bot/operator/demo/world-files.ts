/**
 * Reads the demo's world from a directory of YAML or JSON files that a person may change: their top-level keys are put
 * together, and every fault is told with its file, line and column. All faults are listed, not only the first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isNode, LineCounter, parseDocument, type Document } from 'yaml';

import { parseWith, type Fault } from './parse';
import { worldSchema, type World } from './schema';

export type LoadedWorld = { readonly ok: true; readonly world: World } | { readonly ok: false; readonly faults: readonly string[] };

/** The bundled world: beside the source, also when this runs from the build. */
export const bundledWorldDir = (): string => {
  const beside = join(__dirname, 'world');
  return existsSync(beside) ? beside : join(__dirname, '../../../../bot/operator/demo/world');
};

interface WorldFile {
  readonly name: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** `now` is what relative times count from. Faults read `services.yaml:12:9 services.0.kind: ...`. */
export const loadWorld = (dir: string, now: () => number): LoadedWorld => {
  const names = existsSync(dir) ? readdirSync(dir).filter((name) => /\.(ya?ml|json)$/.test(name)).sort() : [];
  if (names.length === 0) return { ok: false, faults: [`${dir}: no .yaml or .json file is there`] };
  const files = names.map((name) => readFile(dir, name));
  const faults = files.flatMap(syntaxFaults);
  if (faults.length > 0) return { ok: false, faults };
  const merged = mergedKeys(files);
  if (merged.faults.length > 0) return { ok: false, faults: merged.faults };
  const parsed = parseWith(worldSchema(now), merged.value);
  return parsed.ok ? { ok: true, world: parsed.value } : { ok: false, faults: parsed.faults.map((fault) => located(fault, merged.owners)) };
};

const readFile = (dir: string, name: string): WorldFile => {
  const lines = new LineCounter();
  return { name, lines, document: parseDocument(readFileSync(join(dir, name), 'utf8'), { lineCounter: lines, prettyErrors: false }) };
};

const syntaxFaults = ({ name, document, lines }: WorldFile): readonly string[] => {
  const faults = document.errors.map(({ pos, message }) => `${placeIn({ name, lines }, pos[0])} ${message}`);
  const isMap = typeof document.toJS() === 'object' && document.toJS() !== null && !Array.isArray(document.toJS());
  return faults.length > 0 || isMap ? faults : [`${name}:1:1 write keys such as "customers:" at the top`];
};

const mergedKeys = (files: readonly WorldFile[]) => {
  const value: Record<string, unknown> = {};
  const owners = new Map<string, WorldFile>();
  const faults: string[] = [];
  for (const file of files) {
    for (const [key, part] of Object.entries(file.document.toJS() as Record<string, unknown>)) {
      const former = owners.get(key);
      if (former) faults.push(`${placeOf(file, [key])} "${key}" is already in ${former.name}`);
      else owners.set(key, file);
      value[key] = part;
    }
  }
  return { value, owners, faults };
};

const located = ({ path, message }: Fault, owners: ReadonlyMap<string, WorldFile>): string => {
  const file = owners.get(String(path[0]));
  const text = `${path.join('.') || 'the world'}: ${message}`;
  return file ? `${placeOf(file, path)} ${text}` : text;
};

/** Where the value stands, or the nearest value around it when it is missing. */
const placeOf = (file: WorldFile, path: readonly (string | number)[]): string => {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = file.document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return placeIn(file, node.range[0]);
  }
  return placeIn(file, 0);
};

const placeIn = ({ name, lines }: Pick<WorldFile, 'name' | 'lines'>, offset: number): string => {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
};
