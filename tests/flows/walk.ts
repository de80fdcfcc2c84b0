/**
 * A small customer and a small operator for tests: plays a script against the flows of a release, the stack of called
 * flows included, and writes down what was asked and said. Nothing sleeps; waits are over at once.
 */
import type { AnswerValue } from '../../knowledge/question';
import type { Language, Level } from '../../knowledge/language';
import type { CompiledFlow } from '../../flows/compile';
import type { Fact, Facts, FactValue } from '../../flows/facts';
import type { CompiledRelease } from '../../flows/release';
import type { Act, FlowEvent, Outcome, Position, Stepped, View } from '../../flows/run';
import { startFlow, stepFlow } from '../../flows/step';

/** 2026-11-20, 15:00 in Bogotá. */
export const NOW = Date.parse('2026-11-20T15:00:00-05:00');

export type Sheet = Readonly<Record<string, FactValue>>;
type Result = string | { readonly result: string; readonly facts: Sheet };
/** One reaction, or one for each time in turn (the last one stays). */
type Times<T> = T | readonly T[];

export interface Script {
  readonly flow: string;
  readonly level: Level;
  readonly language?: Language;
  readonly facts?: Sheet;
  /** What the systems tell at the first check, the second, ...; `fails` for no answer. */
  readonly checks?: Times<Sheet | 'fails'>;
  readonly actions?: Readonly<Record<string, Times<Result>>>;
  /** By step. `?` is not understood, `...` is silence. */
  readonly answers?: Readonly<Record<string, Times<AnswerValue>>>;
}

export interface Walked {
  readonly asked: readonly string[];
  readonly texts: readonly string[];
  readonly said: readonly string[];
  readonly done: readonly string[];
  readonly checked: readonly (readonly string[])[];
  readonly waits: readonly number[];
  readonly assumed: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly end?: { readonly code: string; readonly exit: string; readonly step: string };
  /** Where it rests when the script has no answer. */
  readonly rests?: string;
}

type Draft = { -readonly [K in keyof Walked]: Walked[K] extends readonly (infer T)[] ? T[] : Walked[K] };

interface Play {
  readonly release: CompiledRelease;
  readonly script: Script;
  readonly walked: Draft;
  readonly counts: Map<string, number>;
  view: View;
  stack: Position[];
  next: FlowEvent | undefined;
}

export const known = (sheet: Sheet, at = NOW, source = 'operator'): Facts =>
  Object.fromEntries(Object.entries(sheet).map(([name, value]) => [name, { value, source, at } satisfies Fact]));

export const flowOf = (release: CompiledRelease, name: string): CompiledFlow => {
  const flow = release.flows.get(name);
  if (flow === undefined) throw new Error(`no flow ${name}`);
  return flow;
};

export const walk = (release: CompiledRelease, script: Script): Walked => {
  const walked: Draft = { asked: [], texts: [], said: [], done: [], checked: [], waits: [], assumed: [], outcomes: [] };
  const view: View = { level: script.level, language: script.language ?? 'es', now: NOW, facts: known(script.facts ?? {}), assumed: [] };
  const play: Play = { release, script, walked, counts: new Map(), view, stack: [], next: undefined };
  enter(play, script.flow);
  for (let turn = 0; play.next !== undefined; turn++) {
    if (turn > 200) throw new Error('the walk does not come to an end');
    const event = play.next;
    play.next = undefined;
    const top = play.stack.pop();
    if (top !== undefined) settle(play, stepFlow(flowOf(release, top.flow), top, event, play.view), top.flow);
  }
  return walked;
};

const enter = (play: Play, name: string): void => settle(play, startFlow(flowOf(play.release, name), play.view), name);

const settle = (play: Play, stepped: Stepped, flow: string): void => {
  if (stepped.position !== null) play.stack.push(stepped.position);
  for (const act of stepped.acts) react(play, act);
  if (stepped.end === undefined) return;
  if (play.stack.length > 0) play.next = { type: 'result', result: stepped.end.exit };
  else play.walked.end = stepped.end;
  if (flow !== play.script.flow && play.stack.length === 0) throw new Error('a called flow lost its caller');
};

const react = (play: Play, act: Act): void => {
  const { walked } = play;
  switch (act.act) {
    case 'say':
      walked.said.push(act.text);
      return;
    case 'ask':
      walked.asked.push(act.step);
      walked.texts.push(act.ask.text);
      return replyTo(play, act.step);
    case 'check':
      walked.checked.push([...act.systems]);
      return checkBack(play, act.systems);
    case 'do':
      walked.done.push(act.action);
      return actionBack(play, act.action);
    case 'call':
      return enter(play, act.flow);
    case 'wait':
      walked.waits.push(act.ms);
      play.view = { ...play.view, now: play.view.now + act.ms };
      play.next = { type: 'waited' };
      return;
    case 'remember':
      play.view = { ...play.view, facts: { ...play.view.facts, ...act.facts } };
      return;
    case 'assume':
      walked.assumed.push(act.assumption.text);
      play.view = { ...play.view, assumed: [...play.view.assumed, act.assumption] };
      return;
    case 'note':
      walked.outcomes.push(act.outcome);
      return;
    case 'listen':
      return;
  }
};

const replyTo = (play: Play, step: string): void => {
  const answer = inTurn(play, step, play.script.answers?.[step]);
  if (answer === undefined) play.walked.rests = step;
  else if (answer === '?') play.next = { type: 'not_understood' };
  else if (answer === '...') play.next = { type: 'silence' };
  else play.next = { type: 'answer', value: answer };
};

const checkBack = (play: Play, systems: readonly string[]): void => {
  const told = inTurn(play, 'checks', play.script.checks) ?? 'fails';
  if (told === 'fails') {
    play.next = { type: 'result', result: 'fails' };
    return;
  }
  const { now } = play.view;
  const marks = Object.fromEntries(systems.map((system) => [`check.${system}`, true]));
  play.view = { ...play.view, facts: { ...play.view.facts, ...known({ ...told, ...marks }, now) } };
  play.next = { type: 'result', result: 'done' };
};

const actionBack = (play: Play, action: string): void => {
  const back = inTurn<Result>(play, `do ${action}`, play.script.actions?.[action]) ?? 'fails';
  const { result, facts } = typeof back === 'string' ? { result: back, facts: {} } : back;
  play.view = { ...play.view, facts: { ...play.view.facts, ...known(facts, play.view.now, action) } };
  play.next = { type: 'result', result };
};

const inTurn = <T>(play: Play, key: string, times: Times<T> | undefined): T | undefined => {
  const count = play.counts.get(key) ?? 0;
  play.counts.set(key, count + 1);
  if (!Array.isArray(times)) return times as T | undefined;
  const list = times as readonly T[];
  return list[Math.min(count, list.length - 1)];
};
