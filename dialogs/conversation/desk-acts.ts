/**
 * What people of the desk do with a thread beside writing in it: give it back, pass it on, note, take a call. Its owner
 * changes here and in `human.ts` only, each change a new epoch (I6); notes are entries that no customer's channel reads (I5).
 */
import type { GivenBackEvent, NotedEvent, PhonedEvent, ReleasedEvent, TransferredEvent, VerifiedEvent } from '../event';
import type { Position } from '../../flows/run';
import { say } from '../../knowledge/phrases/say';
import { cause, changeMode, endAll, remember, stopTimer, tell, voiceOf, type Draft } from './draft';
import { advance, resumeHeard } from './guide';
import { claimed, isOwner, lookAtDesk, notice, waitForDesk } from './human';
import type { Owner } from './state';

export const givenBack = (draft: Draft, event: GivenBackEvent): void => {
  const { state, entries, world } = draft;
  if (!isOwner(draft, event.agent.id)) return;
  own(draft, { kind: 'bot' });
  delete state.human;
  if (event.how === 'close') return close(draft, event);
  cause(draft, () => ({ kind: 'case', status: 'with_bot' }));
  entries.push({ kind: 'event', at: world.now, name: 'resumed', detail: 'given back', by: event.agent.name });
  const place = event.how === 'skip' && event.step !== undefined ? placeOf(draft, event.step) : undefined;
  if (place) return skipTo(draft, place, event.agent.name);
  if (state.stack.length === 0) return tell(draft, 'givenBackIdle');
  tell(draft, 'givenBack');
  if (state.mode === 'guided') resumeHeard(draft);
};

const own = ({ state }: Draft, owner: Owner): void => {
  state.owner = owner;
  state.epoch += 1;
};

/** Who closes the case has seen what else waited. A solution that she confirmed is asked about once (P10). */
const close = (draft: Draft, { agent, cause: why, confirmed }: GivenBackEvent): void => {
  endAll(draft, confirmed ? 'RESUELTO' : 'HUMANO');
  delete draft.state.next;
  changeMode(draft, { type: 'flow_ended' });
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'case_closed', detail: `${why ?? 'other'}${confirmed ? ' confirmed' : ''}`, by: agent.name });
  notice(draft, 'closed', say(voiceOf(draft), 'caseClosed'));
  cause(draft, () => ({ kind: 'case', status: 'closed' }));
};

/** Steps at which a flow can be entered again: it asks, looks, acts or waits there. */
const PLACES: ReadonlySet<string> = new Set(['ask', 'check', 'do', 'call', 'wait']);

/** The stack with its top at that step; in the release that the thread is pinned to (I7), else in the current one. */
const placeOf = ({ state, world }: Draft, at: string): readonly Position[] | undefined => {
  const slash = at.indexOf('/');
  const [flow, step] = [at.slice(0, slash), at.slice(slash + 1)];
  const index = state.stack.findLastIndex((position) => position.flow === flow);
  const release = state.stack[index]?.release ?? world.current.id;
  const found = (release === world.current.id ? world.current : world.pinned.get(release))?.flows.get(flow)?.flow.steps[step];
  if (found === undefined || !PLACES.has(found.kind)) return undefined;
  return [...state.stack.slice(0, Math.max(index, 0)), { flow, release, step, turns: state.stack[index]?.turns ?? 0 }];
};

const skipTo = (draft: Draft, stack: readonly Position[], by: string): void => {
  const { state, entries, world } = draft;
  const top = stack.at(-1);
  entries.push({ kind: 'event', at: world.now, name: 'skipped_to', detail: `${top?.flow ?? ''}/${top?.step ?? ''}`, by });
  state.stack = stack;
  if (state.mode !== 'guided') {
    changeMode(draft, { type: 'flow_ended' });
    changeMode(draft, { type: 'problem' });
  }
  tell(draft, 'givenBack');
  advance(draft, { type: 'reenter' });
};

export const noted = ({ entries, world }: Draft, { agent, text, attachments }: NotedEvent): void => {
  entries.push({ kind: 'note', at: world.now, text, by: agent.id, name: agent.name, ...(attachments && { attachments }) });
};

export const transferred = (draft: Draft, { agent, to, note }: TransferredEvent): void => {
  if (!isOwner(draft, agent.id)) return;
  const { entries, world } = draft;
  entries.push({ kind: 'note', at: world.now, text: note, by: agent.id, name: agent.name, to: to?.name ?? '' });
  const words = say(voiceOf(draft), to ? 'passedOn' : 'passedToQueue', { name: to?.name ?? '' });
  toQueue(draft, 'transferred', { words, ...(to && { to }) });
};

/** Nobody is left with an agent who is not there any more. */
export const released = (draft: Draft, { agent, why }: ReleasedEvent): void => {
  const { owner } = draft.state;
  if (owner.kind !== 'agent' || owner.id !== agent) return;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'released', detail: why, by: owner.name });
  toQueue(draft, 'taken_back', { words: say(voiceOf(draft), 'takenBack', { name: owner.name }) });
};

interface Passing {
  readonly words: string;
  readonly to?: { readonly id: string; readonly name: string };
}

const toQueue = (draft: Draft, name: 'transferred' | 'taken_back', { words, to }: Passing): void => {
  const { world } = draft;
  own(draft, { kind: 'queue', since: world.now, ...(to && { for: to }) });
  notice(draft, name, words);
  cause(draft, () => ({ kind: 'case', status: 'waiting' }));
  if (world.desk.open) return waitForDesk(draft);
  stopTimer(draft);
  lookAtDesk(draft);
};

/** A call: the thread begins or goes on, and the agent who answers has it unless a colleague does. */
export const phoned = (draft: Draft, { agent, facts }: PhonedEvent): void => {
  const { state, entries, world } = draft;
  if (state.owner.kind === 'agent' && state.owner.id !== agent.id) return;
  entries.push({ kind: 'event', at: world.now, name: 'phone', detail: agent.name });
  remember(draft, 'phone', facts);
  cause(draft, () => ({ kind: 'handoff', reason: 'asked' }));
  claimed(draft, { kind: 'claimed', at: world.now, agent });
};

export const verified = (draft: Draft, { agent, question, right, facts }: VerifiedEvent): void => {
  if (!isOwner(draft, agent.id)) return;
  draft.entries.push({ kind: 'event', at: draft.world.now, name: right ? 'verified' : 'not_verified', detail: question, by: agent.name });
  remember(draft, 'agent', facts);
};
