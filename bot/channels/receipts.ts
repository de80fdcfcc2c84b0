/**
 * What became of each message that a channel took: sent, delivered, read, failed, by its place in the transcript. Told late,
 * often and in any order, by whichever process hears it, it only ever rises; what failed may be sent again and rises anew.
 * Kept in a small record per thread (places and letters, nothing personal), so that every process and every agent sees the same.
 */
import { createHash } from 'node:crypto';
import type { ThreadId } from '../../dialogs/ids';
import type { Records } from '../runtime/ports';

export type DeliveryState = 'sent' | 'delivered' | 'read' | 'failed';

export interface Receipt {
  readonly thread: ThreadId;
  /** Position of the entry, with the place of a further message of it behind: `12`, `12.1`. */
  readonly part: string;
  /** The channel's id of this sending: sent again, it has another one. */
  readonly sending: string;
  readonly state: DeliveryState;
}

export interface Noted {
  /** What is known now. */
  readonly state: DeliveryState;
  /** So many sendings of it failed. */
  readonly failures: number;
}

export interface Receipts {
  /** Resolves when it is stored. @throws StorageUnavailable */
  note(receipt: Receipt): Promise<Noted>;
  /** By position; a message in several parts is as far as its least part. Only what is newest is kept. */
  of(thread: ThreadId): Promise<Readonly<Record<number, DeliveryState>>>;
  /** Parts that arrived, or were at least taken. */
  arrived(thread: ThreadId): Promise<ReadonlySet<string>>;
  forget(thread: ThreadId): Promise<void>;
}

/** So many messages of a thread, the newest. */
const MOST_PARTS = 60;
const MOST_TRIES = 50;
const MARK_LENGTH = 4;
const LETTERS = { s: 'sent', d: 'delivered', r: 'read', f: 'failed' } as const;
type Letter = keyof typeof LETTERS;
const letterOf: Readonly<Record<DeliveryState, Letter>> = { sent: 's', delivered: 'd', read: 'r', failed: 'f' };
const RANK: Readonly<Record<Letter, number>> = { f: 0, s: 1, d: 2, r: 3 };

/** By part: the letter of its state, and the marks of the sendings that failed. */
type Kept = Record<string, string>;

export const makeReceipts = (records: Records): Receipts => {
  /** What waits for the next write of a thread: statuses come in crowds. */
  const crowds = new Map<ThreadId, { readonly all: Receipt[]; readonly written: Promise<readonly Noted[]> }>();
  const tails = new Map<ThreadId, Promise<unknown>>();

  const crowdOf = (thread: ThreadId): { readonly all: Receipt[]; readonly written: Promise<readonly Noted[]> } => {
    const open = crowds.get(thread);
    if (open) return open;
    const all: Receipt[] = [];
    const written = (tails.get(thread) ?? Promise.resolve()).then(() => {
      crowds.delete(thread);
      return write(records, thread, all);
    });
    const tail: Promise<unknown> = written.catch(() => undefined).finally(() => tails.get(thread) === tail && tails.delete(thread));
    tails.set(thread, tail);
    const crowd = { all, written };
    crowds.set(thread, crowd);
    return crowd;
  };
  return {
    async note(receipt) {
      const { all, written } = crowdOf(receipt.thread);
      const place = all.push(receipt) - 1;
      return (await written)[place] ?? { state: receipt.state, failures: 0 };
    },
    async of(thread) {
      const least = new Map<number, Letter>();
      for (const [part, is] of Object.entries((await read(records, thread)).kept)) {
        const position = Number.parseInt(part, 10);
        const before = least.get(position);
        if (before === undefined || RANK[stateOf(is)] < RANK[before]) least.set(position, stateOf(is));
      }
      return Object.fromEntries([...least].map(([position, letter]) => [position, LETTERS[letter]]));
    },
    async arrived(thread) {
      const { kept } = await read(records, thread);
      return new Set(Object.keys(kept).filter((part) => stateOf(kept[part]) !== 'f'));
    },
    async forget(thread) {
      const { version } = await read(records, thread);
      if (version > 0) await records.put(nameOf(thread), '{}', version);
    },
  };
};

const nameOf = (thread: ThreadId): string => `receipts:${thread}`;

const read = async (records: Records, thread: ThreadId): Promise<{ readonly kept: Kept; readonly version: number }> => {
  const stored = await records.get(nameOf(thread));
  return { kept: stored ? (JSON.parse(stored.json) as Kept) : {}, version: stored?.version ?? 0 };
};

const write = async (records: Records, thread: ThreadId, all: readonly Receipt[]): Promise<readonly Noted[]> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { kept, version } = await read(records, thread);
    const before = JSON.stringify(kept);
    const noted = all.map((receipt) => raise(kept, receipt));
    if (JSON.stringify(kept) === before) return noted;
    if ((await records.put(nameOf(thread), JSON.stringify(newest(kept)), version)) === 'saved') return noted;
  }
  throw new Error('what became of a message could not be noted');
};

const stateOf = (is = 's'): Letter => is.charAt(0) as Letter;
const markOf = (sending: string): string => createHash('sha256').update(sending).digest('base64url').slice(0, MARK_LENGTH);

/** Changes `kept` by one receipt. A sending that failed stays so unless the person has it after all. */
const raise = (kept: Kept, { part, sending, state }: Receipt): Noted => {
  const before = kept[part];
  const marks = before?.slice(1) ?? '';
  const isFailed = marksIn(marks).includes(markOf(sending));
  const now = letterOf[state];
  const next = (): string | undefined => {
    if (now === 'f') return isFailed ? before : `${before !== undefined && RANK[stateOf(before)] > RANK.s ? stateOf(before) : 'f'}${marks}${markOf(sending)}`;
    if (now === 's' && isFailed) return before;
    return before === undefined || RANK[now] > RANK[stateOf(before)] ? `${now}${marks}` : before;
  };
  const after = next() ?? now;
  kept[part] = after;
  return { state: LETTERS[stateOf(after)], failures: (after.length - 1) / MARK_LENGTH };
};

const marksIn = (marks: string): readonly string[] => marks.match(/.{4}/g) ?? [];

const newest = (kept: Kept): Kept => {
  const parts = Object.keys(kept);
  if (parts.length <= MOST_PARTS) return kept;
  const last = parts.sort((one, other) => Number(one) - Number(other)).slice(-MOST_PARTS);
  return Object.fromEntries(last.map((part) => [part, kept[part] ?? 's']));
};
