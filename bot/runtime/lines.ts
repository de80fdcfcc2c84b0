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

/** `behind`: an earlier delivery of the thread has not ended. `gone`: it ended, or another process has it. */
export type Place = 'first' | 'behind' | 'gone';

interface Waiting {
  readonly keyed: Delivering;
  /** What its commit wrote; read from the store again after a wait, since an agent may have taken over meanwhile. */
  readonly fresh: Growth | null;
}

interface LinesParts {
  /** Asked before every attempt. */
  readonly placeOf: (keyed: Delivering) => Promise<Place>;
  readonly attempt: (keyed: KeyedEffect, fresh: Growth | null) => Promise<void>;
  readonly drop: (keyed: KeyedEffect) => void;
  readonly track: (work: Promise<void>) => void;
}

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1_000;

export const makeLines = ({ placeOf, attempt, drop, track }: LinesParts) => {
  const lines = new Map<ThreadId, Waiting[]>();
  const leave = (line: Waiting[], keyed: KeyedEffect): boolean => {
    const index = line.findIndex((one) => one.keyed === keyed);
    if (index >= 0) line.splice(index, 1);
    return index >= 0;
  };
  const tryFirst = async (line: Waiting[], { keyed, fresh }: Waiting, waits: number): Promise<'waits' | 'done'> => {
    const place = await placeOf(keyed);
    if (place === 'behind') return 'waits';
    // It may have been released meanwhile.
    if (!leave(line, keyed)) return 'done';
    if (place === 'gone') drop(keyed);
    else await attempt(keyed, waits === 0 ? fresh : null);
    return 'done';
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
      line.sort((one, other) => orderOf(one.keyed) - orderOf(other.keyed));
    },
    /** Empties all lines and tells what stood there: nothing of it was sent. */
    release(): readonly Delivering[] {
      return [...lines.values()].flatMap((line) => line.splice(0).map(({ keyed }) => keyed));
    },
  };
};

/** Entries are appended commit by commit, so their positions order the commits. */
const orderOf = ({ base, effect }: Delivering): number => base + (effect.entries[0] ?? 0);
