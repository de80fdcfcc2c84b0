/**
 * Sends what waits, one message at a time. An unreachable server is tried again by itself, with the same id, for most of a
 * minute and at once when the device has a network again; then the agent decides. A refusal is final and says why. Files on their way may be called off: they are back in
 * the box then.
 */
import { useCallback, useEffect, useRef, type Dispatch } from 'react';
import { useLanguage, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import type { Reply } from '../staff/http';
import { post } from './case-actions';
import { nextToSend, type CaseEvent, type OpenCase, type Outgoing } from './open-case';

const GAPS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];

/** Calls one message off. */
export function useSender(open: OpenCase, tell: Dispatch<CaseEvent>): (id: string) => void {
  const { ask } = useStaff();
  const language = useLanguage();
  const busy = useRef<{ readonly id: string; readonly off: AbortController }>(undefined);
  const next = nextToSend(open);

  useEffect(() => {
    if (next === undefined || busy.current?.id === next.id) return;
    const off = new AbortController();
    busy.current = { id: next.id, off };
    void send(next);
    async function send(message: Outgoing): Promise<void> {
      tell({ type: 'sending', id: message.id });
      const onProgress = (progress: number): void => tell({ type: 'progress', id: message.id, progress });
      const reply = await insist(() => post(ask, { thread: open.thread, message, signal: off.signal, onProgress }), off.signal);
      busy.current = undefined;
      if (reply === undefined) tell({ type: 'taken-back', id: message.id });
      else if (reply.kind === 'ok') tell({ type: 'sent', id: message.id });
      else if (reply.kind === 'refused') tell({ type: 'refused', id: message.id, why: explain(reply, language) });
      else tell({ type: 'failed', id: message.id });
    }
  }, [ask, language, next, open.thread, tell]);

  return useCallback((id: string) => {
    if (busy.current?.id === id) busy.current.off.abort();
  }, []);
}

async function insist(attempt: () => Promise<Reply<unknown> | undefined>, off: AbortSignal): Promise<Reply<unknown> | undefined> {
  let reply = await attempt();
  for (const gap of GAPS_MS) {
    if (reply?.kind !== 'unreachable' || off.aborted) break;
    await rested(gap);
    if (!off.aborted) reply = await attempt();
  }
  return off.aborted ? undefined : reply;
}

/** Until the time is over or the network is back. */
function rested(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
