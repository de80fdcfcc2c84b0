/**
 * A customer who comes back, met as a person would (P3): after seconds the conversation simply goes on; after hours it says
 * what it was about, looks at the line again and asks whether to go on, at the same step; after a long time it asks once
 * whether the problem is still there, and after days what was measured and told is old (I8).
 */
import { SYSTEMS, type System } from '../../flows/contracts';
import { tell as factWords } from '../../flows/format';
import type { Facts, FactValue } from '../../flows/facts';
import type { Phrase } from '../../knowledge/phrases/es';
import { isReplyWord } from '../../knowledge/question';
import { opensWithYesNo } from '../../knowledge/wishes';
import { say } from '../../knowledge/phrases/say';
import type { AddressJoinedEvent, MessageEvent } from '../event';
import { tellOutage } from './asides';
import { keepForLater, openNext, switchTo } from './cases';
import { fold } from '../../knowledge/text';
import { understand } from '../../knowledge/understand';
import type { Intent, Understanding } from '../../knowledge/understanding';
import { cause, changeMode, endAll, leaveGuide, poseAgain, stopTimer, tell, voiceOf, wakeAfter, type Draft } from './draft';
import { advance, askAgain, currentQuestion, resume } from './guide';
import { notice, waitHere } from './human';
import { isOffered } from './outage';
import { isProofGone } from './proof';
import { reopen } from './start-over';
import type { Replay } from './state';
import { hearTold } from './told';
import { isFault, isHere, otherTopic, topicName } from './topics';
import { hearWords } from './urgent';
import { flowAt } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** After this a greeting is returned with one; before it nobody was away. */
const SHORT_MS = 5 * MINUTE;
/** After this she is told what it was about and asked whether to go on, and what the systems told is looked at again. */
const HOURS_MS = 2 * HOUR;
/** After this things may have changed: the customer is asked, and the systems too. */
const LONG_MS = 12 * HOUR;
/** What a system told is looked at again after this. */
const STALE_MS = 15 * MINUTE;
const RECHECK_LIMIT_MS = 3_000;

export const isBackAfterLong = ({ state }: Draft, away: number): boolean =>
  state.stack.length > 0 && away >= LONG_MS && (state.mode === 'guided' || state.mode === 'choosing_level' || state.mode === 'resuming');

/** Folded: words that say that she is here, and those that may stand beside them. */
const GREETS = /\b(?:ya (?:llegue|estoy)|got home|hola|holi|alo|buen[oa]s|volvi|regrese|hello|hi|hey|good (?:morning|afternoon|evening)|back|(?:esta|estas|estan|sigue|sigues|siguen|anda|andas) (?:ahi|hay|alli|aqui)|hay alguien|are you (?:still )?(?:there|here)|anybody|anyone|you there)\b/;
const ONLY_GREETS =
  /^(?:\W|\b(?:hola|holi|alo|buen[oa]s|dias?|tardes?|noches?|ya|ok|okay|bueno|volvi|regrese|llegue|a|la|al|del?|en|mi|casa|trabajo|home|work|got|from|now|aqui|aca|ahi|hay|alguien|alli|estoy|esta|estas|estan|sigue|sigues|siguen|anda|andas|todavia|conmigo|de nuevo|otra vez|senor(?:a|ita)?|que tal|hello|hi|hey|again|good|morning|afternoon|evening|i ?m|am|i|back|are|you|still|there|here|is|anybody|anyone)\b)*$/;

/** A greeting and nothing else answers no question, whatever was asked. */
export const isMereGreeting = (text: string): boolean => {
  const folded = fold(text.slice(0, LONGEST_GREETING));
  return text.length < LONGEST_GREETING && GREETS.test(folded) && ONLY_GREETS.test(folded);
};

const LONGEST_GREETING = 60;

interface Back {
  readonly event: MessageEvent;
  readonly heard: Understanding;
  readonly away: number;
}

/**
 * Back after a while with nothing that answers: after minutes the open question is said again, after hours it is first asked
 * whether to go on. Says whether it was that.
 */
export const isGreetedBack = (draft: Draft, { event, heard, away }: Back): boolean => {
  const greets = ((heard.intent === 'greeting' || heard.intent === 'resume') && heard.confidence >= CLEAR) || isMereGreeting(event.text);
  if (!greets && away < SHORT_MS) return false;
  if (!greets && heard.answer !== undefined && !isReplyWord(heard.answer)) return false;
  if (away >= HOURS_MS) return offerToGoOn(draft, away);
  if (away >= SHORT_MS) draft.entries.push({ kind: 'event', at: draft.world.now, name: 'resumed' });
  tell(draft, away < SHORT_MS ? 'stillHere' : 'back', { comma_name: commaName(draft) });
  askAgain(draft);
  return true;
};

