/**
 * A person on request, in every turn (P11), and the thread's owner (I6): the request is kept by the operator, tried
 * again when its system does not answer, and hands the thread to the desk when people are on shift. The place in a flow
 * stays untouched: given back, the bot goes on at the exact step (P4).
 */
import type { HandoffReason } from '../effect';
import type { Agent, AgentSaidEvent, ClaimedEvent, PerformedEvent, WaitedFor } from '../event';
import type { SystemEntry } from '../transcript';
import { say } from '../../knowledge/phrases/say';
import { timeWords } from '../../flows/format';
import { cause, remember, stopTimer, tell, voiceOf, wakeAfter, type Draft } from './draft';
import { currentQuestion, resume, resumeHeard } from './guide';

const RETRY_MS = 60_000;
const DESK_LOOK_MS = 30 * 60_000;

export const requestHuman = (draft: Draft, reason: HandoffReason = 'asked'): void => {
  const { human, owner } = draft.state;
  if (human?.id !== undefined && owner.kind === 'bot') return askedAgain(draft, human.id, human.reason);
  if (human) return tell(draft, 'humanOnTheWay');
  send(draft, 0, reason);
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'human_requested' });
};

/** Nobody was there when she asked first; now somebody is, or she hears when. */
const askedAgain = (draft: Draft, request: string, reason: HandoffReason): void => {
  const { desk, now } = draft.world;
  if (desk.open) {
    passOn(draft, reason);
    return tellQueue(draft, request);
  }
  const when = desk.opensAt === undefined ? undefined : timeWords(desk.opensAt, now, draft.state.language);
  if (when === undefined) tell(draft, 'humanKeptAlready', { request });
  else tell(draft, 'humanKeptAlreadyUntil', { request, when });
  goOn(draft);
};

/** Her request waits at the desk while the bot has the voice: what nobody here can make anything of is for who takes it. */
export const addedToRequest = (draft: Draft): boolean => {
  const { human, owner, stack } = draft.state;
  if (human?.id === undefined || owner.kind !== 'bot' || stack.length > 0) return false;
  tell(draft, 'addedToRequest', { request: human.id });
  touch(draft);
  return true;
};

/** The operator answered the request. */
export const humanAnswered = (draft: Draft, event: PerformedEvent): void => {
  const { human } = draft.state;
  if (!human) return;
  if (!keepRequest(draft, event, human.reason)) return tryLater(draft, human.tries, human.reason);
  if (draft.state.owner.kind === 'bot') goOn(draft);
};

/** Notes a kept request and hands the thread over. False when the request was not kept. */
export const keepRequest = (draft: Draft, event: PerformedEvent, reason: HandoffReason): boolean => {
  const id = event.facts['human.request_id'];
  if (event.result !== 'kept' || typeof id !== 'string') return false;
  remember(draft, 'request_human', event.facts);
  draft.state.human = { ticket: event.ticket, tries: 0, reason, id };
  handOff(draft, reason);
  tellKept(draft, id);
  return true;
};

const tellKept = (draft: Draft, id: string): void => {
  const { desk } = draft.world;
  if (desk.open) tellQueue(draft, id);
  else if (desk.opensAt === undefined) tell(draft, 'humanKept', { request: id });
  else tell(draft, 'humanKeptUntil', { request: id, when: timeWords(desk.opensAt, draft.world.now, draft.state.language) ?? '' });
};

/** While the desk is closed the bot has the voice, and nobody is waited for. */
const keepFor = ({ state }: Draft, agent: Agent): void => {
  const { owner } = state;
  if (owner.kind === 'queue') state.owner = { ...owner, for: agent };
};

/** She waited for a person in a conversation that was joined into this one: the person comes here, under the same number. */
export const waitHere = (draft: Draft, { reason, request, agent }: WaitedFor): void => {
  const { state } = draft;
  if (state.owner.kind !== 'bot' || state.human) return;
  if (request === undefined) return requestHuman(draft, reason);
  state.human = { ticket: 'joined', tries: 0, reason, id: request };
  // That it was handed over stands in what was joined already.
  passOn(draft, reason);
  tellKept(draft, request);
  if (agent) keepFor(draft, agent);
};

