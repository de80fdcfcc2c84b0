/**
 * What became of each message that a channel took: sent, delivered, read, failed, by its place in the transcript. Told late,
 * often and in any order, by whichever process hears it, it only ever rises; what failed may be sent again and rises anew.
 * Kept in a small record per thread (places, letters and reasons, nothing personal), so that every process and every agent sees the same.
 */
import { createHash } from 'node:crypto';
import type { ThreadId } from '../../dialogs/ids';
import type { Records } from '../runtime/ports';
import type { DeliveryState, MessageDelivery } from '../web/message-contracts';

export interface Receipt {
  readonly thread: ThreadId;
  /** Position of the entry, with the place of a further message of it behind: `12`, `12.1`. */
  readonly part: string;
  /** The channel's id of this sending: sent again, it has another one. */
  readonly sending: string;
  readonly state: DeliveryState;
  /** With `failed`: why, in words of staff; nothing personal. */
  readonly reason?: string;
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
  of(thread: ThreadId): Promise<Readonly<Record<string, MessageDelivery>>>;
  /** Parts that arrived, or were at least taken. */
  arrived(thread: ThreadId): Promise<ReadonlySet<string>>;
  forget(thread: ThreadId): Promise<void>;
}

/** So many messages of a thread, the newest. */
const MOST_PARTS = 60;
const MOST_TRIES = 50;
const MARK_LENGTH = 4;
const MOST_FAILED = 8;
const LONGEST_REASON = 120;
const LETTERS = { s: 'sent', d: 'delivered', r: 'read', f: 'failed' } as const;
type Letter = keyof typeof LETTERS;
const letterOf: Readonly<Record<DeliveryState, Letter>> = { sent: 's', delivered: 'd', read: 'r', failed: 'f' };
const RANK: Readonly<Record<Letter, number>> = { f: 0, s: 1, d: 2, r: 3 };

interface Mark {
  readonly letter: Letter;
  /** What the sendings that failed are told by. */
  readonly failed: readonly string[];
  readonly reason: string;
}

/** By part: `<letter>|<marks of failed sendings>|<reason>`, without what is empty at its end. */
type Kept = Record<string, string>;

export const makeReceipts = (records: Records): Receipts => {
  /** What waits for the next write of a thread: statuses come in crowds. */
  const crowds = new Map<ThreadId, { readonly all: Receipt[]; readonly written: Promise<readonly Noted[]> }>();
  const tails = new Map<ThreadId, Promise<unknown>>();

  const crowdOf = (thread: ThreadId): { readonly all: Receipt[]; readonly written: Promise<readonly Noted[]> } => {
    const open = crowds.get(thread);
    if (open) return open;
    const all: Receipt[] = [];
    const done = (tails.get(thread) ?? Promise.resolve()).then(() => {
      crowds.delete(thread);
      return write(records, thread, all);
    });
    const tail: Promise<unknown> = done.catch(() => undefined).finally(() => tails.get(thread) === tail && tails.delete(thread));
    tails.set(thread, tail);
    const crowd = { all, written: done };
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
      const least = new Map<string, Mark>();
      for (const [part, is] of Object.entries((await read(records, thread)).kept)) {
        const [position = ''] = part.split('.');
        const [mark, before] = [markIn(is), least.get(position)];
        if (before === undefined || RANK[mark.letter] < RANK[before.letter]) least.set(position, mark);
      }
      return Object.fromEntries([...least].map(([position, { letter, reason }]) => [position, { state: LETTERS[letter], ...(reason !== '' && { reason }) }]));
    },
    async arrived(thread) {
      const { kept } = await read(records, thread);
      return new Set(Object.keys(kept).filter((part) => markIn(kept[part]).letter !== 'f'));
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

const markIn = (is = 's'): Mark => {
  const [letter = 's', failed = '', ...reason] = is.split('|');
  return { letter: letter as Letter, failed: failed.match(/.{4}/g) ?? [], reason: reason.join('|') };
};
const written = ({ letter, failed, reason }: Mark): string => [letter, failed.join(''), reason].join('|').replace(/\|+$/, '');
const shortOf = (sending: string): string => createHash('sha256').update(sending).digest('base64url').slice(0, MARK_LENGTH);

/** Changes `kept` by one receipt. */
const raise = (kept: Kept, receipt: Receipt): Noted => {
  const { part } = receipt;
  const before = kept[part];
  const after = before === undefined && receipt.state !== 'failed' ? { letter: letterOf[receipt.state], failed: [], reason: '' } : risen(markIn(before ?? 'f'), receipt);
  kept[part] = written(after);
  return { state: LETTERS[after.letter], failures: after.failed.length };
};

/** A sending that failed stays so unless the person has it after all; another sending of the same rises anew. */
const risen = (before: Mark, { sending, state, reason = '' }: Receipt): Mark => {
  const [short, letter] = [shortOf(sending), letterOf[state]];
  const isFailed = before.failed.includes(short);
  if (letter === 'f') {
    if (isFailed) return before;
    const failed = [...before.failed, short].slice(-MOST_FAILED);
    return RANK[before.letter] > RANK.s ? { ...before, failed } : { letter, failed, reason: reason.slice(0, LONGEST_REASON) };
  }
  const rises = RANK[letter] > RANK[before.letter] && !(letter === 's' && isFailed);
  return rises ? { letter, failed: before.failed, reason: '' } : before;
};

const newest = (kept: Kept): Kept => {
  const parts = Object.keys(kept);
  if (parts.length <= MOST_PARTS) return kept;
  const last = parts.sort((one, other) => Number(one) - Number(other)).slice(-MOST_PARTS);
  return Object.fromEntries(last.map((part) => [part, kept[part] ?? 's']));
};
