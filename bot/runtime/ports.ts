/**
 * The ports of the turn, as small as their users need them; `bot/storage/` holds two implementations to one contract
 * suite. Invariants kept by every implementation of ThreadStore: I1 (accept is atomic with its dedupe mark), I2 (events
 * are handed out in the order of acceptance, one holder at a time), I3 (commit is all or nothing and names the version
 * it saw), I4 (effects exist only through a commit), I9 (timers are effects due later).
 *
 * Two clocks: *business* times (`due`) move with the demo clock; *machine* times (leases, retries) never do.
 */
import type { Effect } from '../../dialogs/effect';
import type { ThreadEvent } from '../../dialogs/event';
import type { Address, ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Leaving, Retention, Trimmed } from './trimming';

/** An effect with its stable key `<thread>/<version>/<index>`: the version that its commit made, its place there. */
export interface KeyedEffect {
  readonly key: string;
  readonly thread: ThreadId;
  readonly effect: Effect;
  /** Transcript position of the commit's first entry: what a `deliver` effect's indexes are counted from. */
  readonly base: number;
  /** How often performing it failed; crashes of its holders and waits are no failures. */
  readonly failures: number;
  /** Fencing: grows with every hand-out. Whoever has an older one has lost the effect and is not listened to any more. */
  readonly token: number;
  /** A former holder had marked it `sending` and never said how it ended (I4, *uncertain*). */
  readonly wasSending: boolean;
}

/** What the holder of a thread decides on: the state it saw and the events that wait, oldest first (the first 100). */
export interface Held {
  /** Opaque JSON text of the state; `null` for a thread without one. */
  readonly state: string | null;
  readonly version: number;
  readonly events: readonly ThreadEvent[];
}

export interface Acceptance {
  readonly thread: ThreadId;
  /** Unique for what the channel or effect delivered; accepted once per thread within 8 days. */
  readonly dedupe: string;
  readonly event: ThreadEvent;
  /** The customer's message as transcript entry; none for internal events. */
  readonly entry?: Entry;
}

export type Accepted =
  /** Stored; the caller now holds the thread and must decide `held.events`. */
  | { readonly kind: 'held'; readonly position: number; readonly held: Held }
  /** Stored; another holder will decide it. */
  | { readonly kind: 'queued'; readonly position: number }
  /** Seen before: nothing was stored. `position` of the first time, -1 when it had no entry. */
  | { readonly kind: 'duplicate'; readonly position: number }
  /** The thread was joined into another: accept there. */
  | { readonly kind: 'moved'; readonly to: ThreadId };

export interface Commit {
  readonly thread: ThreadId;
  /** The version that was seen; the commit makes it `version + 1`. */
  readonly version: number;
  readonly state: string;
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  /** Keys of effects that are not wanted any more (timers of an answered question); missing ones are ignored. */
  readonly cancel: readonly string[];
  /** How many of the handed-out events this decides (at least 1, unless it only moves state). */
  readonly consumed: number;
  /** Whether the customer has no answer yet to what was decided; absent = as before this commit. */
  readonly owes?: boolean;
}

export type Committed =
  | {
      readonly kind: 'committed';
      /** Position of the first of `entries`, or the next free position when there are none. */
      readonly base: number;
      /** Effects without `due`, leased to the committer. */
      readonly effects: readonly KeyedEffect[];
      /** What waits now; empty = the thread was released. */
      readonly next: readonly ThreadEvent[];
    }
  /** Someone else committed: decide again on this; the caller holds the thread if events wait, and has nothing to do if none. */
  | { readonly kind: 'stale'; readonly held: Held }
  | { readonly kind: 'moved'; readonly to: ThreadId };

/** The first event of a thread, decided. */
export interface Beginning extends Pick<Acceptance, 'thread' | 'dedupe'>, Pick<Commit, 'state' | 'entries'> {}

export interface Positioned {
  readonly position: number;
  readonly entry: Entry;
}

/** A customer who wrote and has neither an answer nor a person. */
export interface Unanswered {
  readonly thread: ThreadId;
  /** Machine time, exact to the second. */
  readonly since: number;
}

