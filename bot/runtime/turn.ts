/**
 * The one loop: accept, decide, commit, hand the effects to the relay.
 *
 * I1  what `receive` acknowledged is stored with its dedupe mark; deciding happens after and may happen elsewhere.
 * I2  one holder a thread, one event at a time (or a burst of texts as one), in the order of acceptance.
 * I3  a commit names the version it saw; stale means: decide again on what is there now.
 * I7  the releases that a thread is pinned to are loaded before it is decided.
 */
import { decide, decideFailed } from '../../dialogs/conversation/decide';
import type { Decision } from '../../dialogs/conversation/draft';
import { positionsOf, writeState, type ThreadState } from '../../dialogs/conversation/state';
import type { DeskHours, OutageBoard, World, ZoneOutage } from '../../dialogs/conversation/world';
import type { Effect } from '../../dialogs/effect';
import type { ThreadEvent } from '../../dialogs/event';
import { splitAddress, type Address, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { CompiledRelease } from '../../flows/release';
import type { Learnt } from '../../knowledge/learnt';
import type { Treatment } from '../../knowledge/phrases/say';
import type { Library } from '../../knowledge/search/library';
import type { QuestionKind } from '../../knowledge/question';
import type { Releases } from '../content/releases';
import type { Log } from '../observability/log';
import type { Metrics } from '../observability/metrics';
import type { BusinessClock } from './clock';
import { burstOf, isOpenEnded, type Burst } from './burst';
import type { Acceptance, Committed, Held, KeyedEffect, Storage } from './ports';
import { readThreadState } from './thread-state';
import type { Turnstile } from './turnstile';

/** What listeners in this process hear after something was stored. */
export interface Growth {
  readonly thread: ThreadId;
  readonly base: number;
  readonly entries: readonly Entry[];
}

export interface TurnParts {
  readonly storage: Storage;
  readonly clock: BusinessClock;
  readonly releases: Releases;
  readonly treatment: Treatment;
  readonly articles: Library;
  /** What messages are read with; read for every decision. */
  readonly learnt?: () => Learnt;
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

export interface Received {
  readonly thread: ThreadId;
  /** Transcript position of the customer's entry; -1 without one. */
  readonly position: number;
  readonly duplicate: boolean;
}

export interface Turn {
  /** Stores an event for a thread (I1) and has it decided. Resolves as soon as it is stored. */
  receive(acceptance: Acceptance): Promise<Received>;
  /**
   * Decides an event at once on what is stored now and tells the state after it: for staff, who must hear whether they
   * were first. Null for a thread that does not exist.
   */
  act(thread: ThreadId, event: ThreadEvent): Promise<ThreadState | null>;
  /** Decides the waiting events of threads whose holder went away; says how many it took over. */
  recover(limit: number): Promise<number>;
  onGrowth(listener: (growth: Growth) => void): void;
  onEffects(listener: (effects: readonly KeyedEffect[], growth: Growth) => void): void;
  /** Resolves when nothing is being decided in this process. */
  rest(): Promise<void>;
}

export const makeTurn = (parts: TurnParts): Turn => {
  const { storage, metrics, log } = parts;
  const running = new Set<Promise<void>>();
  let grew: (growth: Growth) => void = () => undefined;
  let perform: (effects: readonly KeyedEffect[], growth: Growth) => void = () => undefined;

  const announce = (growth: Growth): void => {
    if (growth.entries.length === 0) return;
    grew(growth);
    storage.news.publish(growth.thread, growth.base + growth.entries.length);
  };
  const run = (thread: ThreadId, held: Held): void => {
    const work: Promise<void> = decideAll(parts, { thread, held, committed: (effects, growth) => {
      announce(growth);
      if (effects.length > 0) perform(effects, growth);
    } })
      // Nothing is lost: the events stay in the inbox and the lease runs out, so a sweep takes the thread over.
      .catch((error: unknown) => log.error({ err: error, thread }, 'turn was interrupted'))
      .finally(() => running.delete(work));
    running.add(work);
  };
  /** Whoever opens the web chat is greeted in one step: nobody else can know of that thread yet. */
  const begin = async ({ thread, dedupe, event }: Acceptance): Promise<boolean> => {
    const began = performance.now();
    const { decision } = await decideNext(parts, { thread, state: null, version: 0, events: [event] });
    const { state, entries, effects } = decision;
    if (leftToPerform(effects, parts.readsTranscript).length > 0) return false;
    if (!(await storage.threads.begin({ thread, dedupe, entries, state: writeState(state) }))) return false;
    announce({ thread, base: 0, entries });
    measure(parts, event, decision, began);
    return true;
  };
  const receive = async (acceptance: Acceptance): Promise<Received> => {
    const { thread, entry, event } = acceptance;
    if (event.kind === 'joined' && (await begin(acceptance))) return { thread, position: -1, duplicate: false };
    const accepted = await storage.threads.accept(acceptance);
    switch (accepted.kind) {
      case 'moved':
        return receive({ ...acceptance, thread: accepted.to });
      case 'duplicate':
        metrics.duplicates.inc();
        return { thread, position: accepted.position, duplicate: true };
      case 'queued':
      case 'held':
        if (event.kind === 'message') metrics.messages.inc({ channel: splitAddress(event.from).channel });
        // Held here: the commit that follows tells the other processes of both.
        if (entry) (accepted.kind === 'held' ? grew : announce)({ thread, base: accepted.position, entries: [entry] });
        if (accepted.kind === 'held') run(thread, accepted.held);
        return { thread, position: accepted.position, duplicate: false };
    }
  };

  const hold = (thread: ThreadId, held: Held): void => {
    if (held.events.length > 0) run(thread, held);
  };
  const act = async (thread: ThreadId, event: ThreadEvent): Promise<ThreadState | null> => {
    const seen = await storage.threads.peek(thread);
    if (!seen) return null;
    const { state, version } = seen;
    const { decision } = await decideNext(parts, { thread, state, version, events: [event] });
    const owes = owesAfter(undefined, event, decision);
    const result = await commit(parts, { thread, version, stored: writeState(decision.state), decision, consumed: 0, owes });
    switch (result.kind) {
      case 'moved':
        return act(result.to, event);
      case 'stale':
        hold(thread, result.held);
        return act(thread, event);
      case 'committed': {
        const growth = { thread, base: result.base, entries: decision.entries };
        announce(growth);
        if (result.effects.length > 0) perform(result.effects, growth);
        hold(thread, { state: writeState(decision.state), version: version + 1, events: result.next });
        return decision.state;
      }
    }
  };

  return {
    receive,
    act,
    async recover(limit) {
      const found = await storage.threads.recover(limit);
      for (const { thread, held } of found) run(thread, held);
      if (found.length > 0) metrics.recovered.inc(found.length);
      return found.length;
    },
    onGrowth: (listener) => (grew = listener),
    onEffects: (listener) => (perform = listener),
    async rest() {
      while (running.size > 0) await Promise.all(running);
    },
  };
};

interface Work {
  readonly thread: ThreadId;
  readonly held: Held;
  readonly committed: (effects: readonly KeyedEffect[], growth: Growth) => void;
}

const decideAll = async (parts: TurnParts, { thread, held, committed }: Work): Promise<void> => {
  let { state, version, events } = held;
  let owed: boolean | undefined;
  for (let [event, ...others] = events; event; [event, ...others] = events) {
    const began = performance.now();
    const turn = parts.turnstile?.pass();
    if (turn) await turn;
    const { decision, ...decided } = await decideNext(parts, { thread, state, version, events: [event, ...others] });
    const stored = writeState(decision.state);
    const owes = owesAfter(owed, decided.event, decision);
    const result = await commit(parts, { thread, version, stored, decision, consumed: decided.consumed, owes });
    if (result.kind === 'moved') return;
    if (result.kind === 'stale') {
      parts.metrics.stale.inc();
      ({ state, version, events } = result.held);
      continue;
    }
    committed(result.effects, { thread, base: result.base, entries: decision.entries });
    measure(parts, event, decision, began);
    [state, version, events, owed] = [stored, version + 1, result.next, owes];
  }
};

interface Subject {
  readonly thread: ThreadId;
  readonly state: string | null;
  readonly version: number;
  /** What waits; at least the first of them is decided. */
  readonly events: readonly [ThreadEvent, ...ThreadEvent[]];
}

interface Decided extends Burst {
  readonly decision: Decision;
}

const decideNext = async (parts: TurnParts, { thread, state, version, events }: Subject): Promise<Decided> => {
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

/** The kind of the question that the innermost flow waits on. */
const askedIn = (state: ThreadState | null, { current, pinned }: World): QuestionKind | null => {
  const top = state?.stack.at(-1);
  const release = top && (top.release === current.id ? current : pinned.get(top.release));
  const step = top && release?.flows.get(top.flow)?.flow.steps[top.step];
  return step?.kind === 'ask' ? step.expects : null;
};

/** Whether the customer is owed an answer after this decision; `undefined`: as before it. */
const owesAfter = (before: boolean | undefined, event: ThreadEvent, { state, entries }: Decision): boolean | undefined => {
  if (state.owner.kind !== 'bot' || entries.some(({ kind }) => ANSWERS.has(kind))) return false;
  return event.kind === 'message' ? true : before;
};

const ANSWERS: ReadonlySet<Entry['kind']> = new Set(['bot', 'agent', 'system']);

const worldFor = async ({ clock, releases, treatment, articles, learnt, desk, outages, zones, proofMs }: TurnParts, state: ThreadState | null, version: number): Promise<World> => {
  const pinned = new Map<string, CompiledRelease>();
  for (const { release } of state ? positionsOf(state) : []) {
    if (!pinned.has(release)) pinned.set(release, releases.known(release) ?? (await releases.get(release)));
  }
  return { now: clock.now(), version, current: releases.current(), pinned, treatment, articles, desk: desk(), outages: outages(), ...(learnt && { learnt: learnt() }), ...(zones && { zones: zones() }), ...(proofMs !== undefined && { proofMs }) };
};

interface Outcome {
  readonly thread: ThreadId;
  readonly version: number;
  readonly stored: string;
  readonly decision: Decision;
  readonly consumed: number;
  readonly owes: boolean | undefined;
}

const commit = ({ storage, readsTranscript }: TurnParts, { thread, version, stored, decision, consumed, owes }: Outcome): Promise<Committed> =>
  storage.threads.commit({
    thread,
    version,
    state: stored,
    entries: decision.entries,
    effects: leftToPerform(decision.effects, readsTranscript),
    cancel: decision.cancel.map((ticket) => `${thread}/${ticket}`),
    consumed,
    ...(owes !== undefined && { owes }),
  });

/** Without a delivery that its commit is already. Only of the last place: the keys of the others count theirs. */
const leftToPerform = (effects: readonly Effect[], readsTranscript: TurnParts['readsTranscript']): readonly Effect[] => {
  const last = effects.at(-1);
  return last?.kind === 'deliver' && readsTranscript(last.to) ? effects.slice(0, -1) : effects;
};

const measure = ({ metrics }: TurnParts, event: ThreadEvent, { entries }: Decision, began: number): void => {
  metrics.turns.inc({ event: event.kind });
  metrics.turnSeconds.observe((performance.now() - began) / 1000);
  for (const entry of entries) count(metrics, entry);
};

const count = (metrics: Metrics, entry: Entry): void => {
  if (entry.kind === 'steps') {
    const asked = entry.passages.flatMap(({ outcomes }) => outcomes).filter(({ outcome }) => outcome === 'asked').length;
    if (asked > 0) metrics.asked.inc({ level: entry.level }, asked);
  }
  if (entry.kind === 'end') metrics.ends.inc({ flow: entry.flow, code: entry.code });
  if (entry.kind === 'event' && entry.name === 'repeated_question') metrics.repeated.inc();
  if (entry.kind === 'event' && entry.name === 'resumed') metrics.resumed.inc();
};
