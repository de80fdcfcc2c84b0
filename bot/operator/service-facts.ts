/** The reports of the typed ports as the contract's facts: account, outage, line, tickets and visits. */
import type { FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import { dayOf, spokenHours, spokenWindow, toIso } from './colombia';
import type { AccountReport, BookedVisit, LineReport, MatchKind, OpenTicket, Outage, TicketState } from './ports';

export type FactSheet = Readonly<Record<string, FactValue>>;

/** When it is asked (business time), and in which language the texts among the facts are told. */
export interface Moment {
  readonly now: number;
  readonly language: Language;
}

export const accountFacts = (report: AccountReport): FactSheet =>
  knownOnly({
    'account.state': report.state,
    'account.balance_cop': report.balanceCop,
    'account.suspended_since': isoOf(report.suspendedSince),
    'account.invoice': report.invoice,
    'account.priority': report.priority,
  });

type Touching = { readonly outage: Outage; readonly match: MatchKind } | null;

/** Work to come rides along with what is wrong now. An hour that has passed is none to be told any more. */
export const outageFacts = (found: Touching, ahead: Touching, moment: Moment): FactSheet => ({
  ...activeFacts(found, moment),
  ...(ahead && knownOnly({ 'outage.ahead_from': isoOf(ahead.outage.since), 'outage.ahead_until': isoOf(ahead.outage.eta) })),
});

const stillToCome = (at: number | undefined, now: number): number | undefined => (at !== undefined && at > now ? at : undefined);

const activeFacts = (found: Touching, { now, language }: Moment): FactSheet =>
  found === null
    ? { 'outage.active': false }
    : knownOnly({
        'outage.active': true,
        'outage.id': found.outage.id,
        'outage.match': found.match,
        'outage.planned': found.outage.planned,
        'outage.place': found.outage.places.length === 0 ? undefined : found.outage.places.join(', '),
        'outage.cause': found.outage.cause?.[language],
        'outage.since': isoOf(found.outage.since),
        'outage.eta': isoOf(stillToCome(found.outage.eta, now)),
        'outage.confidence': stillToCome(found.outage.eta, now) === undefined ? undefined : found.outage.confidence,
        'outage.text': found.outage.text?.[language],
        'outage.changed': found.outage.etaMoved,
        'outage.next_update': isoOf(stillToCome(found.outage.nextUpdate, now)),
        'outage.compensation': found.outage.compensation,
      });

export const lineFacts = (report: LineReport): FactSheet =>
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

export const ticketFacts = (open: OpenTicket | null, language: Language): FactSheet =>
  open === null
    ? { 'ticket.open': false }
    : { 'ticket.open': true, 'ticket.id': open.id, 'ticket.status': TICKET_WORDS[language][open.status], 'ticket.opened_at': toIso(open.openedAt) };

/** Hours alone for a visit of today, the day with them for a later one. */
export const visitFacts = (visits: readonly BookedVisit[], { now, language }: Moment): FactSheet => {
  const [next] = visits;
  if (!next) return { 'visit.today': false, 'visit.planned': false };
  const today = dayOf(next.from) === dayOf(now);
  return {
    'visit.today': today,
    'visit.planned': true,
    'visit.id': next.id,
    'visit.window': today ? spokenHours(next, language) : spokenWindow(next, language),
    'visit.missed': today && next.to < now,
  };
};

const isoOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : toIso(at));

const knownOnly = (facts: Readonly<Record<string, FactValue | undefined>>): FactSheet => {
  const known: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) known[name] = value;
  return known;
};
