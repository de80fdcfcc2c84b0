/** The cues of one reply, found once and shared by the readers of every kind of question. Pure. */
import type { Question } from '../question';
import { findPhrases, type Hit } from '../phrase-matcher';
import type { Text } from '../text';
import { readAsked } from './question-sense';
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

/** After «no se» these tell what something does: «no se ha ido» knows. */
const DOES = new Set('a an abia fue fueron kayo kae kaen dano dana kito kita ben be eskucha eskuchan oye oyen apago apaga prendio prende konekta konecta konekto deja dejo arreglo arregla arreglaron solusiono mobio muebe korta korto desaparese normalizo normaliso mejora mejoro kompone kongela kongelan pego pega solto safo demora nota siente estan'.split(' '));

/** A cue in its own sense: «no se» is «no sé», and «hace un momento» puts nothing off. */
const inSense = (hit: Hit<ReplyCue>, sounds: readonly string[]): boolean =>
  hit.cue === 'notNow' ? sounds[hit.from - 1] !== 'ase' : hit.cue !== 'unknown' || !(tellsWhatItDoes(hit, sounds) || NONE.has(sounds[hit.to] ?? ''));

/** «No se ve», «no se le nota». */
function tellsWhatItDoes({ from, to }: Hit<ReplyCue>, sounds: readonly string[]): boolean {
  if (to - from !== 2 || sounds[from] !== 'no' || sounds[from + 1] !== 'se') return false;
  return DOES.has(sounds[WHOM.has(sounds[to] ?? '') ? to + 1 : to] ?? '');
}
const WHOM = new Set(['le', 'les', 'me', 'nos']);
/** «No le veo ninguna» tells that there is none. */
const NONE = new Set(['ninguna', 'ninguno']);

export function readReply(text: Text, question: Question, words: readonly number[]): Reply {
  const hits = findPhrases(REPLY_CUES, text.sounds).filter((hit) => inSense(hit, text.sounds));
  return { text, words, question, asked: readAsked(question.text ?? '').text, hits, cues: new Set(hits.map((hit) => hit.cue)) };
}
