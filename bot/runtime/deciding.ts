/**
 * From a state and what waits to what is committed: gathers the world as values and has the core decide.
 * I7: the releases that a thread is pinned to are loaded before it is decided.
 */
import { decide, decideFailed } from '../../dialogs/conversation/decide';
import type { Decision } from '../../dialogs/conversation/draft';
import { positionsOf, writeState, type ThreadState } from '../../dialogs/conversation/state';
import type { DeskHours, OutageBoard, World, ZoneOutage } from '../../dialogs/conversation/world';
import type { Effect } from '../../dialogs/effect';
import type { ThreadEvent } from '../../dialogs/event';
import type { Address, ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { CompiledRelease } from '../../flows/release';
import type { Treatment } from '../../knowledge/phrases/say';
import type { Library } from '../../knowledge/search/library';
import type { QuestionKind } from '../../knowledge/question';
import type { Releases } from '../content/releases';
import type { Log } from '../observability/log';
import type { Metrics } from '../observability/metrics';
import { burstOf, isOpenEnded, type Burst } from './burst';
import type { BusinessClock } from './clock';
import type { Known } from './known-states';
import type { Acceptance, Commit, Held, Storage } from './ports';
import { readThreadState } from './thread-state';
import type { Turnstile } from './turnstile';

export interface TurnParts {
  readonly storage: Storage;
  readonly clock: BusinessClock;
  readonly releases: Releases;
  readonly treatment: Treatment;
  readonly articles: Library;
  /** When people are on shift; read for every decision. */
  readonly desk: () => DeskHours;
  /** Which services the outages going on touch; read for every decision. */
  readonly outages: () => OutageBoard;
  /** What anybody may hear of them. */
  readonly zones?: () => readonly ZoneOutage[];
  /** How long it holds that a customer proved who she is, ms. */
  readonly proofMs?: number;
  /** Whether clients of this address read the transcript itself: there a committed entry is a delivered one. */
  readonly readsTranscript: (address: Address) => boolean;
  /** Where decisions wait for arrivals while there is too much to do. */
  readonly turnstile?: Turnstile;
  readonly log: Log;
  readonly metrics: Metrics;
}

export const stateIn = ({ state }: Pick<Held, 'state'>): ThreadState | null => (state === null ? null : readThreadState(state));

/** An event and what it is decided to, should the guessed state be the stored one. */
export interface Ahead {
  readonly decision: Decision;
  readonly commit: Commit;
  readonly began: number;
}

/** `null` where the guess is of no use: then the event is accepted first, and decided on what is stored. */
export const decideOn = (parts: TurnParts, { thread, event }: Acceptance, { state, version }: Known): Ahead | null => {
  const began = performance.now();
  const pinned = pinnedHere(parts, state);
  if (!pinned) return null;
  try {
    const decision = decide(state, event, worldWith(parts, pinned, version + 1));
    return { decision, commit: commitOf(parts, { thread, version, decision, consumed: 1, owes: owesAfter(undefined, event, decision) }), began };
  } catch {
    return null;
  }
};

interface Subject {
  readonly thread: ThreadId;
  readonly state: ThreadState | null;
  readonly version: number;
  /** What waits; at least the first of them is decided. */
  readonly events: readonly [ThreadEvent, ...ThreadEvent[]];
}

interface Decided extends Burst {
  readonly decision: Decision;
}

export const decideNext = async (parts: TurnParts, { thread, state, version, events }: Subject): Promise<Decided> => {
  const world = worldWith(parts, pinnedHere(parts, state) ?? (await pinnedBy(parts, state)), version + 1);
  const next = events.length > 1 && isOpenEnded(state, askedIn(state, world)) ? burstOf(events) : { event: events[0], consumed: 1 };
  const { event } = next;
  try {
    return { ...next, decision: decide(state, event, world) };
  } catch (error) {
    parts.metrics.failedDecisions.inc();
    parts.log.error({ err: error, thread, kind: event.kind }, 'decision failed: passed to a person');
    return { ...next, decision: decideFailed(state, event, world) };
  }
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
  return event.kind === 'message' ? true : before;
};

const ANSWERS: ReadonlySet<Entry['kind']> = new Set(['bot', 'agent', 'system']);

type Pinned = ReadonlyMap<string, CompiledRelease>;

/** The releases that a thread is pinned to; `null` where one of them is not loaded here. */
const pinnedHere = ({ releases }: TurnParts, state: ThreadState | null): Pinned | null => {
  const pinned = new Map<string, CompiledRelease>();
  for (const { release } of state ? positionsOf(state) : []) {
    const found = pinned.get(release) ?? releases.known(release);
    if (!found) return null;
    pinned.set(release, found);
  }
  return pinned;
};

const pinnedBy = async ({ releases }: TurnParts, state: ThreadState | null): Promise<Pinned> => {
  const pinned = new Map<string, CompiledRelease>();
  for (const { release } of state ? positionsOf(state) : []) if (!pinned.has(release)) pinned.set(release, await releases.get(release));
  return pinned;
};

const worldWith = ({ clock, releases, treatment, articles, desk, outages, zones, proofMs }: TurnParts, pinned: Pinned, version: number): World => ({
  now: clock.now(), version, current: releases.current(), pinned, treatment, articles, desk: desk(), outages: outages(), ...(zones && { zones: zones() }), ...(proofMs !== undefined && { proofMs }),
});

interface Outcome {
  readonly thread: ThreadId;
  readonly version: number;
  readonly decision: Decision;
  readonly consumed: number;
  readonly owes: boolean | undefined;
}

export const commitOf = ({ readsTranscript }: TurnParts, { thread, version, decision, consumed, owes }: Outcome): Commit => ({
  thread,
  version,
  state: writeState(decision.state),
  entries: decision.entries,
  effects: leftToPerform(decision.effects, readsTranscript),
  cancel: decision.cancel.map((ticket) => `${thread}/${ticket}`),
  consumed,
  ...(owes !== undefined && { owes }),
});

/** Without a delivery that its commit is already. Only of the last place: the keys of the others count theirs. */
export const leftToPerform = (effects: readonly Effect[], readsTranscript: TurnParts['readsTranscript']): readonly Effect[] => {
  const last = effects.at(-1);
  return last?.kind === 'deliver' && readsTranscript(last.to) ? effects.slice(0, -1) : effects;
};
