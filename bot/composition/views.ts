/** What conversations look at with every message, as values of this process that are read anew once a second: shifts and outages. */
import type { DeskHours, OutageBoard, ZoneOutage } from '../../dialogs/conversation/world';
import { rememberedCalendar, rememberedHours, type Calendar, type Rush } from '../desk/hours';
import { boardReader, zoneOutagesOf } from '../outage-board';
import { readModel } from '../runtime/read-model';
import { publicBoardReader } from '../status/public-board';
import { makeStatusSite, type StatusSite } from '../status/status-routes';
import type { Ground } from './ground';

export interface Views {
  readonly calendar: () => Calendar;
  readonly desk: () => DeskHours;
  readonly outages: () => OutageBoard;
  /** What anybody may hear of them. */
  readonly zones: () => readonly ZoneOutage[];
  readonly status: StatusSite;
  refresh(): Promise<void>;
}

export const makeViews = async ({ demo, clock, base, log }: Ground, rush: () => Rush): Promise<Views> => {
  const { outages } = demo.operator;
  const shifts = await readModel(demo.shifts, log);
  const board = await readModel(boardReader(outages, clock.now), log);
  const publicBoard = await readModel(publicBoardReader({ outages, zones: demo.zones, now: clock.now }), log);
  const status = makeStatusSite({ name: demo.name, base, now: clock.now });
  let zones: readonly ZoneOutage[] = [];
  const show = (): void => {
    status.show(publicBoard.value());
    zones = zoneOutagesOf(publicBoard.value(), clock.now());
  };
  show();
  const calendar = rememberedCalendar(shifts.value, clock.now);
  return {
    calendar, status,
    desk: rememberedHours(calendar, clock.now, rush),
    outages: board.value,
    zones: () => zones,
    async refresh() {
      for (const view of [shifts, board, publicBoard]) await view.refresh();
      show();
    },
  };
};
