/**
 * The simulator: the production engine, played from the beginning with the moves made so far. Going back is playing
 * fewer of them, so nothing is kept between two answers. Systems answer what the person at the page says they do.
 */
import { ACTIONS, SYSTEMS, type Action, type System } from '../../../../flows/contracts';
import type { FactValue, Facts } from '../../../../flows/facts';
import type { Line } from '../../../../flows/faults';
import type { CompiledFlow } from '../../../../flows/compile';
import type { CompiledRelease } from '../../../../flows/release';
import type { Act, FlowEvent, OpenQuestion, Outcome, Position, Stepped, View } from '../../../../flows/run';
import { startFlow, stepFlow } from '../../../../flows/step';
import { TEST_TIME } from '../../../../flows/testing/play';
import type { Step } from '../../../../flows/schema';
import type { Level } from '../../../../knowledge/language';
import type { AnswerValue } from '../../../../knowledge/question';
import type { PassedStep, PlayAsked, PlayMove, Scene } from './messages';

interface Playing {
  readonly release: CompiledRelease;
  readonly talk: Scene['talk'][number][];
  view: View;
  stack: Position[];
  open: OpenQuestion | undefined;
  pending: Scene['pending'] | undefined;
  waiting: number | undefined;
  end: Scene['end'] | undefined;
  moves: number;
  readonly done: string[];
}

export const playScene = (release: CompiledRelease, asked: PlayAsked): Scene => {
  const facts = factsOf(asked.facts, 'customer', TEST_TIME);
  const view: View = { level: asked.level, language: asked.language, now: TEST_TIME, facts, assumed: [] };
  const playing: Playing = { release, view, talk: [], stack: [], open: undefined, pending: undefined, waiting: undefined, end: undefined, moves: 0, done: [] };
  const flow = release.flows.get(asked.flow);
  if (flow === undefined) return { ...sceneOf(playing), fault: 'no_release' };
  if (asked.from === undefined) take(playing, asked.flow, startFlow(flow, view));
  else {
    const position: Position = { flow: flow.name, release: flow.release, step: asked.from, turns: 0 };
    const stepped = stepFlow(flow, position, { type: 'reenter' }, view);
    if (stepped.vanished !== undefined) return { ...sceneOf(playing), fault: 'no_place' };
    take(playing, asked.flow, stepped);
  }
  for (const move of asked.moves) {
    playing.moves += 1;
    make(playing, move);
  }
  return sceneOf(playing);
};

const sceneOf = ({ done, end, open, pending, stack, talk, view, waiting }: Playing): Scene => {
  const top = stack.at(-1);
  return {
    talk, level: view.level, done, assumed: view.assumed.map(({ step }) => step),
    facts: Object.fromEntries(Object.entries(view.facts).filter(([name]) => !name.startsWith('check.')).map(([name, { value }]) => [name, shown(value)])),
    ...(top && { place: { flow: top.flow, step: top.step } }),
    ...(open && { question: { ...open.question, text: open.text } }),
    ...(pending && { pending }),
    ...(waiting !== undefined && { waiting }),
    ...(end && { end }),
  };
};

const shown = (value: FactValue | AnswerValue): string => {
  if (typeof value !== 'object') return String(value);
  return Array.isArray(value) ? value.map(({ label }: { label: string }) => label).join(', ') : Object.values(value).join(' ');
};

const factsOf = (sheet: Readonly<Record<string, FactValue>>, source: string, at: number): Facts =>
  Object.fromEntries(Object.entries(sheet).map(([name, value]) => [name, { value, source, at }]));

const say = (playing: Playing, line: Line & Pick<Scene['talk'][number], 'choices' | 'step' | 'passed' | 'answered'>): void => {
  playing.talk.push({ ...line, after: playing.moves });
};

const make = (playing: Playing, move: PlayMove): void => {
  switch (move.move) {
    case 'answer':
      say(playing, { who: 'customer', text: move.words });
      return happen(playing, { type: 'answer', value: move.value });
    case 'not_understood':
      say(playing, { who: 'customer', text: move.words });
      return happen(playing, { type: 'not_understood' });
    case 'silence':
      say(playing, { who: 'system', text: '…' });
      return happen(playing, { type: 'silence' });
    case 'waited':
      playing.view = { ...playing.view, now: playing.view.now + (playing.waiting ?? 0) };
      return happen(playing, { type: 'waited' });
    case 'level':
      playing.view = { ...playing.view, level: move.level };
      return happen(playing, { type: 'reenter' });
    case 'result':
      return back(playing, move);
  }
};

