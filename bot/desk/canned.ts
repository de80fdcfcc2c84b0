/** Replies that are ready to use, kept by those who lead the desk. The page fills their variables from the case. */
import type { Records } from '../runtime/ports';
import type { CannedReply } from '../web/desk-contracts';
import { FIRST_REPLIES } from './canned.data';

const RECORD = 'desk:replies';
const MOST_REPLIES = 300;
const MOST_TRIES = 50;

export interface CannedReplies {
  /** By id. */
  list(): Promise<readonly CannedReply[]>;
  /** False when there are too many. */
  set(reply: CannedReply): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

export const makeCannedReplies = (records: Records): CannedReplies => {
  const read = async (): Promise<{ readonly version: number; readonly replies: readonly CannedReply[] }> => {
    const stored = await records.get(RECORD);
    return { version: stored?.version ?? 0, replies: stored ? (JSON.parse(stored.json) as readonly CannedReply[]) : FIRST_REPLIES };
  };
  const edit = async (change: (replies: readonly CannedReply[]) => readonly CannedReply[] | null): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { version, replies } = await read();
      const next = change(replies);
      if (next === null) return false;
      if ((await records.put(RECORD, JSON.stringify(next), version)) === 'saved') return true;
    }
    throw new Error('a reply could not be kept');
  };
  return {
    list: async () => [...(await read()).replies].sort((a, b) => (a.id < b.id ? -1 : 1)),
    set: (reply) =>
      edit((replies) => {
        const others = replies.filter(({ id }) => id !== reply.id);
        return others.length >= MOST_REPLIES ? null : [...others, reply];
      }),
    remove: (id) => edit((replies) => (replies.some((reply) => reply.id === id) ? replies.filter((reply) => reply.id !== id) : null)),
  };
};
