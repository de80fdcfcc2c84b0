/**
 * How far a customer's browser was handed her conversation, for the agent who writes to it: what was put on an open line
 * or fetched is there, the rest waits for her to come back. Kept for cases of the desk alone, one small number each.
 */
import type { ThreadId } from '../../dialogs/ids';
import { isForCustomer } from '../../dialogs/transcript';
import type { Positioned, Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { MessageDelivery } from '../web/message-contracts';

/** Messages of ours that are told of, the newest. */
const MOST = 100;
const REMEMBERED = 10_000;

export interface WebReach {
  /** Her browser has everything before `next`. */
  reached(thread: ThreadId, next: number): void;
  /** By position. */
  of(thread: ThreadId, entries: readonly Positioned[]): Promise<Readonly<Record<string, MessageDelivery>>>;
  forget(thread: ThreadId): Promise<unknown>;
}

export interface WebReachParts {
  readonly records: Records;
  /** Whether somebody of the desk may look at it. */
  readonly isCase: (thread: ThreadId) => boolean;
  readonly failed: (error: unknown) => void;
}

export const makeWebReach = ({ records, isCase, failed }: WebReachParts): WebReach => {
  const known = new Map<ThreadId, number>();
  const recordOf = (thread: ThreadId): SharedRecord<number> => ({ records, name: `desk:reached:${thread}`, first: 0 });
  return {
    reached(thread, next) {
      if (next <= (known.get(thread) ?? 0) || !isCase(thread)) return;
      known.delete(thread);
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? thread);
      known.set(thread, next);
      changeShared(recordOf(thread), (before) => Math.max(before, next)).catch(failed);
    },
    async of(thread, entries) {
      const next = await readShared(recordOf(thread));
      const ours = entries.filter(({ entry }) => isForCustomer(entry) && entry.kind !== 'customer').slice(-MOST);
      return Object.fromEntries(ours.map(({ position }) => [String(position), { state: position < next ? 'delivered' : 'sent' }]));
    },
    forget(thread) {
      known.delete(thread);
      return changeShared(recordOf(thread), () => 0);
    },
  };
};
