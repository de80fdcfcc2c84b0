/**
 * Walks a thread's flows: hands what happened to the innermost one and turns its acts into sentences, effects and
 * records. No flow and no step is named here; what to ask and what to skip comes from the flow's release (I7, I8).
 */
import type { CompiledFlow } from '../../flows/compile';
import type { Act, FlowEvent, OpenQuestion, Position, Stepped, View } from '../../flows/run';
import { openQuestion, startFlow, stepFlow } from '../../flows/step';
import type { Level } from '../../knowledge/language';
import type { AnswerValue } from '../../knowledge/question';
import type { Intent } from '../../knowledge/understanding';
import { withArticle } from './article-help';
import {
  adopt, cause, changeMode, closeCase, fork, noteStep, pose, setLevel, stopPending, stopTimer, wakeAfter, type Draft,
} from './draft';
import { withNews } from './known-facts';
import type { Pending, Waiting } from './state';
import { toldAhead } from './told';
import { tellWaiting } from './waiting';
import { flowAt } from './world';

/** How long the systems may take before the customer hears that they do not answer, business time. */
const CHECK_LIMIT_MS = 3_000;
const ACTION_LIMIT_MS = 20_000;
/** More steps than any turn takes; beyond it a flow runs in a circle, which is a bug. */
const MOST_STEPS = 60;

/** Opens a flow of the current release for this thread. */
export const openFlow = (draft: Draft, flow: CompiledFlow): void => {
  changeMode(draft, { type: 'problem' });
  advance(draft, { type: 'open', flow: flow.name });
};

/** Goes on with the innermost flow; asks for the level first when this is where it starts to matter (P2). */
export const advance = (draft: Draft, event: Waiting): void => {
  if (draft.state.level !== null || draft.state.levelAsked) return go(draft, event);
  const simple = tryAs(draft, 'basic', event);
  const technical = tryAs(draft, 'advanced', event);
  if (asksTheSame(simple, technical)) {
    simple.state.level = null;
    return adopt(draft, simple);
  }
  askLevel(draft, event);
};

export const tellLevel = (draft: Draft, level: Level, by: 'asked' | 'assumed'): void => {
  const { waiting } = draft.state;
  delete draft.state.waiting;
  setLevel(draft, level, by, []);
  changeMode(draft, { type: 'settled' });
  if (waiting) go(draft, waiting);
};

/**
 * Goes on where the thread stands: the open question is passed again; a wait whose timer is gone is over, since whoever
 * took the timer away would otherwise leave nobody to end it.
 */
export const resume = (draft: Draft): void => {
  const top = draft.state.stack.at(-1);
  const isWait = top !== undefined && flowAt(draft.world, top).flow.steps[top.step]?.kind === 'wait';
  if (isWait && draft.state.timer) return tellWaiting(draft);
  advance(draft, { type: isWait ? 'waited' : 'reenter' });
};

/** After a person had the thread, or might have: what she told meanwhile answers the question that stayed open (P1). */
export const resumeHeard = (draft: Draft): void => {
  resume(draft);
  const top = draft.state.stack.at(-1);
  const open = currentQuestion(draft);
  const value = top && open && draft.question ? toldAt(draft, top, open) : undefined;
  if (value === undefined) return;
  delete draft.question;
  advance(draft, { type: 'answer', value });
};

/** The question that the innermost flow waits on. */
export const currentQuestion = (draft: Draft): OpenQuestion | null => {
  const top = draft.state.stack.at(-1);
  const open = top ? openQuestion(flowAt(draft.world, top), top, viewOf(draft)) : null;
  return open && withArticle(draft, open);
};

/** Asks the open question again, in the words of the level. */
export const askAgain = (draft: Draft, helped = false): void => {
  const top = draft.state.stack.at(-1);
  const open = currentQuestion(draft);
  if (!top || !open) return;
  stopTimer(draft);
  if (open.listenMs !== undefined) draft.listen = { kind: 'silence', ms: open.listenMs };
  pose(draft, helped && open.help !== undefined ? { ...open, text: open.help } : open, `${top.flow}/${top.step}`);
};

const askLevel = (draft: Draft, event: Waiting): void => {
  draft.state.levelAsked = true;
  draft.state.waiting = event;
  stopTimer(draft);
  changeMode(draft, { type: 'level_needed' });
};

const tryAs = (draft: Draft, level: Level, event: Waiting): Draft => {
  const tried = fork(draft);
  tried.state.level = level;
  go(tried, event);
  return tried;
};

/** Which step is asked next, and where the thread stands. The same in plainer words is no reason to ask first (P5). */
const asksTheSame = (a: Draft, b: Draft): boolean => JSON.stringify(whereTo(a)) === JSON.stringify(whereTo(b));

const whereTo = ({ question, state }: Draft): readonly unknown[] => [question?.asks, state.stack, state.assumed];

interface Budget {
  left: number;
}

const go = (draft: Draft, event: Waiting): void => {
  const budget = { left: MOST_STEPS };
  if (event.type !== 'open') return walk(draft, event, budget);
  const release = event.release ?? draft.world.current.id;
  enter(draft, flowAt(draft.world, { flow: event.flow, release, ...NOWHERE }), release, budget);
};

const NOWHERE = { step: '', turns: 0 } as const;

const walk = (draft: Draft, event: FlowEvent, budget: Budget): void => {
  const top = draft.state.stack.at(-1);
  if (!top) return;
  stopTimer(draft);
  stopPending(draft);
  take(draft, top, stepFlow(flowAt(draft.world, top), top, event, viewOf(draft)), budget);
};

