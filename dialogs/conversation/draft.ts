/**
 * A decision while it is being made: the next state, what is said, and what is caused. Local to one `decide`, which
 * stays pure: values inside the state are replaced, never changed in place.
 */
import type { FactValue } from '../../flows/facts';
import type { EndCode } from '../../flows/contracts';
import type { Outcome, OpenQuestion, Position } from '../../flows/run';
import type { Level } from '../../knowledge/language';
import type { Phrase } from '../../knowledge/phrases/es';
import { say, type Voice } from '../../knowledge/phrases/say';
import type { Option } from '../../knowledge/question';
import type { Effect, WakeEffect } from '../effect';
import type { BotEntry, Entry, Passage } from '../transcript';
import { withNews } from './known-facts';
import { nextMode, type ModeEvent } from './machine';
import type { Mode, MutableState, ThreadState, Timer } from './state';
import type { World } from './world';

export interface Draft {
  readonly state: MutableState;
  readonly world: World;
  readonly entries: Entry[];
  readonly effects: Effect[];
  /** Tickets of timers that are not wanted any more. */
  readonly cancel: string[];
  readonly texts: string[];
  question?: { readonly text: string; readonly choices: readonly Option[]; readonly asks?: string } | undefined;
  /** What she wrote in this turn about a step that she says she took before. */
  words?: string;
  /** A step was passed because she took it before she wrote. */
  inVain?: true;
  /** The broadcast that this decision is part of. */
  notice?: string;
  /** A button for a person stands beside the choices. */
  offersPerson?: true;
  /** The timer of the place where this decision ends. */
  listen?: (Omit<Timer, 'ticket'> & { readonly ms: number }) | undefined;
}

export interface Decision {
  readonly state: ThreadState;
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  readonly cancel: readonly string[];
}

export const draftOf = (state: ThreadState, world: World): Draft => ({
  state: copyOf(state), world, entries: [], effects: [], cancel: [], texts: [], question: undefined, listen: undefined,
});

/** Assigned, not spread, and its fields are emptied, not deleted, by what happens every turn: the engine keeps it fast. */
const copyOf = (state: ThreadState): MutableState => Object.assign({}, state);

/** A copy to try a continuation on. */
export const fork = (draft: Draft): Draft => ({
  ...draft,
  state: copyOf(draft.state),
  entries: [...draft.entries],
  effects: [...draft.effects],
  cancel: [...draft.cancel],
  texts: [...draft.texts],
});

/** Makes a tried continuation the decision. */
export const adopt = (draft: Draft, tried: Draft): void => {
  Object.assign(draft, { question: undefined, listen: undefined }, tried);
};

export const voiceOf = (draft: Draft): Voice => ({ language: draft.state.language, treatment: draft.world.treatment });

export const tell = (draft: Draft, phrase: Phrase, values: Readonly<Record<string, string | number>> = {}): void => {
  draft.texts.push(say(voiceOf(draft), phrase, values));
};

/** Causes something; returns the ticket that its answer will carry: `<version>/<index>`, the tail of its stable key. */
export const cause = (draft: Draft, make: (ticket: string) => Effect): string => {
  const ticket = `${draft.world.version}/${draft.effects.length}`;
  draft.effects.push(make(ticket));
  return ticket;
};

export const wakeAfter = (draft: Draft, ms: number): string =>
  cause(draft, (ticket): WakeEffect => ({ kind: 'wake', due: draft.world.now + ms, ticket }));

export const stopTimer = (draft: Draft): void => {
  draft.listen = undefined;
  const { timer } = draft.state;
  if (!timer) return;
  draft.cancel.push(timer.ticket);
  draft.state.timer = undefined;
};

export const stopPending = (draft: Draft): void => {
  const { pending } = draft.state;
  if (!pending) return;
  draft.cancel.push(pending.limit);
  draft.state.pending = undefined;
};

export const remember = (draft: Draft, source: string, facts: Readonly<Record<string, FactValue>>): void => {
  if (Object.keys(facts).length === 0) return;
  const at = draft.world.now;
  const known = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, source, at }]));
  draft.state.facts = withNews(draft.state.facts, known);
  draft.entries.push({ kind: 'facts', at, source, facts });
};

