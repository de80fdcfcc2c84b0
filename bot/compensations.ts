/**
 * What is paid back for time without service, kept per customer once an outage is over (P8): one line a service and month,
 * replaced when more of the month is lost. By the operator's rule alone: an amount stands here only when that is signed.
 * Repeatable; a process that dies in between is gone on with by the next look.
 */
import { toIso } from './operator/colombia';
import { monthOf } from './operator/downtime';
import type { Operator } from './operator/operator';
import type { AffectedService, Outage } from './operator/ports';
import type { Records } from './runtime/ports';
import { changeShared, readShared, type SharedRecord } from './runtime/shared-record';
import type { Compensation } from './web/outage-contracts';

const MOST_LINES = 60;
const MOST_DONE = 500;
/** Customers at one look, so that nothing else waits for a large outage: the next look goes on. */
const AT_ONCE = 200;
/** What ended longer ago stands in another month. */
const RECENT_MS = 32 * 86_400_000;

export interface Compensations {
  /** Newest month first. */
  of(customer: string): Promise<readonly Compensation[]>;
  /** Records what outages that ended left; called from time to time. */
  sweep(): Promise<void>;
}

export interface CompensationParts {
  readonly records: Records;
  readonly outages: Pick<Operator['outages'], 'all' | 'affected' | 'downtime'>;
  /** Business time, ms. */
  readonly now: () => number;
}

/** How many of the outage's services were looked at, by `<outage>~<restored at>`. */
type Done = readonly (readonly [key: string, services: number])[];

export const makeCompensations = ({ records, outages, now }: CompensationParts): Compensations => {
  const linesOf = (customer: string): SharedRecord<readonly Compensation[]> => ({ records, name: `compensations:${customer}`, first: [] });
  const done: SharedRecord<Done> = { records, name: 'compensations:done', first: [] };
  const recordOne = async ({ customerId, serviceId }: AffectedService, within: string): Promise<void> => {
    const lost = await outages.downtime({ customerId, serviceId }, within);
    if (!lost.ok || lost.value.state === 'none') return;
    const { month, minutes, state, amountCop, why, outages: of } = lost.value;
    const line: Compensation = { service: serviceId, month, minutes, state, ...(amountCop !== undefined && { amountCop }), why, outages: of, recordedAt: toIso(now()) };
    await changeShared(linesOf(customerId), (lines) => withLine(lines, line));
  };
  const record = async (outage: Outage, from: number): Promise<number | null> => {
    const affected = await outages.affected(outage.id);
    if (!affected.ok) return null;
    const certain = affected.value.filter(({ match }) => match === 'exact');
    for (const each of certain.slice(from, from + AT_ONCE)) for (const month of monthsOf(outage, now())) await recordOne(each, month);
    return from + AT_ONCE >= certain.length ? Number.POSITIVE_INFINITY : from + AT_ONCE;
  };
  return {
    of: (customer) => readShared(linesOf(customer)),
    async sweep() {
      const all = await outages.all();
      if (!all.ok) return;
      const known = new Map(await readShared(done));
      for (const outage of all.value.filter((each) => isOver(each, now()))) {
        const key = `${outage.id}~${outage.restoredAt ?? 0}`;
        const from = known.get(key) ?? 0;
        if (from === FINISHED) continue;
        const to = await record(outage, from);
        if (to !== null) await changeShared(done, (before) => [[key, Number.isFinite(to) ? to : FINISHED] as const, ...before.filter(([each]) => each !== key)].slice(0, MOST_DONE));
        return;
      }
    },
  };
};

/** Over a month's end it counts in both; a look that comes after that end still finds the month it was in. */
const monthsOf = ({ since, restoredAt }: Outage, now: number): readonly string[] => {
  const last = monthOf(restoredAt ?? now);
  const months = [last];
  for (let at = since; monthOf(at) < last && months.length < MOST_MONTHS; at += MONTH_STEP_MS) if (!months.includes(monthOf(at))) months.push(monthOf(at));
  return months;
};
const MOST_MONTHS = 6;
/** No month is shorter. */
const MONTH_STEP_MS = 28 * 86_400_000;

const isOver = ({ state, planned, restoredAt = 0 }: Outage, now: number): boolean => state === 'restored' && !planned && now - restoredAt < RECENT_MS;

const FINISHED = -1;

const withLine = (lines: readonly Compensation[], line: Compensation): readonly Compensation[] => {
  const before = lines.find(({ service, month }) => service === line.service && month === line.month);
  if (before && before.minutes === line.minutes && before.state === line.state && before.amountCop === line.amountCop) return lines;
  return [line, ...lines.filter((each) => each !== before)].toSorted((one, other) => other.month.localeCompare(one.month)).slice(0, MOST_LINES);
};
