/**
 * How long a service was without service in a calendar month of Bogotá, as far as the outages tell, and whether that is
 * over the operator's threshold. Whether and how much is paid stays the biller's word: no amount is worked out here.
 */
import { DAY_MS, dayOf, momentOf } from './colombia';

/** Epoch milliseconds; without `to` it goes on. */
export interface Interruption {
  readonly from: number;
  readonly to?: number;
}

export interface DowntimeRule {
  /** More than so many minutes of a month count. */
  readonly thresholdMin: number;
  /** Who of the operator's legal area signed the rule; until then nothing is promised. */
  readonly verifiedBy?: string | undefined;
}

const MINUTE_MS = 60_000;

/** Whole minutes of the month of `now`; what overlaps counts once. */
export const minutesDown = (interruptions: readonly Interruption[], now: number): number => {
  const start = momentOf(`${dayOf(now).slice(0, 7)}-01`, '00:00');
  const clipped = interruptions.map(({ from, to = now }) => ({ from: Math.max(from, start), to: Math.min(to, now) })).toSorted((a, b) => a.from - b.from);
  let sum = 0;
  let until = start;
  for (const { from, to } of clipped) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return Math.floor(sum / MINUTE_MS);
};

/** `scheduled`: it shows on the next bill. `review`: noted, and somebody looks at it. */
export const creditOf = (interruptions: readonly Interruption[], rule: DowntimeRule, now: number): { readonly state: 'none' | 'scheduled' | 'review'; readonly hours: number } => {
  const minutes = minutesDown(interruptions, now);
  const hours = Math.round((minutes / (DAY_MS / 24 / MINUTE_MS)) * 10) / 10;
  if (minutes <= rule.thresholdMin) return { state: 'none', hours };
  return { state: rule.verifiedBy === undefined ? 'review' : 'scheduled', hours };
};
