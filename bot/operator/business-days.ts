/**
 * Colombian business days: Monday to Friday without the national holidays. Days are `2026-11-24` strings of Bogotá; the
 * day itself never counts, a term begins on the next business day.
 */
import { holidaysOf } from '../../knowledge/holidays';
import { DAY_MS, weekdayOf } from './colombia';

const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const isBusinessDay = (day: string): boolean => {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isPublicHoliday(day);
};

export const isPublicHoliday = (day: string): boolean => holidaysOf(Number(day.slice(0, 4))).includes(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

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
