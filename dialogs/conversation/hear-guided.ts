/**
 * A message while a flow is under way: an answer to its open question, or something beside it. What is beside it is
 * answered or kept, and the open question is asked again; only what nothing could be made of counts as not understood.
 */
import type { AnswerValue } from '../../knowledge/question';
import { isReplyWord } from '../../knowledge/question';
import { tellsSteps } from '../../knowledge/steps-taken';
import { fold, MAX_CHARS, plainOf } from '../../knowledge/text';
import { toldFacts } from '../../knowledge/told-facts';
import type { Understanding } from '../../knowledge/understanding';
import { asksWhatIf, isLeaving, isQuestion, opensWithYesNo } from '../../knowledge/wishes';
import type { FlowEvent, OpenQuestion } from '../../flows/run';
import type { MessageEvent } from '../event';
import { readTap } from '../tap';
import { answerFromArticle, answerFromFacts, answerFromPlan } from './asides';
import { codeOver, isSaidAgain, reworded, saidAgain } from './asked-again';
import { keepForLater, switchTo } from './cases';
import { asksHow, asksReason, asksTerm, asksToPoint, explain, speaksOf, noteUnsure, placeName } from './clarify';
import { stopTimer, tell, type Draft } from './draft';
import { advance, askAgain } from './guide';
import { heardOver, hearWait } from './hear-waiting';
import { heardDemand, heardMistake, heardWorking } from './midway';
import { soothe } from './mood';
import { noteDecline, tookUpElse } from './outage';
import { asksOutage, asksRepair, officeQuestion, tellsCompensation } from './office-questions';
import { keepPlace, placeOf } from './path';
import { isGreetedBack, isLookedAtFirst, isMereGreeting } from './returning';
import { isHoldersOnly } from './proof';
import { agreesWithWords, confirms, factReadBack, heardCorrection } from './read-back';
import { standAgain } from './stand';
import { reopen } from './start-over';
import { namesAnother, tellsVisit } from './told-choice';
import { companyKey, isLoneKey, isOldCode, rememberKey } from './told';
import { cannotAnswer, heardBackHere, heardBeside, heardBesideKey, noteTaken } from './told-beside';
import { names, otherTopic, topicName } from './topics';
import { flowAt } from './world';

export interface Heard {
  readonly event: MessageEvent;
  readonly heard: Understanding;
  readonly open: OpenQuestion | null;
  readonly away: number;
  /** The level or the language is another one since this message. */
  readonly worded: boolean;
}

export const guided = (draft: Draft, message: Heard): void => {
  const { event, heard, open, away, worded } = message;
  if (!open) {
    if (!heardOver(draft, event.text) && !heardTopic(draft, message, undefined)) hearWait(draft, event.text, heard);
    return;
  }
  const tapped = event.value === undefined ? undefined : readTap(event.value);
  if (tapped?.asks !== undefined && tapped.asks !== placeName(draft)) return staleTap(draft);
  if (tapped === undefined && (heardBackHere(draft, event.text) || heardAsked(draft, open, event.text) || heardCorrection(draft, open, event.text))) return;
  if (tapped === undefined && fetchesCode(draft, open, event.text)) return takeTime(draft, open);
  const told = tapped === undefined && isLeaving(event.text) ? 'not_now' : isAboutHerself(message, open) ? undefined : answerOf(draft, { ...message, open }, tapped?.option);
  const answer = tapped === undefined && factReadBack(draft, open) !== undefined ? ofWords(told, event.text) : told;
  if (tapped === undefined && !isConfirmed(open, answer) && heardWorking(draft, event.text)) return;
  if (tapped === undefined && heardTopic(draft, message, answer)) return;
  const beside = { open, heard, text: event.text };
  if (heardBesideKey(draft, answer, beside)) return;
  if (answer === 'not_now' && keepsPlace(draft)) return takeTime(draft, open);
  if (heardQuestion(draft, message, answer)) return;
  if (isLateKey(draft, open, event.text)) return isOldCode(draft, event.text) ? codeOver(draft) : takeKey(draft, event.text);
  const again = (answer === undefined || answer === 'unknown') && isSaidAgain(draft, beside);
  const flowEvent = answer === undefined || again ? null : toFlow(answer, open);
  if (flowEvent && isLookedAtFirst(draft, event, away)) return;
  if (answer === 'already_done') draft.words = event.text;
  if (flowEvent) return answered(draft, open, flowEvent);
  if (tellsSteps(event.text) && heard.intent !== 'greeting') return noteTaken(draft);
  if (isGreetedBack(draft, message)) return;
  if (again) return saidAgain(draft, open);
  if (worded || isToldNow(draft, open)) return reworded(draft, open);
  if (answer === 'repeat_question') return heardRepeat(draft, open, event.text);
  if (answer === 'frustrated') return soothe(draft);
  const thanks = heard.intent === 'thanks_bye' && THANKS.test(event.text);
  if (thanks) tell(draft, 'welcome');
  if (thanks || heard.cut === true) return standAgain(draft);
  if (heardBeside(draft, beside)) return;
  tell(draft, 'notUnderstood');
  advance(draft, { type: 'not_understood' });
};

