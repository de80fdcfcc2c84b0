/**
 * The agents' page at work: asks every 1.5 s what changed in the queue and in the open case, keeps what is typed, sends
 * in order. While another tab covers it the queue is looked at more rarely, so that newcomers are still told.
 */
import { useCallback, useEffect, useReducer, useRef, useState, type Dispatch, type RefObject } from 'react';
import type { CaseDetail, CaseSummary } from '../contracts';
import type { CaseList } from '../desk-contracts';
import { aheadOf, useLanguage, useStaff } from '../staff/context';
import type { Ask, Reply } from '../staff/http';
import { safeShelf } from '../staff/preferences';
import { usePolling } from '../staff/use-polling';
import { pathOf } from './case-actions';
import { putDown, takeUp } from './desk-shelf';
import { EMPTY_INBOX, reduceInbox, type Inbox, type InboxEvent } from './inbox';
import { NO_CASE, nextFrom, reduceCase, unsent, type CaseEvent, type OpenCase } from './open-case';
import { useSender } from './use-sender';

const BEAT_MS = 1_500;
const LIST_BEAT = { ms: BEAT_MS, hiddenMs: 5_000 };
const WHOLE_MS = 30_000;
const MOST_LISTED = 5_000;
const shelf = safeShelf(() => sessionStorage);

export interface Desk {
  readonly inbox: Inbox;
  readonly open: OpenCase;
  /** The answer to an act: newer than any look that began before it. */
  readonly changed: (summary: CaseSummary) => void;
  readonly tellCase: Dispatch<CaseEvent>;
  /** Calls off files of a message on their way. */
  readonly cancel: (id: string) => void;
  /** How far the server's hour is ahead of this machine's, ms. */
  readonly ahead: number;
}

export function useDesk(thread: string | undefined): Desk {
  const acts = useRef(0);
  const [open, tellCase] = useOpenCase(thread);
  const { inbox, tellInbox, ahead } = useInbox(acts);
  useLooking(open, tellCase, acts);
  const cancel = useSender(open, tellCase);
  const changed = useCallback((summary: CaseSummary): void => {
    acts.current += 1;
    tellInbox({ type: 'changed', summary });
    tellCase({ type: 'changed', summary });
  }, [tellInbox, tellCase]);
  return { inbox, open, changed, tellCase, cancel, ahead };
}

/** What is typed and unsent is kept over a reload, and the bytes of files, which a reload would lose, while one goes from case to case. */
function useOpenCase(thread = ''): readonly [OpenCase, Dispatch<CaseEvent>] {
  const { user } = useStaff();
  const [open, tell] = useReducer(reduceCase, NO_CASE);
  const left = useRef(new Map<string, OpenCase>());
  useEffect(() => {
    const before = left.current.get(thread);
    const files = before && { unsent: unsent(before), picked: before.picked };
    tell({ type: 'opened', thread, ...takeUp(shelf, user.id, thread), ...files });
  }, [thread, user.id]);
  useEffect(() => {
    if (open.thread === '') return;
    putDown(shelf, { agentId: user.id, thread: open.thread }, { draft: open.draft, voice: open.voice, unsent: unsent(open) });
    if (hasFiles(open)) left.current.set(open.thread, open);
    else left.current.delete(open.thread);
  }, [open, user.id]);
  useEffect(() => {
    if (!hasFiles(open)) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [open]);
  return [open, tell];
}

/** Counts what was done here: a look that began before an act knows nothing of it. */
type Acts = RefObject<number>;

function useInbox(acts: Acts): Pick<Desk, 'inbox' | 'ahead'> & { readonly tellInbox: Dispatch<InboxEvent> } {
  const { ask } = useStaff();
  const [inbox, tellInbox] = useReducer(reduceInbox, EMPTY_INBOX);
  const [ahead, setAhead] = useState(0);
  const listedAt = useRef(0);
  usePolling(async () => {
    const begun = acts.current;
    const whole = inbox.mark === undefined || Date.now() - listedAt.current > WHOLE_MS;
    const reply = whole ? await wholeList(ask) : await ask<CaseList>({ method: 'GET', path: `/cases?since=${encodeURIComponent(inbox.mark ?? '')}` });
    if (reply.kind !== 'ok') {
      if (reply.kind !== 'signed-out') tellInbox({ type: 'away' });
      return false;
    }
    setAhead((known) => aheadOf(reply.body.at, known));
    if (acts.current !== begun) return true;
    if (whole) listedAt.current = Date.now();
    tellInbox({ type: whole ? 'listed' : 'caught-up', cases: reply.body.cases, mark: reply.body.mark });
    return true;
  }, LIST_BEAT, 'cases');
  return { inbox, ahead, tellInbox };
}

/** Catches up with the open case, page by page. */
function useLooking(open: OpenCase, tell: Dispatch<CaseEvent>, acts: Acts): void {
  const { ask } = useStaff();
  const language = useLanguage();
  const { thread } = open;
  usePolling(async () => {
    if (thread === '') return true;
    for (let from: number | undefined = nextFrom(open); from !== undefined;) {
      const begun = acts.current;
      const reply: Reply<CaseDetail> = await ask<CaseDetail>({ method: 'GET', path: `${pathOf(thread)}?from=${from}&lang=${language}` });
      if (acts.current !== begun) return true;
      if (reply.kind === 'ok') tell({ type: 'looked', thread, from, detail: reply.body });
      if (reply.kind === 'refused' && reply.status === 404) tell({ type: 'missing', thread });
      if (reply.kind !== 'ok') return false;
      from = reply.body.next;
    }
    return true;
  }, BEAT_MS, `${thread}/${language}`);
}

function hasFiles(open: OpenCase): boolean {
  return open.picked.length > 0 || unsent(open).some(({ files }) => files.length > 0);
}

/** All pages of it; marks of time are as fresh as the list, so it is read whole now and then. */
async function wholeList(ask: Ask): Promise<Reply<CaseList>> {
  const first = await ask<CaseList>({ method: 'GET', path: '/cases?limit=500' });
  if (first.kind !== 'ok') return first;
  const cases = [...first.body.cases];
  for (let { cursor } = first.body; cursor !== undefined && cases.length < MOST_LISTED;) {
    const page: Reply<CaseList> = await ask<CaseList>({ method: 'GET', path: `/cases?limit=500&cursor=${encodeURIComponent(cursor)}` });
    if (page.kind !== 'ok') return page;
    cases.push(...page.body.cases);
    cursor = page.body.cursor;
  }
  return { kind: 'ok', body: { ...first.body, cases } };
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
