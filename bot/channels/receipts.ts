/**
 * What became of each message that a channel took: sent, delivered, read, failed, by its place in the transcript. Told late,
 * often and in any order, by whichever process hears it, it only ever rises; what failed may be sent again and rises anew.
 * Kept in a small record per thread (places, letters and reasons, nothing personal), so that every process and every agent sees the same.
 */
import { createHash } from 'node:crypto';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Joined, Records } from '../runtime/ports';
import { AT_ONCE, changeShared, editShared, readShared, type Edit, type SharedRecord } from '../runtime/shared-record';
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
  /** The thread was joined into another: what is known goes there, and so does what is told of it later. Repeatable. */
  joined(thread: ThreadId, joined: Joined): Promise<void>;
  forget(thread: ThreadId): Promise<void>;
}

/** So many messages of a thread, the newest. */
const MOST_PARTS = 60;
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

/** By part: `<letter>|<marks of failed sendings>|<reason>`, without what is empty at its end. Of a joined thread also `MOVED`: `<shift> <thread>`. */
type Kept = Readonly<Record<string, string>>;
const MOVED = 'moved';

/** What is told at once of one thread, and how it ends. */
interface Crowd {
  readonly all: Receipt[];
  readonly written: Promise<readonly Noted[]>;
}

export const makeReceipts = (records: Records): Receipts => {
  /** What waits for the next write of a thread: statuses come in crowds. */
  const crowds = new Map<ThreadId, Crowd>();
  const tails = new Map<ThreadId, Promise<unknown>>();

  const crowdOf = (thread: ThreadId): Crowd => {
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
      const least = new Map<string, Mark>();
      for (const [part, is] of Object.entries(await partsOf(records, thread))) {
        const [position = ''] = part.split('.');
        const [mark, before] = [markIn(is), least.get(position)];
        if (before === undefined || RANK[mark.letter] < RANK[before.letter]) least.set(position, mark);
      }
      return Object.fromEntries([...least].map(([position, { letter, reason }]) => [position, { state: LETTERS[letter], ...(reason !== '' && { reason }) }]));
    },
    async arrived(thread) {
      const kept = await partsOf(records, thread);
      return new Set(Object.keys(kept).filter((part) => markIn(kept[part]).letter !== 'f'));
    },
    async joined(thread, { into, shift }) {
      // Marked first: what comes from now on goes there, so nothing falls between.
      const held = await changeShared(recordOf(records, thread), (before) => (MOVED in before || into === thread ? before : { ...before, [MOVED]: `${shift} ${into}` }));
      await carry(records, into, shifted(held, shift));
    },
    forget: async (thread) => void (await changeShared(recordOf(records, thread), (held) => (Object.keys(held).length === 0 ? held : {}))),
  };
};

const recordOf = (records: Records, thread: ThreadId): SharedRecord<Kept> => ({ records, name: `receipts:${thread}`, first: {}, until: goneWhenEmpty });
const goneWhenEmpty = (kept: Kept): number | undefined => (Object.keys(kept).length === 0 ? AT_ONCE : undefined);

/** Where the thread was joined into. */
const movedIn = ({ [MOVED]: moved }: Kept): Joined | undefined => {
  const [shift, into] = moved?.split(' ') ?? [];
  return into === undefined ? undefined : { into: threadId(into), shift: Number(shift) };
};

const partsOf = async (records: Records, thread: ThreadId): Promise<Kept> => {
  const held = await readShared(recordOf(records, thread));
  const moved = movedIn(held);
  return moved ? shifted(await partsOf(records, moved.into), -moved.shift) : held;
};

/** What has no place there is left out. */
const shifted = (kept: Kept, shift: number): Kept =>
  Object.fromEntries(Object.entries(kept).flatMap(([part, is]) => (part === MOVED || Number.parseInt(part, 10) + shift < 0 ? [] : [[movedPart(part, shift), is]])));

const movedPart = (part: string, shift: number): string => part.replace(/^\d+/, (position) => String(Number(position) + shift));

/** What is there already was told later. */
const carry = async (records: Records, into: ThreadId, parts: Kept): Promise<void> => {
  const held = await changeShared(recordOf(records, into), (before) => (MOVED in before || Object.keys(parts).every((part) => part in before) ? before : newest({ ...parts, ...before })));
  const further = movedIn(held);
  if (further) await carry(records, further.into, shifted(parts, further.shift));
};

const write = async (records: Records, thread: ThreadId, all: readonly Receipt[]): Promise<readonly Noted[]> => {
  const written = await editShared(recordOf(records, thread), (held): Edit<Kept, readonly Noted[] | Joined> => {
    const moved = movedIn(held);
    return moved ? { next: held, result: moved } : raised(held, all);
  });
  if (!('into' in written)) return written;
  return write(records, written.into, all.map((receipt) => ({ ...receipt, part: movedPart(receipt.part, written.shift) })));
};

const markIn = (is = 's'): Mark => {
  const [letter = 's', failed = '', ...reason] = is.split('|');
  return { letter: letter as Letter, failed: failed.match(/.{4}/g) ?? [], reason: reason.join('|') };
};
const textOf = ({ letter, failed, reason }: Mark): string => [letter, failed.join(''), reason].join('|').replace(/\|+$/, '');
const shortOf = (sending: string): string => createHash('sha256').update(sending).digest('base64url').slice(0, MARK_LENGTH);

/** The same record when nothing is new. */
const raised = (held: Kept, all: readonly Receipt[]): Edit<Kept, readonly Noted[]> => {
  const next = { ...held };
  const result = all.map((receipt): Noted => {
    const before = next[receipt.part];
    const after = before === undefined && receipt.state !== 'failed' ? { letter: letterOf[receipt.state], failed: [], reason: '' } : risen(markIn(before ?? 'f'), receipt);
    next[receipt.part] = textOf(after);
    return { state: LETTERS[after.letter], failures: after.failed.length };
  });
  const isNew = all.some(({ part }) => next[part] !== held[part]);
  return { next: isNew ? newest(next) : held, result };
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
