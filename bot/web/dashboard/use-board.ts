/** What the page shows, looked at every few seconds: outages, what the detection suspects, and the messages about them. */
import { useReducer, useState } from 'react';
import type { Outage, Scope } from '../contracts';
import { aheadOf, useStaff } from '../staff/context';
import { usePolling } from '../staff/use-polling';
import type { Alerts } from './alerts-panel';
import { EMPTY_BOARD, reduceBoard, type Board } from './board';
import type { Notices } from './notices-panel';

const BEAT_MS = 4_000;

export interface Watched {
  readonly board: Board;
  readonly alerts: Alerts | undefined;
  readonly notices: Notices | undefined;
  /** How far the server's clock is ahead of this machine's, ms. */
  readonly ahead: number;
  /** Shows it before the next look does. */
  readonly put: (outage: Outage) => void;
}

/** `round`: another one looks at once. */
export function useBoard(round: number): Watched {
  const { ask } = useStaff();
  const [board, tell] = useReducer(reduceBoard, EMPTY_BOARD);
  const [alerts, setAlerts] = useState<Alerts>();
  const [notices, setNotices] = useState<Notices>();
  const [ahead, setAhead] = useState(0);
  usePolling(async () => {
    const [outages, suspected, sent] = await Promise.all([
      ask<{ readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }>({ method: 'GET', path: '/outages' }),
      ask<Alerts>({ method: 'GET', path: '/outage-alerts' }),
      ask<Notices>({ method: 'GET', path: '/notices' }),
    ]);
    if (outages.kind === 'ok') tell({ type: 'listed', ...outages.body });
    else if (outages.kind !== 'signed-out') tell({ type: 'away' });
    if (suspected.kind === 'ok') {
      setAlerts(suspected.body);
      setAhead((known) => aheadOf(suspected.body.at, known));
    }
    if (sent.kind === 'ok') setNotices(sent.body);
    return outages.kind === 'ok';
  }, BEAT_MS, String(round));
  return { board, alerts, notices, ahead, put: (outage) => tell({ type: 'saved', outage }) };
}
