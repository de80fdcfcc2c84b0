/** What the text editor does to a text, as plain functions: places, indentation. Offsets count UTF-16 units, as textareas do. */
export interface Selection {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Replace `from..to` by `insert`, then select `start..end`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

const INDENT = '  ';

/** Where line and column (both from 1) stand; beyond the text it is the nearest place. */
export function offsetAt(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const row = Math.min(Math.max(1, line), lines.length) - 1;
  const before = lines.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0);
  return before + Math.min(Math.max(1, column) - 1, lines[row]?.length ?? 0);
}

export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

export function lineCount(text: string): number {
  return text.split('\n').length;
}

/** A new line keeps the indentation of the one it leaves, one step deeper after a colon. */
export function newLine({ text, start, end }: Selection): Edit {
  const line = text.slice(lineStart(text, start), start);
  const indent = /^ */.exec(line)?.[0] ?? '';
  const insert = `\n${indent}${/:\s*$/.test(line) ? INDENT : ''}`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** Moves every touched line one step in or out. */
export function shiftLines({ text, start, end }: Selection, deeper: boolean): Edit {
  const from = lineStart(text, start);
  const stop = text.indexOf('\n', end);
  const to = stop < 0 ? text.length : stop;
  const lines = text.slice(from, to).split('\n');
  const moved = lines.map((line) => (deeper ? INDENT + line : line.replace(/^ {1,2}/, '')));
  const insert = moved.join('\n');
  const first = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  return { from, to, insert, start: Math.max(from, start + first), end: end + insert.length - (to - from) };
}

/** `lastIndexOf` takes a negative place for 0, where a line break may stand. */
function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
