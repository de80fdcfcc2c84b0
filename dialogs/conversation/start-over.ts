/**
 * Starting a case afresh. Asked for by the customer it is confirmed once, and forgets what she answered about the problem;
 * who she is and what systems told stay, so nothing of that is asked again (P1).
 */
import type { Facts } from '../../flows/facts';
import { changeMode, stopTimer, tell, type Draft } from './draft';
import { advance } from './guide';

/** Answers that say who she is and which service it is about. */
const IDENTITY = /^(?:channel|key|customer|candidate|code|services?)\./;

export const askStartOver = (draft: Draft): void => {
  if (draft.state.stack.length === 0) return tell(draft, 'nothingPending');
  stopTimer(draft);
  changeMode(draft, { type: 'start_over' });
};

export const startOver = (draft: Draft): void => {
  const { state, world } = draft;
  draft.entries.push({ kind: 'event', at: world.now, name: 'started_over' });
  state.facts = withoutAnswers(state.facts);
  delete state.told;
  tell(draft, 'startingOver');
  changeMode(draft, { type: 'settled' });
  reopen(draft);
};

/** Passes the case's flow again from its beginning: what is known is passed over. */
export const reopen = (draft: Draft): void => {
  const { state } = draft;
  const [outermost] = state.stack;
  if (!outermost) return;
  stopTimer(draft);
  state.stack = [];
  state.assumed = [];
  delete state.path;
  delete state.waiting;
  advance(draft, { type: 'open', flow: outermost.flow, release: outermost.release });
};

export const withoutAnswers = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name, { source }]) => source !== 'customer' || IDENTITY.test(name)));
