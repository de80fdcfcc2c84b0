/**
 * What a customer's message does. In this order: learn language and level, a person on request in every turn, then the
 * conversation's own question, the flow's question, or a new problem.
 */
import type { Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import type { AnswerValue, Question } from '../../knowledge/question';
import { isReplyWord } from '../../knowledge/question';
import { understand } from '../../knowledge/understand';
import type { Intent, Understanding } from '../../knowledge/understanding';
import type { FlowEvent, OpenQuestion } from '../../flows/run';
import type { MessageEvent } from '../event';
import { readTap } from '../tap';
import { changeMode, choicesOf, setLevel, tell, type Draft } from './draft';
import { advance, askAgain, currentQuestion, openFlow, tellLevel } from './guide';
import { requestHuman } from './human';
import { heardElsewhere } from './elsewhere';
import { isUnknownNumber, knowPhone, recognize } from './who';
import { greetBack, comeBack, isBackAfterLong, settleReturn } from './returning';

/** Below this the bot asks instead of guessing. */
const SURE = 0.45;
/** Colombia keeps UTC-5 all year. */
const BOGOTA_OFFSET_MS = 5 * 3_600_000;
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
  if (event.phone !== undefined) knowPhone(draft, event.phone, event.text);
  if (heardElsewhere(draft, event)) return;
  if (isUnknownNumber(draft)) return recognize(draft, event);
  // A person has the thread, or is about to: the bot listens and keeps silent (I6).
  if (state.owner.kind !== 'bot') return;
  if (wantsPerson(heard)) return requestHuman(draft);
  // The systems are being asked: their answer brings the next message, nothing that was written is lost (I2, I5).
  if (state.pending) return;
  if (isBackAfterLong(draft, away)) return comeBack(draft, heard, away);
  switch (state.mode) {
    case 'idle':
      return newTopic(draft, heard);
    case 'clarifying':
      return clarified(draft, event, heard);
    case 'offering_human':
      return heard.answer === 'yes' ? acceptPerson(draft) : declined(draft, heard);
    case 'choosing_level':
      return tellLevel(draft, chosenLevel(heard, state.level), 'asked');
    case 'returning':
      return settleReturn(draft, heard);
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
    case 'returning':
      return { kind: 'yes_no' };
    case 'idle':
      return undefined;
    case 'guided':
      return open ? { ...open.question, text: open.text, now: localTime(draft.world.now) } : undefined;
  }
};

const localTime = (now: number): string => new Date(now - BOGOTA_OFFSET_MS).toISOString().slice(0, 19);

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
  openFor(draft, heard.intent);
};

const openFor = (draft: Draft, intent: Intent): void => {
  const flow = draft.world.current.byIntent(intent);
  if (flow) openFlow(draft, flow);
  else changeMode(draft, { type: 'beyond' });
};

const clarified = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  const chosen = choicesOf(draft, 'whatFails').find(({ id }) => id === heard.answer || id === event.value);
  if (chosen && chosen.id !== 'other') return openFor(draft, chosen.id as Intent);
  if (heard.confidence >= SURE && heard.intent !== 'other') return openFor(draft, heard.intent);
  changeMode(draft, { type: 'beyond' });
};

const acceptPerson = (draft: Draft): void => {
  changeMode(draft, { type: 'settled' });
  requestHuman(draft);
};

const declined = (draft: Draft, heard: Understanding): void => {
  changeMode(draft, { type: 'settled' });
  if (heard.answer === undefined && heard.confidence >= SURE) return newTopic(draft, heard);
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
  if (!open) return;
  const tapped = event.value === undefined ? undefined : readTap(event.value);
  if (tapped?.asks !== undefined && tapped.asks !== placeName(draft)) return aside(draft, 'staleTap');
  const answer = answerOf(message, open, tapped?.option);
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