export interface ThreadStore {
  accept(acceptance: Acceptance): Promise<Accepted>;
  commit(commit: Commit): Promise<Committed>;
  /**
   * Accepts an event without an entry and commits what was decided on it, in one step; for the first event of a thread, when
   * it has no effects. False when anything is stored of the thread: nothing was then, and `accept` tells how it stands.
   */
  begin(beginning: Beginning): Promise<boolean>;
  /** Entries from `from` (a position) on, at most `limit`. A missing thread has none. */
  read(thread: ThreadId, from: number, limit: number): Promise<readonly Positioned[]>;
  /** State for display; never a base for a commit. */
  peek(thread: ThreadId): Promise<{ readonly state: string | null; readonly version: number; readonly length: number } | null>;
  /** Threads whose holder's lease ran out with events waiting, taken over by the caller. One call may look at a part only. */
  recover(limit: number): Promise<readonly { readonly thread: ThreadId; readonly held: Held }[]>;
  /** Customers who wait for an answer since `before` (machine time) or longer, whoever holds their thread; longest first. */
  unanswered(before: number, limit: number): Promise<readonly Unanswered[]>;
  /**
   * Forgets what is older than it may be kept, in business time (epoch ms): entries said before `entriesBefore`, and all of
   * what was said, learned and decided, its timers and dead letters too, in a thread whose last entry is older than `idleBefore`,
   * or that was joined into another (it leads there still) and has no dead letter, which could be sent again. Threads with work to do are left alone, and while they are not
   * idle also those with a timer. Dedupe marks stay for their window (I1); versions and positions go on counting, so nothing is
   * ever taken for something else, until no address has led there for a month: then the counters go too. One call looks at about `limit` threads, the next one goes on behind them.
   */
  trim(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed>;
  /** The same for one thread and all of it, whatever its age; false when it has work to do or a timer, or holds nothing. */
  forget(thread: ThreadId): Promise<boolean>;
  /**
   * Joins `from` into `into`: marks it moved, drops its timers, and appends its entries and waiting events there;
   * repeatable, also after a crash in between. Tells what it is joined into (`into`, or what was chosen before) and where.
   * `by`: the effect of `from` that asks for it. Who lost that effect, or let its lease run out, joins nothing: `null`.
   * @throws Error when that would close a circle.
   */
  move(from: ThreadId, into: ThreadId, by?: Lease): Promise<Joined | null>;
}

export interface Joined {
  readonly into: ThreadId;
  /** From positions of the one that moved to those there. */
  readonly shift: number;
}

/** An effect and who has it: a token that is not the newest one is refused. */
export type Lease = Pick<KeyedEffect, 'key' | 'thread' | 'token'>;

export type Settlement =
  | (Lease & { readonly end: 'performed' | 'superseded' })
  | (Lease & { readonly end: 'failed' | 'uncertain'; readonly reason: string })
  /** Not yet: hand it out again after `afterMs` of machine time. `failed`: it was tried, and that counts. */
  | (Lease & { readonly end: 'retry'; readonly afterMs: number; readonly reason: string; readonly failed: boolean });

/** Was tried in vain, or stands behind what was, and is handed out again later. */
export interface PutOff extends Lease {
  readonly effect: Effect;
  /** When it was put off first, machine time, exact to the second. */
  readonly since: number;
  /** When it is handed out again, machine time; while it is being tried, when that lease ends. */
  readonly next: number;
}

export interface DeadLetter {
  readonly key: string;
  readonly thread: ThreadId;
  readonly effect: Effect;
  readonly end: 'failed' | 'uncertain';
  readonly reason: string;
  readonly at: number;
}

export interface Outbox {
  /**
   * Effects whose lease ran out and timers due at business time `now`, leased to the caller. What this process
   * scheduled, retries, or learned of by `nextTimer` comes at once; of what others left, one call may see a part
   * (eight calls see all).
   */
  claim(now: number, limit: number): Promise<readonly KeyedEffect[]>;
  /**
   * Marks an effect `sending` before a call that cannot be repeated safely, and leases it anew. Tells what was committed
   * for the thread before it and has not ended, whoever holds it, oldest first: a delivery may not overtake another (I2).
   * `null`: it ended, or somebody else holds it by now.
   */
  sending(effect: KeyedEffect): Promise<readonly Pick<KeyedEffect, 'key' | 'effect'>[] | null>;
  /** Leases effects anew for a holder that is slow but alive; tells the keys of those that it has lost. */
  renew(effects: readonly KeyedEffect[]): Promise<readonly string[]>;
  /** How effects ended; performed and superseded ones disappear, failed and uncertain ones become dead letters. */
  settle(settlements: readonly Settlement[]): Promise<void>;
  /** What was put off first at `before` (machine time) or earlier and has not ended; longest first. */
  putOff(before: number, limit: number): Promise<readonly PutOff[]>;
  /** Hands out at once what waits for that; what is being tried, or was since, is left alone. */
  hasten(waiting: readonly PutOff[]): Promise<void>;
  /** The earliest timer anywhere, for the demo clock. */
  nextTimer(): Promise<{ readonly due: number } | null>;
  /** Whether anything is leased, due at once, or waiting to be decided: false = the system is at rest but for timers. */
  busy(): Promise<boolean>;
  /** Newest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  countDeadLetters(): Promise<number>;
  /** Forgets letters that ended before that machine time (they hold facts and addresses of customers); one call may look at a part only. */
  forgetLetters(before: number): Promise<number>;
  /** Hands a dead letter out again as if it had never been tried; false when there is none of that key. */
  resend(letter: Pick<DeadLetter, 'key' | 'thread'>): Promise<boolean>;
}

/** `address -> thread`, a small record of its own. */
export interface AddressBook {
  resolve(address: Address): Promise<ThreadId | null>;
  /** Binds when absent and returns the winner; two processes that bind at once get the same thread. */
  bind(address: Address, thread: ThreadId): Promise<ThreadId>;
  /** Points an address elsewhere (joining threads). */
  rebind(address: Address, thread: ThreadId): Promise<void>;
  /**
   * Forgets addresses that lead to a thread of which nothing is left, its dedupe marks neither (I1): who comes back from there
   * begins a new one. Tells which. One call looks at about `limit` addresses, the next one goes on behind them.
   */
  forget(limit: number): Promise<readonly Address[]>;
}

/** Small shared records under a name, by compare-and-set (business clock, releases, the demo operator's world). */
export interface Records {
  get(name: string): Promise<{ readonly version: number; readonly json: string } | null>;
  /** `expected` 0 = must not exist. Stays until it is written otherwise. */
  put(name: string, json: string, expected: number): Promise<'saved' | 'stale'>;
  /** The same for what may go once its time is over; until it is swept up it is still found. */
  putUntil(record: Lent): Promise<'saved' | 'stale'>;
}

/**
 * A record with an end, in business time (epoch ms): what is kept for a customer is promised by the calendar that the demo can
 * move, so no expiry of the store's own machine clock could keep it. One that went has version 0; made anew with an end it
 * begins above every version it had, so whoever still holds an old one is refused.
 */
export interface Lent {
  readonly name: string;
  readonly json: string;
  readonly expected: number;
  readonly until: number;
}

/** The store's side of them: what is over goes. */
export interface KeptRecords extends Records {
  /** Removes those whose end lies before that business time; tells how many. One call may look at a part only (eight calls see all). */
  forget(before: number): Promise<number>;
}

/** Tells other processes that a thread grew. Correctness never depends on it. */
export interface News {
  publish(thread: ThreadId, length: number): void;
  /** Returns the unsubscription. The listener is also called with `length: -1` when news may have been missed. */
  subscribe(thread: ThreadId, listener: (length: number) => void): () => void;
  /** News on shared records, by name (the business clock, a new release). */
  publishRecord(name: string): void;
  subscribeRecord(name: string, listener: () => void): () => void;
}

/** What the store would keep now. */
export interface Standing {
  /** Of all conversations, 0 to 1: a cluster that lost a part of itself keeps the others. */
  readonly share: number;
  /** Why not all of them: `why` of a StorageUnavailable. */
  readonly reason?: string;
}

export interface Storage {
  readonly kind: 'embedded' | 'redis';
  readonly threads: ThreadStore;
  readonly outbox: Outbox;
  readonly addresses: AddressBook;
  readonly records: KeptRecords;
  readonly news: News;
  /** Asked for what a message would need: never rejects. */
  standing(): Promise<Standing>;
  /** How far its clock is ahead of ours, ms, machine time; `null` where it has none of its own or does not answer. Never rejects. */
  skew(): Promise<number | null>;
  close(): Promise<void>;
}

/** The store cannot keep anything now (down, not durable): the door answers 503 and nothing is accepted. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  /** In a few words, without anything that only its operators may know. */
  readonly why: string;

  constructor(message: string, { why = 'no answer', ...options }: ErrorOptions & { readonly why?: string } = {}) {
    super(message, options);
    this.why = why;
  }
}

/** The few words, of whatever was thrown. */
export const whyOf = (error: unknown): string => (error instanceof StorageUnavailable ? error.why : 'fault');
