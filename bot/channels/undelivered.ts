/** Tells a thread that what its channel had taken did not arrive; the same news told again counts once (I1). */
import type { Address, ThreadId } from '../../dialogs/ids';
import type { Directory } from '../runtime/directory';
import type { Turn } from '../runtime/turn';

export interface Undelivered {
  /** Unique for the sending that failed. */
  readonly id: string;
  readonly to: Address;
  /** Where the position counts, as far as that is known. */
  readonly thread?: ThreadId;
  readonly position: number;
  /** Nothing personal. */
  readonly reason: string;
  readonly again: boolean;
}

interface Parts {
  readonly directory: Directory;
  readonly turn: Pick<Turn, 'receive'>;
  readonly now: () => number;
}

/** Resolves when the news is stored. @throws StorageUnavailable */
export const makeUndelivered = ({ directory, turn, now }: Parts) => async ({ id, thread: sentIn, ...news }: Undelivered): Promise<void> => {
  const thread = await directory.lookUp(news.to);
  if (!thread) return;
  // Joined into another thread since, where something else stands at that position: it is told, not sent again.
  const again = news.again && (sentIn === undefined || sentIn === thread);
  await turn.receive({ thread, dedupe: `undelivered:${id}`, event: { kind: 'undelivered', at: now(), ...news, again } });
};
