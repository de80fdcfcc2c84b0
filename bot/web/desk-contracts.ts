/**
 * The JSON of the desk: queue, presence, notes, transfers, phone, audit, quality and connectors. Types only, beside
 * `contracts.ts`. Every route stands in `bot/staff/permissions.ts` with who may use it, and in `/api/openapi.json`.
 */
import type { CaseStatus, CaseSummary, GiveBack, Priority, Role, Skills } from './contracts';
import type { Compensation } from './outage-contracts';

/**
 * `GET /api/staff/cases`: open cases, most urgent first. Filters, all optional: `status` (several with commas, `closed`
 * too), `agent` (an id, or `me`), `level`, `language`, `service`, `zone`, `channel`, `priority`, `sla`
 * (`warning`|`breached`), `q` (name, number, topic, document), `limit` (at most 500), `cursor`. With `since=<mark>` only
 * what changed after that mark, closed ones included: merge by `thread`, drop those with status `closed`.
 */
export interface CaseList {
  readonly cases: readonly CaseSummary[];
  /** How many match, of all pages. */
  readonly total: number;
  readonly counts: Readonly<Record<CaseStatus, number>> & { readonly mine: number; readonly warning: number; readonly breached: number };
  /** For the next page. */
  readonly cursor?: string;
  /** For `since`. */
  readonly mark: string;
  /** The hour of the cases' times: waiting is counted by it, whatever a reader's own clock shows. */
  readonly at: string;
}

/** `POST /api/staff/cases/next` -> `{ summary: CaseSummary | null }`: claims the case that suits the asker best. */

/** `POST /api/staff/cases/:thread/notes` -> 200. Never shown to a customer. `id`: the client's own. */
export interface NoteBody {
  readonly id: string;
  readonly text: string;
}

/** `POST /api/staff/cases/:thread/transfer` -> 200; the note is kept in the case. Without `to` it goes back to the queue. */
export interface TransferBody {
  readonly to?: { readonly agent: string };
  /** Skills that the case needs from now on, when it goes to the queue. */
  readonly needs?: Pick<Skills, 'levels' | 'languages' | 'services' | 'zones'>;
  readonly note: string;
}

export interface GiveBackBody {
  readonly how: GiveBack;
  /** With `skip`: `flow/step`. */
  readonly step?: string;
  /** With `close`. */
  readonly cause?: CauseCode;
}

/** `POST /api/staff/cases/:thread/resolve` -> 200: closes the case; `confirmed`: the customer said that it works. */
export interface ResolveBody {
  readonly cause: CauseCode;
  readonly confirmed: boolean;
  readonly note?: string;
}

/** `POST /api/staff/cases/:thread/priority` -> 200 `{ summary }`. */
export interface PriorityBody {
  readonly priority: Priority;
  readonly note?: string;
}

export const CAUSES = [
  'equipment', 'wiring', 'wifi', 'line_fault', 'outage', 'configuration', 'account', 'billing', 'visit_booked',
  'information', 'complaint_filed', 'third_party', 'no_fault_found', 'customer_left', 'duplicate', 'other',
] as const;
export type CauseCode = (typeof CAUSES)[number];

/** `GET /api/staff/cases/:thread/steps?lang=` -> `{ steps: SkipTarget[] }`: where the bot may go on in the case's flow. */
export interface SkipTarget {
  /** `flow/step`. */
  readonly step: string;
  readonly kind: 'ask' | 'say' | 'check' | 'do' | 'decide' | 'call' | 'wait' | 'end';
  readonly label: string;
  /** The bot stands here. */
  readonly here?: true;
}

/** `GET /api/staff/cases/:thread/customer` -> Customer360; 404 while nobody is verified. */
export interface Customer360 {
  readonly customerId: string;
  readonly name?: string;
  readonly services: readonly { readonly id: string; readonly kind: string; readonly label: string; readonly address: string }[];
  /** Newest first, this case left out. */
  readonly cases: readonly PastCase[];
  /** Every way she was in touch in this case and the others. */
  readonly channels: readonly { readonly channel: string; readonly lastAt: string }[];
  /** What is paid back for time without service, newest month first; absent when the outages tell of none. */
  readonly compensations?: readonly Compensation[];
}

export interface PastCase {
  readonly thread: string;
  readonly number?: string;
  /** As the customer reads it. */
  readonly topic?: string;
  /** As staff read it. */
  readonly topics?: { readonly es: string; readonly en: string };
  readonly channel: string;
  readonly since: string;
  readonly closedAt?: string;
  readonly cause?: string;
  readonly agent?: string;
}

export type PresenceState = 'online' | 'away' | 'offline';

/**
 * `POST /api/staff/presence` every 15 s while the console is open (`offline` when it closes: `navigator.sendBeacon` does).
 * An agent without presence for some minutes loses her cases to the queue, and the customers are told.
 */
export interface PresenceBody {
  readonly state: PresenceState;
  /** The case that is open on the screen. */
  readonly viewing?: string;
  readonly typing?: boolean;
}

export interface PresenceReply {
  readonly agents: readonly AgentPresence[];
  /** Seconds until the next one is expected. */
  readonly every: number;
}

/** `GET /api/staff/agents` -> `{ agents: AgentPresence[] }`, for transfers and for supervisors. */
export interface AgentPresence {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly state: PresenceState;
  readonly seenAt?: string;
  /** Open cases now. */
  readonly load: number;
  readonly capacity: number;
  readonly skills: Skills;
}

