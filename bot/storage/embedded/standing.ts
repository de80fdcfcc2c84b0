/**
 * What the data directory would keep now. Looking at it proves nothing, a full disk is read as well as ever: so much as a
 * message with its turn may need is written over the last such try. Whoever asks in the same moment hears the same.
 */
import { whyOf, type Standing } from '../../runtime/ports';
import type { Engine } from './engine';

const KEY = ['n'] as const;
const TRIED = 'x'.repeat(16_384);
/** Anybody may ask whether we are ready; the disk is asked so often at most, machine time. */
const TOLD_MS = 1_000;

export const makeStanding = (engine: Engine, machineNow: () => number): (() => Promise<Standing>) => {
  let asked = -Infinity;
  let told: Promise<Standing> = Promise.resolve({ share: 1 });
  return () => {
    const now = machineNow();
    if (Math.abs(now - asked) < TOLD_MS) return told;
    asked = now;
    told = engine.run(() => engine.put(KEY, TRIED)).then(() => ({ share: 1 }), (error: unknown) => ({ share: 0, reason: whyOf(error) }));
    return told;
  };
};
