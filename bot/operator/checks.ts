/**
 * Runs the checks that a flow asks for, side by side, each with its own time-out: one slow system never holds the
 * others, and one that does not answer is told as such (I10). What is not known is left out, never guessed.
 * I11: nothing is asked for a customer who was not verified.
 */
import type { System } from '../../flows/contracts';
import type { Facts, FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import { dayOf, spokenHours, toIso } from './colombia';
import { verifiedService } from './known';
import type { AccountReport, Answer, LineReport, MatchKind, OpenTicket, Operator, Outage, ServiceRef, TicketState, VisitTime } from './ports';
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

/** When it is asked (business time), and in which language the texts among the facts are told. */
export interface Moment {
  readonly now: number;
  readonly language: Language;
}

/** A bare number is `now`, told in Spanish. */
export type RunChecks = (systems: readonly System[], facts: Facts, at: Moment | number) => Promise<readonly CheckResult[]>;

/** The answers keep the order of `systems`; at most `timeoutMs` of machine time pass. */
export const createChecks = (needs: ChecksNeeds): RunChecks => {
  const { operator, timer = machineTimer, timeoutMs = CHECK_TIMEOUT_MS, onFault } = needs;
  const check = async (system: System, service: ServiceRef, moment: Moment): Promise<CheckResult> => {
    const asked = ASK[system](operator, service, moment).catch((error: unknown) => {
      onFault?.(system, error);
      return { ok: false, reason: 'unavailable' } as const;
    });
    const answer = await within<Answer<FactSheet>>(asked, { timer, ms: timeoutMs, late: () => ({ ok: false, reason: 'timeout' }) });
    return answer.ok ? { system, ok: true, facts: answer.value } : failed(system, answer.reason);
  };
  return (systems, facts, at) => {
    const moment: Moment = typeof at === 'number' ? { now: at, language: 'es' } : at;
    const service = verifiedService(facts);
    if (!service) return Promise.resolve(systems.map((system) => failed(system, 'not_verified')));
    return Promise.all(systems.map((system) => check(system, service, moment)));
  };
};

const failed = (system: System, reason: string): CheckResult => ({ system, ok: false, facts: {}, reason });

type Ask = (operator: Operator, service: ServiceRef, moment: Moment) => Promise<Answer<FactSheet>>;

const ASK: Readonly<Record<System, Ask>> = {
  account: async (operator, service) => mapped(await operator.account.report(service), accountFacts),
  outage: async (operator, service, { language }) =>
    mapped(await operator.outages.matching(service), (found) => outageFacts(found, language)),
  line: async (operator, service) => mapped(await operator.line.report(service), lineFacts),
  /** Visits ride along: when only they fail, what is known of the tickets is still told. */
  tickets: async (operator, service, moment) => {
    const [ticket, visits] = await Promise.all([operator.tickets.openFor(service), operator.visits.upcoming(service)]);
    return mapped(ticket, (open) => ({
      ...ticketFacts(open, moment.language),
      ...(visits.ok ? visitFacts(visits.value, moment) : {}),
    }));
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

const outageFacts = (found: { readonly outage: Outage; readonly match: MatchKind } | null, language: Language): FactSheet =>
  found === null
    ? { 'outage.active': false }
    : knownOnly({
        'outage.active': true,
        'outage.id': found.outage.id,
        'outage.match': found.match,
        'outage.cause': found.outage.cause?.[language],
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

/** As it continues "your case stands like this: ...". */
const TICKET_WORDS: Readonly<Record<Language, Readonly<Record<TicketState, string>>>> = {
  es: {
    open: 'lo recibimos y está en fila',
    in_progress: 'ya lo estamos trabajando',
    waiting_customer: 'esperamos un dato suyo',
    on_hold: 'está en espera',
    solved: 'quedó solucionado',
    closed: 'está cerrado',
  },
  en: {
    open: 'we received it and it is in line',
    in_progress: 'we are working on it',
    waiting_customer: 'we are waiting for something from you',
    on_hold: 'it is on hold',
    solved: 'it was solved',
    closed: 'it is closed',
  },
};

const ticketFacts = (open: OpenTicket | null, language: Language): FactSheet =>
  open === null
    ? { 'ticket.open': false }
    : { 'ticket.open': true, 'ticket.id': open.id, 'ticket.status': TICKET_WORDS[language][open.status] };

const visitFacts = (visits: readonly VisitTime[], { now, language }: Moment): FactSheet => {
  const today = visits.find((visit) => dayOf(visit.from) === dayOf(now));
  return today ? { 'visit.today': true, 'visit.window': spokenHours(today, language) } : { 'visit.today': false };
};

const isoOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : toIso(at));

const knownOnly = (facts: Readonly<Record<string, FactValue | undefined>>): FactSheet => {
  const known: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) known[name] = value;
  return known;
};