/** What became of a step, in the transcript (I5); one entry for the steps that were passed together. */
export const noteStep = (draft: Draft, { flow, release }: Position, outcome: Outcome): void => {
  const { entries, state, world } = draft;
  const level = state.level ?? 'basic';
  const last = entries.at(-1);
  if (last?.kind === 'steps' && last.release === release && last.level === level) {
    entries[entries.length - 1] = { ...last, passages: withOutcome(last.passages, flow, outcome) };
  } else {
    entries.push({ kind: 'steps', at: world.now, release, level, passages: [{ flow, outcomes: [outcome] }] });
  }
};

const withOutcome = (passages: readonly Passage[], flow: string, outcome: Outcome): readonly Passage[] => {
  const last = passages.at(-1);
  return last?.flow === flow ? [...passages.slice(0, -1), { flow, outcomes: [...last.outcomes, outcome] }] : [...passages, { flow, outcomes: [outcome] }];
};

/** Leaves all flows at once: the case ends outside of them. */
export const endAll = (draft: Draft, code: EndCode): void => {
  const { state, world } = draft;
  const [outermost] = state.stack;
  if (outermost) {
    const { flow, release, step } = outermost;
    draft.entries.push({ kind: 'end', at: world.now, flow, release, step, code });
    state.last = flow;
  }
  state.stack = [];
  closeCase(draft);
};

/** What is open ends here, whatever comes next. */
export const leaveGuide = (draft: Draft, code: EndCode): void => {
  stopTimer(draft);
  endAll(draft, code);
  changeMode(draft, { type: 'flow_ended' });
};

export const setLevel = (draft: Draft, level: Level, by: 'said' | 'asked' | 'assumed', cues: readonly string[]): void => {
  draft.state.level = level;
  draft.entries.push({ kind: 'level', at: draft.world.now, level, by, cues });
};

export const changeMode = (draft: Draft, event: ModeEvent, values: Readonly<Record<string, string>> = {}): void => {
  const before = draft.state.mode;
  const { mode, acts } = nextMode(before, event);
  draft.state.mode = mode;
  for (const act of acts) {
    if (act.kind === 'say') tell(draft, act.phrase, values);
    else draft.question = { text: say(voiceOf(draft), act.phrase, values), choices: choicesOf(draft, act.phrase) };
  }
  if (before !== mode && (before === 'choosing_level' || mode === 'choosing_level')) listenForLevel(draft);
};

/** Her help waits behind this question, so silence at it is met as at a question of a flow. */
const listenForLevel = (draft: Draft): void => {
  stopTimer(draft);
  if (draft.state.mode === 'choosing_level') draft.listen = { kind: 'silence', ms: LEVEL_SILENCE_MS };
};

const LEVEL_SILENCE_MS = 30 * 60_000;

/** Asks the conversation's own open question again. */
export const poseAgain = (draft: Draft): void => {
  const phrase = OWN_QUESTIONS[draft.state.mode];
  if (phrase) draft.question = { text: say(voiceOf(draft), phrase), choices: choicesOf(draft, phrase) };
};

const OWN_QUESTIONS: Readonly<Partial<Record<Mode, Phrase>>> = {
  clarifying: 'whatFails', offering_human: 'beyond', returning: 'stillThere', choosing_level: 'askLevel', starting_over: 'startOverSure', rating: 'askRating',
  confirming: 'restoredAsk', resuming: 'shallWeGoOn',
};

/** The value of the button that asks for a person, whatever question stands above it. */
export const PERSON = 'person';

export const offerPerson = (draft: Draft): void => {
  draft.offersPerson = true;
};

/** Who she is, and no service, is what the case is about. */
export const PERSON_ONLY = 'data.wish';

/** What belongs to one case only is forgotten with it. */
export const closeCase = ({ state }: Draft): void => {
  forgetWish(state);
  for (const key of ['path', 'explained', 'unsure', 'soothed', 'waiting', 'remeasured', 'told'] as const) delete state[key];
  state.assumed = [];
};

export const forgetWish = (state: MutableState): void => {
  if (state.facts[PERSON_ONLY]) state.facts = Object.fromEntries(Object.entries(state.facts).filter(([name]) => name !== PERSON_ONLY));
};

/** Puts a flow's question at the end of the message. */
export const pose = (draft: Draft, open: OpenQuestion, asks: string): void => {
  draft.question = { text: open.text, choices: choicesFor(draft, open), asks };
};

const choicesFor = (draft: Draft, open: OpenQuestion): readonly Option[] => {
  if (open.question.kind === 'yes_no') return yesNo(draft);
  return open.question.options ?? [];
};

