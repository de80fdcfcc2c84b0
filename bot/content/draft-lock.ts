/**
 * Who may change a draft now: a lease on machine time, kept by its holder's page. Purely: what stands there, what somebody
 * wants and when, to what stands there after it. It only spares people lost work; that none is lost is the version's task.
 */
import type { DraftLock, LockAct, Who } from '../web/flow-contracts';

export const HEARTBEAT_MS = 5_000;
export const LOCK_MS = 45_000;
/** Who has the draft open and does not answer for so long, loses it to who asked. */
export const ANSWER_MS = 120_000;

export interface HeldLock {
  readonly holder: Who;
  readonly since: number;
  readonly until: number;
  readonly asked?: { readonly who: Who; readonly at: number };
}

export interface LockWish {
  readonly act: LockAct;
  readonly who: Who;
  readonly now: number;
}

/** `null` when nobody has it, or did not say so for too long. */
export const heldAt = (lock: HeldLock | null, now: number): HeldLock | null => (lock !== null && now < lock.until ? lock : null);

export const lockAfter = (stored: HeldLock | null, { act, who, now }: LockWish): HeldLock | null => {
  const lock = heldAt(stored, now);
  if (lock === null) return act === 'hold' || act === 'ask' ? taken(who, now) : null;
  const isMine = lock.holder.id === who.id;
  const isMyTurn = lock.asked?.who.id === who.id;
  switch (act) {
    case 'hold':
      if (isMine) return { ...lock, until: now + LOCK_MS };
      return isMyTurn && now - (lock.asked?.at ?? now) >= ANSWER_MS ? taken(who, now) : lock;
    case 'ask':
      return isMine || isWaitedFor(lock, now) ? lock : { ...lock, asked: { who, at: now } };
    case 'refuse':
      return isMine ? withoutQuestion(lock) : lock;
    case 'give':
      return isMine ? passedOn(lock, now) : lock;
    case 'leave':
      if (isMine) return passedOn(lock, now);
      return isMyTurn ? withoutQuestion(lock) : lock;
  }
};

const taken = ({ id, name }: Who, now: number): HeldLock => ({ holder: { id, name }, since: now, until: now + LOCK_MS });

const passedOn = ({ asked }: HeldLock, now: number): HeldLock | null => (asked ? taken(asked.who, now) : null);

const withoutQuestion = ({ asked: _, ...lock }: HeldLock): HeldLock => lock;

/** Who asked and never came for it waits no longer. */
const isWaitedFor = ({ asked }: HeldLock, now: number): boolean => asked !== undefined && now - asked.at < 2 * ANSWER_MS;

export const shownLock = (stored: HeldLock | null, now: number): DraftLock | null => {
  const lock = heldAt(stored, now);
  if (lock === null) return null;
  const asked = lock.asked && { ...lock.asked.who, at: iso(lock.asked.at) };
  return { ...lock.holder, since: iso(lock.since), until: iso(lock.until), ...(asked && { asked }) };
};

const iso = (at: number): string => new Date(at).toISOString();
