/** A conversation read from the store to make a test of it: its last entries, where it stands, and the names that it knows. */
import { ofThisCustomer, type Entry } from '../../dialogs/transcript';
import type { ThreadId } from '../../dialogs/ids';
import type { ThreadStore } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';

/** Enough for the longest guide; what is older is of no test. */
const MOST_ENTRIES = 1_000;

export interface CaseRead {
  readonly entries: readonly Entry[];
  /** The outermost flow, when one is under way. */
  readonly underWay: string | undefined;
  readonly names: readonly string[];
}

/** `null` for a conversation that does not exist. */
export const readCase = async (threads: Pick<ThreadStore, 'peek' | 'read'>, thread: ThreadId): Promise<CaseRead | null> => {
  const seen = await threads.peek(thread);
  if (seen === null) return null;
  const entries = ofThisCustomer(await threads.read(thread, Math.max(0, seen.length - MOST_ENTRIES), MOST_ENTRIES)).map(({ entry }) => entry);
  const state = seen.state === null ? null : readThreadState(seen.state);
  const told = [...entries.flatMap((entry) => (entry.kind === 'facts' ? Object.entries(entry.facts) : [])), ...Object.entries(state?.facts ?? {}).map(([fact, { value }]) => [fact, value] as const)];
  const names = told.flatMap(([fact, value]) => (/\bname$/.test(fact) && typeof value === 'string' ? [value] : []));
  return { entries, underWay: state?.stack[0]?.flow, names };
};
