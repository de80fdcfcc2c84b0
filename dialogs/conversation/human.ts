/**
 * A person on request, in every turn (P11): the request is kept by the operator with this thread, tried again when its
 * system does not answer, and never interrupts the place in a flow.
 */
import type { PerformedEvent } from '../event';
import { cause, remember, tell, wakeAfter, type Draft } from './draft';
import { askAgain } from './guide';

const RETRY_MS = 60_000;

export const requestHuman = (draft: Draft): void => {
  const { human } = draft.state;
  if (human?.id !== undefined) {
    tell(draft, 'humanKeptAlready', { request: human.id });
    return goOn(draft);
  }
  if (human) return;
  send(draft, 0);
  draft.entries.push({ kind: 'event', at: draft.world.now, name: 'human_requested' });
};

/** The operator answered the request. */
export const humanAnswered = (draft: Draft, event: PerformedEvent): void => {
  const { human } = draft.state;
  if (!human) return;
  const id = event.facts['human.request_id'];
  if (event.result !== 'kept' || typeof id !== 'string') return tryLater(draft, human.tries);
  remember(draft, 'request_human', event.facts);
  draft.state.human = { ...human, id };
  tell(draft, 'humanKept', { request: id });
  goOn(draft);
};

export const retryHuman = (draft: Draft): void => send(draft, (draft.state.human?.tries ?? 0) + 1);

const send = (draft: Draft, tries: number): void => {
  const { facts, language } = draft.state;
  const ticket = cause(draft, (own) => ({ kind: 'action', action: 'request_human', facts, language, ticket: own }));
  draft.state.human = { ticket, tries };
};

/** I10: the customer is told once, and the request is tried until it is kept. */
const tryLater = (draft: Draft, tries: number): void => {
  if (tries === 0) tell(draft, 'humanFailed');
  draft.state.human = { ticket: wakeAfter(draft, RETRY_MS), tries };
};

const goOn = (draft: Draft): void => {
  if (draft.state.mode !== 'guided' || draft.state.pending) return;
  tell(draft, 'meanwhile');
  askAgain(draft);
};
