/**
 * What a customer's message does. In this order: learn language and level, a person on request in every turn, then the
 * conversation's own question, the flow's question, or a new problem.
 */
import type { Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import type { AnswerValue, Question } from '../../knowledge/question';
import { isReplyWord } from '../../knowledge/question';
import { say } from '../../knowledge/phrases/say';
import { understand } from '../../knowledge/understand';
import type { Intent, Understanding } from '../../knowledge/understanding';
import { bogotaDateTime } from '../../flows/format';
import type { FlowEvent, OpenQuestion } from '../../flows/run';
import type { MessageEvent } from '../event';
import type { Replay } from './state';
import { readTap } from '../tap';
import { changeMode, choicesOf, remember, setLevel, stopTimer, tell, voiceOf, type Draft } from './draft';
import { advance, askAgain, currentQuestion, openFlow, tellLevel } from './guide';
import { requestHuman } from './human';
import { heardElsewhere } from './elsewhere';
import { flowAt } from './world';
import { isUnknownNumber, knowPhone, recognize } from './who';
import { greetBack, comeBack, isBackAfterLong, settleReturn } from './returning';

/** Below this the bot asks instead of guessing. */
const SURE = 0.45;
/** Words needed before a message changes the language of a conversation under way. */
const TELLING_WORDS = 4;

export const hear = (draft: Draft, event: MessageEvent): void => {
  const { state } = draft;
  const away = event.at - state.heardAt;
  state.heardAt = event.at;
  state.address = event.from;
  const open = currentQuestion(draft);
  const heard = understand(event.text, questionOf(draft, open));
  const levelBefore = state.level;
  learn(draft, event, heard);
  if (event.phone !== undefined) knowPhone(draft, { phone: event.phone, text: event.text }, away);
  if (heardElsewhere(draft, event)) return;
  if (isUnknownNumber(draft)) return recognize(draft, event);
  // A person has the thread, or is about to: the bot listens and keeps silent (I6).
  if (state.owner.kind !== 'bot') return;
  if (wantsPerson(heard)) return requestHuman(draft);
  if (state.pending) return hearMeanwhile(draft, event);
  if (isBackAfterLong(draft, away)) return comeBack(draft, heard, away);
  switch (state.mode) {
    case 'idle':
    case 'starting_over':
    case 'rating':
      return newTopic(draft, heard);
    case 'clarifying':
      return clarified(draft, event, heard);
    case 'offering_human':
      return heard.answer === 'yes' ? acceptPerson(draft) : declined(draft, heard);
    case 'choosing_level':
      return tellLevel(draft, chosenLevel(heard, state.level), 'asked');
    case 'returning':
      return settleReturn(draft, heard, event.text);
    case 'guided':
      return guided(draft, { event, heard, open, away, levelChanged: levelBefore !== state.level });
  }
};

const questionOf = (draft: Draft, open: OpenQuestion | null): Question | undefined => {
  switch (draft.state.mode) {
    case 'clarifying':
      return { kind: 'choice', options: choicesOf(draft, 'whatFails') };
    case 'choosing_level':
      return { kind: 'choice', options: choicesOf(draft, 'askLevel') };
    case 'offering_human':
      return { kind: 'yes_no', text: say(voiceOf(draft), 'beyond') };
    case 'returning':
      return { kind: 'yes_no', text: say(voiceOf(draft), 'backLong') };
    case 'idle':
    case 'starting_over':
    case 'rating':
      return undefined;
    case 'guided':
      return open ? { ...open.question, text: open.text, now: bogotaDateTime(draft.world.now) } : undefined;
  }
};

const learn = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  const { state } = draft;
  const words = event.text.trim().split(/\s+/).length;
  if (words >= (state.mode === 'idle' ? 2 : TELLING_WORDS)) state.language = heard.language;
  if (heard.level === 'unknown' || heard.level === state.level || state.mode === 'choosing_level') return;
  setLevel(draft, state.level === null ? heard.level : towards(state.level, heard.level), 'said', heard.why);
};

