/**
 * Compares the definitions of a release with each other and with the operator's contracts: every name that is used must
 * exist, every result must lead somewhere. What the parser accepted one by one is accepted here as a whole or not at all.
 * The proof per level (no stranded customer) builds on flows that passed this.
 */
import { LEVELS } from '../knowledge/language';
import { INTENTS } from '../knowledge/understanding';
import type { Action } from './contracts';
import { ACTIONS, SYSTEMS } from './contracts';
import { answersOf, exitNamed, notUnderstoodExit, silenceExit, wordExit, WORD_EXITS } from './exits';
import type { Fault } from './faults';
import { faultAt, unknownName } from './faults';
import { FORGETFUL, type Memory } from './memory';
import { helpArticle } from './help';
import type { Located } from './parse';
import type { Parts } from './parts';
import type { AskStep, CallStep, CheckStep, DoStep, Flow, Step } from './schema';
import type { Definitions } from './sources';
import { conditionNames, glossaryFaults } from './validate-glossary';
import { graphFaults } from './validate-graph';
import { testNameFaults } from './testing/validate-tests';
import { textFaults } from './validate-texts';

export function* validateInParts(definitions: Definitions, memory: Memory = FORGETFUL): Parts<readonly Fault[]> {
  const faults = [...glossaryFaults(definitions), ...releaseFaults(definitions), ...testNameFaults(definitions, memory)];
  const seenByAll = [definitions.glossary.value, definitions.unread.words, [...namesOfFlows(definitions), ...definitions.unread.flows].join(), definitions.articles?.join()];
  for (const flow of definitions.flows) {
    faults.push(...memory.of(`faults of ${flow.source.file}`, [...seenByAll, ...restsOn(flow, definitions)], () => flowFaults(flow, definitions)));
    yield;
  }
  return faults;
}

const namesOfFlows = ({ flows }: Definitions): readonly string[] => flows.map(({ value }) => value.flow);

/** Itself, its texts, and the flows that it calls. */
const restsOn = (located: Located<Flow>, { flows, texts }: Definitions): readonly unknown[] => {
  const called = new Set(Object.values(located.value.steps).flatMap((step) => (step.kind === 'call' ? [step.call] : [])));
  return [located, ...texts.filter(({ value }) => value.flow === located.value.flow), ...flows.filter(({ value }) => called.has(value.flow))];
};

const flowFaults = (flow: Located<Flow>, definitions: Definitions): readonly Fault[] => [
  ...namesOf(flow, definitions), ...graphFaults(flow, definitions.glossary.value), ...textFaults(flow, definitions),
];

/** What only shows when all flows are seen together. */
const releaseFaults = ({ flows, texts, unread }: Definitions): Fault[] => {
  const names = [...flows.map(({ value }) => value.flow), ...unread.flows];
  const faults: Fault[] = [];
  const opened = new Map<string, string>();
  const seen = new Set<string>();
  for (const { value, source } of flows) {
    if (seen.has(value.flow)) faults.push(faultAt(source.at(['flow']), `Hay dos flujos llamados «${value.flow}»`, `two flows are called "${value.flow}"`));
    seen.add(value.flow);
    value.intents.forEach((intent, index) => {
      const place = source.at(['intents', index]);
      const other = opened.get(intent);
      if (!(INTENTS as readonly string[]).includes(intent)) faults.push(unknownName(place, { es: 'Motivo', en: 'intent', name: intent }, INTENTS));
      if (other !== undefined) faults.push(faultAt(place, `El motivo «${intent}» ya abre «${other}»`, `the intent "${intent}" already opens "${other}"`));
      opened.set(intent, value.flow);
    });
  }
  for (const { value, source } of texts) {
    if (!names.includes(value.flow)) faults.push(unknownName(source.at(['flow']), { es: 'Flujo', en: 'flow', name: value.flow }, names));
  }
  return [...faults, ...callCircles(flows)];
};

