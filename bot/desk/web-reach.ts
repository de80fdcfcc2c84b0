/**
 * How far a customer's browser was handed her conversation, and how far she looked at it, for the agent who writes to it:
 * what was put on an open line or fetched is there, the rest waits for her to come back. Both only rise (I4); kept for
 * cases of the desk alone, a small number each.
 */
import type { ThreadId } from '../../dialogs/ids';
import { isForCustomer } from '../../dialogs/transcript';
import type { Positioned, Records } from '../runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { MessageDelivery } from '../web/message-contracts';

/** Messages of ours that are told of, the newest. */
const MOST = 100;
const REMEMBERED = 10_000;

export interface WebReach {
  /** Her browser has everything before `next`. */
  reached(thread: ThreadId, next: number): void;
  /** She looked at everything before `next`, says her page; what was not said yet nobody has seen. */
  seen(thread: ThreadId, next: number): void;
  /** By position. */
  of(thread: ThreadId, entries: readonly Positioned[]): Promise<Readonly<Record<string, MessageDelivery>>>;
  forget(thread: ThreadId): Promise<unknown>;
}

export interface WebReachParts {
  readonly records: Records;
  /** Whether somebody of the desk may look at it. */
  readonly isCase: (thread: ThreadId) => boolean;
  readonly lengthOf: (thread: ThreadId) => Promise<number>;
  readonly failed: (error: unknown) => void;
}

export const makeWebReach = ({ records, isCase, lengthOf, failed }: WebReachParts): WebReach => {
  const [handed, read] = [makeMark(records, 'reached'), makeMark(records, 'seen')];
  const look = async (thread: ThreadId, next: number): Promise<void> => {
    if (next > (await lengthOf(thread))) return;
    await Promise.all([read.raise(thread, next), handed.isNew(thread, next) && handed.raise(thread, next)]);
  };
  return {
    reached(thread, next) {
      if (handed.isNew(thread, next) && isCase(thread)) handed.raise(thread, next).catch(failed);
    },
    seen(thread, next) {
      if (read.isNew(thread, next) && isCase(thread)) look(thread, next).catch(failed);
    },
    async of(thread, entries) {
      const [there, looked] = await Promise.all([handed.of(thread), read.of(thread)]);
      const ours = entries.filter(({ entry }) => isForCustomer(entry) && entry.kind !== 'customer').slice(-MOST);
      return Object.fromEntries(ours.map(({ position }) => [String(position), { state: position < looked ? 'read' : position < there ? 'delivered' : 'sent' }]));
    },
    forget: (thread) => Promise.all([handed.forget(thread), read.forget(thread)]),
  };
};

interface Mark {
  /** As far as this process knows. */
  isNew(thread: ThreadId, next: number): boolean;
  raise(thread: ThreadId, next: number): Promise<unknown>;
  of(thread: ThreadId): Promise<number>;
  forget(thread: ThreadId): Promise<unknown>;
}

const makeMark = (records: Records, name: 'reached' | 'seen'): Mark => {
  const known = new Map<ThreadId, number>();
  const recordOf = (thread: ThreadId): SharedRecord<number> => ({ records, name: `desk:${name}:${thread}`, first: 0, until: (place) => (place === 0 ? AT_ONCE : undefined) });
  return {
    isNew: (thread, next) => next > (known.get(thread) ?? 0),
    raise(thread, next) {
      known.delete(thread);
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? thread);
      known.set(thread, next);
      return changeShared(recordOf(thread), (before) => Math.max(before, next));
    },
    of: (thread) => readShared(recordOf(thread)),
    forget(thread) {
      known.delete(thread);
      return changeShared(recordOf(thread), () => 0);
    },
  };
};
