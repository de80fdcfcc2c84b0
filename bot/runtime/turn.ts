/**
 * The one loop: accept, decide, commit, hand the effects to the relay.
 *
 * I1  what `receive` acknowledged is stored with its dedupe mark; deciding happens after and may happen elsewhere.
 * I2  one holder a thread, one event at a time (or a burst of texts as one), in the order of acceptance.
 * I3  a commit names the version it saw; stale means: decide again on what is there now.
 */
import type { Decision } from '../../dialogs/conversation/draft';
import { writeState, type ThreadState } from '../../dialogs/conversation/state';
import type { Effect } from '../../dialogs/effect';
import type { ThreadEvent } from '../../dialogs/event';
import { splitAddress, type Address, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { decideNext, owesAfter, type DecidingParts } from './deciding';
import type { Acceptance, Accepted, Committed, Held, KeyedEffect, Storage } from './ports';
import { countTurn } from './turn-figures';
import type { Turnstile } from './turnstile';

/** What listeners in this process hear after something was stored. */
export interface Growth {
  readonly thread: ThreadId;
  readonly base: number;
  readonly entries: readonly Entry[];
}

export interface TurnParts extends DecidingParts {
  readonly storage: Storage;
  /** Whether clients of this address read the transcript itself: there a committed entry is a delivered one. */
  readonly readsTranscript: (address: Address) => boolean;
  /** Where decisions wait for arrivals while there is too much to do. */
  readonly turnstile?: Turnstile;
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

export const makeTurn = (parts: TurnParts): Turn => new Loop(parts);

class Loop implements Turn {
  private readonly running = new Set<Promise<void>>();
  private grew: (growth: Growth) => void = () => undefined;
  private perform: (effects: readonly KeyedEffect[], growth: Growth) => void = () => undefined;

  constructor(private readonly parts: TurnParts) {}

  async receive(acceptance: Acceptance): Promise<Received> {
    const { thread, event } = acceptance;
    if (event.kind === 'joined' && (await this.begin(acceptance))) return { thread, position: -1, duplicate: false };
    const accepted = await this.parts.storage.threads.accept(acceptance);
    switch (accepted.kind) {
      case 'moved':
        return this.receive({ ...acceptance, thread: accepted.to });
      case 'duplicate':
        this.parts.metrics.duplicates.inc();
        return { thread, position: accepted.position, duplicate: true };
      case 'queued':
      case 'held':
        this.heard(acceptance, accepted);
        return { thread, position: accepted.position, duplicate: false };
    }
  }

  async act(thread: ThreadId, event: ThreadEvent): Promise<ThreadState | null> {
    const seen = await this.parts.storage.threads.peek(thread);
    if (!seen) return null;
    const { state, version } = seen;
    const { decision } = await decideNext(this.parts, { thread, state, version, events: [event] });
    const stored = writeState(decision.state);
    const result = await this.commit({ thread, version, stored, decision, consumed: 0, owes: owesAfter(undefined, event, decision) });
    switch (result.kind) {
      case 'moved':
        return this.act(result.to, event);
      case 'stale':
        this.goOn(thread, result.held);
        return this.act(thread, event);
      case 'committed':
        this.committed(result.effects, { thread, base: result.base, entries: decision.entries });
        this.goOn(thread, { state: stored, version: version + 1, events: result.next });
        return decision.state;
    }
  }

  async recover(limit: number): Promise<number> {
    const found = await this.parts.storage.threads.recover(limit);
    for (const { thread, held } of found) this.run(thread, held);
    if (found.length > 0) this.parts.metrics.recovered.inc(found.length);
    return found.length;
  }

  onGrowth(listener: (growth: Growth) => void): void {
    this.grew = listener;
  }

  onEffects(listener: (effects: readonly KeyedEffect[], growth: Growth) => void): void {
    this.perform = listener;
  }

  async rest(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** Whoever opens the web chat is greeted in one step: nobody else can know of that thread yet. */
  private async begin({ thread, dedupe, event }: Acceptance): Promise<boolean> {
    const began = performance.now();
    const { decision } = await decideNext(this.parts, { thread, state: null, version: 0, events: [event] });
    const { state, entries, effects } = decision;
    if (leftToPerform(effects, this.parts.readsTranscript).length > 0) return false;
    if (!(await this.parts.storage.threads.begin({ thread, dedupe, entries, state: writeState(state) }))) return false;
    this.announce({ thread, base: 0, entries });
    countTurn(this.parts.metrics, event, decision, began);
    return true;
  }

  private heard({ thread, event, entry }: Acceptance, accepted: Heard): void {
    if (event.kind === 'message') this.parts.metrics.messages.inc({ channel: splitAddress(event.from).channel });
    const growth = entry && { thread, base: accepted.position, entries: [entry] };
    if (accepted.kind === 'queued') {
      if (growth) this.announce(growth);
      return;
    }
    // The commit that follows tells the other processes of both.
    if (growth) this.grew(growth);
    this.run(thread, accepted.held);
  }

  private goOn(thread: ThreadId, held: Held): void {
    if (held.events.length > 0) this.run(thread, held);
  }

  private run(thread: ThreadId, held: Held): void {
    const work: Promise<void> = this.decideAll(thread, held)
      // Nothing is lost: the events stay in the inbox and the lease runs out, so a sweep takes the thread over.
      .catch((error: unknown) => this.parts.log.error({ err: error, thread }, 'turn was interrupted'))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  private async decideAll(thread: ThreadId, held: Held): Promise<void> {
    let { state, version, events } = held;
    let owed: boolean | undefined;
    for (let [event, ...others] = events; event; [event, ...others] = events) {
      const began = performance.now();
      const turn = this.parts.turnstile?.pass();
      if (turn) await turn;
      const { decision, ...decided } = await decideNext(this.parts, { thread, state, version, events: [event, ...others] });
      const stored = writeState(decision.state);
      const owes = owesAfter(owed, decided.event, decision);
      const result = await this.commit({ thread, version, stored, decision, consumed: decided.consumed, owes });
      if (result.kind === 'moved') return;
      if (result.kind === 'stale') {
        this.parts.metrics.stale.inc();
        ({ state, version, events } = result.held);
        continue;
      }
      this.committed(result.effects, { thread, base: result.base, entries: decision.entries });
      countTurn(this.parts.metrics, event, decision, began);
      [state, version, events, owed] = [stored, version + 1, result.next, owes];
    }
  }

  private commit({ thread, version, stored, decision, consumed, owes }: Outcome): Promise<Committed> {
    return this.parts.storage.threads.commit({
      thread,
      version,
      state: stored,
      entries: decision.entries,
      effects: leftToPerform(decision.effects, this.parts.readsTranscript),
      cancel: decision.cancel.map((ticket) => `${thread}/${ticket}`),
      consumed,
      ...(owes !== undefined && { owes }),
    });
  }

  private committed(effects: readonly KeyedEffect[], growth: Growth): void {
    this.announce(growth);
    if (effects.length > 0) this.perform(effects, growth);
  }

  private announce(growth: Growth): void {
    if (growth.entries.length === 0) return;
    this.grew(growth);
    this.parts.storage.news.publish(growth.thread, growth.base + growth.entries.length);
  }
}

type Heard = Extract<Accepted, { kind: 'queued' | 'held' }>;

interface Outcome {
  readonly thread: ThreadId;
  readonly version: number;
  readonly stored: string;
  readonly decision: Decision;
  readonly consumed: number;
  readonly owes: boolean | undefined;
}

/** Without a delivery that its commit is already. Only of the last place: the keys of the others count theirs. */
const leftToPerform = (effects: readonly Effect[], readsTranscript: TurnParts['readsTranscript']): readonly Effect[] => {
  const last = effects.at(-1);
  return last?.kind === 'deliver' && readsTranscript(last.to) ? effects.slice(0, -1) : effects;
};
