/**
 * Customers who wait: nobody answered yet, or the answer is written and its channel does not take it (I4: it is tried again).
 * News that nobody asked for keeps no customer waiting.
 */
import { splitAddress, type ThreadId } from '../../dialogs/ids';
import type { PutOff, Storage, Unanswered } from './ports';

export interface WaitingCustomer extends Unanswered {
  /** The channel where her answer waits. */
  readonly heldAt?: string;
}

/** Since `before` (machine time) or longer; longest first. */
export const waitingCustomers = async ({ threads, outbox }: Pick<Storage, 'threads' | 'outbox'>, before: number, limit: number): Promise<readonly WaitingCustomer[]> => {
  const [unanswered, putOff] = await Promise.all([threads.unanswered(before, limit), outbox.putOff(before, limit)]);
  const all = new Map<ThreadId, WaitingCustomer>();
  const byTime = [...unanswered, ...putOff.flatMap(heldBack)].sort((one, other) => one.since - other.since);
  for (const one of byTime) if (!all.has(one.thread)) all.set(one.thread, one);
  return [...all.values()].slice(0, limit);
};

const heldBack = ({ thread, since, effect }: PutOff): readonly WaitingCustomer[] =>
  effect.kind === 'deliver' && effect.notice === undefined ? [{ thread, since, heldAt: splitAddress(effect.to).channel }] : [];
