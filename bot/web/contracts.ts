/**
 * The JSON between the staff pages and `/api/staff/*`. Types only: the server parses with its own schemas, the pages
 * trust their own server. Times are ISO with offset; errors are `{ error: { code, message } }`.
 */
import type { OutageDetails, OutageRecord } from './outage-contracts';
import type { MessageDelivery } from './message-contracts';
import type { SentFile } from './sent-file';

export type Role = 'administrator' | 'supervisor' | 'agent' | 'editor' | 'reviewer' | 'auditor';

export interface StaffUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** What cases suit this person; absent = all of them. */
  readonly skills?: Skills;
  /** Cases at once; absent = as many as the desk's default. */
  readonly capacity?: number;
  /** Cannot sign in for now; absent = may. */
  readonly inactive?: true;
}

/** An empty or absent list means: any. */
export interface Skills {
  readonly levels?: readonly ('basic' | 'intermediate' | 'advanced')[];
  readonly languages?: readonly ('es' | 'en')[];
  /** `gpon`, `hfc`, `mobile`, `tv`, `telephone`. */
  readonly services?: readonly string[];
  /** Municipalities or neighbourhoods, as the address tells them. */
  readonly zones?: readonly string[];
}

/**
 * `POST /api/staff/session {email, password}` (also sets an HttpOnly cookie); `GET` answers 200 `{ user }`, `user: null`
 * for nobody; `DELETE` signs out.
 */
export interface SessionReply {
  readonly user: StaffUser;
  /** For API clients; pages use the cookie. */
  readonly token: string;
}

export type CaseStatus = 'waiting' | 'with_agent' | 'with_bot' | 'closed';

export type Priority = 'normal' | 'high' | 'urgent';

/** The clock of a case: begins at the hand-off, counts open hours only, stands still while it is the customer's turn. */
export interface SlaMark {
  readonly state: 'ok' | 'warning' | 'breached' | 'paused';
  /** Open time that counted so far, ms. */
  readonly spentMs: number;
  readonly limitMs: number;
  /** When it will be breached if nobody acts; absent while it stands still. */
  readonly dueAt?: string;
}

/** `GET /api/staff/cases` -> `CaseList` (desk-contracts.ts). */
export interface CaseSummary {
  readonly thread: string;
  readonly status: CaseStatus;
  /** First name, or absent when nobody was verified. */
  readonly name?: string;
  readonly channel: string;
  readonly language: 'es' | 'en';
  readonly level: 'basic' | 'intermediate' | 'advanced' | null;
  /** As the customer reads it. */
  readonly topic?: string;
  /** As staff read it. */
  readonly topics?: { readonly es: string; readonly en: string };
  readonly reason: 'asked' | 'flow' | 'failure';
  /** When the customer began to wait. */
  readonly since: string;
  readonly agent?: { readonly id: string; readonly name: string };
  /** Transcript length: what grew is fetched from there. */
  readonly length: number;
  /** The request's number that the customer was told. */
  readonly number?: string;
  readonly priority: Priority;
  /** `gpon`, `hfc`, `mobile`, `tv`, `telephone`. */
  readonly service?: string;
  readonly zone?: string;
  readonly sla: SlaMark;
  /** Who is expected to write next. */
  readonly turn: 'customer' | 'us';
  /** Transferred to this agent, who has not claimed it yet. */
  readonly reservedFor?: { readonly id: string; readonly name: string };
  /** How often it came to the desk within a day. */
  readonly returns: number;
  /** The last thing that anybody said, cut short. */
  readonly last?: { readonly by: 'customer' | 'bot' | 'agent' | 'system'; readonly text: string; readonly at: string };
  readonly updatedAt: string;
  readonly closedAt?: string;
  /** Code of the cause it was closed with. */
  readonly cause?: string;
}

