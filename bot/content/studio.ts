/** What the studio's addresses work with, put together once: drafts, where conversations stand, what happened, what was not understood. */
import { understand } from '../../knowledge/understand';
import type { ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Storage, ThreadStore } from '../runtime/ports';
import { makeDrafts, type Drafts } from './drafts';
import { makeHappened, type Happened } from './happened';
import type { LiveArticles } from './live-articles';
import type { LiveUnderstanding } from './live-understanding';
import type { Releases } from './releases';
import { makeStanding, type Standing } from './standing';
import type { Train } from './train-beside';
import { makeTrainings, type Trainings } from './trainings';
import { makeUtterances, type Utterances } from './utterances';

export interface StudioParts {
  readonly storage: Pick<Storage, 'records' | 'threads'>;
  readonly releases: Releases;
  readonly articles: LiveArticles;
  readonly understanding: LiveUnderstanding;
  readonly train: Train;
  /** Whether a draft of these authors waits for somebody else's approval. */
  readonly approvalNeeded: (authors: readonly { readonly id: string }[]) => Promise<boolean>;
  /** Business time, ms. */
  readonly now: () => number;
  readonly machineNow: () => number;
}

export interface Studio extends Pick<StudioParts, 'releases' | 'articles' | 'understanding' | 'approvalNeeded' | 'now'> {
  readonly drafts: Drafts;
  readonly standing: Standing;
  readonly happened: Happened;
  readonly utterances: Utterances;
  readonly trainings: Trainings;
  readonly threads: Pick<ThreadStore, 'peek' | 'commit' | 'read'>;
  /** A conversation went on in this process: noted, at no cost to it. */
  grew(thread: ThreadId, entries: readonly Entry[]): void;
  /** Its own timer: what was only noted, and lost by a crash, is made up for. */
  tally(thread: ThreadId): Promise<void>;
}

export const makeStudio = ({ storage, releases, articles, understanding, train, approvalNeeded, now, machineNow }: StudioParts): Studio => {
  const { records, threads } = storage;
  const standing = makeStanding({ records, threads });
  const happened = makeHappened({ records, threads, now, isUnheard: (text) => understand(text, undefined, understanding.learnt()).intent === 'other' });
  const utterances = makeUtterances({ records, understanding, now: machineNow });
  return {
    releases, articles, understanding, approvalNeeded, now, standing, happened, threads, utterances,
    drafts: makeDrafts(records, machineNow),
    trainings: makeTrainings({ records, utterances, understanding, train, now: machineNow }),
    grew(thread, entries) {
      standing.grew(thread, entries);
      happened.grew(thread);
    },
    tally: async (thread) => void (await Promise.all([standing.look([thread]), happened.count(thread)])),
  };
};
