/**
 * When somebody may be written to who did not just write herself, by the class of the message: answers always, news of her
 * service outside of quiet hours and not too often, collection and advertising inside the legal window only (Ley 2300 de
 * 2023). Pure; Colombia has one zone and no daylight saving.
 */
export type MessageClass = 'reply' | 'service' | 'collection' | 'commercial' | 'survey';

export interface Recipient {
  /** She asked to be told. */
  readonly subscribed: boolean;
  /** Whether a message there makes a telephone ring; a web page rings nobody. */
  readonly rings: boolean;
  /** When she wrote last, epoch milliseconds. */
  readonly heardAt: number;
  /** How many of that class she was sent today. */
  readonly sentToday: number;
}

export type Verdict =
  | { readonly kind: 'now' }
  /** Not before `at`, epoch milliseconds. */
  | { readonly kind: 'later'; readonly at: number; readonly why: 'quiet_hours' | 'outside_window' }
  | { readonly kind: 'never'; readonly why: 'daily_limit' };

export interface Occasion {
  readonly class: MessageClass;
  readonly now: number;
  /** It may not wait, e.g. an emergency. */
  readonly critical: boolean;
  /** The first or the last word on what she reported or was told of: said whatever was said before it. */
  readonly owed: boolean;
  /** As the operator set them; `RULES` otherwise. */
  readonly rules?: NoticeRules;
  /** `2026-12-25`, a day in Colombia. */
  readonly isHoliday: (day: string) => boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 5 * HOUR_MS;
/** Who wrote so lately is awake and waits for news. */
const AWAKE_MS = HOUR_MS;
/** Of one class a day; answers are not counted. */
export const DAILY_LIMIT: Readonly<Record<Exclude<MessageClass, 'reply'>, number>> = { service: 4, collection: 1, commercial: 1, survey: 1 };

/** What the operator may set of the news of a service; the window of the law is the same for all. */
export interface NoticeRules {
  /** Hours of the day, `from` the evening `to` the morning; the same twice = none. */
  readonly quiet: { readonly from: number; readonly to: number };
  readonly serviceADay: number;
}
export const RULES: NoticeRules = { quiet: { from: 21, to: 7 }, serviceADay: DAILY_LIMIT.service };

const NOW: Verdict = { kind: 'now' };

export const mayTell = (recipient: Recipient, occasion: Occasion): Verdict => {
  if (occasion.class === 'reply') return NOW;
  const { serviceADay } = occasion.rules ?? RULES;
  const most = occasion.class === 'service' ? serviceADay : DAILY_LIMIT[occasion.class];
  if (!occasion.owed && recipient.sentToday >= most) return { kind: 'never', why: 'daily_limit' };
  return occasion.class === 'service' ? afterQuietHours(recipient, occasion) : insideWindow(occasion);
};

const afterQuietHours = ({ subscribed, rings, heardAt }: Recipient, { now, critical, rules }: Occasion): Verdict => {
  const { quiet } = rules ?? RULES;
  const hour = hourOf(now);
  if (subscribed || critical || !rings || now - heardAt < AWAKE_MS || !isQuiet(hour, quiet)) return NOW;
  const today = midnightOf(now) + quiet.to * HOUR_MS;
  return { kind: 'later', at: hour < quiet.to ? today : today + DAY_MS, why: 'quiet_hours' };
};

/** Over midnight, or within one day. */
const isQuiet = (hour: number, { from, to }: NoticeRules['quiet']): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;

/** Mondays to Fridays 7 to 19, Saturdays 8 to 15, never on Sundays and holidays. */
const insideWindow = ({ now, isHoliday }: Occasion): Verdict => {
  for (let midnight = midnightOf(now), days = 0; days < 15; midnight += DAY_MS, days += 1) {
    const hours = hoursOf(midnight, isHoliday);
    if (!hours || now >= midnight + hours.to * HOUR_MS) continue;
    const opens = midnight + hours.from * HOUR_MS;
    return now >= opens ? NOW : { kind: 'later', at: opens, why: 'outside_window' };
  }
  throw new Error('a fortnight without a working day');
};

const hoursOf = (midnight: number, isHoliday: Occasion['isHoliday']): { readonly from: number; readonly to: number } | null => {
  const weekday = new Date(midnight - OFFSET_MS).getUTCDay();
  if (weekday === 0 || isHoliday(dayIn(midnight))) return null;
  return weekday === 6 ? { from: 8, to: 15 } : { from: 7, to: 19 };
};

const hourOf = (at: number): number => new Date(at - OFFSET_MS).getUTCHours();
const midnightOf = (at: number): number => Math.floor((at - OFFSET_MS) / DAY_MS) * DAY_MS + OFFSET_MS;

/** `2026-11-22`, the day in Colombia. */
export const dayIn = (at: number): string => new Date(at - OFFSET_MS).toISOString().slice(0, 10);

/** What the brake looks at: how the last deliveries ended. */
export interface Ends {
  readonly sent: number;
  readonly bad: number;
}
const FEWEST_BAD = 20;
const MOST_BAD_SHARE = 0.3;

/** Too much goes wrong to go on by itself; a person looks at it first. */
export const shouldBrake = ({ sent, bad }: Ends): boolean => bad >= FEWEST_BAD && bad / Math.max(1, sent + bad) > MOST_BAD_SHARE;