const callCircles = (flows: readonly Located<Flow>[]): Fault[] => {
  const called = new Map(flows.map(({ value }) => [value.flow, Object.values(value.steps).flatMap((step) => (step.kind === 'call' ? [step.call] : []))]));
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (called.get(from) ?? []).some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))));
  return flows
    .filter(({ value }) => reaches(value.flow, value.flow, new Set()))
    .map(({ value, source }) => faultAt(source.at(['flow']), `«${value.flow}» termina llamándose a sí mismo`, `"${value.flow}" ends up calling itself`));
};

const namesOf = (located: Located<Flow>, definitions: Definitions): Fault[] =>
  Object.entries(located.value.steps).flatMap(([name, step]) => stepFaults({ located, definitions, name }, step));

interface Context {
  readonly located: Located<Flow>;
  readonly definitions: Definitions;
  readonly name: string;
}

const stepFaults = (context: Context, step: Step): Fault[] => {
  switch (step.kind) {
    case 'ask':
      return [...askFactFaults(context, step), ...helpFaults(context, step), ...askExitFaults(context, step), ...levelFaults(context, step)];
    case 'check':
      return [...checkFaults(context, step), ...levelFaults(context, step)];
    case 'do':
      return [...doFaults(context, step), ...levelFaults(context, step)];
    case 'call':
      return [...callFaults(context, step), ...levelFaults(context, step)];
    case 'decide':
      return decideFaults(context, step);
    case 'say':
    case 'wait':
      return levelFaults(context, step);
    case 'end':
      return [];
  }
};

const checkFaults = (context: Context, step: CheckStep): Fault[] => {
  const { located, name } = context;
  const unknown = step.check.flatMap((system, index) =>
    Object.hasOwn(SYSTEMS, system)
      ? []
      : [unknownName(located.source.at(['steps', name, 'check', index]), { es: 'Sistema', en: 'system', name: system }, Object.keys(SYSTEMS))],
  );
  return [...unknown, ...resultFaults(context, step.exits, ['done', 'fails'])];
};

const doFaults = (context: Context, step: DoStep): Fault[] => {
  const { located, name } = context;
  const action: { results: readonly string[] } | undefined = Object.hasOwn(ACTIONS, step.do) ? ACTIONS[step.do as Action] : undefined;
  if (action !== undefined) return resultFaults(context, step.exits, [...action.results, 'fails']);
  return [unknownName(located.source.at(['steps', name, 'do']), { es: 'Acción', en: 'action', name: step.do }, Object.keys(ACTIONS))];
};

const callFaults = (context: Context, step: CallStep): Fault[] => {
  const { located, definitions, name } = context;
  const called = definitions.flows.find(({ value }) => value.flow === step.call);
  if (definitions.unread.flows.has(step.call) || (called?.unread?.size ?? 0) > 0) return [];
  if (called !== undefined) return resultFaults(context, step.exits, endExits(called.value));
  const names = namesOfFlows(definitions);
  return [unknownName(located.source.at(['steps', name, 'call']), { es: 'Flujo', en: 'flow', name: step.call }, names)];
};

const endExits = (flow: Flow): readonly string[] => [...new Set(Object.values(flow.steps).flatMap((step) => (step.kind === 'end' ? [step.end.exit] : [])))];

/** Exactly the results that can come back: none forgotten, none invented. */
const resultFaults = ({ located, name }: Context, exits: Readonly<Record<string, string>>, results: readonly string[]): Fault[] => {
  const { value: flow, source } = located;
  const invented = Object.keys(exits)
    .filter((exit) => !results.includes(exit))
    .map((exit) => unknownName(source.at(['steps', name, 'exits', exit], 'key'), { es: 'Resultado', en: 'result', name: exit }, results));
  const forgotten = results
    .filter((result) => !(result in exits) && !(result === 'fails' && flow.defaults?.fails !== undefined))
    .map((result) => missingExit(located, name, result));
  return [...invented, ...forgotten];
};

const missingExit = ({ source }: Located<Flow>, name: string, exit: string): Fault =>
  faultAt(source.at(['steps', name], 'key'), `A «${name}» le falta la salida «${exit}»`, `"${name}" lacks the exit "${exit}"`);

