/**
 * Plays one conversation that tests a flow: the customer's lines as they are written, the systems as the test tells, the
 * flow as it runs in the product, called flows included. Pure; how typed words are understood is given from outside.
 */
import type { Level } from '../../knowledge/language';
import type { AnswerValue, Question } from '../../knowledge/question';
import type { CompiledFlow } from '../compile';
import { SYSTEMS } from '../contracts';
import type { Facts } from '../facts';
import type { CompiledRelease } from '../release';
import type { Act, FlowEvent, OpenQuestion, Outcome, Position, Stepped, View } from '../run';
import { startFlow, stepFlow } from '../step';
import type { FlowTest, Reaction, Sheet } from './schema';

/** The value of typed words as an answer to the question, or nothing that answers it. */
export type Reader = (text: string, question: Question) => AnswerValue | undefined;

export interface Noted {
  readonly flow: string;
  readonly level: Level;
  readonly outcome: Outcome;
  /** Where the flow stood after the step. */
  readonly left: string;
}

export interface Play {
  readonly release: CompiledRelease;
  readonly test: FlowTest;
  /** What the bot said and nobody has looked for yet. */
  unread: string[];
  view: View;
  stack: Position[];
  open: OpenQuestion | null;
  /** The time that has to pass before it goes on, ms. */
  waiting: number | null;
  end: Stepped['end'] | undefined;
  readonly done: string[];
  readonly assumed: string[];
  readonly noted: Noted[];
  /** Steps that were come to, as `flow/step`. */
  readonly passed: Set<string>;
  readonly counts: Map<string, number>;
  next: FlowEvent | undefined;
}

/** 20 November 2026, 15:00 in Bogotá: when every test takes place. */
export const TEST_TIME = Date.UTC(2026, 10, 20, 20);

/** More than any conversation of a proven flow takes. */
const MOST_STEPS = 500;

export const beginPlay = (release: CompiledRelease, flow: string, { test, level }: { test: FlowTest; level: Level }): Play => {
  const view: View = { level, language: test.language ?? 'es', now: TEST_TIME, facts: factsOf(test.facts ?? {}, 'test', TEST_TIME), assumed: [] };
  const play: Play = {
    release, test, view, unread: [], stack: [], open: null, waiting: null, end: undefined,
    done: [], assumed: [], noted: [], passed: new Set(), counts: new Map(), next: undefined,
  };
  enter(play, flow);
  settle(play);
  return play;
};

/** Something happens, and all that follows from it until the customer or the clock is waited for. */
export const happen = (play: Play, event: FlowEvent): void => {
  play.next = event;
  settle(play);
};

/** Lets the time of a wait step pass. */
export const passTime = (play: Play): void => {
  play.view = { ...play.view, now: play.view.now + (play.waiting ?? 0) };
  happen(play, { type: 'waited' });
};

const settle = (play: Play): void => {
  for (let step = 0; play.next !== undefined && step < MOST_STEPS; step++) {
    const event = play.next;
    play.next = undefined;
    const top = play.stack.pop();
    if (top === undefined) return;
    play.open = null;
    play.waiting = null;
    take(play, top.flow, stepFlow(flowOf(play, top.flow), top, event, play.view));
  }
};

const flowOf = ({ release }: Play, name: string): CompiledFlow => {
  const flow = release.flows.get(name);
  if (flow === undefined) throw new Error(`a flow that nobody has checked: ${name}`);
  return flow;
};

const enter = (play: Play, name: string): void => take(play, name, startFlow(flowOf(play, name), play.view));

const take = (play: Play, flow: string, stepped: Stepped): void => {
  if (stepped.position !== null) play.stack.push(stepped.position);
  const left = stepped.position?.step ?? stepped.end?.step ?? '';
  play.passed.add(`${flow}/${left}`);
  for (const act of stepped.acts) react(play, { flow, left }, act);
  if (stepped.end === undefined) return;
  if (play.stack.length > 0) play.next = { type: 'result', result: stepped.end.exit };
  else play.end = stepped.end;
};

interface Place {
  readonly flow: string;
  readonly left: string;
}

const react = (play: Play, place: Place, act: Act): void => {
  if (act.act !== 'listen') play.passed.add(`${place.flow}/${stepOf(act)}`);
  switch (act.act) {
    case 'say':
      play.unread.push(act.text);
      return;
    case 'ask':
      play.unread.push(act.ask.text);
      play.open = act.ask;
      return;
    case 'check':
      play.next = checkBack(play, act.systems);
      return;
    case 'do':
      play.done.push(act.action);
      play.next = actionBack(play, act.action);
      return;
    case 'call':
      return enter(play, act.flow);
    case 'wait':
      play.waiting = act.ms;
      return;
    case 'remember':
      return learn(play, act.facts);
    case 'assume':
      play.assumed.push(act.assumption.step);
      play.view = { ...play.view, assumed: [...play.view.assumed, act.assumption] };
      return;
    case 'note':
      play.noted.push({ flow: place.flow, level: play.view.level, outcome: act.outcome, left: place.left });
      return;
    case 'listen':
      return;
  }
};

const stepOf = (act: Exclude<Act, { act: 'listen' }>): string => {
  if (act.act === 'note') return act.outcome.step;
  if (act.act === 'assume') return act.assumption.step;
  return act.act === 'remember' ? '' : act.step;
};

const learn = (play: Play, facts: Facts): void => {
  play.view = { ...play.view, facts: { ...play.view.facts, ...facts } };
};

const factsOf = (sheet: Sheet, source: string, at: number): Facts =>
  Object.fromEntries(Object.entries(sheet).map(([name, value]) => [name, { value, source, at }]));

const checkBack = (play: Play, systems: readonly (keyof typeof SYSTEMS)[]): FlowEvent => {
  const told = inTurn<Sheet | 'fails'>(play, 'checks', play.test.checks) ?? 'fails';
  if (told === 'fails') return { type: 'result', result: 'fails' };
  const tellable = new Set<string>(systems.flatMap((system) => [...SYSTEMS[system].facts]));
  const sheet = Object.fromEntries(Object.entries(told).filter(([name]) => tellable.has(name)));
  const marks = Object.fromEntries(systems.map((system) => [`check.${system}`, true]));
  learn(play, factsOf({ ...sheet, ...marks }, 'operator', play.view.now));
  return { type: 'result', result: 'done' };
};

const actionBack = (play: Play, action: string): FlowEvent => {
  const back: Reaction = inTurn<Reaction>(play, `do ${action}`, play.test.actions?.[action]) ?? 'fails';
  if (typeof back === 'string') return { type: 'result', result: back };
  learn(play, factsOf(back.facts, action, play.view.now));
  return { type: 'result', result: back.result };
};

const inTurn = <T>(play: Play, key: string, times: T | readonly T[] | undefined): T | undefined => {
  const count = play.counts.get(key) ?? 0;
  play.counts.set(key, count + 1);
  if (times === undefined || !isList(times)) return times;
  return times[Math.min(count, times.length - 1)];
};

const isList = <T>(times: T | readonly T[]): times is readonly T[] => Array.isArray(times);
