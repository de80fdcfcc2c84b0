/**
 * Times as a person writes them in the demo's files: relative to the business clock, so that the world is fresh
 * whenever it is loaded. Inside the world they are ISO strings with the offset of Colombia.
 */
import { DAY_MS, dayOf, HOUR_MS, momentOf, toIso } from '../colombia';

const UNIT_MS = { m: 60_000, h: HOUR_MS, d: DAY_MS } as const;
const AGO_OR_AHEAD = /^([+-]\d{1,4})([mhd])$/;
const DAY_AND_CLOCK = /^(today|[+-]\d{1,4}d) ([01]\d|2[0-3]):([0-5]\d)$/;
const ABSOLUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** `now`, `-2h`, `+30m`, `-3d`, `today 14:00`, `+1d 08:00`, or ISO with an offset; otherwise null. */
export const resolveTime = (text: string, now: number): string | null => {
  if (text === 'now') return toIso(now);
  const shift = AGO_OR_AHEAD.exec(text);
  if (shift) return toIso(now + Number(shift[1]) * UNIT_MS[shift[2] as keyof typeof UNIT_MS]);
  const day = DAY_AND_CLOCK.exec(text);
  if (day) return toIso(momentOf(dayOf(now + (day[1] === 'today' ? 0 : Number.parseInt(day[1] ?? '', 10)) * DAY_MS), text.slice(-5)));
  const at = ABSOLUTE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : toIso(at);
};
