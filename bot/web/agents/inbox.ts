/**
 * The queue as a value: who waits, oldest first, and which cases are mine. Always holds: the order on the screen is the
 * order of the keys j and k.
 */
import type { CaseSummary } from '../contracts';

export interface Inbox {
  /** `undefined` until the first answer. */
  readonly cases?: readonly CaseSummary[];
  /** The server did not answer the latest look. */
  readonly away: boolean;
  /** Waiting cases that came with the latest look, to be announced once. */
  readonly arrived: readonly CaseSummary[];
}

export type InboxEvent =
  | { readonly type: 'listed'; readonly cases: readonly CaseSummary[] }
  | { readonly type: 'away' }
  | { readonly type: 'changed'; readonly summary: CaseSummary };

export const EMPTY_INBOX: Inbox = { away: false, arrived: [] };

export function reduceInbox(inbox: Inbox, event: InboxEvent): Inbox {
  switch (event.type) {
    case 'listed':
      return { cases: event.cases, away: false, arrived: arrivals(inbox, event.cases) };
    case 'away':
      return { ...inbox, away: true };
    case 'changed':
      return { ...inbox, cases: (inbox.cases ?? []).map((known) => (known.thread === event.summary.thread ? event.summary : known)) };
  }
}

/** Nobody is told of those who were waiting already when the page opened. */
function arrivals(inbox: Inbox, cases: readonly CaseSummary[]): readonly CaseSummary[] {
  if (inbox.cases === undefined) return [];
  const waitedBefore = new Set(waitingIn(inbox.cases).map(({ thread }) => thread));
  return waitingIn(cases).filter(({ thread }) => !waitedBefore.has(thread));
}

export function waitingIn(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  const waiting = cases.filter(({ status }) => status === 'waiting');
  return waiting.sort((one, other) => Date.parse(one.since) - Date.parse(other.since));
}

export function mineIn(cases: readonly CaseSummary[], agentId: string): readonly CaseSummary[] {
  return cases.filter(({ status, agent }) => status === 'with_agent' && agent?.id === agentId);
}

/** Cases other agents hold: shown so that nobody looks for a customer in vain. */
export function othersIn(cases: readonly CaseSummary[], agentId: string): readonly CaseSummary[] {
  return cases.filter(({ status, agent }) => status === 'with_agent' && agent?.id !== agentId);
}

/** The thread one step down (1) or up (-1) the screen; the first or last one when none is open. */
export function beside(order: readonly CaseSummary[], open: string | undefined, step: 1 | -1): string | undefined {
  const at = order.findIndex(({ thread }) => thread === open);
  if (at < 0) return (step === 1 ? order[0] : order.at(-1))?.thread;
  return order[Math.min(order.length - 1, Math.max(0, at + step))]?.thread;
}
