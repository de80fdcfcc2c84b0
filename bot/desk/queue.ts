/**
 * The desk's queue: a projection that tolerates a lost race, because the truth of who owns a thread is the thread. Kept
 * as one small shared record by compare-and-set; every change is idempotent, so an effect may be performed twice.
 */
import type { HandoffReason } from '../../dialogs/effect';
import type { ThreadId } from '../../dialogs/ids';
import type { Records } from '../runtime/ports';
import type { CaseStatus } from '../web/contracts';

export interface QueuedCase {
  readonly since: number;
  readonly reason: HandoffReason;
  readonly status: CaseStatus;
}

type Cases = Readonly<Record<string, QueuedCase>>;

const RECORD = 'desk:queue';
const MOST_TRIES = 100;

export interface Queue {
  open(thread: ThreadId, added: Omit<QueuedCase, 'status'>): Promise<void>;
  setStatus(thread: ThreadId, status: CaseStatus): Promise<void>;
  all(): Promise<ReadonlyMap<ThreadId, QueuedCase>>;
}

export const makeQueue = (records: Records): Queue => {
  const change = async (edit: (cases: Cases) => Cases): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const stored = await records.get(RECORD);
      const cases = stored ? (JSON.parse(stored.json) as Cases) : {};
      const next = edit(cases);
      if (next === cases) return;
      if ((await records.put(RECORD, JSON.stringify(next), stored?.version ?? 0)) === 'saved') return;
    }
    throw new Error('the queue could not be changed');
  };
  return {
    open: (thread, added) =>
      change((cases) => (isOpen(cases[thread]) ? cases : { ...cases, [thread]: { ...added, status: 'waiting' } })),
    setStatus: (thread, status) =>
      change((cases) => {
        const known = cases[thread];
        if (!known || known.status === status) return cases;
        if (status === 'closed') return without(cases, thread);
        return { ...cases, [thread]: { ...known, status } };
      }),
    async all() {
      const stored = await records.get(RECORD);
      return new Map(Object.entries(stored ? (JSON.parse(stored.json) as Cases) : {}) as [ThreadId, QueuedCase][]);
    },
  };
};

const isOpen = (known: QueuedCase | undefined): boolean => known !== undefined && (known.status === 'waiting' || known.status === 'with_agent');

const without = (cases: Cases, thread: ThreadId): Cases =>
  Object.fromEntries(Object.entries(cases).filter(([id]) => id !== thread));
