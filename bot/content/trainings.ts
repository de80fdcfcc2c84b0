/**
 * Training what people taught: the last result stands in the store for all to look at, until it is published as an edition or
 * the next one takes its place. It is published as it was judged, or not at all.
 */
import { randomBytes } from 'node:crypto';
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { PackedLearnt } from '../../knowledge/learnt';
import type { Utterance, Who } from '../web/flow-contracts';
import type { Training, UnderstandingEdition } from '../web/understanding-contracts';
import type { LiveUnderstanding } from './live-understanding';
import type { Train } from './train-beside';
import { exampleOf, type Utterances } from './utterances';

interface Kept {
  readonly training: Training;
  readonly models: PackedLearnt;
  /** Ids of the sentences, and who taught them and trained: none of these approves it. */
  readonly taught: readonly string[];
  readonly authors: readonly Who[];
}

export type Trained = { readonly kind: 'trained'; readonly training: Training } | { readonly kind: 'busy' | 'nothing' };

export type PublishedTraining =
  | { readonly kind: 'published'; readonly edition: UnderstandingEdition }
  /** `outdated`: something was taught, forgotten or published since. `unknown`: another one was trained since. */
  | { readonly kind: 'worse' | 'outdated' | 'unknown' };

export interface Publication {
  readonly training: string;
  readonly by: Who;
  /** Whether `by` approves what others made. */
  readonly approves: boolean;
  readonly reason: string;
}

export interface Trainings {
  latest(): Promise<Training | null>;
  /** Who had a part in what was trained last. */
  authors(): Promise<readonly Who[]>;
  /** `customers`: what they wrote lately and was not understood. One at a time in a process. */
  train(by: Who, customers: readonly string[]): Promise<Trained>;
  publish(publication: Publication): Promise<PublishedTraining>;
}

export interface TrainingParts {
  readonly records: Records;
  readonly utterances: Pick<Utterances, 'list'>;
  readonly understanding: LiveUnderstanding;
  readonly train: Train;
  readonly now: () => number;
}

export const makeTrainings = ({ records, utterances, understanding, train, now }: TrainingParts): Trainings => {
  const kept: SharedRecord<Kept | null> = { records, name: 'studio:training', first: null };
  let busy = false;
  const learn = async (by: Who, customers: readonly string[]): Promise<Trained> => {
    const all = await utterances.list();
    if (all.length === 0) return { kind: 'nothing' };
    const base = understanding.current();
    const { models, ...judged } = await train({ taught: taughtBy(all), customers, before: understanding.packed() });
    const training: Training = { ...judged, id: randomBytes(8).toString('hex'), at: new Date(now()).toISOString(), by, base, sentences: all.length };
    await changeShared(kept, () => ({ training, models, taught: idsOf(all), authors: authorsOf(by, all) }));
    return { kind: 'trained', training };
  };

  return {
    latest: async () => (await readShared(kept))?.training ?? null,
    authors: async () => (await readShared(kept))?.authors ?? [],
    async train(by, customers) {
      if (busy) return { kind: 'busy' };
      busy = true;
      return learn(by, customers).finally(() => {
        busy = false;
      });
    },
    async publish({ training: id, by, approves, reason }) {
      const held = await readShared(kept);
      if (held?.training.id !== id) return { kind: 'unknown' };
      const { authors, models, taught, training } = held;
      if (training.worse) return { kind: 'worse' };
      const standing = idsOf(await utterances.list());
      if (training.base !== understanding.current() || standing.join() !== taught.join()) return { kind: 'outdated' };
      const author = approves ? authors.map(({ name }) => name).join(', ') : by.name;
      const signed = { at: new Date(now()).toISOString(), author, reason, sentences: training.sentences, ...(approves && { approvedBy: by.name }) };
      const edition = await understanding.publish(models, signed);
      await changeShared(kept, (before) => (before?.training.id === id ? null : before));
      return { kind: 'published', edition };
    },
  };
};

const idsOf = (all: readonly Utterance[]): readonly string[] => all.map(({ id }) => id).sort();

const authorsOf = (by: Who, all: readonly Utterance[]): readonly Who[] => [...new Map([by, ...all.map((one) => one.by)].map(({ id, name }) => [id, { id, name }])).values()];

const taughtBy = (all: readonly Utterance[]): Parameters<Train>[0]['taught'] => {
  const examples = all.map(exampleOf);
  return { intents: examples, levels: examples.flatMap(({ level, text }) => (level ? [{ level, text }] : [])) };
};
