/**
 * What a channel's provider tells of the account itself, and what it refuses for a reason that only a person can repair:
 * kept for staff, newest first, and told to who listens from outside. The same news told again counts once (I1).
 */
import type { Records } from '../runtime/ports';
import { editShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { ChannelAlarm } from '../web/backlog-contracts';

const MOST = 100;

export interface Alarms {
  /** `id` is the same for the same news. Resolves when it is stored. @throws StorageUnavailable */
  note(alarm: Omit<ChannelAlarm, 'at'>): Promise<void>;
  list(): Promise<readonly ChannelAlarm[]>;
}

export interface AlarmsParts {
  readonly records: Records;
  readonly now: () => number;
  /** May be called again for the same alarm. */
  readonly tell: (alarm: ChannelAlarm) => Promise<void>;
}

export const makeAlarms = ({ records, now, tell }: AlarmsParts): Alarms => {
  const record: SharedRecord<readonly ChannelAlarm[]> = { records, name: 'channel-alarms', first: [] };
  return {
    async note(news) {
      const alarm = await editShared(record, (all) => {
        const known = all.find(({ id }) => id === news.id);
        if (known) return { next: all, result: known };
        const fresh: ChannelAlarm = { ...news, at: new Date(now()).toISOString() };
        return { next: [fresh, ...all].slice(0, MOST), result: fresh };
      });
      await tell(alarm);
    },
    list: () => readShared(record),
  };
};
