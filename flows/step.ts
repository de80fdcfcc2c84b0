/**
 * Steps a compiled flow, purely: restore the place, make one transition, give the acts as data. Keeps the contract of
 * `run.ts`; never throws for what is stored or said: a step that vanished is a value, an event that a place does not
 * wait for changes nothing.
 */
import type { Option, Question, QuestionKind } from '../knowledge/question';
import { DOOR } from './build-machine';
import type { CompiledFlow } from './compile';
import type { Action, System } from './contracts';
import type { FactValue } from './facts';
import { bogotaDateTime } from './format';
import { helpArticle, helpText } from './help';
import type { Deed, MachineEvent, Running } from './machine';
import { notUnderstoodCounter, silenceCounter } from './machine';
import type { Act, FlowEvent, OpenQuestion, Outcome, Position, Stepped, View } from './run';
import type { AskStep, Step } from './schema';
import { renderTemplate, wordingOf } from './template';

/** Begins a flow: acts up to the first place that waits, or to the end. */
export const startFlow = (flow: CompiledFlow, view: View): Stepped =>
  advance({ flow, before: { view, tries: {}, turns: 0 }, at: DOOR, event: { type: 'start' } });

/** One event at a stored place. An event that the place does not wait for gives no acts and the same place. */
export const stepFlow = (flow: CompiledFlow, position: Position, event: FlowEvent, view: View): Stepped => {
  if (!isPlace(flow, position)) return { acts: [], position, vanished: { step: position.step } };
  const before: Running = { view, tries: position.tries ?? {}, turns: position.turns };
  return advance({ flow, before, at: position.step, event });
};

/** What the place waits on, worded for the level and language of the view; null when it does not wait on an answer. */
export const openQuestion = (flow: CompiledFlow, position: Position, view: View): OpenQuestion | null => {
  const step = isPlace(flow, position) ? flow.flow.steps[position.step] : undefined;
  return step?.kind === 'ask' ? rendered(flow, { name: position.step, step, tries: position.tries ?? {} }, view) : null;
};

const WAITING: ReadonlySet<Step['kind']> = new Set(['ask', 'check', 'do', 'call', 'wait']);

const isPlace = (flow: CompiledFlow, position: Position): boolean => {
  const step = Object.hasOwn(flow.flow.steps, position.step) ? flow.flow.steps[position.step] : undefined;
  return position.flow === flow.name && step !== undefined && WAITING.has(step.kind);
};

interface Move {
  readonly flow: CompiledFlow;
  readonly before: Running;
  /** The step that waits, or the door. */
  readonly at: string;
  readonly event: MachineEvent;
}

const advance = ({ flow, before, at, event }: Move): Stepped => {
  const { step, context, deeds } = flow.stepper.step(at, before, event);
  const scene: Scene = { flow, event, before, after: context };
  const acts = deeds.flatMap((deed) => actsOf(deed, scene));
  const definition = flow.flow.steps[step];
  if (definition?.kind === 'end') return { acts, position: null, end: { exit: definition.end.exit, code: definition.end.code, step } };
  return { acts, position: positionAt(flow, step, context) };
};

/** Counters of questions that are no longer open are dropped: a question met again starts afresh. */
const positionAt = (flow: CompiledFlow, step: string, { tries, turns }: Running): Position => {
  const mine = new Set([notUnderstoodCounter(step), silenceCounter(step)]);
  const kept = Object.entries(tries).filter(([counter]) => !counter.includes('.') || mine.has(counter));
  return { flow: flow.name, release: flow.release, step, turns, ...(kept.length > 0 && { tries: Object.fromEntries(kept) }) };
};

interface Scene {
  readonly flow: CompiledFlow;
  readonly event: MachineEvent;
  readonly before: Running;
  readonly after: Running;
}

const actsOf = (deed: Deed, scene: Scene): readonly Act[] => {
  const { step } = deed;
  switch (deed.deed) {
    case 'say':
      return [{ act: 'say', step, text: textOf(scene.flow, `${step}.say`, scene.after.view) }];
    case 'end':
      return scene.flow.texts.has(`${step}.text`) ? [{ act: 'say', step, text: textOf(scene.flow, `${step}.text`, scene.after.view) }] : [];
    case 'ask':
    case 'remind':
      return askActs(scene, step, deed.deed === 'remind');
    case 'begin':
      return beginActs(scene.flow, step);
    case 'answered':
      return answeredActs(scene, step, deed.fact);
    case 'assumed':
      return assumedActs(scene, step);
    case 'known':
      return [note({ step, outcome: 'known', value: knownValue(scene, deed.fact) })];
    case 'result':
      return [note({ step, outcome: 'result', value: scene.event.type === 'result' ? scene.event.result : '' })];
    case 'decided':
      return [note({ step, outcome: 'decided', value: deed.by })];
    case 'skipped':
    case 'waited':
    case 'not_understood':
    case 'silent':
      return [note({ step, outcome: deed.deed })];
    case 'enter':
      return [];
  }
};

