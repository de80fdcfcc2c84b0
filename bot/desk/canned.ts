/** Replies that are ready to use, kept by those who lead the desk. The page fills their variables from the case. */
import type { Records } from '../runtime/ports';
import { changeShared, readShared } from '../runtime/shared-record';
import type { CannedReply } from '../web/desk-contracts';
import { FIRST_REPLIES } from './canned.data';

const RECORD = 'desk:replies';
const MOST_REPLIES = 300;

export interface CannedReplies {
  /** By id. */
  list(): Promise<readonly CannedReply[]>;
  /** False when there are too many. */
  set(reply: CannedReply): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}

export const makeCannedReplies = (records: Records): CannedReplies => {
  const kept = { records, name: RECORD, first: FIRST_REPLIES };
  return {
    list: async () => [...(await readShared(kept))].sort((a, b) => (a.id < b.id ? -1 : 1)),
    async set(reply) {
      const after = await changeShared(kept, (replies) => {
        const others = replies.filter(({ id }) => id !== reply.id);
        return others.length >= MOST_REPLIES ? replies : [...others, reply];
      });
      return after.includes(reply);
    },
    async remove(id) {
      let known = false;
      await changeShared(kept, (replies) => {
        known = replies.some((reply) => reply.id === id);
        return known ? replies.filter((reply) => reply.id !== id) : replies;
      });
      return known;
    },
  };
};
