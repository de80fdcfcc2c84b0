/** Waits for what is said in a thread after a position, for callers who want the replies in their own response. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Storage } from '../../runtime/ports';
import { speechOf, type Speech } from './activity';

const PAGE = 100;
/** News may be missed: the thread is read this often anyway. */
const BETWEEN_LOOKS_MS = 500;

export interface Awaited {
  readonly thread: ThreadId;
  /** The first position that may be a reply. */
  readonly from: number;
  /** Machine time, epoch ms. */
  readonly until: number;
}

export type Reply = { readonly position: number; readonly speech: Speech };

/** All replies of the first commit that has any; none when time is over. */
export const awaitReplies = async ({ threads, news }: Pick<Storage, 'threads' | 'news'>, { thread, from, until }: Awaited): Promise<readonly Reply[]> => {
  let wake: () => void = () => undefined;
  const unsubscribe = news.subscribe(thread, () => wake());
  try {
    for (let next = from; ; ) {
      const left = until - Date.now();
      const grown = new Promise<void>((resolve) => (wake = resolve));
      const read = await threads.read(thread, next, PAGE);
      const replies = speechOf(read);
      if (replies.length > 0 || left <= 0) return replies;
      next = (read.at(-1)?.position ?? next - 1) + 1;
      await soonest(grown, Math.min(left, BETWEEN_LOOKS_MS));
    }
  } finally {
    unsubscribe();
  }
};

const soonest = async (signal: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([signal, late]);
  clearTimeout(timer);
};
