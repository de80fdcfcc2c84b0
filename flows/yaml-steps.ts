/**
 * Reads a flow's file step by step, so that whoever checks it with every keystroke reads only the step that changed. Holds
 * to `parseYaml`: where the parts alone might not say what the whole says, nothing is returned and the whole is read.
 */
import type { Place } from './faults';
import type { Memory } from './memory';
import { isDeep, MOST_CHARACTERS, parseYaml, type Path, type Source } from './parse-yaml';

interface Piece {
  readonly name: string;
  readonly text: string;
  /** Lines that stand before it in the file. */
  readonly above: number;
}

interface Pieces {
  readonly head: string;
  /** Of `steps:`, from 1. */
  readonly line: number;
  readonly steps: readonly Piece[];
}

interface ReadPiece {
  readonly above: number;
  readonly source: Source;
}

export const parseSteps = (file: string, text: string, memory: Memory): Source | undefined => {
  const pieces = piecesOf(text);
  if (pieces === undefined) return undefined;
  const read = (name: string, part: string): Source | undefined => memory.of(`${file} ${name}`, [part], () => {
    const parsed = parseYaml(file, part);
    return parsed.ok ? parsed.value : undefined;
  });
  const head = read('head', pieces.head);
  if (!isRecord(head?.value) || 'steps' in head.value) return undefined;
  const steps = new Map<string, ReadPiece>();
  for (const { above, name, text: part } of pieces.steps) {
    const source = read(`step ${name}`, part);
    if (source === undefined || steps.has(name) || !isOnly(source.value, name)) return undefined;
    steps.set(name, { above, source });
  }
  const value = { ...head.value, steps: Object.fromEntries([...steps].map(([name, { source }]) => [name, isRecord(source.value) ? source.value[name] : undefined])) };
  return { file, value, at: placesIn({ head, line: pieces.line, steps, first: pieces.steps[0]?.above ?? 0 }) };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isOnly = (value: unknown, name: string): boolean => isRecord(value) && Object.keys(value).length === 1 && Object.hasOwn(value, name);

/** Marks of a document, tabs and returns may mean something beyond the line they stand in. */
const ODD = /^(?:---|\.\.\.|%)|[\t\r\uFEFF]/m;
const STEP = /^ {2}([a-z][a-z0-9_]*):(?: |$)/;
const EMPTY = /^ *(?:#|$)/;

const piecesOf = (text: string): Pieces | undefined => {
  if (text.length > MOST_CHARACTERS || ODD.test(text) || isDeep(text)) return undefined;
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^steps: *(?: #.*)?$/.test(line));
  if (at < 0) return undefined;
  const starts: number[] = [];
  for (let index = at + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (STEP.test(line)) starts.push(index);
    // Something stands behind the steps, or before the first of them.
    else if (!EMPTY.test(line) && (starts.length === 0 || !line.startsWith('   '))) return undefined;
  }
  if (starts.length === 0) return undefined;
  const steps = starts.map((start, index): Piece => ({ name: STEP.exec(lines[start] ?? '')?.[1] ?? '', above: start, text: lines.slice(start, starts[index + 1]).join('\n') }));
  return { head: lines.slice(0, at).join('\n'), line: at + 1, steps };
};

interface Whole {
  readonly head: Source;
  readonly line: number;
  readonly steps: ReadonlyMap<string, ReadPiece>;
  /** Lines above the first step. */
  readonly first: number;
}

const placesIn = ({ first, head, line, steps }: Whole) => (path: Path, part: 'key' | 'value' = 'value'): Place => {
  const [section, name, ...rest] = path;
  if (section !== 'steps') return head.at(path, part);
  if (name === undefined && part === 'value') return { file: head.file, line: first + 1, column: 3 };
  const step = steps.get(String(name));
  if (name === undefined || step === undefined) return { file: head.file, line, column: 1 };
  const place = step.source.at([name, ...rest], part);
  return { ...place, line: place.line + step.above };
};
