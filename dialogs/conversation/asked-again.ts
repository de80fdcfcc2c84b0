/**
 * A question that stays open after words that were understood and are no answer to it: they are acknowledged, and what is
 * asked is not repeated word for word (P1, P11). Pure.
 */
import { say } from '../../knowledge/phrases/say';
import { plainOf } from '../../knowledge/text';
import type { Understanding } from '../../knowledge/understanding';
import type { OpenQuestion } from '../../flows/run';
import { placeName } from './clarify';
import { tell, voiceOf, type Draft } from './draft';
import { advance, currentQuestion } from './guide';
import { standAgain } from './stand';
import { isHere, names } from './topics';

interface Said {
  readonly open: OpenQuestion;
  readonly heard: Understanding;
  readonly text: string;
}

/** Who has not said yet who she is says again what it is about: «I have no internet» is no «I do not have it». */
export const isSaidAgain = (draft: Draft, { open, heard: { intent }, text }: Said): boolean =>
  open.question.kind === 'document' && intent !== 'other' && isHere(draft, intent) && names(text, intent) && !OF_THE_KEY.test(plainOf(text));
const OF_THE_KEY = /\b(?:cedulas?|documentos?|cuenta|factura|numero|ids?|account|bill|document|number)\b/;

export const saidAgain = (draft: Draft, open: OpenQuestion): void => {
  tell(draft, 'knownAlready');
  standAgain(draft);
  askOtherwise(draft, open);
};

/** What she told changes how she is spoken to; `open` is how she was asked before. */
export const reworded = (draft: Draft, open: OpenQuestion): void => {
  const place = placeName(draft);
  advance(draft, { type: 'reenter' });
  const isSame = draft.question?.asks === place && currentQuestion(draft)?.text === open.text;
  if (!isSame) return;
  tell(draft, 'levelHeard');
  askOtherwise(draft, open);
};

export const askOtherwise = (draft: Draft, { question: { kind } }: OpenQuestion): void => {
  if (kind === 'document' && draft.question) draft.question = { ...draft.question, text: say(voiceOf(draft), 'askKeyOther') };
};

/** The code of a proof that was given up is neither a document nor an answer. */
export const codeOver = (draft: Draft): void => {
  tell(draft, 'codeOver');
  standAgain(draft);
};

/** A bare «listo» says that she read it: she is only asked what is left to tell, and nothing of hers was misunderstood. */
export const notUnderstood = (draft: Draft, open: OpenQuestion, text: string): void => {
  const place = placeName(draft);
  const nods = isNod(text);
  const at = draft.texts.length;
  tell(draft, nods ? 'yourTurn' : 'notUnderstood');
  advance(draft, { type: 'not_understood' });
  const asked = draft.question;
  if (!nods) return;
  if (asked?.asks === place) draft.question = { ...asked, text: lastAsked(asked.text) };
  else draft.texts.splice(at, 1);
};
export const isNod = (text: string): boolean => NODS.test(plainOf(text));
const NODS = /^\W*(?:(?:ok|okay|okey|oki|listo|lista|ya|si|senora?|bueno|bien|vale|dale|de acuerdo|aja|entendido|perfecto|claro|hecho|y|ahora|que|sigue|hago|sure|done|fine|alright|all right|got it|yes|now|what|next)\b\W*){1,5}$/;

/** Its last sentence that asks. */
const lastAsked = (text: string): string => /(?:¿[^¿?]*|[^.!?\n¿]*)\?\s*$/.exec(text)?.[0].trim() ?? text;
