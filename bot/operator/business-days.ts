/**
 * Colombian business days: Monday to Friday without the national holidays (Ley 51 de 1983, with the day that Ley 2578 de
 * 2026 added). Days are `2026-11-24` strings of Bogotá; the day itself never counts, a term begins on the next business day.
 */
import { DAY_MS, weekdayOf } from './colombia';

const FIXED = ['01-01', '05-01', '07-20', '08-07', '12-08', '12-25'];
/** Kept on the next Monday. */
const MOVED = ['01-06', '03-19', '06-29', '08-15', '10-12', '11-01', '11-11'];
/** The holiday of 9 July is kept since 2026, on the next Monday. */
const JULY_NINTH = { since: 2026, day: '07-09' };
/** Holy Thursday and Friday; Ascension, Corpus Christi and Sacred Heart on their Mondays. */
const FROM_EASTER = [-3, -2, 43, 64, 71];

const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const nextMonday = (day: string): string => shifted(day, (8 - weekdayOf(day)) % 7);

/** Easter Sunday (Gregorian, the anonymous algorithm of 1876). */
const easter = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`;
};

export const holidaysOf = (year: number): ReadonlySet<string> => {
  const moved = year >= JULY_NINTH.since ? [...MOVED, JULY_NINTH.day] : MOVED;
  const sunday = easter(year);
  return new Set([
    ...FIXED.map((day) => `${year}-${day}`),
    ...moved.map((day) => nextMonday(`${year}-${day}`)),
    ...FROM_EASTER.map((days) => shifted(sunday, days)),
  ]);
};

export const isBusinessDay = (day: string): boolean => {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day);
};

/** The `count`th business day after `day`. */
export const businessDaysAfter = (day: string, count: number): string => {
  let at = day;
  for (let left = count; left > 0; ) {
    at = shifted(at, 1);
    if (isBusinessDay(at)) left -= 1;
  }
  return at;
};

/** How many business days come after `from`, up to and with `to`; 0 when `to` is not later. */
export const businessDaysBetween = (from: string, to: string): number => {
  let count = 0;
  for (let at = shifted(from, 1); at <= to; at = shifted(at, 1)) if (isBusinessDay(at)) count += 1;
  return count;
};
