/**
 * Sees to it that what was committed is performed (I4): nothing leaves before its commit, and every effect ends visibly. An
 * effect is leased to whoever committed it; when that process dies, `tick` of another one claims it. Deliveries to one
 * thread keep their order (I2). Timers are effects due later (I9).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { makeHolding } from './holding';
import { isDelivering, makeLines } from './lines';
import { performSafely, placeOf, type PerformParts } from './perform';
import type { KeyedEffect } from './ports';
import { makeSettler } from './settler';
import type { Growth } from './turn';

export interface Relay {
  /** Claims what is due, or was left by a process that went away, and performs it. */
  tick(): Promise<void>;
  /** Resolves when nothing is being performed in this process. */
  rest(): Promise<void>;
  /** Lets what is being performed end, for at most so long (machine time), and gives back what has not begun. */
  drain(ms: number): Promise<void>;
}

const CLAIM_AT_MOST = 200;

export const makeRelay = (parts: PerformParts): Relay => {
  const { storage, clock, turn, log, metrics } = parts;
  const running = new Set<Promise<void>>();
  const holding = makeHolding(storage.outbox, metrics);
  const settler = makeSettler(storage.outbox, log);

  const attempt = async (keyed: KeyedEffect, fresh: Growth | null): Promise<void> => {
    const settlement = await performSafely(parts, keyed, fresh);
    metrics.effects.inc({ kind: keyed.effect.kind, end: settlement.end });
    if (settlement.end !== 'performed') log.warn(settlement, 'effect not performed');
    settler.add({ ...settlement, token: holding.letGo(keyed) });
  };
  const track = (work: Promise<void>): void => {
    const tracked: Promise<void> = work.finally(() => running.delete(tracked));
    running.add(tracked);
  };
  const lines = makeLines({ placeOf: (keyed) => placeOf(parts, keyed, settler.hasEnded), attempt, drop: (keyed) => void holding.letGo(keyed), track });
  const start = (keyed: KeyedEffect, fresh: Growth | null): void => {
    if (settler.hasEnded(keyed.key)) return settler.handedOutAgain(keyed);
    if (!holding.take(keyed)) return;
    if (isDelivering(keyed)) lines.add(keyed, fresh);
    else track(attempt(keyed, fresh));
  };
  turn.onEffects((effects, growth) => effects.forEach((keyed) => start(keyed, growth)));
  const rest = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    await settler.flush();
  };

  return {
    async tick() {
      await holding.renew();
      for (const keyed of await storage.outbox.claim(clock.now(), CLAIM_AT_MOST)) start(keyed, null);
      await turn.recover(CLAIM_AT_MOST);
    },
    rest,
    async drain(ms) {
      await Promise.race([rest(), pause(ms, undefined, { ref: false })]);
      for (const keyed of lines.release()) {
        const { key, thread } = keyed;
        settler.add({ key, thread, token: holding.letGo(keyed), end: 'retry', afterMs: 0, failed: false, reason: 'its process stops' });
      }
      await settler.flush();
    },
  };
};