const enter = (draft: Draft, flow: CompiledFlow, release: string, budget: Budget): void => {
  const first: Position = { flow: flow.name, release, ...NOWHERE };
  draft.state.stack = [...draft.state.stack, first];
  take(draft, first, startFlow(flow, viewOf(draft)), budget);
};

const take = (draft: Draft, from: Position, stepped: Stepped, budget: Budget): void => {
  budget.left -= 1;
  if (budget.left < 0) throw new Error(`flow ${from.flow} runs in a circle at ${from.step}`);
  const below = draft.state.stack.slice(0, -1);
  draft.state.stack = stepped.position ? [...below, stepped.position] : below;
  const told = tellsAhead(draft, from, stepped);
  for (const act of told?.before ?? stepped.acts) apply(draft, from, act, budget);
  if (told) return walk(draft, told.event, budget);
  if (stepped.end) endFlow(draft, from, stepped.end, budget);
};

interface Told {
  /** What is said and noted before the question that need not be asked. */
  readonly before: readonly Act[];
  readonly event: FlowEvent;
}

/** A question that she answered before it came up is not asked (P1). */
const tellsAhead = (draft: Draft, from: Position, { acts, position }: Stepped): Told | undefined => {
  const at = acts.findIndex(({ act }) => act === 'ask');
  const asked = acts[at];
  if (asked?.act !== 'ask' || !position || (from.flow === position.flow && from.step === position.step)) return undefined;
  const value = toldAt(draft, position, asked.ask);
  if (value === undefined) return undefined;
  return { before: acts.slice(0, at).filter((act) => act.act !== 'note' || act.outcome.outcome !== 'asked'), event: { type: 'answer', value } };
};

const toldAt = (draft: Draft, position: Position, open: OpenQuestion): AnswerValue | undefined => {
  const step = flowAt(draft.world, position).flow.steps[position.step];
  if (step?.kind !== 'ask') return undefined;
  return toldAhead(draft, open, { takesDone: step.exits['already_done'] !== undefined, offered: step.options_from !== undefined });
};

/** A flow that is done is removed in the same turn; the one that called it goes on with its exit. Only the outermost closes the case. */
const endFlow = (draft: Draft, from: Position, end: NonNullable<Stepped['end']>, budget: Budget): void => {
  if (draft.state.stack.length > 0) return walk(draft, { type: 'result', result: end.exit }, budget);
  const { flow, release } = from;
  draft.entries.push({ kind: 'end', at: draft.world.now, flow, release, step: end.step, code: end.code });
  closeCase(draft);
  draft.state.last = flow;
  if (end.code === 'VISITA') forgetWaiting(draft, 'technician_visit');
  changeMode(draft, { type: 'flow_ended' });
};

/** What she also came for was done on the way. */
const forgetWaiting = ({ state }: Draft, intent: Intent): void => {
  const left = state.next?.filter((one) => one.kind !== 'told' || one.intent !== intent) ?? [];
  if (left.length > 0) state.next = left;
  else delete state.next;
};

const apply = (draft: Draft, from: Position, act: Act, budget: Budget): void => {
  const { state } = draft;
  switch (act.act) {
    case 'say':
      draft.texts.push(act.text);
      return;
    case 'ask':
      watchRepetition(draft, from, act.ask);
      return pose(draft, act.ask, `${from.flow}/${act.step}`);
    case 'check':
      return waitFor(draft, { kind: 'check' }, cause(draft, (ticket) => ({
        kind: 'check', systems: act.systems, facts: state.facts, language: state.language, ticket,
      })));
    case 'do':
      return waitFor(draft, { kind: 'action', action: act.action }, cause(draft, (ticket) => ({
        kind: 'action', action: act.action, facts: state.facts, language: state.language, ticket,
      })));
    case 'call':
      // A called flow is looked up in the caller's own release (I7).
      return enter(draft, flowAt(draft.world, { ...from, flow: act.flow }), from.release, budget);
    case 'wait':
      draft.listen = { kind: 'wait', ms: act.ms };
      return;
    case 'listen':
      draft.listen = { kind: 'silence', ms: act.ms };
      return;
    case 'remember':
      state.facts = withNews(state.facts, act.facts);
      return;
    case 'assume':
      state.assumed = [...state.assumed, act.assumption];
      return;
    case 'note':
      noteStep(draft, from, act.outcome);
  }
};

/** P1 is watched here, apart from the machine that keeps it: a fresh answer that is asked for again is counted. */
const watchRepetition = (draft: Draft, from: Position, open: OpenQuestion): void => {
  const fact = open.fact === undefined ? undefined : draft.state.facts[open.fact];
  if (!fact || open.freshMs === undefined || draft.world.now - fact.at >= open.freshMs) return;
  draft.state.repeated += 1;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'repeated_question', detail: `${from.flow}/${open.fact}` });
};

const waitFor = (draft: Draft, what: Pick<Pending, 'kind' | 'action'>, ticket: string): void => {
  const limit = wakeAfter(draft, what.kind === 'check' ? CHECK_LIMIT_MS : ACTION_LIMIT_MS);
  draft.state.pending = { ticket, limit, ...what };
};

export const viewOf = ({ state, world }: Draft): View => ({
  level: state.level ?? 'basic',
  language: state.language,
  treatment: world.treatment,
  now: world.now,
  facts: state.facts,
  assumed: state.assumed,
});
