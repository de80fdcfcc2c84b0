/**
 * Runs the checks that a flow asks for, side by side, each with its own time-out: one slow system never holds the
 * others, and one that does not answer is told as such (I10). What is not known is left out, never guessed.
 * I11: nothing is asked for a customer who was not verified.
 */
import type { System } from '../../flows/contracts';
import type { Facts, FactValue } from '../../flows/facts';
import { dayOf, clockOf, toIso } from './colombia';
import { verifiedService } from './known';
import type { AccountReport, Answer, LineReport, MatchKind, OpenTicket, Operator, Outage, ServiceRef, VisitTime } from './ports';
import { machineTimer, within, type Timer } from './timer';

export const CHECK_TIMEOUT_MS = 2_500;

export type FactSheet = Readonly<Record<string, FactValue>>;
/** `reason`: `unavailable`, `timeout`, `unknown_service`, `not_verified`. */
export type CheckResult =
  | { readonly system: System; readonly ok: true; readonly facts: FactSheet }
  | { readonly system: System; readonly ok: false; readonly facts: Readonly<Record<string, never>>; readonly reason: string };

export interface ChecksNeeds {
  readonly operator: Operator;
  readonly timer?: Timer;
  readonly timeoutMs?: number;
  /** Told when an adapter throws, which is a bug there; the check itself then counts as unavailable. */
  readonly onFault?: (system: System, error: unknown) => void;
}

export type RunChecks = (systems: readonly System[], facts: Facts, now: number) => Promise<readonly CheckResult[]>;

/** The answers keep the order of `systems`; at most `timeoutMs` of machine time pass. */
export const createChecks = (needs: ChecksNeeds): RunChecks => {
  const { operator, timer = machineTimer, timeoutMs = CHECK_TIMEOUT_MS, onFault } = needs;
  const check = async (system: System, service: ServiceRef, now: number): Promise<CheckResult> => {
    const asked = ASK[system](operator, service, now).catch((error: unknown) => {
      onFault?.(system, error);
      return { ok: false, reason: 'unavailable' } as const;
    });
    const answer = await within<Answer<FactSheet>>(asked, { timer, ms: timeoutMs, late: () => ({ ok: false, reason: 'timeout' }) });
    return answer.ok ? { system, ok: true, facts: answer.value } : failed(system, answer.reason);
  };
  return (systems, facts, now) => {
    const service = verifiedService(facts);
    if (!service) return Promise.resolve(systems.map((system) => failed(system, 'not_verified')));
    return Promise.all(systems.map((system) => check(system, service, now)));
  };
};

const failed = (system: System, reason: string): CheckResult => ({ system, ok: false, facts: {}, reason });

type Ask = (operator: Operator, service: ServiceRef, now: number) => Promise<Answer<FactSheet>>;

const ASK: Readonly<Record<System, Ask>> = {
  account: async (operator, service) => mapped(await operator.account.report(service), accountFacts),
  outage: async (operator, service) => mapped(await operator.outages.matching(service), outageFacts),
  line: async (operator, service) => mapped(await operator.line.report(service), lineFacts),
  /** Visits ride along: when only they fail, what is known of the tickets is still told. */
  tickets: async (operator, service, now) => {
    const [ticket, visits] = await Promise.all([operator.tickets.openFor(service), operator.visits.upcoming(service)]);
    return mapped(ticket, (open) => ({ ...ticketFacts(open), ...(visits.ok ? visitFacts(visits.value, now) : {}) }));
  },
};

const mapped = <T>(answer: Answer<T>, facts: (value: T) => FactSheet): Answer<FactSheet> =>
  answer.ok ? { ok: true, value: facts(answer.value) } : answer;

const accountFacts = (report: AccountReport): FactSheet =>
  knownOnly({
    'account.state': report.state,
    'account.balance_cop': report.balanceCop,
    'account.suspended_since': isoOf(report.suspendedSince),
    'account.invoice': report.invoice,
  });

const outageFacts = (found: { readonly outage: Outage; readonly match: MatchKind } | null): FactSheet =>
  found === null
    ? { 'outage.active': false }
    : knownOnly({
        'outage.active': true,
        'outage.match': found.match,
        'outage.cause': found.outage.cause,
        'outage.since': isoOf(found.outage.since),
        'outage.eta': isoOf(found.outage.eta),
        'outage.next_update': isoOf(found.outage.nextUpdate),
        'outage.compensation': found.outage.compensation,
      });

const lineFacts = (report: LineReport): FactSheet =>
  knownOnly({
    'line.state': report.state,
    'line.rx_dbm': report.rxDbm,
    'line.session': report.session,
    'line.uptime_min': report.uptimeMin,
    'line.last_down_at': isoOf(report.lastDownAt),
    'line.last_down_cause': report.lastDownCause,
    'line.neighbours_down': report.neighboursDown,
    'line.traffic': report.traffic,
  });

const ticketFacts = (open: OpenTicket | null): FactSheet =>
  open === null ? { 'ticket.open': false } : { 'ticket.open': true, 'ticket.id': open.id, 'ticket.status': open.status };

const visitFacts = (visits: readonly VisitTime[], now: number): FactSheet => {
  const today = visits.find((visit) => dayOf(visit.from) === dayOf(now));
  return today ? { 'visit.today': true, 'visit.window': `${clockOf(today.from)} - ${clockOf(today.to)}` } : { 'visit.today': false };
};

const isoOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : toIso(at));

const knownOnly = (facts: Readonly<Record<string, FactValue | undefined>>): FactSheet => {
  const known: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) known[name] = value;
  return known;
};
