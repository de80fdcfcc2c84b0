/**
 * A release: the closure of everything that shapes a conversation (flows, glossary, thresholds, texts) as immutable
 * source files, named by their content (I7). Compiled once, as a whole or not at all.
 */
import type { CompiledFlow, Words } from './compile';
import { compileFlow } from './compile';
import { compileConditions } from './conditions';
import { contentHash } from './content-hash';
import type { Fault } from './faults';
import type { Definitions, SourceFiles } from './sources';
import { parseSources } from './sources';
import { validateRelease } from './validate';

export interface CompiledRelease {
  readonly id: string;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  byIntent(intent: string): CompiledFlow | undefined;
}

export type Compiled = { readonly release: CompiledRelease } | { readonly faults: readonly Fault[] };

export const releaseId = (files: SourceFiles): string =>
  contentHash(
    Object.keys(files)
      .sort()
      .map((path) => `${path}\n${files[path]?.length ?? 0}\n${files[path] ?? ''}\n`)
      .join(''),
  );

export const compileRelease = (id: string, files: SourceFiles): Compiled => {
  const parsed = parseSources(files);
  if ('faults' in parsed) return parsed;
  const { definitions } = parsed;
  const faults = validateRelease(definitions);
  return faults.length > 0 ? { faults } : { release: assemble(id, definitions) };
};

const assemble = (id: string, { flows, texts, glossary, thresholds }: Definitions): CompiledRelease => {
  const words: Words = { conditions: compileConditions(glossary.value, thresholds.value), glossary: glossary.value };
  const english = new Map(texts.map(({ value }) => [value.flow, value.texts]));
  const compiled = new Map(flows.map(({ value }) => [value.flow, compileFlow({ release: id, flow: value, english: english.get(value.flow) ?? {} }, words)]));
  const opened = new Map(flows.flatMap(({ value }) => value.intents.map((intent) => [intent, compiled.get(value.flow)] as const)));
  return { id, flows: compiled, byIntent: (intent) => opened.get(intent) };
};
