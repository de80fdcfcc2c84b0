/** What may stand at a place of a flow's text, from the one schema and from the names that exist. Pure: text in, words out. */
import { ACTIONS, END_CODES, SYSTEMS } from '../../../flows/contracts';
import { FIELD_MEANINGS } from '../../../flows/reference/meanings';
import { flowShape, glossaryShape, testsShape, textsShape, thresholdsShape, type Shape } from '../../../flows/reference/json-schema';
import { QUESTION_KINDS } from '../../../knowledge/question';
import type { Language } from '../../../knowledge/language';

export interface Names {
  readonly steps: readonly string[];
  readonly flows: readonly string[];
  readonly facts: readonly string[];
  readonly conditions: readonly string[];
}

export interface Suggestion {
  readonly label: string;
  readonly about: string;
  /** Where the word under work begins. */
  readonly from: number;
}

export const meaningOf = (word: string, language: Language): string | undefined =>
  Object.hasOwn(FIELD_MEANINGS, word) ? FIELD_MEANINGS[word]?.[language] : undefined;

export const suggestions = (file: string, before: string, { language, names }: { readonly language: Language; readonly names: Names }): readonly Suggestion[] => {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const word = /[\w.-]*$/.exec(line)?.[0] ?? '';
  const from = before.length - word.length;
  const value = /([\w.-]+):\s+[\w.-]*$/.exec(line)?.[1] ?? (/\bcheck:\s*\[[^\]]*$/.test(line) ? 'check' : undefined);
  const path = pathAt(before);
  const isExit = value !== undefined && (path.includes('exits') || path.includes('defaults') || /\bexits:\s*\{[^}]*$/.test(line));
  if (value !== undefined) return valuesFor(value, names, isExit).map((label) => ({ label, about: '', from }));
  if (!/^\s*(?:- )?[\w.-]*$/.test(line)) return [];
  return keysAt(file, path, siblings(before)).map((label) => ({ label, about: meaningOf(label, language) ?? '', from }));
};

const STEP_KEYS: ReadonlySet<string> = new Set(['go', 'start', 'else', 'others']);

const valuesFor = (key: string, names: Names, isExit: boolean): readonly string[] => {
  if (STEP_KEYS.has(key)) return names.steps;
  switch (key) {
    case 'fact':
    case 'options_from':
      return names.facts;
    case 'when':
      return names.conditions;
    case 'call':
      return names.flows;
    case 'do':
      return Object.keys(ACTIONS);
    case 'check':
      return Object.keys(SYSTEMS);
    case 'code':
      return END_CODES;
    case 'expects':
      return QUESTION_KINDS;
    default:
      return isExit ? names.steps : [];
  }
};

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Keys above the line, from the outside in, by indentation. */
const pathAt = (before: string): readonly string[] => {
  const lines = before.split('\n');
  const path: string[] = [];
  let indent = indentOf(lines.at(-1) ?? '');
  for (let at = lines.length - 2; at >= 0 && indent > 0; at -= 1) {
    const line = lines[at] ?? '';
    const key = /^ *(?:- )?([\w.-]+):/.exec(line)?.[1];
    if (key === undefined || indentOf(line) >= indent) continue;
    path.unshift(key);
    indent = indentOf(line);
  }
  return path;
};

/** Keys that stand at the same depth just above: they say which kind of step it is. */
const siblings = (before: string): ReadonlySet<string> => {
  const lines = before.split('\n');
  const indent = indentOf(lines.at(-1) ?? '');
  const found = new Set<string>();
  for (let at = lines.length - 2; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) < indent) break;
    const key = indentOf(line) === indent ? /^ *([\w.-]+):/.exec(line)?.[1] : undefined;
    if (key !== undefined) found.add(key);
  }
  return found;
};

const SHAPES: Readonly<Record<string, () => Shape>> = { glossary: glossaryShape, thresholds: thresholdsShape, texts: textsShape, tests: testsShape };

const shapeFor = (file: string): Shape => (SHAPES[file.split('/')[0]?.replace('.yaml', '') ?? ''] ?? flowShape)();

const keysAt = (file: string, path: readonly string[], beside: ReadonlySet<string>): readonly string[] => {
  const shapes = path.reduce<readonly Shape[]>((now, key) => now.flatMap((shape) => inside(shape, key)), [shapeFor(file)]).flatMap(variants);
  const chosen = shapes.filter((shape) => [...beside].every((key) => shape.properties === undefined || Object.hasOwn(shape.properties, key)));
  return [...new Set((chosen.length > 0 ? chosen : shapes).flatMap((shape) => Object.keys(shape.properties ?? {})))].filter((key) => !beside.has(key));
};

const variants = (shape: Shape): readonly Shape[] => [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap(variants).concat(shape.properties === undefined ? [] : [shape]);

const inside = (shape: Shape, key: string): readonly Shape[] => {
  const own = shape.properties?.[key];
  if (own !== undefined) return own.items === undefined ? [own] : [own, own.items];
  const more = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((one) => inside(one, key));
  return typeof shape.additionalProperties === 'object' ? [...more, shape.additionalProperties] : more;
};
