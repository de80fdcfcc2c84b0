/**
 * The states that this process committed last, so that the next event of a thread is decided before the store is asked and
 * accepted and committed in one step. Only a guess: the store takes it where its own state is still that one (I3). Bounded;
 * who was silent longest makes room.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { ThreadId } from '../../dialogs/ids';

export interface Known {
  readonly state: ThreadState | null;
  readonly version: number;
}

const MOST = 5_000;

export interface KnownStates {
  /** Takes it out: while one event is decided on it, no other is. */
  take(thread: ThreadId): Known | undefined;
  keep(thread: ThreadId, known: Known): void;
  /** Somebody else changed the thread; `null`: any thread. */
  drop(thread: ThreadId | null): void;
}

export const makeKnownStates = (): KnownStates => {
  const known = new Map<ThreadId, Known>();
  return {
    take(thread) {
      const found = known.get(thread);
      if (found) known.delete(thread);
      return found;
    },
    keep(thread, of) {
      known.delete(thread);
      if (known.size >= MOST) known.delete(known.keys().next().value ?? thread);
      known.set(thread, of);
    },
    drop(thread) {
      if (thread === null) known.clear();
      else known.delete(thread);
    },
  };
};
