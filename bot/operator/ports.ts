/**
 * What the bot asks of the operator, in our own words: one small port per need. Adapters (the demo operator, later the
 * TM Forum APIs) stand behind them. Expected failures are values (I10); every write names a key and takes effect once
 * per key, answering the same when repeated (I1, I4). Money is whole Colombian pesos, times are epoch milliseconds of
 * business time, powers are dBm.
 */
import type { Language } from '../../knowledge/language';
import type { CodeState } from './codes';

/** `unknown_service`: there is no such service, or it is not this customer's (I11: both look the same). */
export type Failure = 'unavailable' | 'timeout' | 'unknown_service';
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Failure };

/** A service is always named with its customer: an adapter answers `unknown_service` when they do not belong together. */
export interface ServiceRef {
  readonly customerId: string;
  readonly serviceId: string;
}

/** Who asks for a write, and under which idempotency key. */
export interface Request {
  readonly key: string;
  readonly thread: string;
}

export interface Contact {
  readonly channel: 'sms' | 'email';
  /** E.164 or an e-mail address. */
  readonly value: string;
}

export interface Customer {
  readonly id: string;
  readonly firstName: string;
  readonly services: readonly ServiceSummary[];
  /** Where one-time codes go. Never shown unmasked. */
  readonly contact: Contact;
}

export const SERVICE_KINDS = ['gpon', 'hfc', 'mobile', 'tv', 'telephone'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export interface ServiceSummary {
  readonly id: string;
  readonly kind: ServiceKind;
  /** Street address, or the number of a mobile line. */
  readonly address: string;
  /** Short form that tells the customer's services apart. */
  readonly label: string;
  /** Neighbourhood and city, as people name them: «la casa de Suba». */
  readonly area?: string;
}

export interface CustomerDirectory {
  /** By document or account number, as typed. Takes about as long for a key that nobody has. */
  findByKey(typed: string): Promise<Answer<Customer | null>>;
  /** All customers who gave this phone (E.164) or e-mail: a family may share one. */
  findByContact(value: string): Promise<Answer<readonly Customer[]>>;
  customer(id: string): Promise<Answer<Customer | null>>;
}

export interface AccountReport {
  readonly state: 'active' | 'suspended';
  readonly balanceCop: number;
  readonly suspendedSince?: number;
  /** Number of the oldest unpaid bill. */
  readonly invoice?: string;
  /** Somebody there depends on the service (health, alone, a shop): a person comes first. */
  readonly priority: boolean;
}

export interface AccountStatus {
  report(service: ServiceRef): Promise<Answer<AccountReport>>;
}

export const LINE_STATES = ['online', 'los', 'dying_gasp', 'registering', 'admin_down', 'unprovisioned', 'offline'] as const;
export type LineState = (typeof LINE_STATES)[number];
export const DOWN_CAUSES = ['dying_gasp', 'los', 'lof', 'admin', 'unknown'] as const;
export type DownCause = (typeof DOWN_CAUSES)[number];

/** Absent = not known. */
export interface LineReport {
  readonly state: LineState;
  readonly rxDbm?: number;
  readonly session?: 'up' | 'down';
  readonly uptimeMin?: number;
  readonly lastDownAt?: number;
  readonly lastDownCause?: DownCause;
  /** Other services on the same port or node that are down for the same cause. */
  readonly neighboursDown?: number;
  readonly traffic?: boolean;
}

export interface LineTest {
  report(service: ServiceRef): Promise<Answer<LineReport>>;
  restart(service: ServiceRef, request: Request): Promise<Answer<'restarted' | 'unreachable'>>;
  resetSession(service: ServiceRef, request: Request): Promise<Answer<'up' | 'still_down'>>;
}


/** What the operator publishes, in every language of the customers. */
export type Texts = Readonly<Record<Language, string>>;

/** How sure an estimate is. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const OUTAGE_STATES = ['investigating', 'identified', 'repairing', 'monitoring', 'restored', 'cancelled'] as const;
export type OutageState = (typeof OUTAGE_STATES)[number];

export interface Outage {
  readonly id: string;
  readonly title: Texts;
  readonly state: OutageState;
  readonly planned: boolean;
  readonly since: number;
  readonly cause?: Texts;
  /** What the operator tells customers beside the facts, in the languages in which it was written. */
  readonly text?: Partial<Texts>;
  readonly eta?: number;
  /** Of the estimate. */
  readonly confidence?: Confidence;
  /** The estimate was given before and has moved. */
  readonly etaMoved: boolean;
  readonly nextUpdate?: number;
  /** Absent = not decided yet. */
  readonly compensation?: boolean;
  readonly restoredAt?: number;
  /** It was found to be part of that one. */
  readonly mergedInto?: string;
  /** It is the part of that one where it was over sooner. */
  readonly partOf?: string;
  readonly updatedAt: number;
  /** Names of the places it touches, for the public page. */
  readonly places: readonly string[];
}

