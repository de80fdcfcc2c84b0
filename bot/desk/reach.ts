/** Where effects of conversations reach beyond the customer: the desk, the told of an outage, the customer's other threads. */
import type { ThreadId } from '../../dialogs/ids';
import type { OutageWatch } from '../outages';
import type { People } from '../people';
import type { ResumeCodes } from '../resume-codes';
import type { Storage } from '../runtime/ports';
import type { Reach } from '../runtime/perform';
import { stateOf } from './acts';
import type { CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import { notePast } from './customer';

/** What became of a case, for who listens from outside. */
export type CaseNews = 'handed_off' | 'claimed' | 'given_back' | 'closed';

export interface ReachParts {
  readonly storage: Storage;
  readonly cases: CaseIndex;
  readonly people: People;
  readonly outages: OutageWatch;
  readonly codes: ResumeCodes;
  readonly tally: (thread: ThreadId) => Promise<void>;
  /** May be called again for the same case and epoch. */
  readonly tell: (news: CaseNews, thread: ThreadId, row: CaseRow) => Promise<void>;
}

export const makeReach = ({ storage, cases, people, outages, codes, tally, tell }: ReachParts): Reach => {
  /** The list follows, whatever the order and however often effects are performed. */
  const follow = async (thread: ThreadId, news: CaseNews | undefined): Promise<void> => {
    const row = await cases.refresh(thread);
    if (!row || !news) return;
    await notePast(storage.records, thread, row);
    await tell(news, thread, row);
  };
  return {
    handOff: (thread) => follow(thread, 'handed_off'),
    caseStatus: (thread, status) => follow(thread, NEWS[status]),
    tally,
    watch: (thread, outage, subscribed) => outages.watch(thread, outage, subscribed),
    noticed: (thread, broadcast, end) => outages.ended(thread, broadcast, end),
    identified: (by, who) => people.identified(by, who),
    offerCode: (thread) => codes.offer(thread),
    async redeemCode(by, code, address) {
      const into = await codes.redeem(code, by.thread);
      return !into || into === by.thread ? 'unknown' : people.join({ by, into, address });
    },
    async isOvertaken(thread, epoch) {
      const state = await stateOf(storage, thread);
      return state !== null && state.owner.kind === 'agent' && state.epoch > epoch;
    },
  };
};

const NEWS = { waiting: 'handed_off', with_agent: 'claimed', with_bot: 'given_back', closed: 'closed', touched: undefined } as const;
