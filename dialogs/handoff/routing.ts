/**
 * Which case goes to whom, purely: urgency decides the order, skills decide the fit, and after a time a case spills over
 * to whoever is free, zone first, language last (P4). Waits are open time of the desk, in ms.
 */
import type { Language, Level } from '../../knowledge/language';

export const PRIORITIES = ['normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** An absent or empty list means: any. */
export interface Skills {
  readonly levels?: readonly Level[] | undefined;
  readonly languages?: readonly Language[] | undefined;
  readonly services?: readonly string[] | undefined;
  readonly zones?: readonly string[] | undefined;
}

export interface Waiting {
  readonly priority: Priority;
  /** Business time when it came. */
  readonly since: number;
  readonly waitedMs: number;
  readonly level: Level | null;
  readonly language: Language;
  readonly service?: string | undefined;
  readonly zone?: string | undefined;
  /** What an agent who passed it on said that it needs. */
  readonly needs?: Skills | undefined;
  /** Passed on to this agent. */
  readonly reservedFor?: string | undefined;
}

export interface Seeker {
  readonly id: string;
  readonly skills: Skills;
}

const MINUTE = 60_000;
/** So long a case waits for who fits in every way; then for each way given up. */
export const SPILL_MS = { zone: 3 * MINUTE, service: 5 * MINUTE, level: 8 * MINUTE, language: 15 * MINUTE } as const;
/** So long a case that was passed on waits for the one it was meant for. */
export const RESERVED_MS = 5 * MINUTE;

export const suits = ({ id, skills }: Seeker, waiting: Waiting): boolean => {
  const { waitedMs, needs = {} } = waiting;
  if (waiting.reservedFor !== undefined && waiting.reservedFor !== id && waitedMs < RESERVED_MS) return false;
  const wanted = {
    levels: [needs.levels, waiting.level], languages: [needs.languages, waiting.language],
    services: [needs.services, waiting.service], zones: [needs.zones, waiting.zone],
  } as const;
  return (
    (waitedMs >= SPILL_MS.zone || fits(skills.zones, ...wanted.zones)) &&
    (waitedMs >= SPILL_MS.service || fits(skills.services, ...wanted.services)) &&
    (waitedMs >= SPILL_MS.level || fits(skills.levels, ...wanted.levels)) &&
    (waitedMs >= SPILL_MS.language || fits(skills.languages, ...wanted.languages))
  );
};

/** What was named by a colleague counts before what the case itself tells. */
const fits = (has: readonly string[] | undefined, needs: readonly string[] | undefined, own: string | null | undefined): boolean => {
  if (has === undefined || has.length === 0) return true;
  const wanted = needs !== undefined && needs.length > 0 ? needs : own == null ? [] : [own];
  return wanted.length === 0 || wanted.some((one) => has.some((other) => other.toLowerCase() === one.toLowerCase()));
};

/** More urgent first, then who waits longest. */
export const before = (one: Pick<Waiting, 'priority' | 'since'>, other: Pick<Waiting, 'priority' | 'since'>): number =>
  PRIORITIES.indexOf(other.priority) - PRIORITIES.indexOf(one.priority) || one.since - other.since;

/** The case that a seeker should take next: her own reserved ones first, then the most urgent that fits. */
export const bestFor = <Case extends Waiting>(seeker: Seeker, waiting: readonly Case[]): Case | undefined => {
  const fitting = waiting.filter((one) => suits(seeker, one)).sort(before);
  return fitting.find(({ reservedFor }) => reservedFor === seeker.id) ?? fitting[0];
};

/** What makes a case urgent by itself: who depends on the service, and what failed before. */
export interface Urgency {
  readonly vulnerable: boolean;
  /** How often it came back to the desk within a day. */
  readonly returns: number;
  /** Contacts of the week that ended without a solution. */
  readonly sameWeek: number;
  /** The bot itself failed. */
  readonly failure: boolean;
  /** Its time is over. */
  readonly breached: boolean;
}

const REPEATED = 2;

export const priorityOf = ({ vulnerable, returns, sameWeek, failure, breached }: Urgency): Priority => {
  if (vulnerable || returns >= REPEATED) return 'urgent';
  const priority = failure || returns > 0 || sameWeek >= REPEATED ? 'high' : 'normal';
  return breached ? raised(priority) : priority;
};

export const raised = (priority: Priority): Priority => (priority === 'normal' ? 'high' : 'urgent');
