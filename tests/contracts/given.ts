/** What the store contracts start from: a store on a clock that moves by hand, and the shortest valid values. */
import { address, threadId, type ThreadId } from '../../dialogs/ids';
import type { Effect } from '../../dialogs/effect';
import type { ThreadEvent } from '../../dialogs/event';
import type { CustomerEntry, Entry } from '../../dialogs/transcript';
import type { Acceptance, Accepted, Commit, Committed, Held, KeyedEffect, Settlement, Storage } from '../../bot/runtime/ports';
import type { Regression } from '../../bot/storage/options';

export interface Subject {
  readonly storage: Storage;
  /** A second process on the same data; the same store where only one process is allowed. */
  readonly other: Storage;
  /** Machine time. */
  readonly clock: { now: number };
  readonly regressions: Regression[];
  close(): Promise<void>;
}

export type Open = () => Promise<Subject>;

export const THREAD_LEASE = 10_000;
export const EFFECT_LEASE = 5_000;
export const START = 1_764_000_000_000;
export const DAY = 86_400_000;

export const thread = threadId('thread-A');
export const web = address('web', 'ana');

export const said = (text: string, more: Partial<CustomerEntry> = {}): CustomerEntry => ({
  kind: 'customer', at: 1_000, text, from: web, ...more,
});

export const message = (text: string): ThreadEvent => ({ kind: 'message', at: 1_000, from: web, text });

export const reply = (text: string): Entry => ({ kind: 'bot', at: 2_000, text, language: 'es' });

export const deliver: Effect = { kind: 'deliver', to: web, entries: [0] };

export const wake = (due: number, ticket = `t${due}`): Effect => ({ kind: 'wake', due, ticket });

/** A customer's message, delivered under its own text as id. */
export const incoming = (text: string, more: Partial<Acceptance> = {}): Acceptance => ({
  thread, dedupe: text, event: message(text), entry: said(text), ...more,
});

/** An internal event: it has no entry. */
export const internal = (ticket: string, more: Partial<Acceptance> = {}): Acceptance => ({
  thread, dedupe: ticket, event: { kind: 'wake', at: 1_000, ticket }, ...more,
});

export const decision = (version: number, more: Partial<Commit> = {}): Commit => ({
  thread, version, state: `{"v":${version + 1}}`, entries: [], effects: [], cancel: [], consumed: 1, ...more,
});

export const heldIn = (accepted: Accepted): Held => {
  if (accepted.kind !== 'held') throw new Error(`expected held, got ${accepted.kind}`);
  return accepted.held;
};

export const committed = (outcome: Committed): Extract<Committed, { kind: 'committed' }> => {
  if (outcome.kind !== 'committed') throw new Error(`expected committed, got ${outcome.kind}`);
  return outcome;
};

export const textsOf = (events: readonly ThreadEvent[]): string[] =>
  events.map((event) => (event.kind === 'message' ? event.text : event.kind === 'wake' ? event.ticket : event.kind));

/** Calls that a store may need to look everywhere once. */
const ROUND = 8;

export const claimAll = async (storage: Storage, now: number, limit = 100): Promise<KeyedEffect[]> => {
  const found: KeyedEffect[] = [];
  for (let call = 0; call < ROUND; call += 1) found.push(...(await storage.outbox.claim(now, limit)));
  return found;
};

export const recoverAll = async (storage: Storage): Promise<{ thread: ThreadId; held: Held }[]> => {
  const found: { thread: ThreadId; held: Held }[] = [];
  for (let call = 0; call < ROUND; call += 1) found.push(...(await storage.threads.recover(100)));
  return found;
};

/** A whole turn with these effects; the ones due at once are its committer's. */
export const turn = async (storage: Storage, effects: readonly Effect[], version = 0): Promise<readonly KeyedEffect[]> => {
  await storage.threads.accept(incoming(`turn ${version}`));
  return committed(await storage.threads.commit(decision(version, { entries: [reply('r')], effects }))).effects;
};

export const ended = (end: 'performed' | 'superseded', key = 'thread-A/1/0', token = 1): Settlement => ({ key, thread, token, end });

export const retry = (afterMs: number, { token = 1, failed = true } = {}): Settlement => ({
  key: 'thread-A/1/0', thread, token, end: 'retry', afterMs, reason: 'busy', failed,
});
