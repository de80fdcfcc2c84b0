/**
 * The line of each thread's deliveries: one at a time, the earliest commit first, in whatever order they came here (I2).
 * What is behind a delivery that another process holds, or that waits to be sent again, waits too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { DeliverEffect } from '../../dialogs/effect';
import type { ThreadId } from '../../dialogs/ids';
import type { KeyedEffect } from './ports';
import type { Growth } from './turn';

export type Delivering = KeyedEffect & { readonly effect: DeliverEffect };

export const isDelivering = (keyed: KeyedEffect): keyed is Delivering => keyed.effect.kind === 'deliver';

interface Waiting {
  readonly keyed: Delivering;
  /** What its commit wrote; read from the store again after a wait, since an agent may have taken over meanwhile. */
  readonly fresh: Growth | null;
}

interface LinesParts {
  /** Whether an earlier delivery of the thread has not ended. Asked before every attempt. */
  readonly isBlocked: (keyed: Delivering) => Promise<boolean>;
  readonly attempt: (keyed: KeyedEffect, fresh: Growth | null) => Promise<void>;
  readonly track: (work: Promise<void>) => void;
}

const FIRST_WAIT_MS = 20;
/** Shorter than an effect's lease, which each look renews. */
const LONGEST_WAIT_MS = 1_000;

export const makeLines = ({ isBlocked, attempt, track }: LinesParts) => {
  const lines = new Map<ThreadId, Waiting[]>();
  const tryFirst = async (line: Waiting[], { keyed, fresh }: Waiting, waits: number): Promise<'waits' | 'attempted'> => {
    if (await isBlocked(keyed)) return 'waits';
    line.splice(line.findIndex((one) => one.keyed === keyed), 1);
    await attempt(keyed, waits === 0 ? fresh : null);
    return 'attempted';
  };
  const work = async (thread: ThreadId, line: Waiting[]): Promise<void> => {
    for (let waits = 0, first = line[0]; first; first = line[0]) {
      const step = tryFirst(line, first, waits);
      track(step.then(() => undefined));
      waits = (await step) === 'waits' ? waits + 1 : 0;
      if (waits > 0) await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** waits));
    }
    lines.delete(thread);
  };
  return {
    add(keyed: Delivering, fresh: Growth | null): void {
      const line = lines.get(keyed.thread);
      if (!line) {
        const begun = [{ keyed, fresh }];
        lines.set(keyed.thread, begun);
        return void work(keyed.thread, begun);
      }
      line.push({ keyed, fresh });
      line.sort((one, other) => placeOf(one.keyed) - placeOf(other.keyed));
    },
  };
};

/** Entries are appended commit by commit, so their positions order the commits. */
const placeOf = ({ base, effect }: Delivering): number => base + (effect.entries[0] ?? 0);
