/**
 * How people reply to a yes-or-no question, learnt from labelled replies: the words of the reply, alone and under the
 * sense of the question, and the cues of the rules. Pure; a few microseconds.
 */
import { bucket, SEEDS, type FeatureSet } from '../features';
import { largest, lazyModel, probabilities } from '../linear';
import { REPLY_MODEL } from '../model/reply-weights';
import type { ReplyWord } from '../question';
import type { Text } from '../text';
import type { MainSense } from './question-sense';
import type { ReplyCue } from './reply-cues';
import type { YesNoCue } from './yes-no-cues';

export const REPLY_LABELS = [
  'yes', 'no', 'unknown', 'already_done', 'not_now', 'repeat_question', 'wants_human', 'frustrated', 'off_topic',
] as const satisfies readonly ('yes' | 'no' | ReplyWord)[];
export type ReplyLabel = (typeof REPLY_LABELS)[number];

const model = lazyModel(REPLY_MODEL, REPLY_LABELS);

/** Words of a reply that are looked at: an answer stands at the start of a long one. */
const MOST_WORDS = 60;

export interface ReplyScene {
  readonly text: Text;
  /** Features of its words. */
  readonly words: readonly number[];
  readonly sense: MainSense;
  readonly cues: ReadonlySet<ReplyCue>;
  readonly said: ReadonlySet<YesNoCue>;
  /** The words of the question. */
  readonly asked: readonly string[];
}

const STEM = 4;
const stemOf = (word: string): string => word.slice(0, STEM);
const DENYING = new Set(['no', 'ni', 'sin', 'nadie', 'ninguno', 'ninguna', 'tampoko', 'not', 't', 'nothing', 'nobody', 'nunka']);

/** Whether the reply takes up a word of the question, and whether it denies it: «ya vino» and «no ha venido» to «¿Vino?». */
function echoes(sounds: readonly string[], asked: readonly string[]): string[] {
  const stems = new Set(asked.filter((word) => word.length >= STEM).map(stemOf));
  const found = new Set<string>();
  sounds.forEach((word, i) => {
    if (word.length < STEM || !stems.has(stemOf(word))) return;
    found.add(sounds.slice(Math.max(0, i - 3), i).some((before) => DENYING.has(before)) ? 'echo denied' : 'echo');
  });
  return [...found];
}

export function replyFeatures({ text, words: told, sense, cues, said, asked }: ReplyScene): FeatureSet {
  const words = new Set(told);
  let before = '^';
  const sounds = text.sounds.slice(0, MOST_WORDS);
  for (const word of sounds) {
    if (word === ',') continue;
    words.add(bucket(`${sense} ${before} ${word}`, SEEDS.asked));
    words.add(bucket(`${sense} ${word}`, SEEDS.asked));
    if (word.length > 4) words.add(bucket(`${sense} ${word.slice(0, 4)}*`, SEEDS.asked));
    before = word;
  }
  words.add(bucket(`${sense} ${before} $`, SEEDS.asked));
  const found = [...[...cues].map((cue) => `reply ${cue}`), ...[...said].map((cue) => `said ${cue}`), ...echoes(sounds, asked)];
  const concepts = found.flatMap((cue) => [bucket(cue, SEEDS.cue), bucket(`${sense} ${cue}`, SEEDS.cue)]);
  return { words: [...words], concepts: [...concepts, bucket(sense, SEEDS.cue)] };
}

/** The likeliest reading of a reply, and how sure that is (0..1). */
export function likeliest(shares: Float64Array): { readonly value: ReplyLabel; readonly share: number } {
  const top = largest(shares);
  return { value: REPLY_LABELS[top] ?? 'off_topic', share: shares[top] ?? 0 };
}

/** What such a reply most often means. */
export const likelyReply = (scene: ReplyScene): { readonly value: ReplyLabel; readonly share: number } => likeliest(probabilities(model(), replyFeatures(scene)));