const CLEAR = 0.4;

/** What it was about and how the line is now; the open question waits for a yes, so that nobody has to answer two. */
const offerToGoOn = (draft: Draft, away: number): true => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'resumed' });
  tell(draft, 'backHours', { comma_name: commaName(draft), when: ago(draft, away), topic: topicOf(draft) });
  stopTimer(draft);
  changeMode(draft, { type: 'resumed' });
  if (lookAgain(draft)) delete draft.question;
  return true;
};

/** The answer to "shall we go on?". What is left is heard for itself; undefined when nothing is. */
export const settleResume = (draft: Draft, heard: Understanding, text: string): string | undefined => {
  const rest = withoutNo(text);
  const topic = otherTopic(draft, understand(rest, undefined, draft.world.learnt), rest);
  if (saysItWorks(draft, rest)) solved(draft);
  else if (topic !== undefined) switchTo(draft, topic);
  else if (rest === '' || heard.answer === 'not_now') tell(draft, 'keptPlace');
  else {
    changeMode(draft, { type: 'settled' });
    if (rest !== text || !wantsOn(draft, heard, text)) return rest;
    goOnNow(draft);
  }
  return undefined;
};

/** A line that is another than it was makes the open question an old one. */
const goOnNow = (draft: Draft): void => {
  const [top] = draft.state.stack;
  if (!draft.state.remeasured || !top || !(flowAt(draft.world, top).intents as readonly Intent[]).some(isFault)) return resume(draft);
  delete draft.state.remeasured;
  reopen(draft);
};

/** What chooses an option of the question that waits is its answer, though it may sound like a yes. */
const wantsOn = (draft: Draft, heard: Understanding, text: string): boolean => {
  if (GOES_ON.test(fold(text)) || isMereGreeting(text)) return true;
  const open = currentQuestion(draft);
  if (open?.question.kind === 'choice' && !opensWithYesNo(text) && !isReplyWord(understand(text, open.question).answer)) return false;
  return heard.answer === 'yes' || heard.intent === 'resume';
};

const GOES_ON = /^\W*(?:sigamos|seguir|sigo|siga|continuar|continuemos|continue|go on|let ?s go|carry on)\b/;

/** A bare *yes* means that she goes on; that it works has a word of its own. */
const saysItWorks = (draft: Draft, text: string): boolean => WORKING.test(fold(text)) && worksNow(draft, text);

const WORKING = /\b(?:funcion\w+|sirv\w+|volvio|regreso|llego|arregl\w+|solucion\w+|normaliz\w+|work\w*|back|fixed|solved)\b/;

