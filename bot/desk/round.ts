/**
 * What nobody asks for: every few seconds the open cases are looked over. A case whose agent has gone silent or may not
 * sign in any more goes back to the queue; one whose time runs out is marked, and raised when it is over. Everything is
 * read from the store, so a restart forgets nothing, and two processes at it do no harm.
 */
import type { ThreadId } from '../../dialogs/ids';
import type { StaffUser } from '../web/contracts';
import type { DeskActs } from '../staff/ports';
import { escalated } from './acts';
import type { CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import type { Presence } from './presence';
import { slaState, type Moment } from './summary';

export interface RoundParts {
  readonly cases: CaseIndex;
  readonly presence: Presence;
  readonly acts: Pick<DeskActs, 'release'>;
  readonly userOf: (id: string) => Promise<StaffUser | null>;
  readonly moment: () => Moment;
  readonly machineNow: () => number;
  /** Without a sign of life for so long an agent's cases go back to the queue (machine time). */
  readonly silentMs: number;
  readonly overdue: (thread: ThreadId, row: CaseRow, mark: 'warning' | 'breached') => Promise<void>;
}

export const makeRound = (parts: RoundParts): (() => Promise<void>) => async () => {
  const all = [...(await parts.cases.all())];
  const agents = new Set(all.flatMap(([, row]) => (row.status === 'with_agent' && row.agent ? [row.agent.id] : [])));
  for (const agent of agents) await lookAfter(parts, agent);
  const moment = parts.moment();
  for (const [thread, row] of all) await lookAtClock(parts, thread, { row, moment });
};

/** Whoever was never seen begins to count now. */
const lookAfter = async ({ presence, acts, userOf, machineNow, silentMs }: RoundParts, agent: string): Promise<void> => {
  const user = await userOf(agent);
  if (!user || user.inactive) return acts.release(agent, 'deactivated');
  const present = await presence.of(agent);
  if (!present) return presence.acted(agent);
  if (machineNow() - present.seenAt > silentMs) await acts.release(agent, 'silent');
};

const lookAtClock = async ({ cases, overdue }: RoundParts, thread: ThreadId, { row, moment }: { readonly row: CaseRow; readonly moment: Moment }): Promise<void> => {
  if (row.running === undefined) return;
  const state = slaState(row, moment);
  if (state === 'breached' && row.mark !== 'breached') {
    const after = await cases.edit(thread, (before) => (before.mark === 'breached' ? before : { ...before, mark: 'breached', ...escalated(before) }));
    if (after) await overdue(thread, after, 'breached');
  } else if (state === 'warning' && row.mark === undefined) {
    const after = await cases.edit(thread, (before) => (before.mark === undefined ? { ...before, mark: 'warning' } : before));
    if (after?.mark === 'warning') await overdue(thread, after, 'warning');
  }
};
