/** The files of a release, read and sorted by what they are; names are not compared yet (`validate.ts` does). */
import type { Fault } from './faults';
import { faultAt } from './faults';
import { FORGETFUL, type Memory } from './memory';
import { mergeGlossaries, mergeThresholds } from './merge';
import type { Located, Read } from './parse';
import { parseFlow, parseGlossary, parseTests, parseTexts, parseThresholds } from './parse';
import type { Parts } from './parts';
import type { Flow, Glossary, SideTexts, Thresholds } from './schema';
import type { FlowTests } from './testing/schema';

/** Path (as in `flows/definitions/`) to text. */
export type SourceFiles = Readonly<Record<string, string>>;

/** All definitions of a release, parsed; the checker's and the prover's view of it. */
export interface Definitions {
  readonly flows: readonly Located<Flow>[];
  readonly texts: readonly Located<SideTexts>[];
  readonly glossary: Located<Glossary>;
  readonly thresholds: Located<Thresholds>;
  readonly tests: readonly Located<FlowTests>[];
  /** What a help may name; absent when no article came along: then nothing is said of such names. */
  readonly articles?: readonly string[];
  /** What stands in files that could not be read: nothing is said of what refers to it. */
  readonly unread: { readonly flows: ReadonlySet<string>; readonly words: boolean };
}

/** What could be read, and all that is wrong with the files one by one. */
export interface ReadSources {
  /** Absent when there is no glossary or no thresholds to compare with. */
  readonly definitions?: Definitions;
  readonly faults: readonly Fault[];
}

/** Everything read, nothing compared yet. */
export function* parseInParts(files: SourceFiles, memory: Memory = FORGETFUL): Parts<ReadSources> {
  const faults: Fault[] = [];
  const found = { flow: [] as Located<Flow>[], texts: [] as Located<SideTexts>[], glossary: [] as Located<Glossary>[], thresholds: [] as Located<Thresholds>[], tests: [] as Located<FlowTests>[] };
  const unread = { flows: new Set<string>(), words: false };
  const keep = <T>(into: Located<T>[], { value, faults: more }: Read<T>): boolean => {
    if (value !== undefined) into.push(value);
    faults.push(...more);
    return value !== undefined;
  };
  for (const path of Object.keys(files).sort()) {
    const text = files[path] ?? '';
    const kind = kindOf(path);
    const read = <T>(parse: (path: string, text: string, memory: Memory) => Read<T>): Read<T> => memory.of(path, [text], () => parse(path, text, memory));
    if (kind === 'flow' && !keep(found.flow, read(parseFlow))) unread.flows.add(flowNameIn(path, text));
    if (kind === 'texts') keep(found.texts, read(parseTexts));
    if (kind === 'tests') keep(found.tests, read(parseTests));
    yield;
    if (kind === 'glossary' && !keep(found.glossary, read(parseGlossary))) unread.words = true;
    if (kind === 'thresholds' && !keep(found.thresholds, read(parseThresholds))) unread.words = true;
  }
  const articles = Object.keys(files).flatMap((path) => ARTICLE.exec(path)?.[1] ?? []);
  const kinds = new Set(Object.keys(files).map(kindOf));
  for (const kind of ['glossary', 'thresholds'] as const) if (!kinds.has(kind)) faults.push(absent(`${kind}.yaml`));
  const [glossary, ...glossaries] = found.glossary;
  const [limits, ...thresholds] = found.thresholds;
  if (glossary === undefined || limits === undefined) return { faults };
  const words = memory.of('glossary', found.glossary, () => mergeGlossaries([glossary, ...glossaries]));
  const numbers = memory.of('thresholds', found.thresholds, () => mergeThresholds([limits, ...thresholds]));
  return {
    definitions: {
      flows: found.flow, texts: found.texts, glossary: words.value, thresholds: numbers.value, tests: found.tests, unread,
      ...(articles.length > 0 && { articles }),
    },
    faults: [...faults, ...words.faults, ...numbers.faults],
  };
}

/** An article beside the flows: only that it is there counts, its text is read elsewhere. */
const ARTICLE = /^articles\/([^/]+)\.md$/;

/** Files as they are, and beside them articles by name, for a check that is to know them. */
export const withArticles = (files: SourceFiles, names: Iterable<string>): SourceFiles => ({ ...files, ...Object.fromEntries([...names].map((name) => [`articles/${name}.md`, ''])) });

/** The name that a file which cannot be read most likely gives its flow. */
const flowNameIn = (path: string, text: string): string => /^flow:[ \t]*([a-z][a-z0-9-]*)/m.exec(text)?.[1] ?? path.replace(/^.*\//, '').replace(/\.yaml$/, '');

export type FileKind = 'flow' | 'texts' | 'glossary' | 'thresholds' | 'tests' | 'article' | 'other';

/** What a file is, by its name and the folder it stands in. */
export const kindOf = (path: string): FileKind => {
  const [name = '', folder] = path.split('/').reverse();
  if (ARTICLE.test(path)) return 'article';
  if (!name.endsWith('.yaml')) return 'other';
  if (name === 'glossary.yaml' || folder === 'glossary') return 'glossary';
  if (name === 'thresholds.yaml' || folder === 'thresholds') return 'thresholds';
  if (folder === 'tests') return 'tests';
  return /\.[a-z]{2}\.yaml$/.test(name) ? 'texts' : 'flow';
};

const absent = (file: string): Fault => faultAt({ file, line: 1, column: 1 }, `Falta el archivo ${file}`, `the file ${file} is missing`);
