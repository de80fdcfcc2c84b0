/**
 * A message while a flow is under way: an answer to its open question, or something beside it. What is beside it is
 * answered or kept, and the open question is asked again; only what nothing could be made of counts as not understood.
 */
import type { AnswerValue } from '../../knowledge/question';
import { isReplyWord } from '../../knowledge/question';
import { tellsSteps } from '../../knowledge/steps-taken';
import { fold, plainOf } from '../../knowledge/text';
import { asksWhatIf, isQuestion, opensWithYesNo } from '../../knowledge/wishes';
import type { FlowEvent, OpenQuestion } from '../../flows/run';
import { readTap } from '../tap';
import { answerFromArticle, answerFromFacts, answerFromPlan } from './asides';
import { codeOver, isSaidAgain, notUnderstood, reworded, saidAgain } from './asked-again';
import { heardAskedAfter, heardNumberAsked } from './case-questions';
import { keepForLater, switchTo } from './cases';
import { asksAboutStep, asksHow, asksReason, asksSafety, asksTerm, asksToPoint, explain, speaksOf, noteUnsure, placeName } from './clarify';
import { stopTimer, tell, type Draft } from './draft';
import { advance, askAgain } from './guide';
import { heardOver, hearWait } from './hear-waiting';
import { heardDemand, heardMistake, heardWorking, heardWorse } from './midway';
import { soothe } from './mood';
import { heardStillOut, noteDecline, tookUpElse } from './outage';
import { asksOutage, asksRepair, officeQuestion, tellsCompensation } from './office-questions';
import { keepPlace, placeOf } from './path';
import { isGreetedBack, isLookedAtFirst, isMereGreeting } from './returning';
import { isHoldersOnly } from './proof';
import { ASKS_FIGURE, isFree, isSecret, readAnswer, toFlow, type Asked, type Heard } from './read-answer';
import { heardCorrection } from './read-back';
import { standAgain } from './stand';
import { reopen } from './start-over';
import { isOtherDay } from './told-choice';
import { isLoneKey, isOldCode, rememberKey } from './told';
import { cannotAnswer, heardBackHere, heardBeside, heardBesideKey, heardUnskilled, noteTaken, type Beside } from './told-beside';
import { names, otherTopic, topicName } from './topics';
import { flowAt } from './world';

/** In this order: what is said beside the question whatever it asks, its answer, another topic, a question instead of an answer, a remark. */
export const guided = (draft: Draft, message: Heard): void => {
  const { event, open } = message;
  if (!open) return heardUnasked(draft, message);
  const asked: Asked = { ...message, open };
  const tapped = event.value === undefined ? undefined : readTap(event.value);
  if (tapped?.asks !== undefined && tapped.asks !== placeName(draft)) return staleTap(draft);
  if (tapped === undefined && heardAtOnce(draft, asked)) return;
  const answer = readAnswer(draft, asked, tapped?.option);
  if (tapped === undefined && heardOfAnother(draft, asked, answer)) return;
  if (heardInstead(draft, asked, answer)) return;
  const again = (answer === undefined || answer === 'unknown') && isSaidAgain(draft, besideOf(asked));
  const flowEvent = answer === undefined || again ? null : toFlow(answer, open);
  if (!flowEvent) return remarked(draft, asked, { answer, again });
  if (isLookedAtFirst(draft, event, message.away)) return;
  if (answer === 'already_done') draft.words = event.text;
  answered(draft, open, flowEvent);
};

/** The flow waits, and asks nothing. */
const heardUnasked = (draft: Draft, message: Heard): void => {
  const { event, heard } = message;
  if (!heardOver(draft, event.text) && !heardTopic(draft, message, undefined)) hearWait(draft, event.text, heard);
};

const besideOf = ({ open, heard, event }: Asked): Beside => ({ open, heard, text: event.text });

/** What is answered or corrected at any question, whatever it would mean as an answer. */
const heardAtOnce = (draft: Draft, { open, heard, event: { text } }: Asked): boolean => {
  if (heardBackHere(draft, text) || heardAsked(draft, open, text)) return true;
  // To leave is no other wording of what is read back (P8).
  const leaves = heard.intent === 'cancel_contract' && otherTopic(draft, heard, text) === 'cancel_contract';
  if (!leaves && heardCorrection(draft, open, text)) return true;
  if (!fetchesCode(draft, open, text)) return false;
  takeTime(draft, open);
  return true;
};