/** One line of the transcript as staff read it: everything, also what customers' channels do not show. */
export interface TranscriptItem {
  readonly position: number;
  readonly at: string;
  /** `note`: between people of the staff; it can reach no customer's channel. */
  readonly kind: 'customer' | 'bot' | 'agent' | 'system' | 'step' | 'fact' | 'event' | 'note';
  /** What was said; of quiet lines the machine's own words, see `words`. */
  readonly text: string;
  /** Of quiet lines (`step`, `fact`, `event`): a sentence in the language of `lang`, ready to show. `''`: not worth showing. */
  readonly words?: string;
  /** Agent's name, or the step `flow/step` with its outcome. */
  readonly by?: string;
  readonly choices?: readonly string[];
  /** What came with it: from the customer, from an agent, with a note. */
  readonly attachments?: readonly SentFile[];
}

export interface PacketStep {
  readonly step: string;
  readonly outcome: string;
  readonly value?: string;
  /** What the step was, in the agent's language: the question, or what was looked at or done. */
  readonly label?: string;
  /** What came of it, in the agent's language. */
  readonly result?: string;
  /** What was assumed, as a sentence in the customer's language. */
  readonly text?: string;
  readonly at: string;
}

/** A step's question as the customer read it, in her language, and the label of each answer she could choose. */
export interface AskedQuestion {
  readonly question: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** A fact as people read it: `[label, value]`, both in the agent's language. */
export interface ShownFact {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** When it was said or measured. */
  readonly at: string;
}

/**
 * What an agent must never ask again: who, what, tried, measured, assumed. `GET /api/staff/cases/:thread?lang=en` tells the
 * agent's language (Spanish without it). The value of `handoff.initiate`; documented in bot/desk/packet.md.
 */
export interface OwnWords {
  readonly text: string;
  readonly at: string;
}

export interface CasePacket {
  /** Raised when a field changes its meaning; new fields do not raise it. */
  readonly version: 1;
  readonly who: {
    readonly verified: boolean;
    /** How it was proved: by a code, by the channel's own number, by answers to an agent. */
    readonly how?: 'code' | 'phone' | 'session' | 'agent';
    readonly customerId?: string;
    readonly name?: string;
  };
  /** The request's number that the customer was told. */
  readonly number?: string;
  /** Why a person, as a sentence in the agent's language. */
  readonly why: string;
  readonly mood: 'calm' | 'frustrated';
  /** When she said she wants to be helped or visited, if she did. */
  readonly preferredTime?: string;
  /** What she came for, whatever part of it she stands in: the guide's title in the agent's language. */
  readonly topic?: string;
  /** What she told in sentences of her own, oldest first: how it began and what came last. */
  readonly words?: readonly OwnWords[];
  /** Facts as people read them. */
  readonly shown: { readonly said: readonly ShownFact[]; readonly verified: readonly ShownFact[] };
  /** The newest test of the line. */
  readonly lineTest?: { readonly at: string; readonly facts: readonly ShownFact[] };
  readonly outage: { readonly checked: boolean; readonly at?: string; readonly told?: string; readonly known?: string };
  /** The machine's own position: mode and the stack of flow positions, innermost last. */
  readonly position: { readonly mode: string; readonly stack: readonly { readonly flow: string; readonly release: string; readonly step: string }[] };
  /** Length of the full transcript and where to read it page by page. */
  readonly transcript: { readonly length: number; readonly url: string };
  readonly service?: { readonly id: string; readonly kind?: string; readonly address?: string };
  readonly level: { readonly value: 'basic' | 'intermediate' | 'advanced' | null; readonly evidence: readonly string[] };
  readonly language: 'es' | 'en';
  readonly place?: { readonly flow: string; readonly title: string; readonly release: string; readonly step: string };
  readonly reason: 'asked' | 'flow' | 'failure';
  /** What was answered, assumed, looked at and tried about the fault; not how she was identified. */
  readonly steps: readonly PacketStep[];
  /** By step, `flow/step`: also those of the identification. */
  readonly asked?: Readonly<Record<string, AskedQuestion>>;
  /** Facts by name: what she said, apart from what systems told. */
  readonly said: Readonly<Record<string, string>>;
  readonly verified: Readonly<Record<string, string>>;
  readonly assumed: readonly string[];
  /** Other problems of the customer that wait for their turn, by title. */
  readonly next?: readonly string[];
}

/** `GET /api/staff/cases/:thread?from=0&lang=es`. */
export interface CaseDetail {
  readonly summary: CaseSummary;
  readonly packet: CasePacket;
  /** From position `from` on. */
  readonly transcript: readonly TranscriptItem[];
  /** There is more: ask again from this position. */
  readonly next?: number;
  /** Colleagues who have the case open now. */
  readonly viewers: readonly { readonly id: string; readonly name: string; readonly typing: boolean }[];
  /** By transcript position, newest 100 of ours, whatever `from` says: states of older lines rise later. Nothing = nothing is known. */
  readonly deliveries: Readonly<Record<string, MessageDelivery>>;
  /** The customer is typing now (web only). */
  readonly customerTyping: boolean;
}

/**
 * `POST /api/staff/cases/:thread/claim {takeOver?, reason?}` -> 200 `{ summary }` or 409 with code `Taken` and who has it.
 * `POST /api/staff/cases/:thread/messages {id, text}` (id: the client's, so that a resend counts once) -> 200.
 * `POST /api/staff/cases/:thread/give-back {how, step?, cause?}` -> 200: the bot goes on at the exact step, at `step`
 * (`flow/step`, one of `GET .../steps`) with `skip`, or the case is closed (`cause`: CauseCode).
 */
export type GiveBack = 'continue' | 'skip' | 'close';

export type OutageState = 'investigating' | 'identified' | 'repairing' | 'monitoring' | 'restored' | 'cancelled';

/** `GET /api/staff/outages` -> `{ outages: Outage[], scopes: Scope[] }`; `POST` an OutageDraft; `PATCH /:id` a partial one. */
export interface Outage extends OutageDraft, OutageRecord {
  readonly id: string;
  readonly affected: number;
  readonly told: number;
  readonly updatedAt: string;
}

export interface OutageDraft extends OutageDetails {
  readonly title: string;
  readonly state: OutageState;
  /** Ids of places, elements of the network or services, see Scope. */
  readonly scope: readonly string[];
  readonly since: string;
  readonly cause?: string;
  readonly eta?: string;
  readonly nextUpdate?: string;
  readonly compensation?: boolean;
}

export interface Scope {
  readonly id: string;
  readonly kind: 'place' | 'resource';
  readonly label: string;
}

/** `GET /api/staff/articles?q=&language=es&level=basic` -> `{ articles: ArticleHit[] }`, best first; without `q` all of them, by title. */
export interface ArticleHit {
  readonly id: string;
  readonly title: string;
  /** The paragraph that answers the question; absent without one. */
  readonly passage?: string;
  /** The whole article in that level's wording; *bold* as WhatsApp writes it. */
  readonly text: string;
  readonly services: readonly string[];
  readonly levels: readonly ('basic' | 'intermediate' | 'advanced')[];
  readonly equipment: readonly string[];
  /** ISO day. */
  readonly updated: string;
}

export interface FlowFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly es: string;
  readonly en: string;
  /** The conversation that shows it. */
  readonly example?: readonly { readonly who: 'bot' | 'customer' | 'system'; readonly text: string }[];
  /** Of a flow test: where in the file it says what the bot should have said, and what was said instead. */
  readonly instead?: { readonly path: readonly (string | number)[]; readonly said: string };
}

export interface ReleaseInfo {
  readonly id: string;
  /** Given to people, e.g. `r7`. */
  readonly name: string;
  readonly at: string;
  readonly author: string;
  /** Who reviewed it, when somebody had to. */
  readonly approvedBy?: string;
  readonly reason: string;
  readonly current: boolean;
}

/**
 * `GET /api/staff/flows` -> FlowsReply. `POST /api/staff/flows/check {files, articles?}` -> `{ faults: FlowFault[] }`;
 * `articles`: names that a question's help may have, those that customers read when absent.
 * `POST /api/staff/flows/publish {files, base, reason}` -> 200 `{ release }`, 422 `{ faults }`, 409 when `base` is no
 * longer current. `POST /api/staff/flows/rollback {id, reason}` -> 200 `{ release }`.
 */
export interface FlowsReply {
  readonly files: Readonly<Record<string, string>>;
  readonly current: ReleaseInfo;
  readonly releases: readonly ReleaseInfo[];
}
