/**
 * A number from which Meta lets nothing out (an expired token, a locked account) opens again with the first call that it takes:
 * what waits for the repair then goes at once, and not when its next try would have been due (P3).
 */
import type { Outbox } from '../../runtime/ports';
import type { Graph } from './graph';
import { isShut } from './verdict';
import { addressOf } from './where';

/** What was refused a moment before stands among what waits by then. */
const NOTED_MS = 1_000;

/** Watches the calls of every number; `opened` is told once for each time it was shut. */
export const tellingOpened = (graph: Graph, opened: (phoneNumberId: string) => void): Graph => {
  const shut = new Set<string>();
  return async (phoneNumberId, message) => {
    const called = await graph(phoneNumberId, message);
    if (called.kind === 'failed' && isShut(called.code)) shut.add(phoneNumberId);
    if (called.kind === 'accepted' && shut.delete(phoneNumberId)) setTimeout(() => opened(phoneNumberId), NOTED_MS).unref();
    return called;
  };
};

/** Enough for a token that was forgotten over a weekend; what is beyond waits for its time. */
const MOST = 10_000;

/** `now`: machine time. @throws StorageUnavailable */
export const sendWaiting = async (outbox: Pick<Outbox, 'putOff' | 'hasten'>, phoneNumberId: string, now: number): Promise<void> => {
  const from = addressOf({ phoneNumberId, user: '' });
  const waiting = await outbox.putOff(now, MOST);
  await outbox.hasten(waiting.filter(({ effect }) => effect.kind === 'deliver' && effect.to.startsWith(from)));
};