const decideFaults = ({ located, definitions, name }: Context, step: Step & { kind: 'decide' }): Fault[] => {
  const known = conditionNames(definitions);
  const faults = step.decide.flatMap((branch, index) =>
    'when' in branch && !definitions.unread.words && !known.includes(branch.when)
      ? [unknownName(located.source.at(['steps', name, 'decide', index, 'when']), { es: 'Condición', en: 'condition', name: branch.when }, known)]
      : [],
  );
  const last = step.decide.at(-1);
  const elses = step.decide.filter((branch) => 'else' in branch).length;
  const misplaced = last === undefined || !('else' in last) || elses !== 1;
  return misplaced ? [...faults, faultAt(located.source.at(['steps', name], 'key'), `«${name}» debe terminar en un solo «else»`, `"${name}" must close with one "else"`)] : faults;
};

const helpFaults = ({ located, definitions: { articles: known }, name }: Context, step: AskStep): Fault[] => {
  const article = helpArticle(step);
  return article === undefined || known === undefined || known.includes(article) ? [] : [unknownName(located.source.at(['steps', name, 'help', 'article']), { es: 'Artículo', en: 'article', name: article }, known)];
};

const askFactFaults = ({ located, definitions, name }: Context, step: AskStep): Fault[] => {
  const known = Object.keys(definitions.glossary.value.facts);
  const faults: Fault[] = [];
  for (const part of ['fact', 'options_from'] as const) {
    const fact = step[part];
    if (fact !== undefined && !definitions.unread.words && !known.includes(fact)) faults.push(unknownName(located.source.at(['steps', name, part]), { es: 'Dato', en: 'fact', name: fact }, known));
  }
  const place = located.source.at(['steps', name], 'key');
  if (step.fresh !== undefined && step.fact === undefined) faults.push(faultAt(place, '«fresh» necesita «fact»', '"fresh" needs "fact"'));
  const lists = Number(step.options !== undefined) + Number(step.options_from !== undefined);
  if ((step.expects === 'choice') !== (lists === 1)) {
    faults.push(faultAt(place, 'Una pregunta «choice» lleva «options» u «options_from», y las demás ninguna', 'a "choice" carries "options" or "options_from", other questions neither'));
  }
  return faults;
};

const askExitFaults = ({ located, name }: Context, step: AskStep): Fault[] => {
  const { value: flow, source } = located;
  const answers = answersOf(step);
  const allowed = [...answers, ...WORD_EXITS, 'not_understood', 'silence'];
  const invented = Object.keys(step.exits)
    .filter((exit) => !allowed.includes(exit))
    .map((exit) => unknownName(source.at(['steps', name, 'exits', exit], 'key'), { es: 'Salida', en: 'exit', name: exit }, allowed));
  const missing = [
    ...answers.filter((answer) => exitNamed(step, answer) === undefined),
    ...(['unknown', 'already_done', 'not_now'] as const).filter((word) => wordExit(flow, step, word) === undefined),
    ...(notUnderstoodExit(flow, step) === undefined ? ['not_understood'] : []),
    ...(silenceExit(flow, step) === undefined ? ['silence'] : []),
  ];
  const assumed = LEVELS.flatMap((level) => {
    const answer = step.assume?.[level]?.answer;
    const known = answer === undefined || answers.includes(answer) || answers.includes('any');
    return known ? [] : [unknownName(source.at(['steps', name, 'assume', level, 'answer']), { es: 'Respuesta', en: 'answer', name: answer }, answers)];
  });
  return [...invented, ...[...new Set(missing)].map((exit) => missingExit(located, name, exit)), ...assumed];
};

/** Who does not see a step must be told where to go instead. */
const levelFaults = ({ located, name }: Context, step: Exclude<Step, { kind: 'decide' | 'end' }>): Fault[] => {
  const place = located.source.at(['steps', name], 'key');
  const assume = step.kind === 'ask' ? step.assume : undefined;
  const hidden = LEVELS.filter((level) => step.only?.includes(level) === false && assume?.[level] === undefined);
  if (hidden.length > 0 && step.others === undefined) {
    return [faultAt(place, `«${name}» no dice a dónde va quien no lo ve («others»)`, `"${name}" does not say where those go who do not see it ("others")`)];
  }
  if (hidden.length === 0 && step.others !== undefined) return [faultAt(place, `En «${name}» sobra «others»`, `"others" is of no use in "${name}"`)];
  return [];
};