/** It works again, or it is about another thing: said beside an answer, or instead of one. */
const heardOfAnother = (draft: Draft, asked: Asked, answer: AnswerValue | undefined): boolean =>
  (!isConfirmed(asked.open, answer) && heardWorking(draft, asked.event.text)) || heardWorse(draft, asked.event.text) || heardTopic(draft, asked, answer);

/** Words about the question, in place of its answer. */
const heardInstead = (draft: Draft, asked: Asked, answer: AnswerValue | undefined): boolean => {
  const { open, event: { text } } = asked;
  if (heardBesideKey(draft, answer, besideOf(asked)) || heardUnskilled(draft, answer, besideOf(asked))) return true;
  if (answer === 'not_now' && keepsPlace(draft)) {
    takeTime(draft, open);
    return true;
  }
  if (heardQuestion(draft, asked, answer)) return true;
  if (!isLateKey(draft, open, text)) return false;
  if (isOldCode(draft, text)) codeOver(draft);
  else takeKey(draft, text);
  return true;
};

/** What answers nothing. Only what nothing could be made of is not understood. */
const remarked = (draft: Draft, asked: Asked, { answer, again }: { readonly answer: AnswerValue | undefined; readonly again: boolean }): void => {
  const { event: { text }, heard, open, worded } = asked;
  if (tellsSteps(text) && heard.intent !== 'greeting') return noteTaken(draft);
  if (isGreetedBack(draft, asked)) return;
  if (again) return saidAgain(draft, open);
  if (worded || isToldNow(draft, open)) return reworded(draft, open);
  if (answer === 'repeat_question') return heardRepeat(draft, open, text);
  if (answer === 'frustrated') return soothe(draft);
  if (isOtherDay(open, text)) return otherDay(draft);
  const thanks = heard.intent === 'thanks_bye' && THANKS.test(text);
  if (thanks) tell(draft, 'welcome');
  if (thanks || heard.cut === true) return standAgain(draft);
  if (!heardBeside(draft, besideOf(asked))) notUnderstood(draft, open, text);
};

const otherDay = (draft: Draft): void => {
  tell(draft, 'dayNotOffered');
  standAgain(draft);
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
  if ((open && tookUpElse(draft, topic, text)) || (!isAnswer && heardStillOut(draft, topic))) return true;
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

/** How her complaint goes, what her contract says, whether there is an outage: told at any question, in the middle of what it is about too. */
const heardAsked = (draft: Draft, open: OpenQuestion, text: string): boolean => {
  if (isFree(draft, open, text)) return false;
  const about = officeQuestion(text) ?? (asksOutage(text) || asksRepair(draft, text) ? 'outage_question' : undefined);
  if (heardNumberAsked(draft, text) || heardAskedAfter(draft, text)) return true;
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
  if (asksSafety(text)) return heardSafety(draft);
  return asksAboutStep(open, text) ? heardAboutStep(draft, open, text) : cannotAnswer(draft);
};

const heardSafety = (draft: Draft): true => {
  tell(draft, 'keySafe');
  standAgain(draft);
  return true;
};

/** What if it is not so is told when it is not; all else about the step is what its help is for. */
const heardAboutStep = (draft: Draft, open: OpenQuestion, text: string): true => {
  if (asksWhatIf(text)) {
    tell(draft, 'thenTellMe');
    askAgain(draft);
  } else if (!explain(draft, open)) answered(draft, open, { type: 'answer', value: 'unknown' });
  return true;
};

/** «Espere le pregunto el código»: it is on its way. */
const fetchesCode = (draft: Draft, open: OpenQuestion, text: string): boolean => isSecret(draft, open) && !/\d/.test(text) && FETCHES.test(plainOf(text));
const FETCHES = /\b(?:(?:les?|se lo) lleg[ao]\w* (?:el codigo |eso )?a (?:el|ella|mi|l[ao]) ?|it (?:goes|went|comes) to (?:her|him|my)|espere\w*|esperame|un (?:momento|momentico|segundo|minuto|ratico)|momento|(?:ya|le|les|se lo|lo|voy a) (?:le )?(?:pregunto|busco|pido|miro|reviso|preguntar\w*|buscar\w*|pedir\w*|mirar\w*)|wait|hold on|one (?:moment|second|sec)|let me (?:ask|check|see|look))\b/;

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

/** What was asked came with these words, though they were no answer to it. */
const isToldNow = ({ state, world }: Draft, { fact, freshMs }: OpenQuestion): boolean => {
  const known = fact === undefined || freshMs === undefined ? undefined : state.facts[fact];
  return known?.source === 'customer' && known.at === world.now;
};

const staleTap = (draft: Draft): void => {
  tell(draft, 'staleTap');
  askAgain(draft);
};