/** Back after a long time. A message that tells whether the problem is still there is not asked for it. */
export const comeBack = (draft: Draft, heard: Understanding, away: number): void => {
  const { state, world } = draft;
  const top = state.stack[0];
  draft.entries.push({ kind: 'event', at: world.now, name: 'resumed' });
  if (!top) return;
  stopTimer(draft);
  changeMode(draft, { type: 'returned' }, { comma_name: commaName(draft), when: ago(draft, away), topic: topicOf(draft) });
  if (flowAt(world, top).intents.includes(heard.intent)) {
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
  const rest = withoutNo(text);
  if (heard.answer !== 'yes' && (rest === '' || worksNow(draft, rest) || heard.intent === 'thanks_bye')) return solved(draft);
  goOn(draft);
};

const withoutNo = (text: string): string => text.replace(/^\s*(?:nop?e?)\b[\s,.;:]*/i, '');

const worksNow = ({ state }: Draft, text: string): boolean => understand(text, { kind: 'yes_no', text: WORKS[state.language] }).answer === 'yes';

const WORKS = { es: '¿Ya le funciona?', en: 'Does it work now?' } as const;

/** The systems were asked again: what they told replaces what was known, and what is open is said again. */
export const rechecked = (draft: Draft, before: Facts): void => {
  if (draft.state.mode !== 'resuming') return advance(draft, { type: 'reenter' });
  const read = readingOf(draft);
  if (read) tell(draft, 'readAgain', { reading: read.words });
  if (read && before[read.name]?.value !== draft.state.facts[read.name]?.value) draft.state.remeasured = true;
  poseAgain(draft);
};

/** What was just read of her line, for a sentence: the facts that the flow's glossary names value by value. */
const readingOf = ({ state, world }: Draft): { readonly name: string; readonly words: string } | undefined => {
  const [top] = state.stack;
  if (!top) return undefined;
  const { language } = state;
  const known = Object.entries(flowAt(world, top).glossary.facts).find(
    ([name, { values, label }]) => values && label && state.facts[name]?.at === world.now && state.facts[name]?.source !== 'customer',
  );
  if (!known) return undefined;
  const [name, meaning] = known;
  const value = state.facts[name]?.value;
  const words = value === undefined ? undefined : factWords(value, meaning, { language, now: world.now });
  return words === undefined ? undefined : { name, words: `${(meaning.label?.[language] ?? name).toLowerCase()}: ${words}` };
};

/**
 * After days the answers are as old as the readings: a fault is gone through again from its beginning, which asks only what
 * is not known and fresh, and what a system offered is offered anew. Anything else goes on where it was.
 */
const goOn = (draft: Draft): void => {
  changeMode(draft, { type: 'settled' });
  const [top] = draft.state.stack;
  const isFaults = top !== undefined && (flowAt(draft.world, top).intents as readonly Intent[]).some(isFault);
  if (top && (isProofGone(draft) || (isOld(draft) && (isFaults || choosesOffered(draft))))) {
    tell(draft, 'nowOld');
    return reopen(draft);
  }
  if (!lookAgain(draft)) resume(draft);
};

/** What was offered then, as the hours of a visit, may be gone. */
const choosesOffered = ({ state: { stack }, world }: Draft): boolean => {
  const top = stack.at(-1);
  const step = top && flowAt(world, top).flow.steps[top.step];
  return step?.kind === 'ask' && step.options_from !== undefined;
};

const isOld = ({ state, world }: Draft): boolean =>
  Object.entries(state.facts).some(([name, { at }]) => name.startsWith('check.') && world.now - at >= DAY);

/** Back after hours with an answer: it is taken once the systems were asked again, so that what follows it looks at what is true now. */
export const isLookedAtFirst = (draft: Draft, { text, value }: MessageEvent, away: number): boolean =>
  away >= HOURS_MS && lookAgain(draft, { text, ...(value !== undefined && { value }) });

/** Asks the systems again whose word is old; the open question is put again when they answered. False when nothing is old. */
const lookAgain = (draft: Draft, replay?: Replay): boolean => {
  const stale = staleSystems(draft);
  if (stale.length === 0 || !currentQuestion(draft)) return false;
  stopTimer(draft);
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'check', systems: stale, facts, language, ticket: own }));
  draft.state.pending = { kind: 'recheck', ticket, limit: wakeAfter(draft, RECHECK_LIMIT_MS), ...(replay && { replay }) };
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

const topicOf = ({ state, world }: Draft): string => {
  const [top] = state.stack;
  return top ? flowAt(world, top).title[state.language] : '';
};

const ago = (draft: Draft, ms: number): string => {
  const [one, many, unit]: [Phrase, Phrase, number] =
    ms >= DAY ? ['agoDay', 'agoDays', DAY] : ms >= HOUR ? ['agoHour', 'agoHours', HOUR] : ['agoMinute', 'agoMinutes', MINUTE];
  const n = Math.max(1, Math.round(ms / unit));
  return say(voiceOf(draft), n === 1 ? one : many, { n });
};

const commaName = ({ state }: Draft): string => {
  const name: FactValue | undefined = state.facts['customer.name']?.value;
  return typeof name === 'string' ? `, ${name}` : '';
};

/** The same customer on another address (P3): she is answered there, from where the thread stands. */
export const addressJoined = (draft: Draft, { from, about = [], words, person }: AddressJoinedEvent): void => {
  const { state, world } = draft;
  state.address = from;
  draft.entries.push({ kind: 'event', at: world.now, name: 'address_joined' });
  const others = about.filter((each) => !isHere(draft, each));
  for (const other of others) keepForLater(draft, other, words);
  if (state.owner.kind !== 'bot') return notice(draft, 'claimed', say(voiceOf(draft), 'withPerson'));
  tell(draft, 'sameThread', { comma_name: commaName(draft) });
  const isOfferHere = isOffered(draft) && !person && !state.pending;
  if (isOfferHere && others.length > 0) {
    leaveGuide(draft, 'CORTE');
    return openNext(draft);
  }
  for (const other of others) tell(draft, 'keptForLater', { topic: topicName(draft, other) });
  const isBusy = person !== undefined || state.pending !== undefined;
  if (words !== undefined && others.length < about.length && hearThere(draft, words, isBusy)) return;
  if (person) waitHere(draft, person);
  if (state.pending || draft.state.owner.kind !== 'bot') return;
  // Where she writes now she did not read it yet.
  if (isOfferHere) tellOutage(draft);
  if (state.mode === 'guided') resume(draft);
  else poseAgain(draft);
};

/** What she told of this very problem there is known here too (P1). True when it comes before whatever was open. */
const hearThere = (draft: Draft, words: string, isBusy: boolean): boolean => {
  if (!isBusy) return hearWords(draft, words);
  hearTold(draft, words);
  return false;
};
