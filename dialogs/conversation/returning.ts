/**
 * A customer who comes back, greeted as a person would (P3): after minutes the conversation simply goes on; after hours it
 * says what it was about and looks at the line again; after a long time it asks once whether the problem is still there.
 * It continues at the same step.
 */
import { SYSTEMS, type System } from '../../flows/contracts';
import type { FactValue } from '../../flows/facts';
import type { Phrase } from '../../knowledge/phrases/es';
import { isReplyWord } from '../../knowledge/question';
import { say } from '../../knowledge/phrases/say';
import type { AddressJoinedEvent } from '../event';
import { keepForLater } from './cases';
import { fold } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';
import type { Understanding } from '../../knowledge/understanding';
import { cause, changeMode, endAll, poseAgain, stopTimer, tell, voiceOf, wakeAfter, type Draft } from './draft';
import { advance, askAgain, currentQuestion, resume } from './guide';
import { notice } from './human';
import { isHere, topicName } from './topics';
import { flowAt } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** After this a greeting is returned with one, and the open question is said again. */
const SHORT_MS = 5 * MINUTE;
/** After this she is told what it was about, and what the systems told is looked at again. */
const HOURS_MS = 2 * HOUR;
/** After this things may have changed: the customer is asked, and the systems too. */
const LONG_MS = 12 * HOUR;
/** What a system told is looked at again after this. */
const STALE_MS = 15 * MINUTE;
const RECHECK_LIMIT_MS = 3_000;

export const isBackAfterLong = ({ state }: Draft, away: number): boolean =>
  state.stack.length > 0 && away >= LONG_MS && (state.mode === 'guided' || state.mode === 'choosing_level');

/** Folded: words that say that she is here, and those that may stand beside them. */
const GREETS = /\b(?:hola|holi|buen[oa]s|volvi|regrese|hello|hi|hey|good (?:morning|afternoon|evening)|back)\b/;
const ONLY_GREETS =
  /^(?:\W|\b(?:hola|holi|buen[oa]s|dias?|tardes?|noches?|ya|volvi|regrese|aqui|aca|estoy|de nuevo|otra vez|senor(?:a|ita)?|que tal|hello|hi|hey|again|good|morning|afternoon|evening|i ?m|am|i|back)\b)*$/;

/** A greeting and nothing else answers no question, whatever was asked. */
export const isMereGreeting = (text: string): boolean => {
  const folded = fold(text.slice(0, LONGEST_GREETING));
  return text.length < LONGEST_GREETING && GREETS.test(folded) && ONLY_GREETS.test(folded);
};

const LONGEST_GREETING = 60;

/** Back after minutes or hours: "hello again" before the open question, unless the message answers it. Says whether it was that. */
export const isGreetedBack = (draft: Draft, heard: Understanding, away: number): boolean => {
  const greets = heard.intent === 'greeting' || heard.intent === 'resume';
  if (!greets && away < SHORT_MS) return false;
  if (!greets && heard.answer !== undefined && !isReplyWord(heard.answer)) return false;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'resumed' });
  const [top] = draft.state.stack;
  if (!top || away < HOURS_MS) {
    tell(draft, 'back', { comma_name: commaName(draft) });
    askAgain(draft);
    return true;
  }
  tell(draft, 'backHours', { comma_name: commaName(draft), when: ago(draft, away), topic: flowAt(draft.world, top).title[draft.state.language] });
  if (!lookAgain(draft)) askAgain(draft);
  return true;
};

/** Back after a long time. A message that tells whether the problem is still there is not asked for it. */
export const comeBack = (draft: Draft, heard: Understanding, away: number): void => {
  const { state, world } = draft;
  const top = state.stack[0];
  draft.entries.push({ kind: 'event', at: world.now, name: 'resumed' });
  if (!top) return;
  stopTimer(draft);
  const flow = flowAt(world, top);
  changeMode(draft, { type: 'returned' }, {
    comma_name: commaName(draft),
    when: ago(draft, away),
    topic: flow.title[state.language],
  });
  if (flow.intents.includes(heard.intent)) {
    delete draft.question;
    tell(draft, 'back', { comma_name: commaName(draft) });
    goOn(draft);
  }
};

/**
 * The answer to "do you still have the problem?". A *no* may stand for either ("no, ya volvió", "no, nada que vuelve"): what
 * follows it tells which.
 */
export const settleReturn = (draft: Draft, heard: Understanding, text: string): void => {
  const rest = text.replace(/^\s*no\b[\s,.;:]*/i, '');
  const works = rest === '' ? 'yes' : understand(rest, { kind: 'yes_no', text: WORKS[draft.state.language] }).answer;
  if (heard.answer !== 'yes' && (works === 'yes' || heard.intent === 'thanks_bye')) return solved(draft);
  goOn(draft);
};

const WORKS = { es: '¿Ya le funciona?', en: 'Does it work now?' } as const;

/** The systems were asked again: what they told replaces what was known, and the open step is passed again. */
export const rechecked = (draft: Draft): void => advance(draft, { type: 'reenter' });

const goOn = (draft: Draft): void => {
  changeMode(draft, { type: 'settled' });
  if (!lookAgain(draft)) resume(draft);
};

/** Asks the systems again whose word is old; the open question is put again when they answered. False when nothing is old. */
const lookAgain = (draft: Draft): boolean => {
  const stale = staleSystems(draft);
  if (stale.length === 0 || !currentQuestion(draft)) return false;
  stopTimer(draft);
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'check', systems: stale, facts, language, ticket: own }));
  draft.state.pending = { kind: 'recheck', ticket, limit: wakeAfter(draft, RECHECK_LIMIT_MS) };
  return true;
};

const solved = (draft: Draft): void => {
  endAll(draft, 'RESUELTO');
  changeMode(draft, { type: 'solved' });
};

const staleSystems = ({ state, world }: Draft): readonly System[] =>
  (Object.keys(SYSTEMS) as System[]).filter((system) => {
    const checked = state.facts[`check.${system}`];
    return checked !== undefined && world.now - checked.at >= STALE_MS;
  });

const ago = (draft: Draft, ms: number): string => {
  const [phrase, unit]: [Phrase, number] =
    ms >= DAY ? ['agoDays', DAY] : ms >= HOUR ? ['agoHours', HOUR] : ['agoMinutes', MINUTE];
  return say(voiceOf(draft), phrase, { n: Math.max(1, Math.round(ms / unit)) });
};

const commaName = ({ state }: Draft): string => {
  const name: FactValue | undefined = state.facts['customer.name']?.value;
  return typeof name === 'string' ? `, ${name}` : '';
};

/** The same customer on another address (P3): she is answered there, from where the thread stands. */
export const addressJoined = (draft: Draft, { from, about = [] }: AddressJoinedEvent): void => {
  const { state, world } = draft;
  state.address = from;
  draft.entries.push({ kind: 'event', at: world.now, name: 'address_joined' });
  const others = about.filter((each) => !isHere(draft, each));
  for (const other of others) keepForLater(draft, other);
  if (state.owner.kind !== 'bot') return notice(draft, 'claimed', say(voiceOf(draft), 'withPerson'));
  tell(draft, 'sameThread', { comma_name: commaName(draft) });
  for (const other of others) tell(draft, 'keptForLater', { topic: topicName(draft, other) });
  if (state.pending) return;
  if (state.mode === 'guided') resume(draft);
  else poseAgain(draft);
};
