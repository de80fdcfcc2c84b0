/**
 * A real conversation as a test of a flow, with nothing personal in it: what was known, what the systems told, and what was
 * said are written down as the flow needs them, ids and names are replaced, and the test is run before anybody sees it.
 */
import { readTap } from '../../dialogs/tap';
import type { Entry, StepsEntry } from '../../dialogs/transcript';
import { ACTIONS, SYSTEMS } from '../../flows/contracts';
import { parseTests } from '../../flows/parse';
import type { CompiledRelease } from '../../flows/release';
import type { Outcome } from '../../flows/run';
import type { RanTest } from '../../flows/testing/run-test';
import { runTests } from '../../flows/testing/run-test';
import type { Step } from '../../flows/schema';
import type { Level } from '../../knowledge/language';
import type { RecordedTest } from '../web/flow-contracts';
import { aliases, type Aliases } from './case-aliases';
import { readTyped } from './typed';

/** One time through a flow that was begun from outside. */
export interface FlowVisit {
  readonly flow: string;
  readonly release: string;
  /** What was learned before it. */
  readonly before: readonly Entry[];
  readonly entries: readonly Entry[];
}

type Value = string | number | boolean;

/** Newest last; `under way`: the outermost flow of a conversation that did not end. */
export const visitsIn = (entries: readonly Entry[], underWay: string | undefined): readonly FlowVisit[] => {
  const visits: FlowVisit[] = [];
  let start = 0;
  const keep = (flow: string, end: number): void => {
    const own = entries.slice(start, end);
    const release = own.find((entry) => entry.kind === 'steps')?.release;
    if (release !== undefined) visits.push({ flow, release, before: entries.slice(0, start), entries: own });
    start = end;
  };
  entries.forEach((entry, place) => {
    if (entry.kind === 'end') keep(entry.flow, place + 1);
  });
  if (underWay !== undefined) keep(underWay, entries.length);
  return visits;
};

/** What was written down of a visit, line by line of the test. */
interface Lines {
  readonly facts: Map<string, unknown>;
  readonly checks: string[];
  readonly actions: Map<string, string[]>;
  /** A customer's line in two ways: as it was said, and as it was understood. */
  readonly talk: { readonly said: string; readonly meant: string }[];
  level: Level;
  pending: Map<string, unknown>;
  said: Extract<Entry, { kind: 'customer' }> | undefined;
}

interface Recording extends Lines {
  readonly release: CompiledRelease;
  readonly alias: Aliases;
}

export interface CaseTestParts {
  readonly visit: FlowVisit;
  readonly release: CompiledRelease;
  readonly name: string;
  /** Of the conversation, to be taken out wherever they stand. */
  readonly names: readonly string[];
}

export const caseTest = ({ visit, release, name, names }: CaseTestParts): Omit<RecordedTest, 'flows'> => {
  const recording = recorded(visit, release, aliases(names));
  const end = visit.entries.findLast((entry) => entry.kind === 'end');
  const ends = end?.kind === 'end' ? [`ends: { code: ${end.code}, step: ${end.step} }`] : [];
  const file = `tests/${visit.flow}.yaml`;
  const attempts = (['said', 'meant'] as const).map((how) => {
    const text = written(recording, { name, talk: recording.talk.map((line) => line[how]), ends });
    return { text, ran: run(release, visit.flow, text) };
  });
  const [first] = attempts;
  const best = attempts.find(({ ran }) => ran?.fault === null) ?? first;
  if (best === undefined) throw new Error('a test was tried in no way');
  const fault = best.ran === null ? UNREADABLE : best.ran.fault?.message;
  return { flow: visit.flow, file, name, text: withQuestions(best, { release, flow: visit.flow }), passes: fault === undefined, ...(fault && { fault }) };
};

const UNREADABLE = { es: 'la prueba no se pudo leer', en: 'the test could not be read' };

const recorded = ({ before, entries }: FlowVisit, release: CompiledRelease, alias: Aliases): Recording => {
  const recording: Recording = { release, alias, facts: new Map(), checks: [], actions: new Map(), talk: [], level: firstLevel(entries), pending: new Map(), said: undefined };
  for (const entry of before) knownFrom(recording, entry);
  let { level } = recording;
  for (const entry of entries) {
    if (entry.kind === 'customer') recording.said = entry;
    if (entry.kind === 'facts') for (const [fact, value] of Object.entries(entry.facts)) recording.pending.set(fact, value);
    if (entry.kind !== 'steps') continue;
    if (entry.level !== level && recording.talk.length > 0) recording.talk.push(both(`level: ${entry.level}`));
    level = entry.level;
    for (const { flow, outcomes } of entry.passages) for (const outcome of outcomes) take(recording, stepOf(release, flow, outcome.step), outcome);
  }
  return recording;
};

const firstLevel = (entries: readonly Entry[]): Level => entries.find((entry): entry is StepsEntry => entry.kind === 'steps')?.level ?? 'basic';

const stepOf = (release: CompiledRelease, flow: string, step: string): Step | undefined => release.flows.get(flow)?.flow.steps[step];

/** Facts that earlier parts of the conversation left; marks of checks are set by checks. */
const knownFrom = ({ facts, release }: Recording, entry: Entry): void => {
  if (entry.kind === 'event' && entry.name === 'new_customer') facts.clear();
  if (entry.kind === 'facts') for (const [fact, value] of Object.entries(entry.facts)) if (!fact.startsWith('check.')) facts.set(fact, value);
  if (entry.kind !== 'steps') return;
  for (const { flow, outcomes } of entry.passages) {
    for (const outcome of outcomes) {
      const step = stepOf(release, flow, outcome.step);
      if (outcome.outcome === 'answered' && step?.kind === 'ask' && step.fact !== undefined) facts.set(step.fact, outcome.value);
    }
  }
};

