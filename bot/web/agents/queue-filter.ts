/** Which cases the list shows: filters over what is loaded, answered at once. */
import type { CaseSummary } from '../contracts';

export interface QueueFilter {
  readonly level: '' | 'basic' | 'intermediate' | 'advanced';
  readonly language: '' | 'es' | 'en';
  readonly service: string;
  readonly channel: string;
  readonly zone: string;
  readonly sla: '' | 'warning' | 'breached';
}

export const NO_FILTER: QueueFilter = { level: '', language: '', service: '', channel: '', zone: '', sla: '' };

export function filtered(cases: readonly CaseSummary[], filter: QueueFilter): readonly CaseSummary[] {
  if (countOf(filter) === 0) return cases;
  const fits = (wanted: string, has: string | null | undefined): boolean => wanted === '' || wanted === has;
  return cases.filter((one) =>
    fits(filter.level, one.level) && fits(filter.language, one.language) && fits(filter.service, one.service) &&
    fits(filter.channel, one.channel) && fits(filter.zone, one.zone) && fits(filter.sla, one.sla.state));
}

/** How many are set. */
export function countOf(filter: QueueFilter): number {
  return Object.values(filter).filter((value) => value !== '').length;
}

/** The values that occur, to choose from. */
export function valuesOf(cases: readonly CaseSummary[], field: 'service' | 'channel' | 'zone'): readonly string[] {
  return [...new Set(cases.flatMap((one) => one[field] ?? []))].sort();
}