/** One level at a time: a single word does not turn an engineer into a beginner. */
const towards = (from: Level, to: Level): Level => {
  const step = Math.sign(LEVELS.indexOf(to) - LEVELS.indexOf(from));
  return LEVELS[LEVELS.indexOf(from) + step] ?? to;
};

const wantsPerson = ({ answer, intent, confidence }: Understanding): boolean =>
  answer === 'wants_human' || (answer === undefined && intent === 'talk_to_human' && confidence >= SURE);

const chosenLevel = ({ answer, level }: Understanding, known: Level | null): Level =>
  LEVELS.find((each) => each === answer) ?? (level === 'unknown' ? (known ?? 'basic') : level);

const newTopic = (draft: Draft, heard: Understanding): void => {
  if (heard.intent === 'greeting') return tell(draft, 'greetingAgain');
  if (heard.intent === 'thanks_bye') return tell(draft, 'bye');
  if (heard.intent === 'resume') return tell(draft, 'nothingPending');
  if (heard.confidence < SURE || heard.intent === 'other') return changeMode(draft, { type: 'unclear' });
  rememberKey(draft, heard);
  openFor(draft, heard);
};

/** Of what the message asks for, the first that a flow helps with. */
const flowFor = ({ world }: Draft, { intent, also = [] }: Pick<Understanding, 'intent' | 'also'>) =>
  [intent, ...also].map((each) => world.current.byIntent(each)).find((flow) => flow !== undefined);

const openFor = (draft: Draft, about: Pick<Understanding, 'intent' | 'also'>): void => {
  const flow = flowFor(draft, about);
  if (flow) openFlow(draft, flow);
  else changeMode(draft, { type: 'beyond' });
};

/** P1: a document that came with the problem is not asked for. */
const rememberKey = (draft: Draft, { entities }: Understanding): void => {
  const key = entities.find(({ kind }) => kind === 'document');
  if (key && draft.state.facts['customer.id'] === undefined) remember(draft, 'customer', { 'key.typed': String(key.value) });
};

const clarified = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  const chosen = choicesOf(draft, 'whatFails').find(({ id }) => id === heard.answer || id === event.value);
  if (chosen && chosen.id !== 'other') return openFor(draft, { intent: chosen.id as Intent });
  if (heard.confidence >= SURE && heard.intent !== 'other') return openFor(draft, heard);
  changeMode(draft, { type: 'beyond' });
};

const acceptPerson = (draft: Draft): void => {
  changeMode(draft, { type: 'settled' });
  requestHuman(draft);
};

const declined = (draft: Draft, heard: Understanding): void => {
  changeMode(draft, { type: 'settled' });
  // A problem that is told is no refusal of help, though it may begin with a no.
  const opens = heard.confidence >= SURE && flowFor(draft, heard) !== undefined;
  if (opens || (heard.answer === undefined && heard.confidence >= SURE)) return newTopic(draft, heard);
  tell(draft, 'fine');
};

interface Heard {
  readonly event: MessageEvent;
  readonly heard: Understanding;
  readonly open: OpenQuestion | null;
  readonly away: number;
  readonly levelChanged: boolean;
}

const guided = (draft: Draft, message: Heard): void => {
  const { event, heard, open, away, levelChanged } = message;
  if (!open) return hearWaiting(draft, event);
  const tapped = event.value === undefined ? undefined : readTap(event.value);
  if (tapped?.asks !== undefined && tapped.asks !== placeName(draft)) return aside(draft, 'staleTap');
  const answer = answerOf(message, open, tapped?.option);
  if (answer === 'not_now' && keepsPlace(draft)) return takeTime(draft, open);
  if (answer === 'unknown' && asksHow(event.text) && firstTime(draft)) return askAgain(draft, true);
  const flowEvent = answer === undefined ? null : toFlow(answer, open);
  if (flowEvent) return advance(draft, flowEvent);
  if (greetBack(draft, heard, away)) return askAgain(draft);
  if (levelChanged) return advance(draft, { type: 'reenter' });
  if (answer === 'repeat_question') return askAgain(draft, true);
  if (answer === 'frustrated') return aside(draft, 'frustrated');
  if (isOther(draft, heard)) return aside(draft, 'laterTopic');
  tell(draft, 'notUnderstood');
  advance(draft, { type: 'not_understood' });
};

