/**
 * A customer whom a site vouches for (I11): she is known without a code, and not asked who she is where a flow was about
 * to. Who signs in as somebody else sees nothing of the former customer.
 */
import type { SignedInEvent } from '../event';
import { cause, remember, stopPending, tell, wakeAfter, type Draft } from './draft';
import { advance } from './guide';
import { FORMER } from './proof';
import { standAgain } from './stand';
import { topicsOf } from './topics';
import { LIMIT_MS, startOver } from './who';
import { flowAt } from './world';

export const signedIn = (draft: Draft, { from, facts }: SignedInEvent): void => {
  const { state, entries, world } = draft;
  const customer = facts['customer.id'];
  if (typeof customer !== 'string') return refused(draft);
  const current = state.facts['customer.id']?.value;
  if (customer === current) return;
  const before = current ?? state.facts[FORMER]?.value;
  if (before !== undefined && before !== customer) startOver(draft);
  state.address = from;
  entries.push({ kind: 'event', at: world.now, name: 'signed_in' });
  remember(draft, 'session', facts);
  if (state.owner.kind !== 'bot') return;
  if (asksWho(draft)) stopPending(draft);
  if (state.pending) return;
  const about = topicsOf(draft);
  const ticket = cause(draft, (own) => ({ kind: 'identified', ticket: own, customer, address: from, ...(about.length > 0 && { about }) }));
  state.pending = { kind: 'action', ticket, limit: wakeAfter(draft, LIMIT_MS), reopen: true };
};

/** No blame: she goes on as anybody does. */
const refused = (draft: Draft): void => {
  if (draft.state.owner.kind !== 'bot') return;
  tell(draft, 'signInFailed');
  standAgain(draft);
};

/** The innermost flow is the one that proves by a code who she is. */
const asksWho = ({ state, world }: Draft): boolean => {
  const top = state.stack.at(-1);
  return top !== undefined && Object.values(flowAt(world, top).flow.steps).some((step) => step.kind === 'do' && step.do === 'verify_code');
};

/** It begins anew, and is over at once, since it is known what it asks for. */
export const askNoMore = (draft: Draft): void => {
  const { state } = draft;
  const top = state.stack.at(-1);
  if (!top || !asksWho(draft)) return;
  state.stack = state.stack.slice(0, -1);
  advance(draft, { type: 'open', flow: top.flow, release: top.release });
};
