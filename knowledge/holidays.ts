/**
 * The public holidays of Colombia (Ley 51 de 1983; 9 July since 2026, Ley 2578 de 2026), as days of the year. Pure.
 */
const FIXED = [[1, 1], [5, 1], [7, 20], [8, 7], [12, 8], [12, 25]] as const;
/** Kept on the next Monday. */
const MOVED = [[1, 6], [3, 19], [6, 29], [8, 15], [10, 12], [11, 1], [11, 11]] as const;
const JULY_NINTH = { since: 2026, day: [7, 9] } as const;
/** Holy Thursday and Friday; Ascension, Corpus Christi and Sacred Heart on their Mondays. */
const FROM_EASTER = [-3, -2, 43, 64, 71];

const DAY_MS = 86_400_000;
/** Days since 1970. */
export type DayNumber = number;

export const dayNumber = (year: number, month: number, day: number): DayNumber => Date.UTC(year, month - 1, day) / DAY_MS;
/** 1970 began on a Thursday; 0 is Sunday. */
const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;
const mondayFrom = (day: DayNumber): DayNumber => day + ((8 - weekdayOf(day)) % 7);

/** Easter Sunday (Gregorian, the anonymous algorithm of 1876). */
export function easterOf(year: number): DayNumber {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** The holidays of a year in order. */
export function holidaysOf(year: number): DayNumber[] {
  const moved = year >= JULY_NINTH.since ? [...MOVED, JULY_NINTH.day] : MOVED;
  const days = [
    ...FIXED.map(([month, day]) => dayNumber(year, month, day)),
    ...moved.map(([month, day]) => mondayFrom(dayNumber(year, month, day))),
    ...FROM_EASTER.map((shift) => easterOf(year) + shift),
  ];
  return [...new Set(days)].sort((a, b) => a - b);
}
