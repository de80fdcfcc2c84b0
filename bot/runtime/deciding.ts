/**
 * One decision: what waits in a thread, heard in the world as it is now.
 *
 * I7  the releases that a thread is pinned to are loaded before it is decided.
 * I10 a decision that fails is told to the customer, who is passed to a person.
 */
import { asksNothing } from '../../dialogs/attachment';
import { decide, decideFailed } from '../../dialogs/conversation/decide';
import type { Decision } from '../../dialogs/conversation/draft';
import { positionsOf, type ThreadState } from '../../dialogs/conversation/state';
import type { DeskHours, OutageBoard, World, ZoneBoard } from '../../dialogs/conversation/world';
import type { ThreadEvent } from '../../dialogs/event';
import type { ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { CompiledRelease } from '../../flows/release';
import type { Learnt } from '../../knowledge/learnt';
import type { Treatment } from '../../knowledge/phrases/say';
import type { QuestionKind } from '../../knowledge/question';
import type { Library } from '../../knowledge/search/library';
import type { Releases } from '../content/releases';
import type { Log } from '../observability/log';
import type { Metrics } from '../observability/metrics';
import { burstOf, isOpenEnded, type Burst } from './burst';
import type { BusinessClock } from './clock';
import { readThreadState } from './thread-state';

/** What a decision looks at beside the thread; functions are read for every decision. */
export interface WorldParts {
  readonly clock: BusinessClock;
  readonly releases: Releases;
  readonly treatment: Treatment;
  readonly articles: Library;
  /** What messages are read with. */
  readonly learnt?: () => Learnt;
  /** When people are on shift. */
  readonly desk: () => DeskHours;
  /** Which services the outages going on touch. */
  readonly outages: () => OutageBoard;
  /** What anybody may hear of them. */
  readonly zones?: () => ZoneBoard;
  /** How long it holds that a customer proved who she is, ms. */
  readonly proofMs?: number;
}

export interface DecidingParts extends WorldParts {
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface Subject {
  readonly thread: ThreadId;
  readonly state: string | null;
  readonly version: number;
  /** What waits; at least the first of them is decided. */
  readonly events: readonly [ThreadEvent, ...ThreadEvent[]];
}

export interface Decided extends Burst {
  readonly decision: Decision;
}

export const decideNext = async (parts: DecidingParts, { thread, state, version, events }: Subject): Promise<Decided> => {
  const before = state === null ? null : readThreadState(state);
  const world = await worldFor(parts, before, version + 1);
  const next = events.length > 1 && isOpenEnded(before, askedIn(before, world)) ? burstOf(events) : { event: events[0], consumed: 1 };
  const { event } = next;
  try {
    return { ...next, decision: decide(before, event, world) };
  } catch (error) {
    parts.metrics.failedDecisions.inc();
    parts.log.error({ err: error, thread, kind: event.kind }, 'decision failed: passed to a person');
    return { ...next, decision: decideFailed(before, event, world) };
  }
};

const worldFor = async (parts: WorldParts, state: ThreadState | null, version: number): Promise<World> => {
  const { clock, releases, treatment, articles, learnt, desk, outages, zones, proofMs } = parts;
  return {
    now: clock.now(), version, current: releases.current(), pinned: await pinnedBy(state, releases),
    treatment, articles, desk: desk(), outages: outages(),
    ...(learnt && { learnt: learnt() }),
    ...(zones && { zones: zones() }),
    ...(proofMs !== undefined && { proofMs }),
  };
};

const pinnedBy = async (state: ThreadState | null, releases: Releases): Promise<ReadonlyMap<string, CompiledRelease>> => {
  const pinned = new Map<string, CompiledRelease>();
  for (const { release } of state ? positionsOf(state) : []) {
    if (!pinned.has(release)) pinned.set(release, releases.known(release) ?? (await releases.get(release)));
  }
  return pinned;
};

/** The kind of the question that the innermost flow waits on. */
const askedIn = (state: ThreadState | null, { current, pinned }: World): QuestionKind | null => {
  const top = state?.stack.at(-1);
  const release = top && (top.release === current.id ? current : pinned.get(top.release));
  const step = top && release?.flows.get(top.flow)?.flow.steps[top.step];
  return step?.kind === 'ask' ? step.expects : null;
};

/** Whether the customer is owed an answer after this decision; `undefined`: as before it. */
export const owesAfter = (before: boolean | undefined, event: ThreadEvent, { state, entries }: Decision): boolean | undefined => {
  if (state.owner.kind !== 'bot' || entries.some(({ kind }) => ANSWERS.has(kind))) return false;
  if (event.kind !== 'message') return before;
  return !asksNothing(event) || before === true;
};

const ANSWERS: ReadonlySet<Entry['kind']> = new Set(['bot', 'agent', 'system']);
