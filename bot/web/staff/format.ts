/**
 * Hours and names as staff read them. Everybody works on Colombia's clock (UTC-5 all year), wherever the browser
 * stands, so that two people never speak of different hours.
 */
import type { Language } from '../../../knowledge/language';
import { tagOf } from '../texts';

const ZONE = 'America/Bogota';
const OFFSET = '-05:00';
const OFFSET_MS = -5 * 3_600_000;
const MINUTE_MS = 60_000;

export function clock(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(tagOf(language), { timeZone: ZONE, hour: 'numeric', minute: '2-digit' }).format(new Date(iso));
}

export function dayAndClock(iso: string, language: Language): string {
  const day = new Intl.DateTimeFormat(tagOf(language), { timeZone: ZONE, day: 'numeric', month: 'short' }).format(new Date(iso));
  return `${day}, ${clock(iso, language)}`;
}

/** A day without an hour, `2026-12-14`, as people read it. */
export function dayName(day: string, language: Language): string {
  return new Intl.DateTimeFormat(tagOf(language), { timeZone: ZONE, day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(`${day}T12:00:00${OFFSET}`));
}

/** The hour alone for today, the day too for another one. */
export function moment(iso: string, now: number, language: Language): string {
  return sameDay(Date.parse(iso), now) ? clock(iso, language) : dayAndClock(iso, language);
}

function sameDay(one: number, other: number): boolean {
  const dayOf = (at: number): number => Math.floor((at + OFFSET_MS) / 86_400_000);
  return dayOf(one) === dayOf(other);
}

/** `< 1 min`, `12 min`, `1 h 05 min`, `2 d 3 h`; never negative. */
export function waited(since: string, now: number): string {
  return span(now - Date.parse(since));
}

export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
  if (minutes < 1) return '< 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** What a `datetime-local` field shows for an hour: `2026-11-22T07:30`. */
export function toField(iso: string): string {
  return new Date(Date.parse(iso) + OFFSET_MS).toISOString().slice(0, 16);
}

/** Back from the field; nothing when it is no hour. */
export function fromField(field: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(field)) return undefined;
  const iso = `${field}:00${OFFSET}`;
  return Number.isNaN(Date.parse(iso)) ? undefined : iso;
}

/** `340 kB`, `1.2 MB`. */
export function sizeText(bytes: number, language: Language): string {
  const [unit, size] = bytes < 1_000_000 ? (['kilobyte', Math.max(1, bytes / 1_000)] as const) : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(tagOf(language), { style: 'unit', unit, maximumFractionDigits: unit === 'megabyte' ? 1 : 0 }).format(size);
}

/** A technical name made readable: `line.rx_dbm` to `line rx dbm`. */
export function plainName(name: string): string {
  return name.replaceAll(/[._/-]+/g, ' ').trim();
}
