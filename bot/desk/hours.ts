/**
 * When people are at the desk, from the operator's shifts and the Colombian holidays: an honest hour instead of a promise
 * (P4), and the only time that a case's clock counts. Colombia is UTC-5 all year. A shift works on a holiday only when
 * its days name `holiday`.
 */
import type { DeskHours } from '../../dialogs/conversation/world';
import { isBusinessDay } from '../operator/business-days';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MS = 86_400_000;
const BOGOTA_MS = 5 * 3_600_000;
/** Cases older than this count from here. */
const DAYS_BACK = 45;
/** Holy Week and Christmas are shorter. */
const DAYS_AHEAD = 21;

export interface Shift {
  /** `mon` to `sun`, and `holiday`. */
  readonly days: readonly string[];
  /** Local `HH:mm`. */
  readonly from: string;
  readonly to: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Calendar {
  /** Open time between two moments, ms. */
  openMs(from: number, to: number): number;
  /** When so much open time has passed since `from`; undefined when no shift is planned for it. */
  after(from: number, ms: number): number | undefined;
  isOpen(at: number): boolean;
  opensAfter(at: number): number | undefined;
}

/** The shifts around `now` as one list of spans that do not overlap. */
export const calendarOf = (shifts: readonly Shift[], now: number): Calendar => {
  const spans = merged(shifts.flatMap((shift) => spansOf(shift, now)));
  const openUntil = openTimeOf(spans);
  return {
    openMs: (from, to) => Math.max(0, openUntil(to) - openUntil(from)),
    after(from, ms) {
      let left = ms;
      for (const span of spans) {
        const start = Math.max(from, span.from);
        if (span.to <= start) continue;
        if (span.to - start >= left) return start + left;
        left -= span.to - start;
      }
      return undefined;
    },
    isOpen: (at) => spans.some(({ from, to }) => from <= at && at < to),
    opensAfter: (at) => spans.find(({ from }) => from > at)?.from,
  };
};

/** The same, remembered for an hour of business time. */
export const rememberedCalendar = (shifts: () => readonly Shift[], now: () => number): (() => Calendar) => {
  let told: { readonly hour: number; readonly of: readonly Shift[]; readonly calendar: Calendar } | undefined;
  return () => {
    const [at, of] = [now(), shifts()];
    const hour = Math.floor(at / 3_600_000);
    if (told?.hour !== hour || told.of !== of) told = { hour, of, calendar: calendarOf(of, at) };
    return told.calendar;
  };
};

/** How busy the desk is, as far as it is known for sure. */
export type Rush = Pick<DeskHours, 'waiting' | 'usualMinutes'>;

/** Looked at with every decision, so it costs nothing to ask. */
export const rememberedHours = (calendar: () => Calendar, now: () => number, rush: () => Rush = () => ({})): (() => DeskHours) => {
  let told: { readonly minute: number; readonly of: Calendar; readonly hours: DeskHours } | undefined;
  return () => {
    const [at, of] = [now(), calendar()];
    const minute = Math.floor(at / 60_000);
    if (told?.minute !== minute || told.of !== of) told = { minute, of, hours: hoursAt(of, at) };
    return told.hours.open ? { ...told.hours, ...rush() } : told.hours;
  };
};

const hoursAt = (calendar: Calendar, at: number): DeskHours => {
  if (calendar.isOpen(at)) return { open: true };
  const opensAt = calendar.opensAfter(at);
  return opensAt === undefined ? { open: false } : { open: false, opensAt };
};

export const deskHours = (shifts: readonly Shift[], now: number): DeskHours => hoursAt(calendarOf(shifts, now), now);

/** Open time from the first span to a moment; asked for every case of a list, so it is found by halves. */
const openTimeOf = (spans: readonly Span[]): ((at: number) => number) => {
  let sum = 0;
  const before = spans.map(({ from, to }) => (sum += to - from) - (to - from));
  return (at) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const span = spans[low - 1];
    return span ? (before[low - 1] ?? 0) + Math.min(at, span.to) - span.from : 0;
  };
};

const merged = (spans: readonly Span[]): readonly Span[] => {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else all.push(span);
  }
  return all;
};

const spansOf = (shift: Shift, now: number): readonly Span[] => {
  const midnight = Math.floor((now - BOGOTA_MS) / DAY_MS) * DAY_MS + BOGOTA_MS;
  return Array.from({ length: DAYS_BACK + DAYS_AHEAD }, (_, day) => midnight + (day - DAYS_BACK) * DAY_MS)
    .filter((start) => works(shift, start))
    .map((start) => ({ from: start + minutes(shift.from) * 60_000, to: start + minutes(shift.to) * 60_000 }));
};

const works = ({ days }: Shift, start: number): boolean => {
  const local = new Date(start - BOGOTA_MS);
  const weekday = local.getUTCDay();
  const isHoliday = weekday !== 0 && weekday !== 6 && !isBusinessDay(local.toISOString().slice(0, 10));
  return days.includes(isHoliday ? 'holiday' : (DAYS[weekday] ?? ''));
};

const minutes = (clock: string): number => {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
};