const option = (draft: Draft, id: string, phrase: Phrase): Option => ({ id, label: say(voiceOf(draft), phrase) });

const yesNo = (draft: Draft): readonly Option[] => [option(draft, 'yes', 'yes'), option(draft, 'no', 'no'), option(draft, 'unknown', 'dontKnow')];

/** The choices of the conversation's own questions. */
export const choicesOf = (draft: Draft, phrase: Phrase): readonly Option[] => {
  if (phrase === 'askLevel') {
    return [
      option(draft, 'basic', 'levelBasic'),
      option(draft, 'intermediate', 'levelIntermediate'),
      option(draft, 'advanced', 'levelAdvanced'),
    ];
  }
  if (phrase === 'whatFails') {
    return [
      option(draft, 'no_internet', 'failsInternet'),
      option(draft, 'tv', 'failsTv'),
      option(draft, 'telephone', 'failsTelephone'),
      option(draft, 'mobile_data', 'failsMobile'),
      option(draft, 'other', 'failsOther'),
    ];
  }
  if (phrase === 'askRating') return SCORES;
  return [option(draft, 'yes', 'yes'), option(draft, 'no', 'no')];
};

const SCORES: readonly Option[] = ['1', '2', '3', '4', '5'].map((score) => ({ id: score, label: score }));

/** Closes the draft: one message a turn (each bubble is billed on some channels), its delivery last. */
export const finish = (draft: Draft): Decision => {
  const { state, listen } = draft;
  if (listen) state.timer = timerOf(draft, listen);
  if (isSilentWait(draft)) tell(draft, 'waiting');
  const bot = message(draft);
  const entries = [...draft.entries, ...(bot ? [bot] : [])];
  if (bot) cause(draft, () => ({ kind: 'deliver', to: state.address, entries: [entries.length - 1], epoch: state.epoch, ...(draft.notice !== undefined && { notice: draft.notice }) }));
  else if (state.pending && draft.effects.length > 0) cause(draft, () => ({ kind: 'typing', to: state.address }));
  if (entries.length > 0 && !isOnlyGreeting(draft)) count(draft);
  return { state, entries, effects: draft.effects, cancel: draft.cancel };
};

const timerOf = (draft: Draft, { kind, ms, last }: NonNullable<Draft['listen']>): Timer => 
  ({ kind, ticket: wakeAfter(draft, ms), ...(last && { last }), ...(kind === 'wait' && { due: draft.world.now + ms }) });

/** Who just answered hears that something is going on; who is silent is not told of every wait. */
const isSilentWait = ({ listen, texts, question, state, world }: Draft): boolean =>
  listen?.kind === 'wait' && texts.length === 0 && !question && state.held.length === 0 && state.owner.kind === 'bot' && world.now - state.heardAt < JUST_NOW_MS;
const JUST_NOW_MS = 60_000;

const TALLY_MS = 2 * 60_000;
/** What is decided in the last seconds may be committed after its timer looked. */
const TALLY_MARGIN_MS = 5_000;

/** Who opened the page and said nothing is no conversation yet. */
const isOnlyGreeting = ({ entries }: Draft): boolean => entries.some((entry) => entry.kind === 'event' && entry.name === 'joined');

const count = (draft: Draft): void => {
  const { state, world } = draft;
  if (state.tally !== undefined && world.now < state.tally - TALLY_MARGIN_MS) return;
  const due = world.now + TALLY_MS;
  state.tally = due;
  cause(draft, () => ({ kind: 'tally', due }));
};

const message = (draft: Draft): BotEntry | null => {
  const { state, world, question } = draft;
  // I6, in one place: while an agent has the thread the bot has no voice, whatever was about to be said.
  if (state.owner.kind === 'agent') return null;
  const parts = [...state.held, ...draft.texts, ...(question ? [question.text] : [])];
  if (state.pending && !question) {
    state.held = parts;
    return null;
  }
  state.held = [];
  if (parts.length === 0) return null;
  if (!state.privacyTold) {
    state.privacyTold = true;
    parts.push(say(voiceOf(draft), 'privacy'));
  }
  const choices = [...(question?.choices ?? []), ...(draft.offersPerson ? [option(draft, PERSON, 'aPerson')] : [])];
  return {
    kind: 'bot',
    at: world.now,
    text: parts.join('\n\n'),
    language: state.language,
    ...(choices.length > 0 && { choices }),
    ...(question?.asks !== undefined && { asks: question.asks }),
  };
};
