/**
 * Moves conversations from one release to another: rehearsed first, with figures, then made thread by thread. Each is a
 * compare-and-set on the thread (I3): a conversation that went on meanwhile is looked at again on its fresh state. A message
 * that waited at that very moment is decided when the thread's lease runs out.
 */
import { readState, writeState, type NextCase, type ThreadState } from '../../dialogs/conversation/state';
import type { ThreadId } from '../../dialogs/ids';
import { moveOf, type MoveVerdict, type Moving, type StayReason } from '../../flows/move';
import type { Position } from '../../flows/run';
import type { ThreadStore } from '../runtime/ports';

export interface MoveCounts {
  /** Threads that stand in the release. */
  readonly found: number;
  /** Those that can go on, or went on, in the other one. */
  readonly moves: number;
  /** By reason, and where: `flow/step`. */
  readonly stays: Readonly<Record<StayReason, number>>;
  readonly places: Readonly<Record<string, number>>;
}

export interface MoveRun {
  readonly threads: AsyncIterable<ThreadId> | Iterable<ThreadId>;
  readonly store: Pick<ThreadStore, 'peek' | 'commit'>;
  readonly moving: Moving;
  /** Only look. */
  readonly rehearse: boolean;
}

/** How often a busy thread is looked at again before it is left where it is. */
const MOST_TRIES = 5;

export const moveThreads = async ({ moving, rehearse, store, threads }: MoveRun): Promise<MoveCounts> => {
  const counts = { found: 0, moves: 0, stays: { flow_gone: 0, step_gone: 0, step_changed: 0, facts_missing: 0 }, places: {} as Record<string, number> };
  for await (const thread of threads) {
    const verdict = await moveThread(store, moving, { thread, rehearse });
    if (verdict === null) continue;
    counts.found += 1;
    if (verdict.kind === 'moves') counts.moves += 1;
    else {
      counts.stays[verdict.reason] += 1;
      counts.places[verdict.at] = (counts.places[verdict.at] ?? 0) + 1;
    }
  }
  return counts;
};

/** `null` for a thread that does not stand in the release. */
const moveThread = async (store: MoveRun['store'], moving: Moving, { rehearse, thread }: { thread: ThreadId; rehearse: boolean }): Promise<MoveVerdict | null> => {
  for (let time = 0; ; time++) {
    const seen = await store.peek(thread);
    const state = seen?.state == null ? null : readState(seen.state);
    if (seen === null || state === null || !standsIn(state, moving.from.id)) return null;
    const moved = movedState(moving, state);
    if (moved.verdict.kind === 'stays' || rehearse) return moved.verdict;
    const result = await store.commit({ thread, version: seen.version, state: writeState(moved.state), entries: [], effects: [], cancel: [], consumed: 0 });
    if (result.kind === 'committed') return moved.verdict;
    if (result.kind === 'moved' || time >= MOST_TRIES) return { kind: 'stays', at: `${state.stack.at(-1)?.flow ?? ''}/${state.stack.at(-1)?.step ?? ''}`, reason: 'step_changed' };
  }
};

const standsIn = ({ next = [], stack }: ThreadState, release: string): boolean =>
  [...stack, ...next.flatMap((one) => (one.kind === 'parked' ? one.stack : []))].some((position) => position.release === release);

/** All of a thread moves, what is put aside included, or nothing. */
const movedState = (moving: Moving, state: ThreadState): { readonly verdict: MoveVerdict; readonly state: ThreadState } => {
  const verdict = moveOf(moving, state.stack, state.facts);
  if (verdict.kind === 'stays') return { verdict, state };
  const next: NextCase[] = [];
  for (const one of state.next ?? []) {
    const inner = one.kind === 'parked' ? moveOf(moving, one.stack, state.facts) : null;
    if (inner?.kind === 'stays') return { verdict: inner, state };
    next.push(one.kind === 'parked' && inner !== null ? { ...one, stack: inner.stack as Position[] } : one);
  }
  return { verdict, state: { ...state, stack: verdict.stack, ...(state.next && { next }) } };
};
