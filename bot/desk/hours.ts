/** When people are at the desk, from the operator's shifts: an honest hour instead of a promise (P4). Colombia is UTC-5 all year. */
import type { DeskHours } from '../../dialogs/conversation/world';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MS = 86_400_000;
const BOGOTA_MS = 5 * 3_600_000;
const DAYS_AHEAD = 8;

export interface Shift {
  readonly days: readonly string[];
  /** Local `HH:mm`. */
  readonly from: string;
  readonly to: string;
}

/** The same, remembered for a minute of business time: it is looked at with every decision. */
export const rememberedHours = (shifts: () => readonly Shift[], now: () => number): (() => DeskHours) => {
  let told: { readonly minute: number; readonly of: readonly Shift[]; readonly hours: DeskHours } | undefined;
  return () => {
    const [at, of] = [now(), shifts()];
    const minute = Math.floor(at / 60_000);
    if (told?.minute !== minute || told.of !== of) told = { minute, of, hours: deskHours(of, at) };
    return told.hours;
  };
};

export const deskHours = (shifts: readonly Shift[], now: number): DeskHours => {
  const spans = shifts.flatMap((shift) => spansOf(shift, now));
  if (spans.some(({ from, to }) => from <= now && now < to)) return { open: true };
  const next = spans.map(({ from }) => from).filter((from) => from > now);
  return next.length === 0 ? { open: false } : { open: false, opensAt: Math.min(...next) };
};

const spansOf = (shift: Shift, now: number): { from: number; to: number }[] => {
  const midnight = Math.floor((now - BOGOTA_MS) / DAY_MS) * DAY_MS + BOGOTA_MS;
  return Array.from({ length: DAYS_AHEAD }, (_, day) => midnight + day * DAY_MS)
    .filter((start) => shift.days.includes(DAYS[new Date(start - BOGOTA_MS).getUTCDay()] ?? ''))
    .map((start) => ({ from: start + minutes(shift.from) * 60_000, to: start + minutes(shift.to) * 60_000 }));
};

const minutes = (clock: string): number => {
  const [hours = 0, rest = 0] = clock.split(':').map(Number);
  return hours * 60 + rest;
};