/** `PATCH /api/staff/agents/:id` -> `{ agent: AgentPresence }` (supervisors). Skills are replaced whole. */
export interface AgentPatch {
  readonly skills?: Skills;
  readonly capacity?: number;
}

/**
 * `GET /api/staff/replies` -> `{ replies: CannedReply[] }`; `PUT /api/staff/replies/:id` and `DELETE` change them
 * (supervisors). Variables: `{name}`, `{agent}`, `{number}`, `{service}`, `{address}`, `{topic}`; filled by the page from the case.
 */
export interface CannedReply {
  /** What is typed after `/`, e.g. `saludo`. */
  readonly id: string;
  readonly title: Readonly<Record<'es' | 'en', string>>;
  readonly text: Readonly<Record<'es' | 'en', string>>;
}

/**
 * The phone channel. `POST /api/staff/phone` with a document, account or phone number: goes on with her open case or
 * opens one, claimed by the agent. 404 with code `NobodyFound` when no customer has that number: with `anyway` a case is opened.
 */
export interface PhoneBody {
  readonly key: string;
  readonly language?: 'es' | 'en';
  readonly anyway?: boolean;
}

export interface PhoneReply {
  readonly summary: CaseSummary;
  /** `continued`: her open case, with all that was done in it. */
  readonly how: 'opened' | 'continued';
  /** Read aloud; nothing of the answers is shown. Empty when she is verified already, or nobody was found. */
  readonly questions: readonly PhoneQuestion[];
}

/** `POST /api/staff/cases/:thread/verify {question, answer}` -> VerifyReply. The answer is compared by the server and recorded. */
export interface PhoneQuestion {
  readonly id: string;
  readonly text: string;
}

export interface VerifyReply {
  readonly verified: boolean;
  /** Right answers still needed. */
  readonly missing: number;
  readonly triesLeft: number;
}

/** `POST /api/staff/cases/:thread/said {id, text}` -> 200: what she says on the phone, as her own words in the case. */

/**
 * `GET /api/staff/cases/:thread/export` -> CaseExport (header `x-content-sha256`); `.../export.html?lang=` the printable
 * page with the same hash at its foot.
 */
export interface CaseExport {
  readonly format: 'hilo-case/1';
  readonly exportedAt: string;
  readonly by: string;
  /** SHA-256 (hex) of the canonical JSON of `content`: keys in order, no spaces. */
  readonly sha256: string;
  readonly content: { readonly summary: CaseSummary; readonly packet: unknown; readonly transcript: readonly unknown[] };
}

/**
 * `GET /api/staff/audit?from=&to=&user=&action=&thread=&cursor=` -> `{ records, cursor? }`, newest first; append-only.
 * `from` and `to` are days (`2026-11-22`), one week back without them.
 */
export interface AuditRecord {
  readonly id: string;
  readonly at: string;
  readonly user: { readonly id: string; readonly name: string; readonly role: Role | 'customer' };
  /** What was done, e.g. `case.seen`, `case.claimed`, `user.changed`, `outage.declared`. */
  readonly action: string;
  readonly thread?: string;
  /** What it was done to, beside a thread. */
  readonly subject?: string;
  readonly detail?: string;
}

/** `GET /api/staff/sessions` -> `{ sessions }` of the asker; `DELETE /api/staff/sessions/:id`; `DELETE /api/staff/users/:id/sessions`. */
export interface SessionRow {
  readonly id: string;
  readonly since: string;
  readonly seenAt: string;
  /** Browser and system in few words. */
  readonly device: string;
  readonly here?: true;
}

export const QUALITY_CUTS = ['day', 'flow', 'level', 'zone', 'channel', 'agent'] as const;
export type QualityCut = (typeof QUALITY_CUTS)[number];

/** `GET /api/staff/quality?from=2026-11-01&to=2026-11-22&by=day[&lang=][&format=csv[&table=steps]]`. */
export interface QualityReply {
  readonly from: string;
  readonly to: string;
  readonly by: QualityCut;
  readonly total: QualityRow;
  readonly rows: readonly QualityRow[];
  /** Which steps lead to a person: `flow/step`, most first. */
  readonly handOffSteps: readonly HandOffStep[];
  /** Customers without an answer right now. */
  readonly unansweredNow: number;
  /** People touched by outages going on who never wrote. */
  readonly affectedSilent: number;
}

export interface HandOffStep {
  /** `flow/step`. */
  readonly step: string;
  /** `No internet: ¿La luz POWER está encendida?`, in the asker's language. */
  readonly title: string;
  readonly reached: number;
  readonly handedOff: number;
}

/** P10: help, not attention. Durations in seconds, medians; `null` where there is nothing to measure. */
export interface QualityRow {
  readonly key: string;
  readonly label: string;
  readonly conversations: number;
  readonly resolvedConfirmed: number;
  readonly resolvedUnconfirmed: number;
  readonly handedOff: number;
  /** Of the conversations, 0 to 1. */
  readonly handOffRate: number | null;
  readonly abandoned: number;
  readonly abandonedBeforeAnswer: number;
  readonly repeatedQuestions: number;
  readonly wrongLevelCorrected: number;
  readonly drops: number;
  readonly dropsResumed: number;
  readonly questionsPerResolution: number | null;
  readonly botSeconds: number | null;
  readonly queueSeconds: number | null;
  readonly humanSeconds: number | null;
  readonly rating: number | null;
  readonly ratings: number;
  /** The most people of that day whom outages touched and who did not write; only by day. */
  readonly affectedSilent: number | null;
}
