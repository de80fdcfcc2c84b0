/**
 * The checker of the flows at the page: parses again only what changed, then compares and proves the whole release as the
 * server does. Pure but for what it remembers of texts it has read.
 */
import type { Memory } from '../../../../flows/memory';
import { finish } from '../../../../flows/parts';
import { proveInParts, type LevelProof } from '../../../../flows/proof/prove';
import { exampleOf } from '../../../../flows/proof/example';
import { assembleInParts, checkSourcesInParts, type CompiledRelease } from '../../../../flows/release';
import type { Flow } from '../../../../flows/schema';
import { kindOf, type Definitions, type ReadSources } from '../../../../flows/sources';
import { coverageOf } from '../../../../flows/testing/coverage';
import type { Reader } from '../../../../flows/testing/play';
import { runTests } from '../../../../flows/testing/run-test';
import { warningsOf } from '../../../../flows/warnings/warnings';
import { LEVELS, type Level } from '../../../../knowledge/language';
import type { Question } from '../../../../knowledge/question';
import { flatFault } from '../../flat-fault';
import { changesOf } from './changes';
import type { FileChange, Files, Figures, FilesOfFlow, ProvenFlow, ReadFile, TestedFlow, Understood } from './messages';

export const withDrafts = (published: Files, drafts: Readonly<Record<string, string | null>>): Files =>
  Object.fromEntries(Object.entries({ ...published, ...drafts }).filter((entry): entry is [string, string] => entry[1] !== null));

export const readAll = (files: Files, memory: Memory): ReadSources => finish(checkSourcesInParts(files, memory));

const flowNameOf = (file: string, files: Files): string => /^flow:[ \t]*([a-z][a-z0-9-]*)/m.exec(files[file] ?? '')?.[1] ?? '';

/** The flow's own file and what stands beside it. */
export const filesAround = (file: string, files: Files): FilesOfFlow => {
  const flow = flowNameOf(file, files);
  const of = (kind: string): readonly string[] => (flow === '' ? [] : Object.keys(files).filter((path) => kindOf(path) === kind && flowNameOf(path, files) === flow).sort());
  const tests = of('tests');
  return { file: of('flow')[0] ?? file, sides: of('texts'), tests: [...tests.filter((name) => !name.includes('-exits')), ...tests.filter((name) => name.includes('-exits'))] };
};

/** What the flow of a file can be read with, without the other flows and the tests. */
export const filesNear = (file: string, files: Files): Files => {
  const around = filesAround(file, files);
  const near = new Set([around.file, ...around.sides]);
  return Object.fromEntries(Object.entries(files).filter(([path]) => near.has(path) || kindOf(path) === 'glossary' || kindOf(path) === 'thresholds'));
};

export interface Reading {
  readonly sources: ReadSources;
  readonly files: Files;
  readonly published: Files;
  readonly drafts: Readonly<Record<string, string | null>>;
  readonly file: string;
}

export const readFile = ({ drafts, file, files, published, sources }: Reading, memory: Memory, before: Memory): ReadFile => {
  const around = filesAround(file, files);
  const flow = sources.definitions?.flows.find(({ source }) => source.file === around.file);
  return {
    faults: sources.faults.map(flatFault),
    ...(flow && flow.unread?.size === 0 && { flow: flow.value }),
    flows: Object.fromEntries((sources.definitions?.flows ?? []).map(({ value }) => [value.flow, value.title])),
    isOpened: flow === undefined || isOpened(flow.value, sources.definitions?.flows ?? []),
    files: around,
    glossary: sources.definitions?.glossary.value ?? { facts: {}, conditions: {} },
    changes: Object.entries(drafts).map(([changed, text]): FileChange => ({ file: changed, sentences: changesOf({ changed, text, was: published[changed] }, { memory, before }) })),
  };
};

const isOpened = ({ flow, intents }: Flow, all: Definitions['flows']): boolean =>
  intents.length > 0 || all.some(({ value }) => Object.values(value.steps).some((step) => step.kind === 'call' && step.call === flow));

export interface Proven {
  readonly told: ProvenFlow;
  readonly release?: CompiledRelease;
}

export const proveAll = (definitions: Definitions, flow: string): Proven => {
  const { faults, proofs } = finish(proveInParts(definitions));
  const own = definitions.flows.filter(({ value }) => value.flow === flow);
  const warnings = warningsOf({ ...definitions, flows: own }, proofs).map(flatFault);
  const figures = own[0] === undefined ? undefined : figuresOf(own[0].value, proofs, definitions);
  return { told: { faults: faults.map(flatFault), warnings, ...(figures && { figures }) }, release: finish(assembleInParts('draft', definitions)) };
};

const figuresOf = (flow: Flow, proofs: readonly LevelProof[], { glossary }: Definitions): Readonly<Record<Level, Figures>> =>
  Object.fromEntries(LEVELS.flatMap((level) => {
    const proof = proofs.find((one) => one.flow === flow.flow && one.level === level);
    if (proof === undefined) return [];
    const { start } = proof.measured;
    const longestTalk = exampleOf({ flow, level, glossary: glossary.value, inner: () => [] }, proof.measured.longest('ownTurns'));
    return [[level, {
      steps: proof.reached.size, leastQuestions: start.questions.least, mostQuestions: start.questions.most, longest: start.steps.most, reached: [...proof.reached], longestTalk,
    }] as const];
  })) as unknown as Readonly<Record<Level, Figures>>;

const keyOf = (text: string, question: Question): string => JSON.stringify([text, question.kind, question.text, question.options]);

/** The flow's tests with the words that are understood so far; the others are handed out to be understood. */
export const testFlow = (release: CompiledRelease, definitions: Definitions, asked: { readonly flow: string; readonly understood: readonly Understood[] }): TestedFlow => {
  const known = new Map(asked.understood.map((one) => [keyOf(one.text, one.question), one.value]));
  const unread = new Map<string, Pick<Understood, 'text' | 'question'>>();
  const read: Reader = (text, question) => {
    const key = keyOf(text, question);
    if (!known.has(key)) unread.set(key, { text, question });
    return known.get(key) ?? undefined;
  };
  const ran = runTests(release, definitions.tests.filter(({ value }) => value.flow === asked.flow), read);
  const [coverage] = coverageOf(definitions.flows.filter(({ value }) => value.flow === asked.flow), ran);
  return {
    ran: ran.map(({ fault, heard, level, name }) => ({ name, level, heard, fault: fault === null ? null : flatFault(fault) })),
    came: coverage?.exits.came ?? 0,
    all: coverage?.exits.all ?? 0,
    missed: coverage?.missed.map(({ name }) => name) ?? [],
    passed: [...new Set(ran.flatMap(({ passed }) => [...passed]))].filter((name) => name.startsWith(`${asked.flow}/`)).map((name) => name.slice(asked.flow.length + 1)),
    unread: [...unread.values()],
  };
};
