/** Local calendar arithmetic without zones or clock: a moment is a count of minutes since 1970 in local time. */
import { isDigits, joinsUnit } from './number-words';
import { smallNumbers } from './spoken-digits';

/** Minutes since 1970-01-01T00:00 in local time. */
export type Local = number;

const DAY = 1440;
const pad = (value: number, size = 2): string => String(value).padStart(size, '0');
const asDate = (moment: Local): Date => new Date(moment * 60000);

/** `YYYY-MM-DDTHH:mm…` with or without zone, whose clock reading counts; undefined when it is no such thing. */
export function parseLocal(text: string | undefined): Local | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(text ?? '');
  if (found === null) return undefined;
  const [, year, month, day, hour, minute] = found.map(Number);
  return fromParts({ year: year ?? 0, month: month ?? 1, day: day ?? 1 }) + (hour || 0) * 60 + (minute || 0);
}

export interface Day {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  readonly day: number;
}

export const fromParts = ({ year, month, day }: Day): Local => Date.UTC(year, month - 1, day) / 60000;
export const startOfDay = (moment: Local): Local => Math.floor(moment / DAY) * DAY;
export const addDays = (moment: Local, days: number): Local => moment + days * DAY;
export const addMinutes = (moment: Local, minutes: number): Local => Math.round(moment + minutes);
/** 0 is Sunday. */
export const weekday = (moment: Local): number => asDate(moment).getUTCDay();

export const partsOf = (moment: Local): Day => {
  const date = asDate(moment);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const dateOf = (moment: Local): string => {
  const { year, month, day } = partsOf(moment);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
};
export const timeOf = (moment: Local): string => {
  const minutes = moment - startOfDay(moment);
  return `${dateOf(moment)}T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:00`;
};

/** «half past two», «a quarter to five», «twenty past nine», in the order of Spanish. */
function englishClock(folded: string): string {
  if (!/ (past|to|till|before) /.test(folded)) return folded;
  return folded
    .replace(/\bhalf past (\w+)/g, 'at $1 y media')
    .replace(/\b(?:a )?quarter past (\w+)/g, 'at $1 y cuarto')
    .replace(/\b(?:a )?quarter (?:to|till|before) (\w+)/g, 'cuarto para las $1')
    .replace(/\b(five|ten|twenty(?: five)?|\d{1,2})(?: minutes?| min)? past (\w+)/g, 'at $2 y $1')
    .replace(/\b(five|ten|twenty(?: five)?|\d{1,2}) minutes? (?:to|till|before) (\w+)/g, '$1 para las $2');
}

/** Words of a reply about time, its number words as figures: «las ocho y cuarto» is `las 8 y cuarto`. */
export function whenWords(folded: string): string[] {
  const spaced = englishClock(folded)
    .replace(/\b([ap])\.? ?m\b\.?/g, ' $1m ')
    .replace(/(\d)(am|pm|h|hs)\b/g, '$1 $2')
    .replace(/\bmedio ?dia\b|\bnoon\b/g, 'mediodia')
    .replace(/\bmidnight\b/g, 'medianoche');
  const raw = spaced.match(/\d{1,2}:\d{2}|\d{1,4}[/-]\d{1,2}(?:[/-]\d{2,4})?|[a-z]+|\d+|,/g) ?? [];
  const words: string[] = [];
  for (let at = 0; at < raw.length; ) {
    const word = raw[at] ?? '';
    const small = isDigits(word) || word === 'un' || word === 'one' ? undefined : smallNumber(raw, at);
    words.push(small === undefined ? word : String(small.value));
    at = small?.next ?? at + 1;
  }
  return words;
}

/** «treinta y cinco» is one number; in «nueve y cuarto» and «ocho y media» the hour stands alone. */
const smallNumber = (raw: readonly string[], at: number): { value: number; next: number } | undefined => (joinsUnit(raw[at]) ? undefined : smallNumbers(raw, at)[0]);
