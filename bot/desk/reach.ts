/** Where effects of conversations reach beyond the customer: the desk, the told of an outage, the customer's other threads. */
import type { ThreadId } from '../../dialogs/ids';
import type { OutageWatch } from '../outages';
import type { People } from '../people';
import type { ResumeCodes } from '../resume-codes';
import type { Storage } from '../runtime/ports';
import type { Reach } from '../runtime/relay';
import { readThreadState } from '../runtime/thread-state';
import type { Queue } from './queue';

export interface ReachParts {
  readonly storage: Storage;
  readonly queue: Queue;
  readonly people: People;
  readonly outages: OutageWatch;
  readonly codes: ResumeCodes;
  readonly now: () => number;
}

export const makeReach = ({ storage, queue, people, outages, codes, now }: ReachParts): Reach => {
  const stateOf = async (thread: ThreadId) => {
    const peeked = await storage.threads.peek(thread);
    return peeked?.state == null ? null : readThreadState(peeked.state);
  };
  return {
    handOff: (thread, reason) => queue.open(thread, { since: now(), reason }),
    caseStatus: async (thread, status) => (status === 'touched' ? undefined : queue.setStatus(thread, status)),
    watch: (thread, outage) => outages.watch(thread, outage),
    identified: (thread, who) => people.identified(thread, who),
    offerCode: (thread) => codes.offer(thread),
    async redeemCode(thread, code, address) {
      const into = await codes.redeem(code);
      if (!into || into === thread) return 'unknown';
      await people.join({ thread, into, address });
      return 'joined';
    },
    async isOvertaken(thread, epoch) {
      const state = await stateOf(thread);
      return state !== null && state.owner.kind === 'agent' && state.epoch > epoch;
    },
  };
};
