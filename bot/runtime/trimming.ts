/** What a store is told of forgetting, and what it tells: how long things are kept is decided elsewhere. */
import type { ThreadId } from '../../dialogs/ids';

export interface Retention {
  readonly entriesBefore: number;
  readonly idleBefore: number;
}

/**
 * Told before all of a thread goes, so that what is kept of it elsewhere goes first: `idle` nobody wrote for too long, `joined`
 * it is the copy of what stands in another one. `false`: not now. Told again when a process died in between.
 */
export type Leaving = (thread: ThreadId, why: 'idle' | 'joined') => Promise<boolean>;

export interface Trimmed {
  /** Threads that lost some entries. */
  readonly shortened: number;
  /** Threads of which nothing is left but their counters. */
  readonly emptied: number;
  /** Threads of which those went too. */
  readonly ended: number;
}
