/**
 * How long a service was without service in a calendar month of Bogotá, as far as the outages tell, whether that is over the
 * operator's threshold, and what the operator's own rule pays back for it. Without a signature on that rule there is no amount.
 */
import type { Language } from '../../knowledge/language';
import { tell } from '../../flows/format';
import { DAY_MS, dayOf, momentOf } from './colombia';

/** Epoch milliseconds; without `to` it goes on. */
export interface Interruption {
  readonly from: number;
  readonly to?: number;
}

export interface DowntimeRule {
  /** More than so many minutes of a month count. */
  readonly thresholdMin: number;
  /** The time counts so many times. */
  readonly multiplier?: number;
  /** Who of the operator's legal area signed the rule; until then nothing is promised. */
  readonly verifiedBy?: string | undefined;
}

const MINUTE_MS = 60_000;

/** `2026-11`. */
export const monthOf = (moment: number): string => dayOf(moment).slice(0, 7);

/** Whole minutes until `now` of that month, of the one that runs when none is told; what overlaps counts once. */
export const minutesDown = (interruptions: readonly Interruption[], now: number, month = monthOf(now)): number => {
  const start = momentOf(`${month}-01`, '00:00');
  const end = Math.min(now, start + minutesOf(month) * MINUTE_MS);
  const clipped = interruptions.map(({ from, to = now }) => ({ from: Math.max(from, start), to: Math.min(to, end) })).toSorted((a, b) => a.from - b.from);
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
  return { state: stateOf(minutes, rule), hours };
};

const stateOf = (minutes: number, { thresholdMin, verifiedBy }: DowntimeRule): Settled['state'] => {
  if (minutes <= thresholdMin) return 'none';
  return verifiedBy === undefined ? 'review' : 'scheduled';
};

export interface Settled {
  /** `2026-11`. */
  readonly month: string;
  readonly minutes: number;
  readonly state: 'none' | 'scheduled' | 'review';
  /** Whole pesos, rounded up; only by a signed rule and for a price that is known. */
  readonly amountCop?: number;
}

export interface Lost {
  readonly interruptions: readonly Interruption[];
  readonly rule: DowntimeRule;
  /** Price of the service a month, without taxes. */
  readonly feeCop?: number | undefined;
  readonly now: number;
  /** `2026-10`; the one that runs when it is left out. */
  readonly month?: string | undefined;
}

export const settle = ({ interruptions, rule, feeCop, now, month = monthOf(now) }: Lost): Settled => {
  const minutes = minutesDown(interruptions, now, month);
  const state = stateOf(minutes, rule);
  const amount = state === 'scheduled' && feeCop !== undefined ? Math.ceil(((rule.multiplier ?? 1) * feeCop * minutes) / minutesOf(month)) : undefined;
  return { month, minutes, state, ...(amount !== undefined && { amountCop: amount }) };
};

/** All of a calendar month, `2026-11`. */
const minutesOf = (month: string): number => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate() * 24 * 60;
};

/** How an amount came to be, for who asks and for who explains it. */
export const whyOf = ({ minutes }: Pick<Settled, 'minutes'>, { rule, feeCop }: Pick<Lost, 'rule' | 'feeCop'>, language: Language): string => {
  const { thresholdMin, multiplier = 1, verifiedBy } = rule;
  const fee = feeCop === undefined ? undefined : tell(feeCop, { type: 'money', about: 'fee' }, { language, now: 0 });
  const said = language === 'es'
    ? [`${minutes} minutos sin servicio en el mes; la regla cuenta desde ${thresholdMin}`, fee && `${multiplier} veces ese tiempo de una tarifa de ${fee}`, verifiedBy === undefined && 'la regla no está firmada']
    : [`${minutes} minutes without service in the month; the rule counts from ${thresholdMin}`, fee && `${multiplier} times that time of a fee of ${fee}`, verifiedBy === undefined && 'the rule is not signed'];
  return said.filter((part) => typeof part === 'string').join('; ');
};
