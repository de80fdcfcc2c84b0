/**
 * One step as a state of the machine. Steps that wait are compound: a `gate` that decides whether anything is asked or
 * begun at all, and `waiting`, where the flow rests. All others are passed in the same transition.
 */
import { LEVELS } from '../knowledge/language';
import { durationMs } from './duration';
import { answersOf, exitNamed, exitsOf, notUnderstoodExit, silenceExit, visibleLevels, WORD_EXITS, wordExit } from './exits';
import type { Deed, Test } from './machine';
import { notUnderstoodCounter, silenceCounter } from './machine';
import type { AskStep, CallStep, CheckStep, DoStep, Flow, Step, WaitStep } from './schema';

type Action = { readonly type: 'perform' | 'keep'; readonly params: Deed };

export interface Branch {
  guard?: { type: 'holds'; params: Test };
  target?: string;
  reenter?: true;
  actions?: Action[];
}

export interface StepState {
  id: string;
  type?: 'final';
  initial?: 'gate';
  entry?: Action[];
  always?: Branch[];
  states?: { gate: { always: Branch[] }; waiting: { on: Record<string, Branch[]> } };
}

const CHANGES: ReadonlySet<Deed['deed']> = new Set(['enter', 'answered', 'assumed', 'not_understood', 'silent']);

const acting = (...deeds: readonly Deed[]): Action[] =>
  deeds.flatMap((deed) => {
    const perform: Action = { type: 'perform', params: deed };
    if (deed.deed === 'enter') return [{ type: 'keep', params: deed }];
    return CHANGES.has(deed.deed) ? [{ type: 'keep', params: deed }, perform] : [perform];
  });

const when = (test: Test, target: string, ...deeds: readonly Deed[]): Branch => ({ guard: { type: 'holds', params: test }, ...always(target, ...deeds) });

const always = (target: string, ...deeds: readonly Deed[]): Branch => ({
  target,
  ...(target.startsWith('#') ? { reenter: true } : {}),
  ...(deeds.length === 0 ? {} : { actions: acting(...deeds) }),
});

const to = (step: string): string => `#${step}`;

export const compileStep = (flow: Flow, name: string, step: Step): StepState => {
  const entry = 'tries' in step && step.tries !== undefined ? { entry: acting({ deed: 'enter', step: name }) } : {};
  switch (step.kind) {
    case 'say':
      return { id: name, ...entry, always: [...passing(name, step), always(to(step.go), { deed: 'say', step: name })] };
    case 'decide':
      return { id: name, ...entry, always: [...passing(name, step), ...decisions(flow, name)] };
    case 'end':
      return { id: name, type: 'final', entry: acting({ deed: 'end', step: name }) };
    case 'ask':
      return { id: name, initial: 'gate', ...entry, states: askStates(flow, name, step) };
    case 'check':
    case 'do':
    case 'call':
    case 'wait':
      return { id: name, initial: 'gate', ...entry, states: workStates(flow, name, step) };
  }
};

/** Left before it begins: entered too often, or not for this level. */
const passing = (name: string, step: Exclude<Step, { kind: 'end' }>): Branch[] => {
  const branches: Branch[] = [];
  if (step.tries !== undefined) branches.push(when({ test: 'entered_over', step: name, most: step.tries.most }, to(step.tries.go), { deed: 'skipped', step: name }));
  if (step.kind === 'decide' || step.only === undefined || step.others === undefined) return branches;
  const { only } = step;
  const assumed = step.kind === 'ask' ? step.assume : undefined;
  const hidden = LEVELS.filter((level) => !only.includes(level) && assumed?.[level] === undefined);
  return [...branches, when({ test: 'level_in', levels: hidden }, to(step.others), { deed: 'skipped', step: name })];
};

const decisions = (flow: Flow, name: string): Branch[] =>
  exitsOf(flow, name)
    .filter((exit) => exit.on !== 'tries')
    .map((exit) => {
      const deed: Deed = { deed: 'decided', step: name, by: exit.on };
      return exit.on === 'else' ? always(to(exit.go), deed) : when({ test: 'condition', name: exit.on }, to(exit.go), deed);
    });

type Work = CheckStep | DoStep | CallStep | WaitStep;

const workStates = (flow: Flow, name: string, step: Work): NonNullable<StepState['states']> => {
  const known =
    step.kind === 'check' && step.fresh !== undefined
      ? [when({ test: 'checked', systems: step.check, freshMs: durationMs(step.fresh) }, to(step.exits['done'] ?? name), { deed: 'known', step: name })]
      : [];
  const begin = always('waiting', { deed: 'begin', step: name });
  const on = step.kind === 'wait' ? waitEvents(name, step) : { result: results(flow, name, step) };
  return { gate: { always: [...passing(name, step), ...known, begin] }, waiting: { on: { ...on, reenter: [always('gate')] } } };
};