const note = (outcome: Outcome): Act => ({ act: 'note', outcome });

const textOf = (flow: CompiledFlow, key: string, view: View): string => {
  const template = flow.texts.get(key)?.[wordingOf(view)][view.level];
  return template === undefined ? '' : renderTemplate(template, view, flow.glossary);
};

const askActs = ({ flow, after }: Scene, name: string, reminder: boolean): readonly Act[] => {
  const step = flow.flow.steps[name];
  if (step?.kind !== 'ask') return [];
  const ask = rendered(flow, { name, step, tries: after.tries }, after.view);
  return [
    note({ step: name, outcome: reminder ? 'reminded' : 'asked' }),
    { act: 'ask', step: name, ask, ...(reminder ? { reminder: true } : {}) },
    ...(ask.listenMs === undefined ? [] : [{ act: 'listen', step: name, ms: ask.listenMs } as const]),
  ];
};

/** Who was reminded already is not reminded again: the place is kept until the customer comes back. */
const listenMs = (flow: CompiledFlow, { name, tries }: Asking): number | undefined => {
  const silence = flow.clocks.get(name)?.silence;
  if (silence === undefined) return undefined;
  const reminded = tries[silenceCounter(name)] ?? 0;
  return silence.remind > 0 && reminded >= silence.remind ? silence.keepMs : silence.afterMs;
};

const beginActs = (flow: CompiledFlow, name: string): readonly Act[] => {
  const step = flow.flow.steps[name];
  switch (step?.kind) {
    // The checker has compared these names with the contracts.
    case 'check':
      return [{ act: 'check', step: name, systems: step.check as System[] }];
    case 'do':
      return [{ act: 'do', step: name, action: step.do as Action }];
    case 'call':
      return [{ act: 'call', step: name, flow: step.call }];
    case 'wait':
      return [{ act: 'wait', step: name, ms: flow.clocks.get(name)?.waitMs ?? 0 }];
    default:
      return [];
  }
};

const answeredActs = ({ flow, event, after }: Scene, step: string, fact: string | undefined): readonly Act[] => {
  if (event.type !== 'answer') return [];
  const learned = fact === undefined ? undefined : after.view.facts[fact];
  const outcome = note({ step, outcome: 'answered', value: isSecret(flow, fact) ? HIDDEN : event.value });
  return fact === undefined || learned === undefined ? [outcome] : [outcome, { act: 'remember', facts: { [fact]: learned } }];
};

const assumedActs = ({ flow, before, after }: Scene, step: string): readonly Act[] => {
  const assumption = after.view.assumed.find((one) => one.flow === flow.name && one.step === step);
  if (assumption === undefined) return [];
  const passed = note({ step, outcome: 'assumed', value: assumption.answer });
  return before.view.assumed.includes(assumption) ? [passed] : [passed, { act: 'assume', assumption }];
};

/** A check has no fact of its own: its systems answered a short time ago. */
const knownValue = ({ flow, after }: Scene, fact: string | undefined): FactValue => {
  if (fact === undefined) return 'done';
  return isSecret(flow, fact) ? HIDDEN : (after.view.facts[fact]?.value ?? '');
};

const isSecret = ({ glossary }: CompiledFlow, fact: string | undefined): boolean => fact !== undefined && glossary.facts[fact]?.secret === true;
/** In the place of what is not shown afterwards. */
const HIDDEN = '•••';

interface Asking {
  readonly name: string;
  readonly step: AskStep;
  readonly tries: Readonly<Record<string, number>>;
}

const rendered = (flow: CompiledFlow, asking: Asking, view: View): OpenQuestion => {
  const { name, step } = asking;
  const text = textOf(flow, `${name}.ask`, view);
  const ms = listenMs(flow, asking);
  const freshMs = flow.clocks.get(name)?.freshMs;
  const article = helpArticle(step);
  return {
    text,
    ...(article === undefined ? {} : { article }),
    ...(helpText(step) === undefined ? {} : { help: textOf(flow, `${name}.help`, view) }),
    question: questionOf(step.expects, text, optionsOf(flow, name, step, view), view.now),
    ...(step.fact === undefined ? {} : { fact: step.fact }),
    ...(freshMs === undefined ? {} : { freshMs }),
    ...(ms === undefined ? {} : { listenMs: ms }),
  };
};

const questionOf = (kind: QuestionKind, text: string, options: readonly Option[] | undefined, now: number): Question => ({
  kind,
  text,
  ...(options === undefined ? {} : { options }),
  ...(kind === 'when' ? { now: bogotaDateTime(now) } : {}),
});

const optionsOf = (flow: CompiledFlow, name: string, step: AskStep, view: View): readonly Option[] | undefined => {
  if (step.options_from !== undefined) {
    const listed = view.facts[step.options_from]?.value;
    return Array.isArray(listed) ? listed : [];
  }
  return step.options === undefined ? undefined : Object.keys(step.options).map((id) => ({ id, label: textOf(flow, `${name}.options.${id}`, view) }));
};
