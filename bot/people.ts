/**
 * The threads of one customer. When she proves who she is on a new address while a case of hers is open elsewhere, the new
 * thread is joined into that one (P3): redirect, append, close the old one; a repeated join changes nothing.
 */
import type { Level } from '../knowledge/language';
import type { Intent } from '../knowledge/understanding';
import type { ThreadState } from '../dialogs/conversation/state';
import type { IdentifiedEffect } from '../dialogs/effect';
import type { WaitedFor } from '../dialogs/event';
import type { Address, ThreadId } from '../dialogs/ids';
import type { Directory } from './runtime/directory';
import type { Joined, Lease, Records, Storage } from './runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from './runtime/shared-record';
import { readThreadState } from './runtime/thread-state';
import type { Turn } from './runtime/turn';

/** An older case is history, not something to go on with. */
const RECENT_MS = 7 * 86_400_000;
const MOST_THREADS = 10;
/** Kept for who asks for all that is kept of her. */
const MOST_KEPT = 200;

export interface PeopleParts {
  readonly storage: Storage;
  readonly turn: Turn;
  readonly directory: Directory;
  readonly now: () => number;
  /** Tells the sockets of a thread that was joined into another to come back. */
  readonly moved: (thread: ThreadId) => void;
  /** Takes along what is kept of its messages by their places; may be called again. */
  readonly carry: (thread: ThreadId, joined: Joined) => Promise<void>;
}

export interface People {
  /** Her open case, where she was heard last; `null` without one. */
  openCaseOf(customer: string): Promise<ThreadId | null>;
  /** Threads in which she proved who she is, newest first; somebody else may have since. */
  threadsOf(customer: string): Promise<readonly ThreadId[]>;
  /** Notes that a thread is hers. */
  note(thread: ThreadId, customer: string): Promise<void>;
  /** A thread is hers no more: it was joined into another, or is gone. */
  leave(thread: ThreadId, customer: string): Promise<unknown>;
  /** Moves the thread of an address into another; may be repeated. Nothing is moved by who lost the effect that asks for it. */
  join(move: Move): Promise<'joined' | 'lost'>;
  identified(by: Lease, who: Pick<IdentifiedEffect, 'customer' | 'address' | 'about'>): Promise<Found>;
}

/** Joined into an open case of hers; or alone, with how practised she showed herself before, if she did. */
export type Found = 'joined' | 'lost' | 'alone' | { readonly level: Level };

export interface Move {
  /** The effect of the thread that moves. */
  readonly by: Lease;
  readonly into: ThreadId;
  readonly address: Address;
  /** What she came with. */
  readonly about?: readonly Intent[];
}

export const makePeople = ({ storage, turn, directory, now, moved, carry }: PeopleParts): People => {
  /** I11: the list may be older than the thread, where somebody else may have proved who she is since. */
  const stateOf = async (thread: ThreadId, customer: string): Promise<ThreadState | null> => {
    const peeked = await storage.threads.peek(thread);
    const state = peeked?.state == null ? null : readThreadState(peeked.state);
    return state?.facts['customer.id']?.value === customer ? state : null;
  };
  return {
    async openCaseOf(customer) {
      for (const thread of (await known(storage.records, customer)).slice(0, MOST_THREADS)) {
        const state = await stateOf(thread, customer);
        if (state && isOpen(state, now())) return thread;
      }
      return null;
    },
    threadsOf: (customer) => known(storage.records, customer),
    note: async (thread, customer) => void (await remember(storage.records, customer, thread)),
    leave: (thread, customer) =>
      changeShared(threadsRecord(storage.records, customer), (held) => (held.includes(thread) ? held.filter((one) => one !== thread) : held)),
    async join({ by, into: wanted, address, about }) {
      const { thread } = by;
      if (thread === wanted) return 'joined';
      const joined = await storage.threads.move(thread, wanted, by);
      if (joined === null) return 'lost';
      const { into } = joined;
      await carry(thread, joined);
      const person = await waitedFor(storage, thread);
      const words = about && (await toldThere(storage, joined, address));
      await storage.addresses.rebind(address, into);
      directory.forget(address);
      moved(thread);
      await turn.receive({ thread: into, dedupe: `joined:${thread}`, event: { kind: 'address_joined', at: now(), from: address, ...(about && { about }), ...(words !== undefined && { words }), ...(person && { person }) } });
      return 'joined';
    },
    async identified(by, { customer, address, about }) {
      const { thread } = by;
      const others = (await remember(storage.records, customer, thread)).slice(0, MOST_THREADS).filter((other) => other !== thread);
      let level: Level | null = null;
      for (const other of others) {
        const state = await stateOf(other, customer);
        level ??= state?.level ?? null;
        if (!state || !isOpen(state, now())) continue;
        return this.join({ by, into: other, address, ...(about && { about }) });
      }
      return level === null ? 'alone' : { level };
    },
  };
};

/** The person that she waited for, or had, where she comes from: nothing is decided there any more, so it stays as it is. */
const waitedFor = async ({ threads }: Storage, thread: ThreadId): Promise<WaitedFor | undefined> => {
  const peeked = await threads.peek(thread);
  if (peeked?.state == null) return undefined;
  const { owner, human } = readThreadState(peeked.state);
  const agent = owner.kind === 'agent' ? { id: owner.id, name: owner.name } : owner.kind === 'queue' ? owner.for : undefined;
  if (owner.kind === 'bot' && !human) return undefined;
  return { reason: human?.reason ?? 'asked', ...(human?.id !== undefined && { request: human.id }), ...(agent && { agent }) };
};

/** Her own words from where she comes; figures and taps tell nothing of a trouble. */
const toldThere = async ({ threads }: Storage, { into, shift }: Joined, address: Address): Promise<string | undefined> => {
  const entries = await threads.read(into, Math.max(0, shift), MOST_READ);
  const texts = entries.flatMap(({ entry }) => (entry.kind === 'customer' && entry.from === address && entry.value === undefined && SEVERAL_WORDS.test(entry.text) ? [entry.text] : []));
  return texts.length === 0 ? undefined : texts.join('. ').slice(0, MOST_CHARS);
};

const MOST_READ = 40;
const MOST_CHARS = 300;
const SEVERAL_WORDS = /\p{L}{2,}\s+\p{L}{2,}/u;

const isOpen = ({ stack, owner, heardAt }: ThreadState, now: number): boolean =>
  (stack.length > 0 || owner.kind !== 'bot') && now - heardAt < RECENT_MS;

const threadsRecord = (records: Records, customer: string): SharedRecord<readonly ThreadId[]> =>
  ({ records, name: `customer:${customer}`, first: [], until: (threads) => (threads.length === 0 ? AT_ONCE : undefined) });

const known = (records: Records, customer: string): Promise<readonly ThreadId[]> => readShared(threadsRecord(records, customer));

/** Her threads, newest first, this one among them. */
const remember = (records: Records, customer: string, thread: ThreadId): Promise<readonly ThreadId[]> =>
  changeShared(threadsRecord(records, customer), (held) => (held.includes(thread) ? held : [thread, ...held].slice(0, MOST_KEPT)));
