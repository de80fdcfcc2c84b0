/** Which steps and exits of the flows the tests came to, by level; what they did not come to is listed where it stands. */
import type { Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import { exitsOf, type Exit } from '../exits';
import type { Located } from '../parse';
import { levelEdges, meeting, reachedFrom } from '../proof/level-graph';
import type { Outcome } from '../run';
import type { Flow } from '../schema';
import type { Noted } from './play';
import type { RanTest } from './run-test';

export interface Share {
  readonly came: number;
  readonly all: number;
}

export interface FlowCoverage {
  readonly flow: string;
  readonly levels: Readonly<Record<Level, { readonly steps: Share; readonly exits: Share }>>;
  /** At any level. */
  readonly exits: Share;
  /** Exits that no test takes at any level: `step → word`, and where they are written. */
  readonly missed: readonly { readonly name: string; readonly exit: Exit }[];
}

export const coverageOf = (flows: readonly Located<Flow>[], ran: readonly RanTest[]): readonly FlowCoverage[] =>
  flows.map(({ value: flow }) => {
    const taken = new Map(LEVELS.map((level) => [level, takenExits(flow, level, ran)]));
    const passed = new Map(LEVELS.map((level) => [level, new Set(ran.filter((one) => one.level === level).flatMap((one) => [...one.passed]))]));
    const levels = Object.fromEntries(
      LEVELS.map((level) => {
        const open = openExits(flow, level);
        const steps = [...reachedFrom(flow.start, levelEdges(flow, level))];
        return [level, { steps: share(steps, (step) => passed.get(level)?.has(`${flow.flow}/${step}`) === true), exits: share([...open.keys()], (key) => taken.get(level)?.has(key) === true) }];
      }),
    ) as FlowCoverage['levels'];
    const all = new Map(LEVELS.flatMap((level) => [...openExits(flow, level)]));
    const came = (key: string): boolean => LEVELS.some((level) => taken.get(level)?.has(key) === true);
    return { flow: flow.flow, levels, exits: share([...all.keys()], came), missed: [...all].flatMap(([key, one]) => (came(key) ? [] : [one])) };
  });

const share = <T>(all: readonly T[], came: (one: T) => boolean): Share => ({ came: all.filter(came).length, all: all.length });

const keyOf = (exit: Exit): string => exit.path.join('/');

/**
 * Exits of the steps that the level can come to; those of `defaults` once for the whole flow. The turn limit is none of them:
 * the proof shows that who answers never needs it.
 */
const openExits = (flow: Flow, level: Level): ReadonlyMap<string, { readonly name: string; readonly exit: Exit }> => {
  const edges = levelEdges(flow, level);
  const open = new Map<string, { readonly name: string; readonly exit: Exit }>();
  for (const step of reachedFrom(flow.start, edges)) {
    for (const exit of edges.get(step) ?? []) {
      if (exit.on === 'max_turns') continue;
      const name = exit.path[0] === 'steps' ? `${step} → ${exit.on}` : exit.path.slice(0, 2).join('.');
      if (!open.has(keyOf(exit))) open.set(keyOf(exit), { name, exit });
    }
  }
  return open;
};

const takenExits = (flow: Flow, level: Level, ran: readonly RanTest[]): ReadonlySet<string> => {
  const keys = ran.flatMap(({ noted }) => noted.filter((one) => one.flow === flow.flow && one.level === level).flatMap((one) => takenBy(flow, level, one)));
  const said = ran
    .filter((one) => one.level === level)
    .flatMap(({ passed }) => [...passed])
    .filter((name) => name.startsWith(`${flow.flow}/`) && flow.steps[name.slice(flow.flow.length + 1)]?.kind === 'say')
    .map((name) => `steps/${name.slice(flow.flow.length + 1)}/go`);
  return new Set([...keys, ...said]);
};

const takenBy = (flow: Flow, level: Level, { left, outcome }: Noted): readonly string[] => {
  const exits = exitsOf(flow, outcome.step);
  const on = wordOf(flow, level, { left, outcome });
  const exit = exits.find((one) => one.on === on) ?? (outcome.outcome === 'answered' || outcome.outcome === 'known' ? exits.find((one) => one.on === 'any') : undefined);
  if (outcome.outcome === 'assumed') return [`steps/${outcome.step}`];
  return exit === undefined ? [] : [keyOf(exit)];
};

const wordOf = (flow: Flow, level: Level, { left, outcome }: { left: string; outcome: Outcome }): string | undefined => {
  const step = flow.steps[outcome.step];
  switch (outcome.outcome) {
    case 'answered':
    case 'known':
    case 'result':
    case 'decided':
      return step?.kind === 'wait' ? 'next' : answerWord(outcome.value);
    case 'waited':
      return 'next';
    case 'not_understood':
      return left === outcome.step ? undefined : 'not_understood';
    case 'silent':
      return left === outcome.step ? undefined : 'silence';
    case 'skipped':
      if (step !== undefined && meeting(step, level) === 'hidden') return 'others';
      return step !== undefined && 'tries' in step && step.tries !== undefined ? 'tries' : 'max_turns';
    case 'asked':
    case 'reminded':
    case 'assumed':
      return undefined;
  }
};

const answerWord = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value));
