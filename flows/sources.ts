/** The files of a release, read and sorted by what they are; names are not compared yet (`validate.ts` does). */
import type { Fault } from './faults';
import { faultAt } from './faults';
import type { Located } from './parse';
import { parseFlow, parseGlossary, parseTexts, parseThresholds } from './parse';
import type { Flow, Glossary, SideTexts, Thresholds } from './schema';

/** Path (as in `flows/definitions/`) to text. */
export type SourceFiles = Readonly<Record<string, string>>;

/** All definitions of a release, parsed; the checker's and the prover's view of it. */
export interface Definitions {
  readonly flows: readonly Located<Flow>[];
  readonly texts: readonly Located<SideTexts>[];
  readonly glossary: Located<Glossary>;
  readonly thresholds: Located<Thresholds>;
}

/** Everything read, nothing compared yet; used by whatever reports faults while a person edits. */
export const parseSources = (files: SourceFiles): { readonly definitions: Definitions } | { readonly faults: readonly Fault[] } => {
  const faults: Fault[] = [];
  const flows: Located<Flow>[] = [];
  const texts: Located<SideTexts>[] = [];
  const glossaries: Located<Glossary>[] = [];
  const thresholds: Located<Thresholds>[] = [];
  for (const path of Object.keys(files).sort()) {
    const text = files[path] ?? '';
    const kind = kindOf(path);
    if (kind === 'flow') sort(parseFlow(path, text), flows, faults);
    if (kind === 'texts') sort(parseTexts(path, text), texts, faults);
    if (kind === 'glossary') sort(parseGlossary(path, text), glossaries, faults);
    if (kind === 'thresholds') sort(parseThresholds(path, text), thresholds, faults);
  }
  const [glossary] = glossaries;
  const [limits] = thresholds;
  if (faults.length === 0 && glossary === undefined) faults.push(absent('glossary.yaml'));
  if (faults.length === 0 && limits === undefined) faults.push(absent('thresholds.yaml'));
  if (faults.length > 0 || glossary === undefined || limits === undefined) return { faults };
  return { definitions: { flows, texts, glossary, thresholds: limits } };
};

type FileKind = 'flow' | 'texts' | 'glossary' | 'thresholds' | 'other';

const kindOf = (path: string): FileKind => {
  const name = path.split('/').at(-1) ?? path;
  if (name === 'glossary.yaml') return 'glossary';
  if (name === 'thresholds.yaml') return 'thresholds';
  if (/\.[a-z]{2}\.yaml$/.test(name)) return 'texts';
  return name.endsWith('.yaml') ? 'flow' : 'other';
};

const sort = <T>(parsed: { ok: true; value: T } | { ok: false; faults: readonly Fault[] }, found: T[], faults: Fault[]): void => {
  if (parsed.ok) found.push(parsed.value);
  else faults.push(...parsed.faults);
};

const absent = (file: string): Fault => faultAt({ file, line: 1, column: 1 }, `Falta el archivo ${file}`, `the file ${file} is missing`);
