/** The cues of one reply, found once and shared by the readers of every kind of question. Pure. */
import type { Question } from '../question';
import { findPhrases, type Hit } from '../phrase-matcher';
import { read, type Text } from '../text';
import { REPLY_CUES, type ReplyCue } from './reply-cues';

export interface Reply {
  readonly text: Text;
  /** Features of its words, for the trained model. */
  readonly words: readonly number[];
  readonly question: Question;
  readonly asked: Text;
  readonly hits: readonly Hit<ReplyCue>[];
  readonly cues: ReadonlySet<ReplyCue>;
}

/** What a reader makes of a reply; `why` names the cue that decided. */
export interface Verdict<Value> {
  readonly value: Value;
  readonly why: string;
}

export function readReply(text: Text, question: Question, words: readonly number[]): Reply {
  const hits = findPhrases(REPLY_CUES, text.sounds);
  return { text, words, question, asked: read(question.text ?? ''), hits, cues: new Set(hits.map((hit) => hit.cue)) };
}
