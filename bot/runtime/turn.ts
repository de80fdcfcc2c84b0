/**
 * The one loop: accept, decide, commit, hand the effects to the relay. Where the state is known here, an event is decided first
 * and accepted and committed in one step, which the store takes only on the very state that was decided on.
 *
 * I1  what `receive` acknowledged is stored with its dedupe mark; deciding happens after and may happen elsewhere.
 * I2  one holder a thread, one event at a time (or a burst of texts as one), in the order of acceptance.
 * I3  a commit names the version it saw; stale means: decide again on what is there now.
 * I7  the releases that a thread is pinned to are loaded before it is decided.
 */
import { writeState, type ThreadState } from '../../dialogs/conversation/state';
import type { ThreadEvent } from '../../dialogs/event';
import type { ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { commitOf, decideNext, decideOn, leftToPerform, owesAfter, stateIn, type Ahead, type TurnParts } from './deciding';
import { makeKnownStates, type Known } from './known-states';
import type { Acceptance, Accepted, Held, KeyedEffect } from './ports';
import { countMessage, measure } from './turn-figures';

/** What listeners in this process hear after something was stored. */
export interface Growth {
  readonly thread: ThreadId;
  readonly base: number;
  readonly entries: readonly Entry[];
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
  const known = makeKnownStates();
  storage.news.onOthers(known.drop);
  let grew: (growth: Growth) => void = () => undefined;
  let perform: (effects: readonly KeyedEffect[], growth: Growth) => void = () => undefined;

  const announce = (growth: Growth): void => {
    if (growth.entries.length === 0) return;
    grew(growth);
    storage.news.publish(growth.thread, growth.base + growth.entries.length);
  };
  const run = (thread: ThreadId, held: Held): void => {
    const work: Promise<void> = decideAll(parts, {
      thread, held,
      committed: (effects, growth) => {
        announce(growth);
        if (effects.length > 0) perform(effects, growth);
      },
      released: (state) => known.keep(thread, state),
    })
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
    known.keep(thread, { state, version: 1 });
    announce({ thread, base: 0, entries });
    measure(metrics, event, decision, began);
    return true;
  };
  /** Under pressure nothing is: arrivals do not wait for decisions then. */
  const decideAhead = (acceptance: Acceptance): Ahead | null => {
    const seen = parts.turnstile?.isOpen() === false ? undefined : known.take(acceptance.thread);
    return seen ? decideOn(parts, acceptance, seen) : null;
  };
  const landed = ({ thread, entry, event }: Acceptance, { decision, commit, began }: Ahead, { position, base, effects }: Landed): Received => {
    known.keep(thread, { state: decision.state, version: commit.version + 1 });
    announce({ thread, base: entry ? position : base, entries: entry ? [entry, ...decision.entries] : decision.entries });
    if (effects.length > 0) perform(effects, { thread, base, entries: decision.entries });
    measure(metrics, event, decision, began);
    return { thread, position, duplicate: false };
  };
  const receive = async (acceptance: Acceptance): Promise<Received> => {
    const { thread, entry, event } = acceptance;
    if (event.kind === 'joined' && (await begin(acceptance))) return { thread, position: -1, duplicate: false };
    const ahead = decideAhead(acceptance);
    const accepted = await storage.threads.accept(acceptance, ahead?.commit);
    switch (accepted.kind) {
      case 'moved':
        return receive({ ...acceptance, thread: accepted.to });
      case 'duplicate':
        metrics.duplicates.inc();
        return { thread, position: accepted.position, duplicate: true };
      case 'committed':
        countMessage(metrics, event);
        if (!ahead) throw new Error('a decision was committed that nobody made');
        return landed(acceptance, ahead, accepted);
      case 'queued':
      case 'held':
        countMessage(metrics, event);
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
    const { version } = seen;
    const { decision } = await decideNext(parts, { thread, state: stateIn(seen), version, events: [event] });
    const owes = owesAfter(undefined, event, decision);
    const result = await storage.threads.commit(commitOf(parts, { thread, version, decision, consumed: 0, owes }));
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
  /** Nothing waits any more. */
  readonly released: (known: Known) => void;
}

const decideAll = async (parts: TurnParts, { thread, held, committed, released }: Work): Promise<void> => {
  let { version, events } = held;
  let state = stateIn(held);
  let owed: boolean | undefined;
  for (let [event, ...others] = events; event; [event, ...others] = events) {
    const began = performance.now();
    const turn = parts.turnstile?.pass();
    if (turn) await turn;
    const { decision, ...decided } = await decideNext(parts, { thread, state, version, events: [event, ...others] });
    const owes = owesAfter(owed, decided.event, decision);
    const result = await parts.storage.threads.commit(commitOf(parts, { thread, version, decision, consumed: decided.consumed, owes }));
    if (result.kind === 'moved') return;
    if (result.kind === 'stale') {
      parts.metrics.stale.inc();
      ({ version, events } = result.held);
      state = stateIn(result.held);
      continue;
    }
    committed(result.effects, { thread, base: result.base, entries: decision.entries });
    measure(parts.metrics, event, decision, began);
    [state, version, events, owed] = [decision.state, version + 1, result.next, owes];
    if (events.length === 0) released({ state, version });
  }
};

type Landed = Extract<Accepted, { kind: 'committed' }>;