const take = (recording: Recording, step: Step | undefined, outcome: Outcome): void => {
  switch (outcome.outcome) {
    case 'answered':
      return answered(recording, outcome.value);
    case 'not_understood':
      if (recording.said) recording.talk.push(both(`customer: ${quoted(recording.alias.text(recording.said.text))}`));
      recording.said = undefined;
      return;
    case 'silent':
      recording.talk.push(both('silence: 1'));
      return;
    case 'known':
      if (step?.kind === 'ask' && step.fact !== undefined && !recording.facts.has(step.fact)) recording.facts.set(step.fact, outcome.value);
      return;
    case 'result':
      return cameBack(recording, step, String(outcome.value));
    case 'asked':
    case 'reminded':
    case 'waited':
    case 'assumed':
    case 'skipped':
    case 'decided':
      return;
  }
};

const both = (line: string): { said: string; meant: string } => ({ said: line, meant: line });

const answered = (recording: Recording, value: unknown): void => {
  const { said, alias } = recording;
  recording.said = undefined;
  const word = value === true ? 'yes' : value === false ? 'no' : value;
  const meant = typeof word === 'number' ? `choose: ${word}` : typeof word === 'string' ? `choose: ${quoted(alias.value('choice', word))}` : undefined;
  if (said === undefined) return void (meant !== undefined && recording.talk.push(both(meant)));
  const words = `customer: ${quoted(alias.text(said.text))}`;
  const tapped = said.value === undefined ? undefined : `choose: ${quoted(alias.value('choice', readTap(said.value).option))}`;
  recording.talk.push({ said: tapped ?? words, meant: meant ?? words });
};

const cameBack = (recording: Recording, step: Step | undefined, result: string): void => {
  const { pending, alias } = recording;
  const tells = (names: readonly string[]): string => sheet([...pending].filter(([fact]) => names.includes(fact)), alias);
  if (step?.kind === 'check') recording.checks.push(result === 'fails' ? 'fails' : tells(factsOf(SYSTEMS, step.check)));
  if (step?.kind === 'do') {
    const told = tells(factsOf(ACTIONS, [step.do]));
    const back = told === '{}' ? result : `{ result: ${result}, facts: ${told} }`;
    recording.actions.set(step.do, [...(recording.actions.get(step.do) ?? []), back]);
  }
  recording.pending = new Map();
};

const factsOf = (told: Readonly<Record<string, { readonly facts: readonly string[] }>>, names: readonly string[]): readonly string[] => names.flatMap((name) => told[name]?.facts ?? []);

const sheet = (facts: Iterable<readonly [string, unknown]>, alias: Aliases): string => {
  const pairs = [...facts].flatMap(([fact, value]) => (isTellable(value) ? [`${fact}: ${shown(alias, fact, value)}`] : []));
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
};

const isTellable = (value: unknown): value is Value | readonly { id: string; label: string }[] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || (Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'id' in one));

const shown = (alias: Aliases, fact: string, value: Value | readonly { id: string; label: string }[]): string => {
  if (typeof value === 'string') return quoted(alias.value(fact, value));
  if (typeof value !== 'object') return String(value);
  return `[${value.map(({ id, label }) => `{ id: ${quoted(alias.value('choice', id))}, label: ${quoted(alias.text(label))} }`).join(', ')}]`;
};

const quoted = (text: string): string => JSON.stringify(text);

interface Written {
  readonly name: string;
  readonly talk: readonly string[];
  readonly ends: readonly string[];
}

/** As it stands under `tests:`. */
const written = ({ actions, alias, checks, facts, level }: Recording, { name, talk, ends }: Written): string => {
  const known = sheet(facts, alias);
  const lines = [
    `level: ${level}`,
    ...(known === '{}' ? [] : [`facts: ${known}`]),
    ...(checks.length > 0 ? ['checks:', ...checks.map((one) => `  - ${one}`)] : []),
    ...(actions.size > 0 ? ['actions:', ...[...actions].map(([action, all]) => `  ${action}: [ ${all.join(', ')} ]`)] : []),
    ...(talk.length > 0 ? ['talk:', ...talk.map((line) => `  - ${line}`)] : ['talk: []']),
    ...ends,
  ];
  return [`  ${quoted(name)}:`, ...lines.map((line) => `    ${line}`)].join('\n');
};

const run = (release: CompiledRelease, flow: string, text: string): RanTest | null => {
  const { value } = parseTests(`tests/${flow}.yaml`, `schema: 1\nflow: ${flow}\ntests:\n${text}\n`);
  return value === undefined ? null : (runTests(release, [value], readTyped)[0] ?? null);
};

const LONGEST = 70;

/** The questions as the flow asks them, before the answers: who reads the test sees the conversation. Left out where they do not fit. */
const withQuestions = ({ text, ran }: { readonly text: string; readonly ran: RanTest | null }, { release, flow }: { readonly release: CompiledRelease; readonly flow: string }): string => {
  if (ran === null || ran.fault !== null) return text;
  const asked = ran.heard.flatMap(({ who, text: said }, place) => {
    const before = ran.heard[place - 1];
    return who === 'customer' && said !== '(silencio)' ? [before?.who === 'bot' ? before.text : undefined] : [];
  });
  let next = 0;
  const lines = text.split('\n').flatMap((line) => {
    if (!/^ {6}- (?:customer|choose):/.test(line)) return [line];
    const question = asked[next++]?.split('\n').at(-1)?.slice(0, LONGEST).trim();
    return question === undefined || question === '' ? [line] : [`      - bot: ${quoted(question)}`, line];
  });
  const told = lines.join('\n');
  return run(release, flow, told)?.fault === null ? told : text;
};
