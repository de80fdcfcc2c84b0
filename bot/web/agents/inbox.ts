/**
 * The queue as a value: who waits, most urgent first, and which cases are mine. Always holds: the order on the screen is
 * the order of the keys j and k; a row that did not change stays the same object.
 */
import type { CaseSummary, Priority } from '../contracts';

export interface Inbox {
  /** `undefined` until the first answer. */
  readonly cases?: readonly CaseSummary[];
  /** What changed after it is asked for next. */
  readonly mark?: string;
  /** The server did not answer the latest look. */
  readonly away: boolean;
  /** Waiting cases that came with the latest look, to be announced once. */
  readonly arrived: readonly CaseSummary[];
}

export type InboxEvent =
  | { readonly type: 'listed'; readonly cases: readonly CaseSummary[]; readonly mark?: string }
  /** Only what changed since the mark before, closed ones among it. */
  | { readonly type: 'caught-up'; readonly cases: readonly CaseSummary[]; readonly mark: string }
  | { readonly type: 'away' }
  | { readonly type: 'changed'; readonly summary: CaseSummary };

export const EMPTY_INBOX: Inbox = { away: false, arrived: [] };

export function reduceInbox(inbox: Inbox, event: InboxEvent): Inbox {
  switch (event.type) {
    case 'listed':
      return listed(inbox, event.cases, event.mark);
    case 'caught-up':
      return listed(inbox, merged(inbox.cases ?? [], event.cases), event.mark);
    case 'away':
      return { ...inbox, away: true };
    case 'changed':
      return { ...inbox, cases: merged(inbox.cases ?? [], [event.summary]) };
  }
}

function listed(inbox: Inbox, cases: readonly CaseSummary[], mark: string | undefined): Inbox {
  const known = new Map(inbox.cases?.map((one) => [one.thread, one]));
  const kept = cases.map((one) => {
    const before = known.get(one.thread);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(one) ? before : one;
  });
  return { cases: kept, away: false, arrived: arrivals(inbox, kept), ...(mark !== undefined && { mark }) };
}

function merged(cases: readonly CaseSummary[], news: readonly CaseSummary[]): readonly CaseSummary[] {
  if (news.length === 0) return cases;
  const fresh = new Map(news.map((one) => [one.thread, one]));
  const kept = cases.map(({ thread }, index) => fresh.get(thread) ?? cases[index]).filter((one) => one !== undefined);
  const known = new Set(cases.map(({ thread }) => thread));
  return [...kept, ...news.filter(({ thread }) => !known.has(thread))].filter(({ status }) => status !== 'closed');
}

/** Nobody is told of those who were waiting already when the page opened. */
function arrivals(inbox: Inbox, cases: readonly CaseSummary[]): readonly CaseSummary[] {
  if (inbox.cases === undefined) return [];
  const waitedBefore = new Set(waitingIn(inbox.cases).map(({ thread }) => thread));
  return waitingIn(cases).filter(({ thread }) => !waitedBefore.has(thread));
}

export function waitingIn(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  const waiting = cases.filter(({ status }) => status === 'waiting');
  return waiting.sort((one, other) => RANK[one.priority] - RANK[other.priority] || Date.parse(one.since) - Date.parse(other.since));
}

const RANK: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2 };

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
