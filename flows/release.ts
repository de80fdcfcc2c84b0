/**
 * A release: the closure of everything that shapes a conversation (flows, glossary, thresholds, texts) as immutable
 * source files, named by their content (I7). Compiled once, as a whole or not at all.
 */
import type { CompiledFlow, Words } from './compile';
import { compileFlow } from './compile';
import { compileConditions } from './conditions';
import { contentHash } from './content-hash';
import type { Fault } from './faults';
import { FORGETFUL, type Memory } from './memory';
import { finish, type Parts } from './parts';
import type { SideWording } from './schema';
import type { Definitions, ReadSources, SourceFiles } from './sources';
import { kindOf, parseInParts } from './sources';
import { validateInParts } from './validate';

export interface CompiledRelease {
  readonly id: string;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  byIntent(intent: string): CompiledFlow | undefined;
}

export type Compiled = { readonly release: CompiledRelease } | { readonly faults: readonly Fault[] };

/** Of all but the articles, which are published apart. */
export const releaseId = (files: SourceFiles): string =>
  contentHash(
    Object.keys(files)
      .filter((path) => kindOf(path) !== 'article')
      .sort()
      .map((path) => `${path}\n${files[path]?.length ?? 0}\n${files[path] ?? ''}\n`)
      .join(''),
  );

/** Compiles what customers meet; tests beside the flows are read by `check.ts` alone. */
export const compileRelease = (id: string, files: SourceFiles): Compiled => finish(compileInParts(id, files));

export function* compileInParts(id: string, files: SourceFiles): Parts<Compiled> {
  const met = Object.fromEntries(Object.entries(files).filter(([path]) => kindOf(path) !== 'tests'));
  const { definitions, faults } = yield* checkSourcesInParts(met);
  return faults.length > 0 || definitions === undefined ? { faults } : { release: yield* assembleInParts(id, definitions) };
}

/** All faults of form and of meaning, in one pass: what one step hides does not hide the others. */
export const checkSources = (files: SourceFiles): ReadSources => finish(checkSourcesInParts(files));

export function* checkSourcesInParts(files: SourceFiles, memory: Memory = FORGETFUL): Parts<ReadSources> {
  const { definitions, faults } = yield* parseInParts(files, memory);
  return definitions === undefined ? { faults } : { definitions, faults: [...faults, ...(yield* validateInParts(definitions, memory))] };
}

export function* assembleInParts(id: string, { flows, glossary, texts, thresholds }: Definitions): Parts<CompiledRelease> {
  const words: Words = { conditions: compileConditions(glossary.value, thresholds.value), glossary: glossary.value };
  const side = (flow: string, language: SideWording): Readonly<Record<string, string>> =>
    Object.assign({}, ...texts.filter(({ value }) => value.flow === flow && value.language === language).map(({ value }) => value.texts));
  const compiled = new Map<string, CompiledFlow>();
  for (const { value } of flows) {
    const sides = { en: side(value.flow, 'en'), 'es-tu': side(value.flow, 'es-tu') };
    compiled.set(value.flow, compileFlow({ release: id, flow: value, sides }, words));
    yield;
  }
  const opened = new Map(flows.flatMap(({ value }) => value.intents.map((intent) => [intent, compiled.get(value.flow)] as const)));
  return { id, flows: compiled, byIntent: (intent) => opened.get(intent) };
}
