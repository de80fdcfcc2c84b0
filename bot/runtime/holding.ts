/**
 * The effects that this process has and has not ended, each with the newest token it was given. One that outlived its lease and
 * came back to its own holder is not performed a second time beside itself (I4); a slow one is leased anew.
 */
import type { Metrics } from '../observability/metrics';
import type { KeyedEffect, Outbox } from './ports';

/** Well before a lease runs out. */
const RENEW_AFTER_MS = 1_500;

export interface Holding {
  /** False when it is held already: it goes on under its new token. */
  take(keyed: KeyedEffect): boolean;
  /** Tells the token under which its end counts. */
  letGo(keyed: KeyedEffect): number;
  renew(): Promise<void>;
}

interface Held {
  keyed: KeyedEffect;
  leasedAt: number;
}

export const makeHolding = (outbox: Pick<Outbox, 'renew'>, metrics: Pick<Metrics, 'lostLeases'>): Holding => {
  const held = new Map<string, Held>();
  return {
    take(keyed) {
      const known = held.get(keyed.key);
      const now = { keyed, leasedAt: Date.now() };
      if (known) Object.assign(known, now);
      else held.set(keyed.key, now);
      return !known;
    },
    letGo(keyed) {
      const { token } = held.get(keyed.key)?.keyed ?? keyed;
      held.delete(keyed.key);
      return token;
    },
    async renew() {
      const now = Date.now();
      const slow = [...held.values()].filter(({ leasedAt }) => now - leasedAt >= RENEW_AFTER_MS);
      if (slow.length === 0) return;
      const lost = await outbox.renew(slow.map(({ keyed }) => keyed));
      for (const one of slow) one.leasedAt = now;
      if (lost.length > 0) metrics.lostLeases.inc(lost.length);
    },
  };
};