/** A customer who says *done* before the time is over need not sit it out. */
const waitEvents = (name: string, step: WaitStep): Record<string, Branch[]> => ({
  waited: [always(to(step.go), { deed: 'waited', step: name })],
  answer: ['yes', 'already_done'].map((is) => when({ test: 'answer', is }, to(step.go), { deed: 'answered', step: name })),
});

/** I10: a result that nobody declared counts as a failure of the system, never as silence. */
const results = (flow: Flow, name: string, step: CheckStep | DoStep | CallStep): Branch[] => {
  const exits = exitsOf(flow, name).filter((exit) => exit.on !== 'tries' && exit.on !== 'others');
  const fallback = exits.find((exit) => exit.on === 'fails')?.go ?? (step.kind === 'call' ? flow.max_turns.go : undefined);
  const branches = exits.map((exit) => when({ test: 'result', is: exit.on }, to(exit.go), { deed: 'result', step: name }));
  return fallback === undefined ? branches : [...branches, always(to(fallback), { deed: 'result', step: name })];
};

const askStates = (flow: Flow, name: string, step: AskStep): NonNullable<StepState['states']> => ({
  gate: {
    always: [
      ...passing(name, step),
      ...assumptions(name, step),
      ...knownAnswers(name, step),
      // What is passed without a word costs no turn.
      when({ test: 'turns_spent', turns: flow.max_turns.turns }, to(flow.max_turns.go), { deed: 'skipped', step: name }),
      always('waiting', { deed: 'ask', step: name }),
    ],
  },
  waiting: {
    on: {
      answer: [...answers(flow, name, step), ...notUnderstood(flow, name, step)],
      not_understood: notUnderstood(flow, name, step),
      silence: silences(flow, name, step),
      reenter: [always('gate')],
    },
  },
});

const answerTarget = (step: AskStep, answer: string): string | undefined => exitNamed(step, answer) ?? exitNamed(step, 'any');

const assumptions = (name: string, step: AskStep): Branch[] =>
  LEVELS.flatMap((level) => {
    const assumed = step.assume?.[level];
    const target = assumed === undefined ? undefined : answerTarget(step, assumed.answer);
    return target === undefined ? [] : [when({ test: 'level_in', levels: [level] }, to(target), { deed: 'assumed', step: name })];
  });

const knownAnswers = (name: string, step: AskStep): Branch[] => {
  const { fact, fresh } = step;
  if (fact === undefined || fresh === undefined) return [];
  return answersOf(step).flatMap((answer) => {
    const target = exitNamed(step, answer);
    return target === undefined ? [] : [when({ test: 'known', fact, freshMs: durationMs(fresh), answer }, to(target), { deed: 'known', step: name, fact })];
  });
};

const answers = (flow: Flow, name: string, step: AskStep): Branch[] => {
  const told: Deed = { deed: 'answered', step: name, ...(step.fact === undefined ? {} : { fact: step.fact }) };
  const branches = answersOf(step).flatMap((answer) => {
    const target = exitNamed(step, answer);
    if (target === undefined) return [];
    const fits: Test = { test: 'answer_fits', kind: step.expects, ...(step.options_from === undefined ? {} : { from: step.options_from }) };
    return [when(answer === 'any' ? fits : { test: 'answer', is: answer }, to(target), told)];
  });
  const words = WORD_EXITS.flatMap((word) => {
    const target = wordExit(flow, step, word);
    return target === undefined ? [] : [when({ test: 'answer', is: word }, to(target), { deed: 'answered', step: name })];
  });
  return [...branches, ...words, when({ test: 'answer', is: 'repeat_question' }, 'gate')];
};

/** Asked again through the gate: meanwhile the level may have changed, or the fact become known. */
const notUnderstood = (flow: Flow, name: string, step: AskStep): Branch[] => {
  const exit = notUnderstoodExit(flow, step);
  const deed: Deed = { deed: 'not_understood', step: name };
  if (exit === undefined) return [always('gate', deed)];
  return [when({ test: 'repeats_left', counter: notUnderstoodCounter(name), most: exit.tries }, 'gate', deed), always(to(exit.go), deed)];
};

const silences = (flow: Flow, name: string, step: AskStep): Branch[] => {
  const exit = silenceExit(flow, step);
  if (exit === undefined) return [];
  const left: Test = { test: 'repeats_left', counter: silenceCounter(name), most: exit.remind };
  const silent: Deed = { deed: 'silent', step: name };
  const visible: Test = { test: 'level_in', levels: visibleLevels(step) };
  return [
    when({ test: 'all', of: [left, visible] }, 'waiting', silent, { deed: 'remind', step: name }),
    when(left, 'gate', silent),
    always(to(exit.go), silent),
  ];
};
