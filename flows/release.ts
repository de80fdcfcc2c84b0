/**
 * A release: the closure of everything that shapes a conversation (flows, glossary, thresholds, texts) as immutable
 * source files, named by their content (I7). Compiled once, as a whole or not at all.
 */
import type { CompiledFlow, Words } from './compile';
import { compileFlow } from './compile';
import { compileConditions } from './conditions';
import { contentHash } from './content-hash';
import type { Fault } from './faults';
import type { SideWording } from './schema';
import type { Definitions, ReadSources, SourceFiles } from './sources';
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
  const { definitions, faults } = checkSources(files);
  return faults.length > 0 || definitions === undefined ? { faults } : { release: assemble(id, definitions) };
};

/** All faults of form and of meaning, in one pass: what one step hides does not hide the others. */
export const checkSources = (files: SourceFiles): ReadSources => {
  const { definitions, faults } = parseSources(files);
  return definitions === undefined ? { faults } : { definitions, faults: [...faults, ...validateRelease(definitions)] };
};

export const assemble = (id: string, { flows, texts, glossary, thresholds }: Definitions): CompiledRelease => {
  const words: Words = { conditions: compileConditions(glossary.value, thresholds.value), glossary: glossary.value };
  const side = (flow: string, language: SideWording): Readonly<Record<string, string>> =>
    Object.assign({}, ...texts.filter(({ value }) => value.flow === flow && value.language === language).map(({ value }) => value.texts));
  const compiled = new Map(
    flows.map(({ value }) => {
      const sides = { en: side(value.flow, 'en'), 'es-tu': side(value.flow, 'es-tu') };
      return [value.flow, compileFlow({ release: id, flow: value, sides }, words)];
    }),
  );
  const opened = new Map(flows.flatMap(({ value }) => value.intents.map((intent) => [intent, compiled.get(value.flow)] as const)));
  return { id, flows: compiled, byIntent: (intent) => opened.get(intent) };
};