/** «¿Ya le funciona?» is the flow's own way to the same end. */
const isConfirmed = ({ question }: OpenQuestion, answer: AnswerValue | undefined): boolean =>
  question.kind === 'yes_no' && answer === 'yes' && /¿(?:Y )?[Yy]a [^?]*\?$|\b(?:now|already)\b[^?]*\?$/.test((question.text ?? '').trim());

/** She was not found, or did not have it at hand: a document that comes later is welcome, and the case is opened with it. */
const isLateKey = (draft: Draft, { question }: OpenQuestion, text: string): boolean =>
  !ASKS_FIGURE.has(question.kind) && question.kind !== 'text' && isLoneKey(draft, text);

const takeKey = (draft: Draft, text: string): void => {
  rememberKey(draft, text);
  reopen(draft);
};

const FEW_WORDS = 7;

/** What is only to be said again is said again; what was not understood is explained, as often as there is something to say. */
const heardRepeat = (draft: Draft, open: OpenQuestion, text: string): void => {
  if (SAY_AGAIN.test(fold(text)) || LOOKED.test(fold(text))) return askAgain(draft);
  if (!explain(draft, open)) answered(draft, open, { type: 'answer', value: 'unknown' });
};

const SAY_AGAIN = /\b(?:repi\w+|otra vez|de nuevo|again|repeat|say that)\b/;
const LOOKED = /^\W*(?:si |pues )?ya\b|\balready\b/;

const THANKS = /\b(?:gracias|agradez\w+|thanks?|thank you)\b/i;

/** The flow takes it; where it was can be gone back to. */
export const answered = (draft: Draft, open: OpenQuestion, event: FlowEvent): void => {
  const place = placeOf(draft, open);
  noteDecline(draft, event);
  if (event.type === 'answer' && event.value === 'unknown') noteUnsure(draft, open);
  advance(draft, event);
  keepPlace(draft, place);
};

/**
 * Another topic in the middle of this one: a question is answered, a problem is kept for later. True when that was the
 * message; an answer that came with it still goes to the flow.
 */
const heardTopic = (draft: Draft, { event, heard, open }: Heard, answer: AnswerValue | undefined): boolean => {
  const { text } = event;
  if (open && isFree(draft, open, text)) return false;
  const topic = otherTopic(draft, heard, text);
  if (topic === undefined) return false;
  const isAnswer = open !== null && answer !== undefined && !isReplyWord(answer) && isClear(open, text);
  // An option that is chosen in its own words is no further problem: «ya pagué ayer» to «Ya pagué».
  const chosen = isAnswer ? open.question.options?.find(({ id }) => id === answer) : undefined;
  if (chosen && names(chosen.label, topic)) return false;
  // «Cel 315…» is the number that was asked for, and no trouble with it.
  if (isAnswer && open.question.kind === 'phone' && (topic === 'mobile_data' || topic === 'telephone')) return false;
  if (!isAnswer && isQuestion(text) && (answerFromFacts(draft, topic, text) || answerFromArticle(draft, text, heard))) return true;
  if (!isAnswer && (heardMistake(draft, topic, text) || (topic === 'technician_visit' && heardDemand(draft, text)))) return true;
  if (open && tookUpElse(draft, topic, text)) return true;
  if (!isAnswer && FIRST.test(fold(text)) && !isHoldersOnly(draft, topic)) {
    switchTo(draft, topic);
    return true;
  }
  if (isHoldersOnly(draft, topic)) tell(draft, 'onlyHolder');
  else {
    keepForLater(draft, topic, text);
    tell(draft, 'keptForLater', { topic: topicName(draft, topic) });
  }
  if (!isAnswer) standAgain(draft);
  return !isAnswer;
};

