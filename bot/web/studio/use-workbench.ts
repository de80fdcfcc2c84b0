/** The studio at work: fetches the flows, keeps drafts in the browser, checks a moment after the last keystroke. */
import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react';
import type { FlowFault, FlowsReply } from '../contracts';
import { useStaff } from '../staff/context';
import type { Ask } from '../staff/http';
import { safeShelf } from '../staff/preferences';
import { putDownDrafts, takeUpDrafts } from './draft-shelf';
import { allTexts, EMPTY_WORKBENCH, reduceWorkbench, type Workbench, type WorkbenchEvent } from './workbench';

const PAUSE_MS = 400;
const RETRY_MS = 4_000;
const CHECK_PATIENCE_MS = 60_000;
const shelf = safeShelf(() => localStorage);

export interface WorkbenchInUse {
  readonly bench: Workbench;
  readonly tell: Dispatch<WorkbenchEvent>;
  /** Fetches what is published now, keeping the drafts; answers whether it worked. */
  readonly reload: (as?: 'reloaded' | 'released') => Promise<boolean>;
}

export function useWorkbench(): WorkbenchInUse {
  const { ask } = useStaff();
  const [bench, tell] = useReducer(reduceWorkbench, EMPTY_WORKBENCH);
  const { published, drafts } = bench;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const load = async (): Promise<void> => {
      const reply = await fetchFlows(ask);
      if (reply === undefined) timer = setTimeout(() => void load(), RETRY_MS);
      else tell({ type: 'loaded', reply, kept: takeUpDrafts(shelf, Object.keys(reply.files)) });
    };
    void load();
    return () => clearTimeout(timer);
  }, [ask]);
  useEffect(() => {
    if (published !== undefined) putDownDrafts(shelf, Object.keys(published.files), drafts);
  }, [published, drafts]);
  useChecking(ask, bench, tell);
  const reload = useCallback(async (as: 'reloaded' | 'released' = 'reloaded') => {
    const reply = await fetchFlows(ask);
    if (reply !== undefined) tell({ type: as, reply });
    return reply !== undefined;
  }, [ask]);
  return { bench, tell, reload };
}

async function fetchFlows(ask: Ask): Promise<FlowsReply | undefined> {
  const reply = await ask<FlowsReply>({ method: 'GET', path: '/flows' });
  return reply.kind === 'ok' ? reply.body : undefined;
}

function useChecking(ask: Ask, bench: Workbench, tell: Dispatch<WorkbenchEvent>): void {
  const { kind, revision } = bench.check;
  const latest = useRef(bench);
  useEffect(() => {
    latest.current = bench;
  });
  useEffect(() => {
    if (kind !== 'waiting' && kind !== 'unreachable') return;
    const timer = setTimeout(() => void check(), kind === 'waiting' ? PAUSE_MS : RETRY_MS);
    return () => clearTimeout(timer);
    async function check(): Promise<void> {
      tell({ type: 'checking', revision });
      const files = allTexts(latest.current);
      const reply = await ask<{ readonly faults: readonly FlowFault[] }>({ method: 'POST', path: '/flows/check', body: { files }, timeoutMs: CHECK_PATIENCE_MS });
      tell(reply.kind === 'ok' ? { type: 'checked', revision, faults: reply.body.faults } : { type: 'check-failed', revision });
    }
  }, [ask, kind, revision, tell]);
}