/** A wait is not deaf: "done" ends it, anything else is told what is being waited for. */
const hearWaiting = (draft: Draft, { text }: MessageEvent): void => {
  if (draft.state.stack.length === 0) return;
  const { answer } = understand(text, { kind: 'yes_no', text: WAIT_OVER[draft.state.language] });
  if (answer === 'yes' || answer === 'already_done') return advance(draft, { type: 'answer', value: answer });
  tell(draft, 'waiting');
};

const WAIT_OVER = { es: '¿Ya terminó de prender?', en: 'Has it finished starting?' } as const;

/** What is written while the systems are asked is kept, and heard when their answer left a question open (I2). */
const hearMeanwhile = (draft: Draft, { text, value }: Replay): void => {
  const { deferred = [] } = draft.state;
  draft.state.deferred = [...deferred, { text, ...(value !== undefined && { value }) }].slice(-MOST_DEFERRED);
};

const MOST_DEFERRED = 3;

/**
 * Hears what was written meanwhile. Whole, when only the writer was being recognised; otherwise as far as it answers what
 * is open now: the rest was about a question that is gone, and stays in the transcript.
 */
export const hearDeferred = (draft: Draft, whole: boolean): void => {
  const { deferred, pending } = draft.state;
  if (!deferred || pending) return;
  delete draft.state.deferred;
  for (const message of deferred) {
    if (draft.state.pending) return hearMeanwhile(draft, message);
    if (whole) hear(draft, { kind: 'message', at: draft.world.now, from: draft.state.address, ...message });
    else hearAnswer(draft, message.text);
  }
};

const hearAnswer = (draft: Draft, text: string): void => {
  const open = currentQuestion(draft);
  if (draft.state.mode !== 'guided' || !open) return;
  const { answer } = understand(text, questionOf(draft, open));
  if (answer === undefined || isReplyWord(answer)) return;
  // The question was answered before it was asked: it is not said.
  delete draft.question;
  advance(draft, { type: 'answer', value: answer });
};

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

/** "Where is that?" wants to be shown before it counts as *I do not know*. */
const asksHow = (text: string): boolean => /[?¿]|\b(d[oó]nde|cu[aá]l|c[oó]mo|qu[eé] es|where|which|how|what is)\b/i.test(text);

const firstTime = (draft: Draft): boolean => {
  const place = placeName(draft);
  if (draft.state.explained?.at === place || currentQuestion(draft)?.help === undefined) return false;
  draft.state.explained = { at: place, times: 1 };
  return true;
};

/** A tapped option, a typed number of one, or what the words mean. */
const answerOf = ({ event, heard }: Heard, open: OpenQuestion, tapped: string | undefined): AnswerValue | undefined => {
  if (tapped !== undefined && isOption(open, tapped)) return tapped;
  const number = /^\s*([1-3])\s*[.)]?\s*$/.exec(event.text)?.[1];
  if (open.question.kind === 'yes_no' && number !== undefined) return YES_NO_ORDER[Number(number) - 1];
  return heard.answer;
};

/** As the choices of such a question stand on the screen. */
const YES_NO_ORDER = ['yes', 'no', 'unknown'] as const;

const placeName = ({ state }: Draft): string => {
  const top = state.stack.at(-1);
  return top ? `${top.flow}/${top.step}` : '';
};

const isOption = ({ question }: OpenQuestion, id: string): boolean =>
  question.kind === 'yes_no' ? ['yes', 'no', 'unknown'].includes(id) : (question.options ?? []).some((option) => option.id === id);

const aside = (draft: Draft, phrase: 'frustrated' | 'laterTopic' | 'staleTap'): void => {
  tell(draft, phrase);
  askAgain(draft);
};

/** Another topic, said clearly, in the middle of a flow. */
const isOther = (draft: Draft, heard: Understanding): boolean => {
  if (heard.confidence < SURE || heard.intent === 'other') return false;
  const top = draft.state.stack[0];
  return draft.world.current.byIntent(heard.intent)?.name !== top?.flow;
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