/** «La tele primero». */
const FIRST = /\b(?:primero|first)\W*$/;

/** What her own words were answered with, read back: only a yes that is one files them. */
const ofWords = (told: AnswerValue | undefined, text: string): AnswerValue | undefined => {
  if (agreesWithWords(text)) return 'yes';
  return told === 'yes' && !confirms(text) ? undefined : told;
};

/** How her complaint goes, what her contract says, whether there is an outage: told at any question, in the middle of what it is about too. */
const heardAsked = (draft: Draft, open: OpenQuestion, text: string): boolean => {
  if (isFree(draft, open, text)) return false;
  const about = officeQuestion(text) ?? (asksOutage(text) || asksRepair(draft, text) ? 'outage_question' : undefined);
  return (about !== undefined && answerFromFacts(draft, about, text)) || tellsCompensation(draft, text) || answerFromPlan(draft, text);
};

/** A *no* inside a sentence about something else is no answer; one that opens it is. */
const isClear = ({ question }: OpenQuestion, text: string): boolean => question.kind !== 'yes_no' || opensWithYesNo(text);

/** A question instead of an answer: about the open question it is explained, about anything else it is answered. */
const heardQuestion = (draft: Draft, { event, heard, open }: Heard, answer: AnswerValue | undefined): boolean => {
  const { text } = event;
  if (open && isFree(draft, open, text) && asksTerm(text) && text.trim().split(/\s+/).length <= FEW_WORDS) return answerFromArticle(draft, text);
  if (!open || isMereGreeting(text) || isFree(draft, open, text) || (open.question.kind !== 'text' && answer !== undefined && !isReplyWord(answer))) return false;
  if (SAY_AGAIN.test(fold(text)) && answer === 'repeat_question') return false;
  const isAboutIt = asksReason(open, text) || asksToPoint(text) || ((answer === 'unknown' || answer === 'repeat_question') && asksHow(text));
  if (isAboutIt && !(asksTerm(text) && answerFromArticle(draft, text))) {
    if (asksTerm(text) && answer !== 'unknown' && !speaksOf(open, text)) return cannotAnswer(draft);
    if (!explain(draft, open)) answered(draft, open, { type: 'answer', value: 'unknown' });
  }
  if (isAboutIt) return true;
  if (!isQuestion(text) || (isReplyWord(answer) && answer !== 'off_topic' && answer !== 'none_of_these')) return false;
  if ((names(text, heard.intent) && answerFromFacts(draft, heard.intent, text)) || answerFromArticle(draft, text, heard)) return true;
  return cannotAnswer(draft);
};

/** Where she is asked to tell or to show something, whatever she writes is the answer; a code has digits. */
const isFree = (draft: Draft, open: OpenQuestion, text: string): boolean =>
  (open.question.kind === 'text' || open.question.kind === 'photo') && (!isSecret(draft, open) || /\d/.test(text));

const isSecret = ({ state, world }: Draft, { fact }: OpenQuestion): boolean => {
  const top = state.stack.at(-1);
  return top !== undefined && fact !== undefined && flowAt(world, top).glossary.facts[fact]?.secret === true;
};

