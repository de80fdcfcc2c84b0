/**
 * What a customer's message does. In this order: learn language and level, who writes, a person on request in every turn,
 * what steers the conversation, news that come first, what is no words, then whatever question is open.
 */
import type { Language, Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import type { Question } from '../../knowledge/question';
import { isReplyWord } from '../../knowledge/question';
import { say } from '../../knowledge/phrases/say';
import { plainOf } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';
import type { Understanding } from '../../knowledge/understanding';
import { hasWords, isLeaving, opensWithYesNo, readWish, type Wish } from '../../knowledge/wishes';
import { bogotaDateTime } from '../../flows/format';
import type { OpenQuestion } from '../../flows/run';
import type { MessageEvent } from '../event';
import { splitAddress, type Address } from '../ids';
import type { Replay } from './state';
import { readTap } from '../tap';
import { isNod } from './asked-again';
import { keepForLater } from './cases';
import { changeMode, choicesOf, PERSON, poseAgain, setLevel, tell, voiceOf, type Draft } from './draft';
import { askAgain, currentQuestion, tellLevel } from './guide';
import { requestHuman } from './human';
import { heardAttachments } from './hear-attachments';
import { answered, guided } from './hear-guided';
import { clarified, newTopic, offered, SURE } from './hear-topic';
import { heardElsewhere } from './elsewhere';
import { heardWorking } from './midway';
import { acknowledge } from './mood';
import { heardFollower, heardNews } from './outage';
import { heardRestored } from './outage-news';
import { heardRating } from './rating';
import { standAgain } from './stand';
import { reopen, startOver } from './start-over';
import { steer } from './steer';
import { hearTold, isLoneKey, rememberKey } from './told';
import { names, otherTopic } from './topics';
import { hearWords } from './urgent';
import { hearBesidePerson } from './waiting-for-person';
import { isUnknownNumber, knowPhone, recognize } from './who';
import { comeBack, isBackAfterLong, isMereGreeting, settleResume, settleReturn } from './returning';


export const hear = (draft: Draft, event: MessageEvent): void => {
  const { state } = draft;
  const writtenBefore = state.heardAt;
  const away = event.at - writtenBefore;
  state.heardAt = event.at;
  // A call is listened to: what is written goes where she reads.
  if (!isCall(event.from) || isCall(state.address)) state.address = event.from;
  const open = currentQuestion(draft);
  const heard = understand(event.text, questionOf(draft, open), draft.world.learnt);
  const wish = wishOf(event);
  const before = { level: state.level, language: state.language };
  learn(draft, event, { heard, wish });
  if (event.phone !== undefined) knowPhone(draft, { phone: event.phone, text: event.text }, away);
  if (heardElsewhere(draft, event)) return;
  if (isUnknownNumber(draft)) return recognize(draft, event);
  // A person has the thread, or is about to: the bot listens and keeps silent (I6).
  if (state.owner.kind !== 'bot') return hearBesidePerson(draft, { text: event.text, wish, before: writtenBefore }) ? hearDeferred(draft, true) : undefined;
  if (wish === 'person') return requestHuman(draft);
  if (!state.pending && steer(draft, wish, event.text)) return;
  if (wantsPerson(heard, event.text)) return requestHuman(draft);
  if (isBackAfterLong(draft, away) && !state.pending) return comeBack(draft, heard, away);
  if (heardAttachments(draft, event, { open, before: writtenBefore }) || heardNothing(draft, event, heard)) return;
  if (state.pending) return hearMeanwhile(draft, event);
  if (heardNews(draft, event)) return;
  const worded = before.level !== state.level || before.language !== state.language;
  hearInMode(draft, { event, heard, open, away, worded });
};

/** Who writes pages hears, once, how much of them was read. */
const tellCut = (draft: Draft, { cut }: Understanding): void => {
  if (cut === true && !draft.texts.includes(say(voiceOf(draft), 'tooLong'))) tell(draft, 'tooLong');
};

const isCall = (of: Address): boolean => splitAddress(of).channel === 'phone';

const hearInMode = (draft: Draft, message: Parameters<typeof guided>[1]): void => {
  const { event, heard } = message;
  tellCut(draft, heard);
  if (event.value === undefined && hearWords(draft, event.text)) return;
  switch (draft.state.mode) {
    case 'idle':
      return event.value === undefined && heardFollower(draft, event.text, heard) ? undefined : newTopic(draft, event, heard);
    case 'clarifying':
      return clarified(draft, event, heard);
    case 'offering_human':
      return offered(draft, event, heard);
    case 'choosing_level':
      if (isLeaving(event.text)) return tell(draft, 'noHurry');
      return isMereGreeting(event.text) ? poseAgain(draft) : levelTold(draft, event, heard);
    case 'returning':
      return settleReturn(draft, heard, event.text);
    case 'resuming':
      return settleHours(draft, event, heard);
    case 'starting_over':
      return settleStartOver(draft, event, heard);
    case 'confirming':
      return heardRestored(draft, heard) ? undefined : hear(draft, event);
    case 'rating':
      return heardRating(draft, heard, event.text) ? undefined : hear(draft, event);
    case 'guided':
      return guided(draft, message);
  }
};

const settleHours = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  const text = settleResume(draft, heard, event.text);
  if (text !== undefined) hear(draft, { ...event, text });
};

