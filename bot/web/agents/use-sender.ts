/**
 * Sends what waits, one message at a time. An unreachable server is tried again by itself, with the same id, a few
 * times; then the agent decides. A refusal is final and says why.
 */
import { useEffect, useRef, type Dispatch } from 'react';
import { useLanguage, useStaff } from '../staff/context';
import { explain } from '../staff/explain';
import { post } from './case-actions';
import { nextToSend, type CaseEvent, type OpenCase, type Outgoing } from './open-case';

const GAPS_MS = [1_000, 2_000, 4_000];

export function useSender(open: OpenCase, tell: Dispatch<CaseEvent>): void {
  const { ask } = useStaff();
  const language = useLanguage();
  const busy = useRef<string>(undefined);
  const next = nextToSend(open);

  useEffect(() => {
    if (next === undefined || busy.current === next.id) return;
    busy.current = next.id;
    void send(next);
    async function send(message: Outgoing): Promise<void> {
      tell({ type: 'sending', id: message.id });
      let reply = await post(ask, open.thread, message);
      for (const gap of GAPS_MS) {
        if (reply.kind !== 'unreachable') break;
        await new Promise((resolve) => setTimeout(resolve, gap));
        reply = await post(ask, open.thread, message);
      }
      busy.current = undefined;
      if (reply.kind === 'ok') tell({ type: 'sent', id: message.id });
      else if (reply.kind === 'refused') tell({ type: 'refused', id: message.id, why: explain(reply, language) });
      else tell({ type: 'failed', id: message.id });
    }
  }, [ask, language, next, open.thread, tell]);
}
