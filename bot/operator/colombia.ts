/**
 * Colombian wall time: UTC-5 all year (no daylight saving since 1993), so plain arithmetic is exact and independent
 * of the machine's zone. Facts carry times as ISO strings with that offset.
 */
import type { Language } from '../../knowledge/language';
import type { VisitTime } from './ports';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 5 * HOUR_MS;

/** `2026-11-21T18:42:00-05:00`; whole seconds. */
export const toIso = (at: number): string => `${new Date(at - OFFSET_MS).toISOString().slice(0, 19)}-05:00`;

/** `2026-11-21`, the day in Colombia. */
export const dayOf = (at: number): string => toIso(at).slice(0, 10);

/** `18:42`. */
const clockOf = (at: number): string => toIso(at).slice(11, 16);

/** The moment of `day` (`2026-11-21`) at `clock` (`08:00`). */
export const momentOf = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00-05:00`);

const DAYS = {
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const satisfies Record<Language, readonly string[]>;
const MONTHS = {
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
  en: [
    'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
  ],
} as const satisfies Record<Language, readonly string[]>;

/** 0 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

const AM_PM = { es: [' a. m.', ' p. m.', ' m.'], en: [' am', ' pm', ' pm'] } as const satisfies Record<Language, readonly string[]>;

/** Twelve hours as Colombians say them: noon is `12:00 m.`. */
const spokenClock = (at: number, language: Language): string => {
  const [hours = 0, minutes = 0] = clockOf(at).split(':').map(Number);
  const noon = hours === 12 && minutes === 0;
  const suffix = AM_PM[language][noon ? 2 : hours < 12 ? 0 : 1];
  return `${hours % 12 === 0 ? 12 : hours % 12}:${String(minutes).padStart(2, '0')}${suffix}`;
};

/** A visit's day and hours for the customer. */
export const spokenWindow = (time: VisitTime, language: Language): string => {
  const day = dayOf(time.from);
  const name = DAYS[language][weekdayOf(day)];
  const month = MONTHS[language][Number(day.slice(5, 7)) - 1];
  const date = Number(day.slice(8));
  const hours = spokenHours(time, language);
  return language === 'es' ? `${name} ${date} de ${month}, ${hours}` : `${name} ${date} ${month}, ${hours}`;
};

/** `de 1:00 p. m. a 5:00 p. m.` */
export const spokenHours = (time: VisitTime, language: Language): string => {
  const [from, to] = [spokenClock(time.from, language), spokenClock(time.to, language)];
  return language === 'es' ? `de ${from} a ${to}` : `${from} to ${to}`;
};