/** `exact`: by service or by the plant it hangs on, may be told as certain. `place`: by address, may only be told as possible. */
export type MatchKind = 'exact' | 'place';

export interface AffectedService extends ServiceRef {
  readonly match: MatchKind;
}

/** Planned work is told to who asks from so long before it begins. */
export const WORK_AHEAD_MS = 7 * 86_400_000;

/** Time without service of one service in the month of now. */
export interface Downtime {
  /** `2026-11`. */
  readonly month: string;
  readonly minutes: number;
  readonly state: 'none' | 'scheduled' | 'review';
  /** Whole pesos; only by a rule that the operator's legal area signed. */
  readonly amountCop?: number;
  readonly outages: readonly string[];
  readonly why: Texts;
}

export interface OutageFeed {
  /** The active outage that touches the service; exact ones first, then the newest. */
  matching(service: ServiceRef): Promise<Answer<{ readonly outage: Outage; readonly match: MatchKind } | null>>;
  /** The soonest planned work that will touch the service within `WORK_AHEAD_MS` and has not begun. */
  ahead(service: ServiceRef): Promise<Answer<{ readonly outage: Outage; readonly match: MatchKind } | null>>;
  /** Every outage the operator knows, restored ones too. */
  all(): Promise<Answer<readonly Outage[]>>;
  /** Whom an outage touches; empty for an unknown id. */
  affected(outageId: string): Promise<Answer<readonly AffectedService[]>>;
  subscribe(service: ServiceRef, request: Request): Promise<Answer<'subscribed'>>;
  /** Of a month, `2026-10`; of the one that runs when none is told. */
  downtime(service: ServiceRef, month?: string): Promise<Answer<Downtime>>;
}

export const TICKET_STATES = ['open', 'in_progress', 'waiting_customer', 'on_hold', 'solved', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export interface OpenTicket {
  readonly id: string;
  readonly status: TicketState;
  readonly openedAt: number;
}

export interface Tickets {
  /** The newest fault ticket of the service that is not solved yet. */
  openFor(service: ServiceRef): Promise<Answer<OpenTicket | null>>;
  /** A second call from the same thread while its ticket is open adds a note to it and answers the same id. */
  open(service: ServiceRef, request: Request): Promise<Answer<{ readonly id: string }>>;
}

export interface VisitTime {
  readonly from: number;
  readonly to: number;
}

export interface Slot extends VisitTime {
  readonly id: string;
}

export interface BookedVisit extends VisitTime {
  readonly id: string;
}

export interface Visits {
  /** Booked visits of the service, soonest first; today's until the day is over. */
  upcoming(service: ServiceRef): Promise<Answer<readonly BookedVisit[]>>;
  /** Free slots, soonest first. */
  slots(service: ServiceRef): Promise<Answer<readonly Slot[]>>;
  /** A service has one visit: a new booking replaces the former. `taken` also for a slot that does not exist any more. */
  book(service: ServiceRef, slotId: string, request: Request): Promise<Answer<'taken' | BookedVisit>>;
  cancel(service: ServiceRef, request: Request): Promise<Answer<'cancelled' | 'none'>>;
}

export interface OutgoingMessage {
  readonly key: string;
  readonly to: Contact;
  readonly text: string;
}

/** SMS and e-mail by the operator's own gateway; not the channel of the conversation. */
export interface Messages {
  send(message: OutgoingMessage): Promise<Answer<'sent'>>;
}

/** Keeps the one-time code state of a customer; `rule` is pure and may run more than once. Once per key. */
export interface CodeLedger {
  update<T extends string>(customerId: string, key: string, rule: CodeRule<T>): Promise<Answer<T>>;
}
export type CodeRule<T> = (state: CodeState) => { readonly state: CodeState; readonly result: T };

export interface HumanRequest extends Request {
  readonly language: Language;
  readonly customerId?: string;
  readonly serviceId?: string;
  /** Goes before others. */
  readonly priority?: true;
}

export interface HumanRequests {
  keep(request: HumanRequest): Promise<Answer<{ readonly id: string }>>;
}