/** A slow system answers in the end: what changes is the hour, so what was fresh may be stale. */
const SLOW_MS = 90_000;

const back = (playing: Playing, { facts, result, slow }: Extract<PlayMove, { move: 'result' }>): void => {
  const { pending } = playing;
  if (pending === undefined) return;
  if (slow === true) playing.view = { ...playing.view, now: playing.view.now + SLOW_MS };
  const marks = result === 'fails' ? {} : Object.fromEntries(pending.checks.map((system) => [`check.${system}`, true]));
  learn(playing, factsOf({ ...facts, ...marks }, pending.action ?? 'operator', playing.view.now));
  const { action, checks } = pending;
  say(playing, { who: 'system', text: `${action ?? checks.join(', ')}: ${result}`, answered: { ...(action !== undefined && { action }), checks, result, slow: slow === true } });
  happen(playing, { type: 'result', result });
};

const learn = (playing: Playing, facts: Facts): void => {
  playing.view = { ...playing.view, facts: { ...playing.view.facts, ...facts } };
};

const happen = (playing: Playing, event: FlowEvent): void => {
  const top = playing.stack.pop();
  if (top === undefined) return;
  [playing.open, playing.pending, playing.waiting] = [undefined, undefined, undefined];
  take(playing, top.flow, stepFlow(flowNamed(playing, top.flow), top, event, playing.view));
};

const flowNamed = ({ release }: Playing, name: string): CompiledFlow => {
  const flow = release.flows.get(name);
  if (flow === undefined) throw new Error(`a flow that nobody has checked: ${name}`);
  return flow;
};

const take = (playing: Playing, flow: string, { acts, end, position }: Stepped): void => {
  if (position !== null) playing.stack.push(position);
  for (const act of acts) react(playing, flow, act);
  if (end === undefined) return;
  if (playing.stack.length === 0) playing.end = end;
  else happen(playing, { type: 'result', result: end.exit });
};

const react = (playing: Playing, flow: string, act: Act): void => {
  switch (act.act) {
    case 'say':
      return say(playing, { who: 'bot', text: act.text, step: act.step });
    case 'ask':
      playing.open = act.ask;
      return say(playing, { who: 'bot', text: act.ask.text, step: act.step, ...(act.ask.question.options && { choices: act.ask.question.options }) });
    case 'check':
      playing.pending = checking(act.systems);
      return;
    case 'do':
      playing.done.push(act.action);
      playing.pending = doing(act.action);
      return;
    case 'call':
      return take(playing, act.flow, startFlow(flowNamed(playing, act.flow), playing.view));
    case 'wait':
      playing.waiting = act.ms;
      return;
    case 'remember':
      return learn(playing, act.facts);
    case 'assume':
      playing.view = { ...playing.view, assumed: [...playing.view.assumed, act.assumption] };
      return;
    case 'note':
      return notice(playing, flow, act.outcome);
    case 'listen':
      return;
  }
};

const isForOthers = (step: Step | undefined, level: Level): boolean => step !== undefined && 'only' in step && step.only?.includes(level) === false;

const notice = (playing: Playing, flow: string, outcome: Outcome): void => {
  const { step } = outcome;
  const pass = (why: PassedStep['why'], told = ''): void => say(playing, { who: 'system', text: '', passed: { flow, step, why, told } });
  const compiled = flowNamed(playing, flow);
  switch (outcome.outcome) {
    case 'known':
      return pass('known', shown(outcome.value));
    case 'assumed':
      return pass('assumed', compiled.assuming(step, playing.view)?.text);
    case 'skipped':
      return pass(isForOthers(compiled.flow.steps[step], playing.view.level) ? 'level' : 'spent');
    default:
      return;
  }
};

const checking = (systems: readonly System[]): NonNullable<Scene['pending']> =>
  ({ checks: systems, results: ['done', 'fails'], facts: systems.flatMap((system) => [...SYSTEMS[system].facts]) });

const doing = (action: Action): NonNullable<Scene['pending']> =>
  ({ checks: [], action, results: [...ACTIONS[action].results, 'fails'], facts: [...ACTIONS[action].facts] });
