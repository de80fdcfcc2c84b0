/**
 * Tells the store how effects ended, those of one moment together and off the customer's path. What could not be told is
 * kept and told again: an effect that was performed while the store was away must not be performed once more (I4).
 */
import type { Log } from '../observability/log';
import type { KeyedEffect, Outbox, Settlement } from './ports';

const TOGETHER_MS = 5;
const AGAIN_MS = 200;
/** Beyond this the oldest are forgotten: they are handed out again, and are safe or stated by their keys. */
const MOST_KEPT = 50_000;

export interface Settler {
  add(settlement: Settlement): void;
  /** Whether it ended here, perhaps not yet in the store. */
  hasEnded(key: string): boolean;
  /** It was handed out again before its end was stored: the end counts under the new token. */
  handedOutAgain(keyed: KeyedEffect): void;
  /** One try to store what there is, behind the one under way. */
  flush(): Promise<void>;
}

export const makeSettler = (outbox: Outbox, log: Log): Settler => {
  let waiting: Settlement[] = [];
  let timer: NodeJS.Timeout | undefined;
  const ended = new Map<string, Settlement>();
  let flushing = Promise.resolve();
  const later = (ms: number): void => void (timer ??= setTimeout(() => void flush(), ms).unref());
  const store = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    try {
      await outbox.settle(batch);
      for (const settlement of batch) if (ended.get(settlement.key) === settlement) ended.delete(settlement.key);
    } catch (error) {
      log.warn({ err: error, settlements: batch.length }, 'how effects ended is not stored yet; trying again');
      waiting = [...batch, ...waiting].slice(-MOST_KEPT);
      later(AGAIN_MS);
    }
  };
  const flush = (): Promise<void> => (flushing = flushing.then(store));
  const add = (settlement: Settlement): void => {
    waiting.push(settlement);
    if (settlement.end !== 'retry') ended.set(settlement.key, settlement);
    later(TOGETHER_MS);
  };
  return {
    add,
    hasEnded: (key) => ended.has(key),
    handedOutAgain({ key, token }) {
      const settlement = ended.get(key);
      if (settlement) add({ ...settlement, token });
    },
    flush,
  };
};