/** «Espere le pregunto el código»: it is on its way. */
const fetchesCode = (draft: Draft, open: OpenQuestion, text: string): boolean => isSecret(draft, open) && !/\d/.test(text) && FETCHES.test(plainOf(text));
const FETCHES = /\b(?:espere\w*|esperame|un (?:momento|momentico|segundo|minuto|ratico)|momento|(?:ya|le|les|se lo|lo|voy a) (?:le )?(?:pregunto|busco|pido|miro|reviso|preguntar\w*|buscar\w*|pedir\w*|mirar\w*)|wait|hold on|one (?:moment|second|sec)|let me (?:ask|check|see|look))\b/;

/** A code, or that none came; chatter is neither, and costs nobody a try. */
const tellsCode = (text: string): boolean => /\d/.test(text) || CODE.test(plainOf(text));
const CODE = /\b(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|zero|one|two|three|four|five|six|seven|eight|nine|nada|ninguno|otro|reenvi\w*|envi\w*|mand\w*|lleg\w*|no (?:lo |la |me )?(?:tengo|recib\w*)|perdi|robaron|not (?:get|got|received)|didn|another|resend|send|again|nothing|lost)\b/;

/** A step that says itself where *later* goes decides; otherwise the place is kept. */
const keepsPlace = (draft: Draft): boolean => {
  const top = draft.state.stack.at(-1);
  const step = top && flowAt(draft.world, top).flow.steps[top.step];
  return step?.kind === 'ask' && step.exits['not_now'] === undefined;
};

const takeTime = (draft: Draft, open: OpenQuestion): void => {
  stopTimer(draft);
  if (open.listenMs !== undefined) draft.listen = { kind: 'silence', ms: open.listenMs };
  tell(draft, 'noHurry');
};

/** «Soy ingeniera», «no me trate como a un niño» are no *no*, whatever sounds like one in them. */
const isAboutHerself = ({ event, heard, worded }: Heard, { question }: OpenQuestion): boolean =>
  worded && event.value === undefined && (question.kind === 'choice' || question.kind === 'yes_no') && heard.why.includes('answer: yes or no') && !opensWithYesNo(event.text);

/** What was asked came with these words, though they were no answer to it. */
const isToldNow = ({ state, world }: Draft, { fact, freshMs }: OpenQuestion): boolean => {
  const known = fact === undefined || freshMs === undefined ? undefined : state.facts[fact];
  return known?.source === 'customer' && known.at === world.now;
};

type Asked = Heard & { readonly open: OpenQuestion };

/** A tapped option, a typed number of one, or what the words mean. */
const answerOf = (draft: Draft, { event, heard, open }: Asked, tapped: string | undefined): AnswerValue | undefined => {
  if (tapped !== undefined && isOption(open, tapped)) return tapped;
  if (isMereGreeting(event.text) || (isSecret(draft, open) && !tellsCode(event.text))) return undefined;
  const number = /^\s*([1-3])\s*[.)]?\s*$/.exec(event.text)?.[1];
  if (open.question.kind === 'yes_no' && number !== undefined) return YES_NO_ORDER[Number(number) - 1];
  const moved = tellsVisit(open, event.text);
  if (moved !== undefined && (heard.answer === undefined || isReplyWord(heard.answer))) return moved;
  if (isNonsense(heard, open, event.text) || namesAnother(open, event.text, heard.answer)) return undefined;
  if (open.question.kind === 'document' && companyKey(event.text) !== undefined) return companyKey(event.text);
  return (isDoubtful(open, event.text) || isElsewhere(heard, open, event.text)) && !isReplyWord(heard.answer) ? undefined : heard.answer;
};

/** To a question for a figure or a day, words that tell nothing are no *I do not know*: it is asked once more. */
const isNonsense = ({ answer, why }: Understanding, { question }: OpenQuestion, text: string): boolean =>
  answer === 'unknown' && ASKS_FIGURE.has(question.kind) && why.includes('answer: no value told') && !REFUSES.test(plainOf(text));
const ASKS_FIGURE: ReadonlySet<string> = new Set(['document', 'phone', 'number', 'when']);
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

const staleTap = (draft: Draft): void => {
  tell(draft, 'staleTap');
  askAgain(draft);
};

/** What a flow understands as an answer; the other reply words are the conversation's to handle. */
const toFlow = (answer: AnswerValue, open: OpenQuestion): FlowEvent | null => {
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