/** Anything but a yes keeps the place; what is no plain no is heard for itself. */
const settleStartOver = (draft: Draft, event: MessageEvent, heard: Understanding): void => {
  if (heard.answer === 'yes') return startOver(draft);
  changeMode(draft, { type: 'settled' });
  if (draft.state.waiting) return changeMode(draft, { type: 'level_needed' });
  if (heard.answer === 'no' && opensWithYesNo(event.text)) return askAgain(draft);
  hear(draft, event);
};

/** A tapped button for a person counts like the word. */
const wishOf = ({ text, value }: MessageEvent): Wish | undefined => {
  if (value === undefined) return readWish(text);
  return readTap(value).option === PERSON ? 'person' : undefined;
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
    case 'resuming':
      return { kind: 'yes_no', text: say(voiceOf(draft), 'shallWeGoOn') };
    case 'starting_over':
      return { kind: 'yes_no', text: say(voiceOf(draft), 'startOverSure') };
    case 'confirming':
      return { kind: 'yes_no', text: say(voiceOf(draft), 'restoredAsk') };
    case 'rating':
      return { kind: 'number', text: say(voiceOf(draft), 'askRating') };
    case 'idle':
      return undefined;
    case 'guided':
      return open ? { now: bogotaDateTime(draft.world.now), ...open.question, text: open.text } : undefined;
  }
};

interface Sense {
  readonly heard: Understanding;
  readonly wish: Wish | undefined;
}

/** A wish about the level says itself what it changes; words of anger show nobody's level. */
const learn = (draft: Draft, event: MessageEvent, { heard, wish }: Sense): void => {
  const { state } = draft;
  state.language = languageAfter(draft, event.text, heard);
  if (wish !== undefined || heard.answer === 'frustrated') return;
  if (state.level === null && state.mode !== 'choosing_level' && heardNamed(draft, event.text)) return;
  if (heard.level === 'unknown' || heard.level === state.level || state.mode === 'choosing_level') return;
  if (state.level !== null ? !contradicts(state.level, heard) : isGuessed(draft, heard)) return;
  setLevel(draft, state.level === null ? heard.level : towards(state.level, heard.level), 'said', signsOf(heard));
};

/** In the middle, a word that sounds learned («NIT», «empresa») makes nobody an expert: only what she does or says she knows. */
const isGuessed = ({ state }: Draft, heard: Understanding): boolean =>
  state.mode !== 'idle' && heard.level === 'advanced' && !signsOf(heard).some((sign) => sign.includes(':'));

/** «Soy básico», «usuario avanzado»: she rates herself, in our words. */
const heardNamed = (draft: Draft, text: string): boolean => {
  const [words] = RATES_HERSELF.exec(plainOf(text)) ?? [];
  if (words === undefined) return false;
  setLevel(draft, /basic|principiante|beginner/.test(words) ? 'basic' : /intermedi/.test(words) ? 'intermediate' : 'advanced', 'said', [words]);
  return true;
};

const RATES_HERSELF = /\b(?:soy|nivel|usuario|usuaria|i m|im|i am)(?: (?:un|una|an?|de|nivel|usuario|usuaria|user|muy))* (?:basic[oa]?|principiante|beginner|intermedi[oa]|intermediate|avanzad[oa]|advanced)\b/;

/**
 * A conversation changes its language when a message leaves no doubt; before there is one, two words of English are enough.
 * Thanks are said in any language, and so is hello in the middle.
 */
const languageAfter = ({ state }: Draft, text: string, { surely, language, intent }: Understanding): Language => {
  const isUnderWay = state.stack.length > 0 || state.mode !== 'idle';
  if (intent === 'thanks_bye' || (isUnderWay && intent === 'greeting')) return state.language;
  const isFirst = !isUnderWay && text.trim().split(/\s+/).length >= 2;
  return surely ?? (isFirst && language === 'en' ? language : state.language);
};

/** Of all that decided, what told the level: these are for the customer's packet. */
const signsOf = ({ why }: Understanding): readonly string[] => why.filter((each) => each.startsWith(SIGN)).map((each) => each.slice(SIGN.length));

const SIGN = 'level: ';

/**
 * What shows another level than the one that is held. Whoever names a light does not know less than she said: an expert is believed until
 * she rates herself lower or asks for simpler words. And whoever did what she was told to do does not know more for that.
 */
