/**
 * What a compiled flow is made of, in XState's terms: the data a machine carries while it steps, the tests that its
 * guards read and the one action `perform`, whose parameter is our own union. Guards, actions and targets are plain data,
 * so that whoever walks the graph (proof, diagram) reads them without running anything.
 * I8: *known* and *assumed* are tests of the gate in front of every question; a caller cannot go round them.
 */
import { assign, setup } from 'xstate';
import type { Level } from '../knowledge/language';
import type { AnswerValue, QuestionKind } from '../knowledge/question';
import { isReplyWord } from '../knowledge/question';
import type { Predicate } from './conditions';
import { isFresh } from './conditions';
import type { Fact, Facts, FactValue } from './facts';
import type { Assumption, FlowEvent, View } from './run';

/** Lives for one step only; what outlasts it is the `Position`. */
export interface Running {
  readonly view: View;
  readonly tries: Readonly<Record<string, number>>;
  readonly turns: number;
}

export type MachineEvent = FlowEvent | { readonly type: 'start' };

export type Test =
  | { readonly test: 'condition'; readonly name: string }
  | { readonly test: 'level_in'; readonly levels: readonly Level[] }
  | { readonly test: 'entered_over'; readonly step: string; readonly most: number }
  | { readonly test: 'turns_spent'; readonly turns: number }
  | { readonly test: 'known'; readonly fact: string; readonly freshMs: number; readonly answer: string }
  | { readonly test: 'checked'; readonly systems: readonly string[]; readonly freshMs: number }
  | { readonly test: 'answer'; readonly is: string }
  | { readonly test: 'answer_fits'; readonly kind: QuestionKind; readonly from?: string }
  | { readonly test: 'result'; readonly is: string }
  | { readonly test: 'repeats_left'; readonly counter: string; readonly most: number }
  | { readonly test: 'all'; readonly of: readonly Test[] };

/** What a step does when it is entered, passed or left; `step.ts` turns each into acts. */
export type Deed =
  | { readonly deed: 'say' | 'ask' | 'remind' | 'begin' | 'end'; readonly step: string }
  | { readonly deed: 'enter'; readonly step: string }
  | { readonly deed: 'answered' | 'known'; readonly step: string; readonly fact?: string }
  | { readonly deed: 'skipped' | 'result' | 'waited'; readonly step: string }
  | { readonly deed: 'assumed' | 'not_understood' | 'silent'; readonly step: string }
  | { readonly deed: 'decided'; readonly step: string; readonly by: string };

export const NOBODY: View = { level: 'basic', language: 'es', now: 0, facts: {}, assumed: [] };

export type Assuming = (step: string, view: View) => Assumption | undefined;

export const machineParts = (conditions: ReadonlyMap<string, Predicate>, assuming: Assuming) =>
  setup({
    types: {} as { context: Running; events: MachineEvent },
    actions: {
      perform: (_args, _deed: Deed) => undefined,
      keep: assign(({ context, event }, deed: Deed) => kept(context, event, deed, assuming)),
    },
    guards: {
      holds: ({ context, event }, test: Test) => holds(test, context, event, conditions),
    },
  });

/** What a guard says: `event` is the one that began the step. */
export const holds = (test: Test, running: Running, event: MachineEvent, conditions: ReadonlyMap<string, Predicate>): boolean => {
  const { view, tries } = running;
  switch (test.test) {
    case 'condition':
      return conditions.get(test.name)?.(view) ?? false;
    case 'level_in':
      return test.levels.includes(view.level);
    case 'entered_over':
      return (tries[test.step] ?? 0) > test.most;
    case 'turns_spent':
      return running.turns >= test.turns;
    case 'known':
      return knownAnswer(view.facts[test.fact], view.now, test);
    case 'checked':
      return test.systems.every((system) => isFresh(view.facts[`check.${system}`], view.now, test.freshMs));
    case 'answer':
      return event.type === 'answer' && event.value === test.is;
    case 'answer_fits':
      return event.type === 'answer' && fits(event.value, test.kind, test.from === undefined ? undefined : view.facts[test.from]);
    case 'result':
      return event.type === 'result' && event.result === test.is;
    case 'repeats_left':
      return (tries[test.counter] ?? 0) < test.most;
    case 'all':
      return test.of.every((part) => holds(part, running, event, conditions));
  }
};

const knownAnswer = (fact: Fact | undefined, now: number, test: Test & { test: 'known' }): boolean => {
  if (fact === undefined || !isFresh(fact, now, test.freshMs)) return false;
  return test.answer === 'any' || answerOfFact(fact.value) === test.answer;
};

const answerOfFact = (value: FactValue): FactValue => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);

/** Is this an answer of the kind that was asked for (and one of the options, when they come from a fact)? */
const fits = (value: AnswerValue, kind: QuestionKind, from: Fact | undefined): boolean => {
  if (isReplyWord(value)) return false;
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'when') return typeof value === 'object';
  if (typeof value !== 'string') return false;
  if (kind !== 'choice') return true;
  return Array.isArray(from?.value) && from.value.some((option: { id: string }) => option.id === value);
};

/** What a deed changes of the running data. */
export const kept = (running: Running, event: MachineEvent, deed: Deed, assuming: Assuming): Partial<Running> => {
  switch (deed.deed) {
    case 'enter':
      return { tries: counted(running.tries, deed.step) };
    case 'answered':
      return { turns: running.turns + 1, ...learned(running.view, event, deed.fact) };
    case 'not_understood':
      return { turns: running.turns + 1, tries: counted(running.tries, notUnderstoodCounter(deed.step)) };
    case 'silent':
      return { tries: counted(running.tries, silenceCounter(deed.step)) };
    case 'assumed': {
      const assumption = assuming(deed.step, running.view);
      const again = assumption === undefined || running.view.assumed.some((old) => old.flow === assumption.flow && old.step === assumption.step);
      return again ? {} : { view: { ...running.view, assumed: [...running.view.assumed, assumption] } };
    }
    default:
      return {};
  }
};

export const notUnderstoodCounter = (step: string): string => `${step}.not_understood`;
export const silenceCounter = (step: string): string => `${step}.silence`;

const counted = (tries: Readonly<Record<string, number>>, counter: string): Record<string, number> =>
  Object.assign({}, tries, { [counter]: (tries[counter] ?? 0) + 1 });

const learned = (view: View, event: MachineEvent, fact: string | undefined): { view?: View } => {
  if (fact === undefined || event.type !== 'answer') return {};
  const told: Fact = { value: factOfAnswer(event.value), source: 'customer', at: view.now };
  const facts: Facts = Object.assign({}, view.facts, { [fact]: told });
  return { view: { ...view, facts } };
};

/** Yes and no are kept as booleans, days and hours as ISO strings of Bogotá. */
const factOfAnswer = (value: AnswerValue): FactValue => {
  if (value === 'yes') return true;
  if (value === 'no') return false;
  if (typeof value !== 'object') return value;
  return 'date' in value ? value.date : `${value.dateTime}-05:00`;
};
