/** Which of several records a thread stands in: the same in every process and for ever. */
import type { ThreadId } from '../../dialogs/ids';

export const shardOf = (thread: ThreadId, shards: number): string => {
  let hash = 0;
  for (let place = 0; place < thread.length; place += 1) hash = (hash * 31 + thread.charCodeAt(place)) >>> 0;
  return String(hash % shards);
};
