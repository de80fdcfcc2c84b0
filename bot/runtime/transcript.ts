/** A thread's transcript page by page (I5): for who needs all of it, or what it grew by. */
import type { ThreadId } from '../../dialogs/ids';
import type { Positioned, ThreadStore } from './ports';

const PAGE = 500;

/** Positions at which to begin and before which to end. */
export interface Stretch {
  readonly from?: number;
  readonly to?: number;
}

/** What was written meanwhile may follow behind `to`. */
export const readTranscript = async (threads: Pick<ThreadStore, 'read'>, thread: ThreadId, { from = 0, to = Infinity }: Stretch = {}): Promise<readonly Positioned[]> => {
  const all: Positioned[] = [];
  for (let next = from; next < to; ) {
    const page = await threads.read(thread, next, PAGE);
    all.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    next = last.position + 1;
  }
  return all;
};
