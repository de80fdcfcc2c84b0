/** The agents' page at work: looks at the queue and at the open case every 1.5 s, keeps what is typed, sends in order. */
import { useEffect, useReducer, type Dispatch } from 'react';
import type { CaseDetail, CaseSummary } from '../contracts';
import { useStaff } from '../staff/context';
import { safeShelf } from '../staff/preferences';
import { usePolling } from '../staff/use-polling';
import { pathOf } from './case-actions';
import { putDown, takeUp } from './desk-shelf';
import { EMPTY_INBOX, reduceInbox, type Inbox, type InboxEvent } from './inbox';
import { NO_CASE, nextFrom, reduceCase, unsent, type CaseEvent, type OpenCase } from './open-case';
import { useSender } from './use-sender';

const BEAT_MS = 1_500;
const shelf = safeShelf(() => sessionStorage);

export interface Desk {
  readonly inbox: Inbox;
  readonly open: OpenCase;
  readonly tellInbox: Dispatch<InboxEvent>;
  readonly tellCase: Dispatch<CaseEvent>;
}

export function useDesk(thread: string | undefined): Desk {
  const { ask, user } = useStaff();
  const [inbox, tellInbox] = useReducer(reduceInbox, EMPTY_INBOX);
  const [open, tellCase] = useReducer(reduceCase, NO_CASE);

  useEffect(() => {
    const kept = takeUp(shelf, user.id, thread ?? '');
    tellCase({ type: 'opened', thread: thread ?? '', ...kept });
  }, [thread, user.id]);
  useEffect(() => {
    if (open.thread !== '') putDown(shelf, { agentId: user.id, thread: open.thread }, { draft: open.draft, unsent: unsent(open) });
  }, [open, user.id]);

  usePolling(async () => {
    const reply = await ask<{ readonly cases: readonly CaseSummary[] }>({ method: 'GET', path: '/cases' });
    if (reply.kind === 'ok') tellInbox({ type: 'listed', cases: reply.body.cases });
    else if (reply.kind !== 'signed-out') tellInbox({ type: 'away' });
    return reply.kind === 'ok';
  }, BEAT_MS, 'cases');

  usePolling(async () => {
    if (open.thread === '') return true;
    const from = nextFrom(open);
    const reply = await ask<CaseDetail>({ method: 'GET', path: `${pathOf(open.thread)}?from=${from}` });
    if (reply.kind === 'ok') tellCase({ type: 'looked', thread: open.thread, from, detail: reply.body });
    if (reply.kind === 'refused' && reply.status === 404) tellCase({ type: 'missing', thread: open.thread });
    return reply.kind === 'ok';
  }, BEAT_MS, open.thread);

  useSender(open, tellCase);
  return { inbox, open, tellInbox, tellCase };
}

/** Who signs out takes the unsent words of customers' cases off this browser. */
export function forgetDesk(): void {
  keptKeys().filter((key) => key.startsWith('hilo.agents.')).forEach((key) => shelf.removeItem(key));
}

function keptKeys(): readonly string[] {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}
