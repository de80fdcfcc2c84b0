/** Broadcasts for the people who watch them: progress by recipient, the stop, and the brake that only they open. */
import type { NoticeDesk } from '../staff/ports';
import type { Brake, Broadcast, NoticeRow } from '../web/outage-contracts';
import { toIso } from '../operator/colombia';
import { countsOf } from './broadcasts';
import type { Ledger, StoredBrake, StoredBroadcast, StoredRow } from './ledger';

const MOST_LISTED = 50;
const MOST_ROWS = 500;

export const makeNoticeDesk = (ledger: Ledger, now: () => number): NoticeDesk => {
  const describe = async ({ id, outage, kind, state, startedAt, endedAt }: StoredBroadcast): Promise<Broadcast> => {
    const counts = await countsOf(ledger, id);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { id, outage, kind, state, startedAt: toIso(startedAt), ...(endedAt !== undefined && { endedAt: toIso(endedAt) }), total, counts };
  };
  return {
    async list() {
      const broadcasts = await Promise.all((await ledger.broadcasts()).slice(0, MOST_LISTED).map(describe));
      return { broadcasts, brake: brakeOf(await ledger.brake()) };
    },
    async rows(id, state) {
      if (!(await ledger.broadcasts()).some((each) => each.id === id)) return null;
      const all = await ledger.rows(id).fold<NoticeRow[]>([], (found, thread, row) => {
        if (found.length < MOST_ROWS && (state === undefined || row.state === state)) found.push(rowOf(thread, row));
        return found;
      });
      return all;
    },
    async stop(id) {
      const stopped = await ledger.change(id, (each) => (each.state === 'running' ? { ...each, state: 'stopped', endedAt: now() } : each));
      return stopped && describe(stopped);
    },
    async setBrake({ on, why }, { name }) {
      // What went wrong before it was opened does not close it again.
      const brake: StoredBrake = { on, at: now(), by: name, why, ...(!on && { since: now() }) };
      await ledger.setBrake(brake);
      return brakeOf(brake);
    },
  };
};

const rowOf = (thread: string, { state, why, at }: StoredRow): NoticeRow => ({
  thread, state, ...(why !== undefined && { why }), ...(at !== undefined && { at: toIso(at) }),
});

const brakeOf = ({ on, at, by, why }: StoredBrake): Brake => ({
  on, ...(at !== undefined && { at: toIso(at) }), ...(by !== undefined && { by }), ...(why !== undefined && { why }),
});