/** Where she stands in the queue and how long it usually takes, as far as that is known (P4). */
const tellQueue = (draft: Draft, request: string): void => {
  const { waiting, usualMinutes } = draft.world.desk;
  tell(draft, 'handedOver', { request });
  if (waiting === undefined) return;
  if (waiting === 0) tell(draft, 'queueNext');
  else tell(draft, waiting === 1 ? 'queueOneAhead' : 'queueAhead', { n: waiting });
  if (usualMinutes !== undefined) tell(draft, usualMinutes === 1 ? 'queueMinute' : 'queueMinutes', { n: usualMinutes });
};

/** When nobody is on shift the case waits at the desk and the bot keeps its voice. */
const handOff = (draft: Draft, reason: HandoffReason): void => {
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'handed_off', detail: reason });
  passOn(draft, reason);
};

const passOn = (draft: Draft, reason: HandoffReason): void => {
  const { state, world } = draft;
  cause(draft, () => ({ kind: 'handoff', reason }));
  if (world.desk.open && state.owner.kind === 'bot') {
    state.owner = { kind: 'queue', since: world.now };
    state.epoch += 1;
    stopTimer(draft);
    waitForDesk(draft);
  }
};

export const waitForDesk = (draft: Draft): void => {
  draft.listen = { kind: 'desk', ms: DESK_LOOK_MS };
};

/** Nobody is left waiting in silence: when the desk closed before anybody came, the bot says so and takes up its voice. */
export const lookAtDesk = (draft: Draft): void => {
  const { state, world } = draft;
  delete state.timer;
  if (state.owner.kind !== 'queue') return;
  if (world.desk.open) {
    return waitForDesk(draft);
  }
  state.owner = { kind: 'bot' };
  state.epoch += 1;
  const { opensAt } = world.desk;
  const when = opensAt === undefined ? '' : (timeWords(opensAt, world.now, state.language) ?? '');
  tell(draft, 'deskClosed', { request: state.human?.id ?? '', when });
  goOn(draft);
};

export const retryHuman = (draft: Draft): void => {
  const { human } = draft.state;
  if (human) send(draft, human.tries + 1, human.reason);
};

const send = (draft: Draft, tries: number, reason: HandoffReason): void => {
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'action', action: 'request_human', facts, language, ticket: own }));
  draft.state.human = { ticket, tries, reason };
};

/** I10: the customer is told once, and the request is tried until it is kept. */
const tryLater = (draft: Draft, tries: number, reason: HandoffReason): void => {
  if (tries === 0) tell(draft, 'humanFailed');
  draft.state.human = { ticket: wakeAfter(draft, RETRY_MS), tries, reason };
};

const goOn = (draft: Draft): void => {
  const { mode, pending, stack } = draft.state;
  if (mode !== 'guided' || pending || stack.length === 0) return;
  if (!currentQuestion(draft)) return resume(draft);
  tell(draft, 'meanwhile');
  resumeHeard(draft);
};

/** The first agent has the thread; for another one nothing happens. */
export const claimed = (draft: Draft, { agent, takeOver }: ClaimedEvent): void => {
  const { state, world } = draft;
  if (state.owner.kind === 'agent' && (!takeOver || state.owner.id === agent.id)) return;
  state.owner = { kind: 'agent', id: agent.id, name: agent.name, since: world.now };
  state.epoch += 1;
  state.held = [];
  delete state.deferred;
  stopTimer(draft);
  notice(draft, 'claimed', say(voiceOf(draft), 'agentHere', { name: agent.name }));
  cause(draft, () => ({ kind: 'case', status: 'with_agent' }));
};

export const agentSaid = (draft: Draft, { agent, text, attachments }: AgentSaidEvent): void => {
  if (!isOwner(draft, agent.id)) return;
  const { state, world, entries } = draft;
  entries.push({ kind: 'agent', at: world.now, text, by: agent.id, name: agent.name, ...(attachments && { attachments }) });
  cause(draft, () => ({ kind: 'deliver', to: state.address, entries: [entries.length - 1] }));
  touch(draft);
};

/** The desk's list follows what is said in its cases. */
export const touch = (draft: Draft): void => void cause(draft, () => ({ kind: 'case', status: 'touched' }));

export const isOwner = ({ state }: Draft, agent: string): boolean => state.owner.kind === 'agent' && state.owner.id === agent;

/** A word of the system, of its closed list (I6). */
export const notice = (draft: Draft, name: SystemEntry['name'], text: string): void => {
  const { state, world, entries } = draft;
  entries.push({ kind: 'system', at: world.now, name, text, language: state.language });
  const { notice: of } = draft;
  cause(draft, () => ({ kind: 'deliver', to: state.address, entries: [entries.length - 1], ...(of !== undefined && { notice: of }) }));
};
