/**
 * What a message says to the question that is open: the option that was tapped, a typed number of one, or what the words mean. Undefined where they
 * only sound like an answer. Pure.
 */
import { isReplyWord, type AnswerValue } from '../../knowledge/question';
import { MAX_CHARS, plainOf } from '../../knowledge/text';
import { toldFacts } from '../../knowledge/told-facts';
import type { Understanding } from '../../knowledge/understanding';
import { asksWhatIf, isLeaving, isQuestion, opensWithYesNo } from '../../knowledge/wishes';
import type { FlowEvent, OpenQuestion } from '../../flows/run';
import type { MessageEvent } from '../event';
import { isNod } from './asked-again';
import type { Draft } from './draft';
import { agreesWithWords, confirms, factReadBack } from './read-back';
import { isMereGreeting } from './returning';
import { companyKey } from './told';
import { saysDone } from './told-beside';
import { namesAnother, tellsVisit } from './told-choice';
import { flowAt } from './world';

export interface Heard {
  readonly event: MessageEvent;
  readonly heard: Understanding;
  readonly open: OpenQuestion | null;
  readonly away: number;
  /** The level or the language is another one since this message. */
  readonly worded: boolean;
}

/** There is a question to answer. */
export type Asked = Heard & { readonly open: OpenQuestion };

/** `option`: the one that was tapped. */
export const readAnswer = (draft: Draft, asked: Asked, option?: string): AnswerValue | undefined => {
  if (option !== undefined) return isOption(asked.open, option) ? option : meantBy(draft, asked);
  const { text } = asked.event;
  const told = isLeaving(text) ? 'not_now' : isAboutHerself(asked) ? undefined : meantBy(draft, asked);
  return factReadBack(draft, asked.open) === undefined ? told : ofWords(told, text);
};

/** «Soy ingeniera», «no me trate como a un niño» are no *no*, whatever sounds like one in them. */
const isAboutHerself = ({ event, heard, worded, open: { question } }: Asked): boolean =>
  worded && event.value === undefined && (question.kind === 'choice' || question.kind === 'yes_no') && heard.why.includes('answer: yes or no') && !opensWithYesNo(event.text);

/** What her own words were answered with, read back: only a yes that is one files them. */
const ofWords = (told: AnswerValue | undefined, text: string): AnswerValue | undefined => {
  if (agreesWithWords(text)) return 'yes';
  return told === 'yes' && !confirms(text) ? undefined : told;
};

const meantBy = (draft: Draft, { event, heard, open }: Asked): AnswerValue | undefined => {
  if (isOnlyHeard(open, event.text) || isBeyond(open, event.text) || (open.question.kind === 'choice' && asksWhatIf(event.text))) return undefined;
  if (open.question.kind === 'choice' && saysDone(event.text)) return 'already_done';
  if (heard.answer === 'yes' && TO_CLARO.test(plainOf(event.text)) && !opensWithYesNo(event.text)) return undefined;
  if (heard.answer === 'no' && CANNOT_SEE.test(plainOf(event.text))) return 'unknown';
  if (isMereGreeting(event.text) || (isSecret(draft, open) && !tellsCode(event.text))) return undefined;
  const number = /^\s*([1-3])\s*[.)]?\s*$/.exec(event.text)?.[1];
  if (open.question.kind === 'yes_no' && number !== undefined) return YES_NO_ORDER[Number(number) - 1];
  const moved = tellsVisit(open, event.text);
  if (moved !== undefined && (heard.answer === undefined || isReplyWord(heard.answer))) return moved;
  if (isNonsense(heard, open, event.text) || namesAnother(open, event.text, heard.answer)) return undefined;
  if (open.question.kind === 'document' && companyKey(event.text) !== undefined) return companyKey(event.text);
  return (isDoubtful(open, event.text) || isElsewhere(heard, open, event.text)) && !isReplyWord(heard.answer) ? undefined : heard.answer;
};

/** «Ok» to what she is to look at or to tell says that she read it, and not what she saw. */
const isOnlyHeard = ({ question, text: asked }: OpenQuestion, text: string): boolean =>
  isNod(text) && (question.kind === 'text' || (READ.test(plainOf(text)) && SEEN.test(question.text ?? asked)));
const READ = /^\W*(?:(?:ok|okay|okey|oki|bueno|vale|dale|de acuerdo|aja|entendido|sure|fine|alright|all right|got it|y|ahora|que|sigue|hago|now|what|next)\b\W*)+$/;
const SEEN = /¿(?:Y )?(?:[Cc]ómo|[Qq]ué|[Cc]uál(?:es)?) [^¿?]*\?\s*$|\b(?:How|What|Which)\b[^?]*\?\s*$|¿(?:Y )?(?:[Yy]a (?:le |se )?)?(?:[Pp]rendi|[Ee]ncendi|[Vv]olvi|[Mm]ejor|[Cc]ambi|[Aa]pareci|[Ff]uncion|[Ss]irv|[Nn]aveg|[Aa]bre|[Ee]ntr[aó])\w*[^¿?]*\?\s*$|\b(?:Did|Does|Has|Is|Are) (?:any|it|the|your|that|everything)\b[^?]*\?\s*$/;

