/** What conversations look at with every message, as values of this process that are read anew once a second: shifts and outages. */
import type { DeskHours, OutageBoard, ZoneBoard } from '../../dialogs/conversation/world';
import { OUTAGES } from '../demo';
import { rememberedCalendar, rememberedHours, type Calendar, type Rush } from '../desk/hours';
import { boardReader, zoneBoardOf } from '../outage-board';
import { readModel } from '../runtime/read-model';
import { publicBoardReader } from '../status/public-board';
import { makeStatusSite, type StatusSite } from '../status/status-routes';
import type { Ground } from './ground';

export interface Views {
  readonly calendar: () => Calendar;
  readonly desk: () => DeskHours;
  readonly outages: () => OutageBoard;
  /** What anybody may hear of them. */
  readonly zones: () => ZoneBoard;
  readonly status: StatusSite;
  /** What is told of outages is looked at when one changes, too. */
  refresh(): Promise<void>;
  stop(): void;
}

export const makeViews = async ({ storage, demo, clock, base, log }: Ground, rush: () => Rush): Promise<Views> => {
  const { outages } = demo.operator;
  const shifts = await readModel(demo.shifts, log);
  const board = await readModel(boardReader(outages, clock.now), log);
  const publicBoard = await readModel(publicBoardReader({ outages, zones: demo.zones, now: clock.now }), log);
  const status = makeStatusSite({ name: demo.name, base, now: clock.now });
  let zones: ZoneBoard = { outages: [], places: [] };
  const show = (): void => {
    status.show(publicBoard.value());
    zones = zoneBoardOf(publicBoard.value(), clock.now());
  };
  show();
  // One look after the other: an older one must not come back over a newer one.
  let looking: Promise<void> = Promise.resolve();
  const look = (): Promise<void> => {
    looking = looking.catch(() => undefined).then(async () => {
      await Promise.all([board.refresh(), publicBoard.refresh()]);
      show();
    });
    return looking;
  };
  const stop = storage.news.subscribeRecord(OUTAGES, () => void look().catch((error: unknown) => log.error({ err: error }, 'what is told of outages could not be looked at')));
  const calendar = rememberedCalendar(shifts.value, clock.now);
  return {
    calendar, status,
    desk: rememberedHours(calendar, clock.now, rush),
    outages: board.value,
    zones: () => zones,
    async refresh() {
      await shifts.refresh();
      await look();
    },
    stop,
  };
};