const contradicts = (held: Level, heard: Understanding): boolean => {
  if (heard.level === 'unknown') return false;
  const [from, to] = [LEVELS.indexOf(held), LEVELS.indexOf(heard.level)];
  if (to > from) return signsOf(heard).some((sign) => KNOWS_MORE.test(sign));
  return to === 0 || signsOf(heard).some((sign) => KNOWS_LESS.test(sign));
};

const KNOWS_MORE = /^(?:fieldTrade|bareTrade|expertTerm|skipBasics|namesLight|isolates|measures|namesThing|midSelf|protests)\b/;
const KNOWS_LESS = /^(?:midSelf|wrongUse|asksSimpler|asksTerm|deniesTerm)\b/;

/** One level at a time: a single word does not turn an engineer into a beginner. */
const towards = (from: Level, to: Level): Level => {
  const step = Math.sign(LEVELS.indexOf(to) - LEVELS.indexOf(from));
  return LEVELS[LEVELS.indexOf(from) + step] ?? to;
};

/** «Por favor» is how people ask for one, and for everything else. */
const wantsPerson = ({ answer, intent, confidence }: Understanding, text: string): boolean =>
  answer === 'wants_human' || ((answer === undefined || (answer === 'none_of_these' && !isMereGreeting(text))) && intent === 'talk_to_human' && confidence >= SURE && names(text, intent));

/** Words that tell no level are about what is being done: she goes on as a beginner would, and they are heard for that. */
const levelTold = (draft: Draft, { text }: MessageEvent, { answer, level }: Understanding): void => {
  if (heardWorking(draft, text)) return;
  if (isLoneKey(draft, text)) return keyAtLevel(draft, text);
  if (answer === 'frustrated') acknowledge(draft);
  const chosen = LEVELS.find((each) => each === answer);
  const shown = level === 'unknown' ? (draft.state.level ?? 'basic') : level;
  tellLevel(draft, chosen ?? shown, chosen === undefined ? 'assumed' : 'asked');
  // A bare yes is none to a question that she has not read.
  if (chosen === undefined && !draft.state.pending && !isNod(text)) hearAnswer(draft, text);
};

/** Who she is, told late, at the question of how she wants to be helped: the case is opened with it, and that is not asked again (P2). */
const keyAtLevel = (draft: Draft, text: string): void => {
  rememberKey(draft, text);
  if (draft.state.stack.length === 0) return tellLevel(draft, 'basic', 'assumed');
  setLevel(draft, 'basic', 'assumed', []);
  changeMode(draft, { type: 'settled' });
  reopen(draft);
};

/** Nothing to read: asked for words, and not counted against her. A sign that answers is an answer. */
const heardNothing = (draft: Draft, { text, value }: MessageEvent, heard: Understanding): boolean => {
  if (value !== undefined || hasWords(text)) return false;
  if (heard.answer !== undefined && !isReplyWord(heard.answer) && heard.answer !== text) return false;
  if (heard.intent === 'thanks_bye' || heard.intent === 'greeting') return false;
  tell(draft, text.trim() === '' ? 'emptyMessage' : 'onlySigns');
  standAgain(draft);
  return true;
};

/** What is written while the systems are asked is kept, and heard when their answer left a question open (I2). */
const hearMeanwhile = (draft: Draft, { text, value }: Replay): void => {
  const { deferred = [] } = draft.state;
  draft.state.deferred = [...deferred, { text, ...(value !== undefined && { value }) }].slice(-MOST_DEFERRED);
  if (value === undefined) hearTold(draft, text);
};

const MOST_DEFERRED = 3;

/**
 * Hears what was written meanwhile. Whole, when only the writer was being recognised; otherwise as far as it steers, tells
 * another problem or answers what is open now: the rest was about a question that is gone, and stays in the transcript.
 */
export const hearDeferred = (draft: Draft, whole: boolean): void => {
  const { deferred, pending } = draft.state;
  if (!deferred || pending) return;
  delete draft.state.deferred;
  for (const message of deferred) {
    if (draft.state.pending) return hearMeanwhile(draft, message);
    if (whole || readWish(message.text) !== undefined) hear(draft, { kind: 'message', at: draft.world.now, from: draft.state.address, ...message });
    else hearAnswer(draft, message.text);
  }
};

const hearAnswer = (draft: Draft, text: string): void => {
  const open = currentQuestion(draft);
  if (draft.state.mode !== 'guided' || !open) return;
  const heard = understand(text, questionOf(draft, open), draft.world.learnt);
  const topic = otherTopic(draft, heard, text);
  if (topic !== undefined && keepForLater(draft, topic, text)) return;
  if (heard.answer === undefined || isReplyWord(heard.answer)) return;
  // The question was answered before it was asked: it is not said.
  delete draft.question;
  answered(draft, open, { type: 'answer', value: heard.answer });
};