/** Who cannot see a light has not said that it is off. */
const CANNOT_SEE = /\bno (?:puedo|alcanzo a|logro|consigo) (?:ver|mirar|distinguir)\w*\b|\bno veo\W*$|\b(?:soy|es) (?:ciego|ciega|invidente)\b|\b(?:can ?not|can t|unable to) see\b|\bi m blind\b/;

/** The company, and no «claro que sí». */
const TO_CLARO = /\b(?:a|para|con|en|de|por) claro\b(?! que)/;

/** A number beyond the list chooses nothing of it, though it may stand in an option («de 1:00 a 5:00»). */
const isBeyond = ({ question: { kind, options = [] } }: OpenQuestion, text: string): boolean =>
  kind === 'choice' && /^\W*\d{1,2}\W*$/.test(text) && Number(text.replace(/\D/g, '')) > options.length && !options.some(({ label }) => label.startsWith(text.trim()));

/** To a question for a figure or a day, words that tell nothing are no *I do not know*: it is asked once more. */
const isNonsense = ({ answer, why }: Understanding, { question }: OpenQuestion, text: string): boolean =>
  answer === 'unknown' && ASKS_FIGURE.has(question.kind) && why.includes('answer: no value told') && !REFUSES.test(plainOf(text));
export const ASKS_FIGURE: ReadonlySet<string> = new Set(['document', 'phone', 'number', 'when']);
const REFUSES = /\b(?:no|ni|nada|prefiero|despues|luego|para que|por que|not|don t|dont|rather|why)\b/;

/** A yes or no that was only read out of a question, or out of a page of text, is none. */
const isDoubtful = ({ question }: OpenQuestion, text: string): boolean =>
  question.kind === 'yes_no' && (asksWhatIf(text) || isRead(text) || isEvidence(question.text ?? '', text));

/** «Con datos sí abre» is no yes to an offer. */
const isEvidence = (asked: string, text: string): boolean => OFFERS.test(asked) && !opensWithYesNo(text) && Object.keys(toldFacts(text)).length > 0;
const OFFERS = /¿(?:Quiere|Quieres|Prefiere|Prefieres|Desea)\b|\b(?:Would you|Shall (?:I|we)|Do you want)\b/;

const isRead = (text: string): boolean => !opensWithYesNo(text) && (text.length > MAX_CHARS || (/[?¿]/.test(text) && text.trim().split(/\s+/).length > 1));

/** A question about something that is not ours chooses nothing, though a word of it may: «¿quién ganó el partido?». */
const isElsewhere = ({ intent, confidence }: Understanding, { question }: OpenQuestion, text: string): boolean =>
  question.kind === 'choice' && intent === 'other' && confidence >= NOT_OURS && isQuestion(text) && text.trim().split(/\s+/).length > 3;

const NOT_OURS = 0.9;

/** As the choices of such a question stand on the screen. */
const YES_NO_ORDER = ['yes', 'no', 'unknown'] as const;

const isOption = ({ question }: OpenQuestion, id: string): boolean =>
  question.kind === 'yes_no' ? ['yes', 'no', 'unknown'].includes(id) : (question.options ?? []).some((option) => option.id === id);

/** Where she is asked to tell or to show something, whatever she writes is the answer; a code has digits. */
export const isFree = (draft: Draft, open: OpenQuestion, text: string): boolean =>
  (open.question.kind === 'text' || open.question.kind === 'photo') && (!isSecret(draft, open) || /\d/.test(text));

export const isSecret = ({ state, world }: Draft, { fact }: OpenQuestion): boolean => {
  const top = state.stack.at(-1);
  return top !== undefined && fact !== undefined && flowAt(world, top).glossary.facts[fact]?.secret === true;
};

/** A code, or that none came; chatter is neither, and costs nobody a try. */
const tellsCode = (text: string): boolean => /\d/.test(text) || CODE.test(plainOf(text));
const CODE = /\b(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zero|one|two|three|four|five|six|seven|eight|nine|nada|ninguno|otro|reenvi\w*|envi\w*|mand\w*|lleg\w*|no (?:lo |la |me )?(?:tengo|recib\w*)|perdi|robaron|not (?:get|got|received)|didn|another|resend|send|again|nothing|lost)\b/;

/** What a flow understands as an answer; the other reply words are the conversation's to handle. */
export const toFlow = (answer: AnswerValue, open: OpenQuestion): FlowEvent | null => {
  if (!isReplyWord(answer)) return { type: 'answer', value: answer };
  switch (answer) {
    case 'unknown':
    case 'already_done':
    case 'not_now':
      return { type: 'answer', value: answer };
    case 'none_of_these':
      return open.question.options?.some(({ id }) => id === answer) ? { type: 'answer', value: answer } : null;
    case 'repeat_question':
    case 'wants_human':
    case 'frustrated':
    case 'off_topic':
      return null;
  }
};
