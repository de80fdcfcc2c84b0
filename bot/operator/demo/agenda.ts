/** Technicians' time in the demo: free slots out of the crews' weekly hours, and booking one of them. */
import { DAY_MS, dayOf, HOUR_MS, momentOf, weekdayOf } from '../colombia';
import type { Slot } from '../ports';
import { lies } from './outage-match';
import type { DemoService, DemoVisit, World } from './schema';

const DAYS_AHEAD = 7;
/** A crew needs time to get there. */
const NOTICE_MS = 2 * HOUR_MS;
const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

type Crew = World['crews'][number];

/** Free slots of the next days, soonest first. Ids say place, day and hour: `bogota.2026-11-24.0800`. */
export const freeSlots = (world: World, service: DemoService, now: number): readonly Slot[] => {
  const crews = world.crews.filter(({ place }) => lies(service.place, place));
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => dayOf(now + ahead * DAY_MS));
  return days
    .flatMap((day) => crews.flatMap((crew) => slotsOf(crew, day)))
    .filter(({ slot, capacity }) => slot.from >= now + NOTICE_MS && taken(world, slot.id) < capacity)
    .map(({ slot }) => slot)
    .sort((a, b) => a.from - b.from);
};

const slotsOf = (crew: Crew, day: string): readonly { readonly slot: Slot; readonly capacity: number }[] => {
  const weekday = WEEK[weekdayOf(day)];
  if (weekday === undefined || !crew.days.includes(weekday)) return [];
  return crew.windows.map(({ from, to }) => ({
    slot: { id: `${crew.place}.${day}.${from.replace(':', '')}`, from: momentOf(day, from), to: momentOf(day, to) },
    capacity: crew.capacity,
  }));
};

const taken = (world: World, slotId: string): number =>
  world.visits.filter(({ slot, state }) => slot === slotId && state === 'booked').length;

/** Until its day is over: a technician who is late is still coming. */
export const isUpcoming = (visit: DemoVisit, now: number): boolean => visit.state === 'booked' && visit.to.slice(0, 10) >= dayOf(now);

/** The new visit replaces the service's former one. */
export const withVisit = (world: World, visit: DemoVisit, now: number): World => ({
  ...world,
  visits: [
    ...world.visits.map((former) =>
      former.service === visit.service && isUpcoming(former, now) ? { ...former, state: 'replaced' as const } : former,
    ),
    visit,
  ],
});
