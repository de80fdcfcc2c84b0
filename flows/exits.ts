/**
 * All ways out of a step, with the flow's defaults filled in: one reading for the checker, the compiler, and whatever
 * draws or proves a flow. Nothing is implied: an exit that is not listed here does not exist.
 */
import type { Level } from '../knowledge/language';
import { LEVELS } from '../knowledge/language';
import type { Path } from './parse-yaml';
import type { AskStep, Flow, Step } from './schema';

export interface Exit {
  /** What leads out: an answer, a result, a condition, or one of the fixed words (`next`, `tries`, `others`, ...). */
  readonly on: string;
  readonly go: string;
  /** Where the exit is written. */
  readonly path: Path;
}

/** Answers that make sense after every question; the first three must lead somewhere. */
export const WORD_EXITS = ['unknown', 'already_done', 'not_now', 'none_of_these'] as const;
export type WordExit = (typeof WORD_EXITS)[number];

/** The answers by which an ask is left: option ids, yes and no, or `any` for what is typed. */
export const answersOf = (step: AskStep): readonly string[] => {
  if (step.expects === 'yes_no') return ['yes', 'no'];
  if (step.expects === 'choice' && step.options !== undefined) return Object.keys(step.options);
  return ['any'];
};

export const visibleLevels = (step: Step): readonly Level[] => {
  const only = 'only' in step ? step.only : undefined;
  const assume = step.kind === 'ask' ? step.assume : undefined;
  return LEVELS.filter((level) => (only?.includes(level) ?? true) && assume?.[level] === undefined);
};

export const wordExit = (flow: Flow, step: AskStep, word: WordExit): string | undefined =>
  exitNamed(step, word) ?? flow.defaults?.[word];

export const exitNamed = (step: AskStep, name: string): string | undefined => {
  const found: unknown = step.exits[name];
  return typeof found === 'string' ? found : undefined;
};

export const notUnderstoodExit = (flow: Flow, step: AskStep) => step.exits.not_understood ?? flow.defaults?.not_understood;
export const silenceExit = (flow: Flow, step: AskStep) => step.exits.silence ?? flow.defaults?.silence;

export const exitsOf = (flow: Flow, name: string): readonly Exit[] => {
  const step = flow.steps[name];
  if (step === undefined) return [];
  return [...ownExits(flow, name, step), ...commonExits(name, step)];
};

const ownExits = (flow: Flow, name: string, step: Step): readonly Exit[] => {
  const at: Path = ['steps', name];
  switch (step.kind) {
    case 'say':
    case 'wait':
      return [{ on: 'next', go: step.go, path: [...at, 'go'] }];
    case 'ask':
      return askExits(flow, name, step);
    case 'check':
    case 'do':
      return withFails(flow, step.exits, [...at, 'exits']);
    case 'call':
      return Object.entries(step.exits).map(([on, go]) => ({ on, go, path: [...at, 'exits', on] }));
    case 'decide':
      return step.decide.map((branch, index) =>
        'when' in branch
          ? { on: branch.when, go: branch.go, path: [...at, 'decide', index, 'go'] }
          : { on: 'else', go: branch.else, path: [...at, 'decide', index, 'else'] },
      );
    case 'end':
      return [];
  }
};

const withFails = (flow: Flow, exits: Readonly<Record<string, string>>, path: Path): Exit[] => {
  const own = Object.entries(exits).map(([on, go]) => ({ on, go, path: [...path, on] }));
  const fails = flow.defaults?.fails;
  return 'fails' in exits || fails === undefined ? own : [...own, { on: 'fails', go: fails, path: ['defaults', 'fails'] }];
};

const askExits = (flow: Flow, name: string, step: AskStep): Exit[] => {
  const at: Path = ['steps', name, 'exits'];
  const exits: Exit[] = [];
  for (const [on, target] of Object.entries(step.exits)) {
    if (typeof target === 'string') exits.push({ on, go: target, path: [...at, on] });
    else if (target !== undefined) exits.push({ on, go: target.go, path: [...at, on, 'go'] });
  }
  const declared = new Set(exits.map((exit) => exit.on));
  for (const [on, target] of Object.entries(flow.defaults ?? {})) {
    if (on === 'fails' || declared.has(on)) continue;
    if (typeof target === 'string') exits.push({ on, go: target, path: ['defaults', on] });
    else if (target !== undefined) exits.push({ on, go: target.go, path: ['defaults', on, 'go'] });
  }
  return [...exits, { on: 'max_turns', go: flow.max_turns.go, path: ['max_turns', 'go'] }];
};

const commonExits = (name: string, step: Step): Exit[] => {
  const exits: Exit[] = [];
  if ('tries' in step && step.tries !== undefined) exits.push({ on: 'tries', go: step.tries.go, path: ['steps', name, 'tries', 'go'] });
  if ('others' in step && step.others !== undefined) exits.push({ on: 'others', go: step.others, path: ['steps', name, 'others'] });
  return exits;
};
