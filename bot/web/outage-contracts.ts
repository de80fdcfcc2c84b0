/**
 * The JSON of outages beside `contracts.ts`: what a draft may tell, history, previews, broadcasts with their rows and the
 * brake, alerts of the detection, and the operator's feed. Types only. Times are ISO with offset. Who may use a route
 * stands in `bot/staff/permissions.ts`.
 */

/** What a draft may tell beside its title, place and hours (`OutageDraft`). */
export interface OutageDetails {
  /** Planned work: announced before `since`, over at `eta`. */
  readonly planned?: boolean;
  /** How sure the estimate is. */
  readonly confidence?: 'low' | 'medium' | 'high';
  /** What customers read beside the facts, in Spanish; `textEn` in English. */
  readonly text?: string;
  readonly textEn?: string;
  readonly causeEn?: string;
  readonly titleEn?: string;
}

/** What only the board knows of an outage. */
export interface OutageRecord {
  /** Sent back as `base` with a change; a change on another base is answered 409 with code `Stale`. */
  readonly version: number;
  readonly source: 'staff' | 'feed' | 'detected' | 'demo';
  /** It was merged into this one, which has its places and its followers. */
  readonly mergedInto?: string;
  /** Ids of the scopes where it is over already. */
  readonly back?: readonly string[];
  /** It is the part of that one where it was over sooner. */
  readonly partOf?: string;
  /** Other open outages that touch some of the same services. */
  readonly overlaps: readonly string[];
  readonly restoredAt?: string;
}

/** `GET /api/staff/outages/:id/history` -> `{ changes: OutageChange[] }`, newest first. */
export interface OutageChange {
  readonly at: string;
  /** A name, or `feed`. */
  readonly by: string;
  readonly what: 'declared' | 'changed' | 'merged' | 'restored' | 'cancelled' | 'reopened' | 'part';
  /** The new values; `null` was taken back. */
  readonly fields: Readonly<Record<string, string | boolean | null>>;
}

/**
 * `POST /api/staff/outages/preview` an OutageDraft -> what customers will read, and how many. Also refused as a draft is.
 * A draft that touches four in five services or more is 422 with code `NeedsConfirmation` and field `confirm`: send `confirm: true`.
 * `POST /api/staff/outages/:id/merge {into, base}` -> 200 `{ outage }`: the one it was merged into.
 */
export interface OutagePreview {
  readonly affected: number;
  /** Services of all that are known. */
  readonly of: number;
  readonly overlaps: readonly string[];
  readonly texts: { readonly es: string; readonly en: string };
  /** Planned work: when those it touches are told ahead; absent = they are not (`PLANNED_NOTICE_HOURS`). */
  readonly announcedAt?: string;
}

/**
 * `GET /api/staff/outages/:id/parts` -> `{ parts: OutagePart[] }`: where it may be over sooner.
 * `POST .../parts {scope, base}` -> 200 `{ outage }`: it is over in these; who was told of it there hears so, once.
 */
export interface OutagePart {
  readonly id: string;
  readonly kind: 'place' | 'resource';
  readonly label: string;
  /** Services there that it touches now. */
  readonly affected: number;
}

/** `POST /api/staff/outage-alerts/:id/preview {outage}` -> what joining the alert to that outage does, before it is done. */
export interface Wider {
  /** Services that the outage will touch. */
  readonly affected: number;
  /** All services: nearly all of them are touched only when that is confirmed. */
  readonly of: number;
  /** Of the affected, those that it does not touch yet. */
  readonly more: number;
  /** Customers who heard of several reports, and will hear that it is confirmed. */
  readonly told: number;
}

/** How one recipient stands. `uncertain`: it may have arrived; it is never sent again by itself. */
export type NoticeState = 'waiting' | 'sent' | 'skipped' | 'failed' | 'uncertain';

/**
 * `GET /api/staff/notices` -> `{ broadcasts: Broadcast[], brake: Brake }`, newest first. `announced`: work to come, told to
 * those it touches who have written before.
 */
export interface Broadcast {
  readonly id: string;
  readonly outage: string;
  readonly kind: 'announced' | 'confirmed' | 'estimate' | 'restored' | 'called_off';
  readonly state: 'running' | 'stopped' | 'done';
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly total: number;
  readonly counts: Readonly<Record<NoticeState, number>>;
}

/** `GET /api/staff/notices/:id/rows?state=uncertain` -> `{ rows: NoticeRow[] }`, at most 500. */
export interface NoticeRow {
  readonly thread: string;
  readonly state: NoticeState;
  /** Why it waits or was not sent, e.g. `quiet_hours`, `daily_limit`, `superseded`. */
  readonly why?: string;
  readonly at?: string;
}

/**
 * `POST /api/staff/notices/:id/stop` -> 200 `{ broadcast }`. `PUT /api/staff/notices/brake {on, why}` -> 200 `{ brake }`: it
 * also closes by itself when too many deliveries fail, and only a person opens it again.
 */
export interface Brake {
  readonly on: boolean;
  readonly at?: string;
  /** A name, or `system`. */
  readonly by?: string;
  readonly why?: string;
}

/**
 * `GET /api/staff/outage-alerts` -> `{ alerts: OutageAlert[], feed: FeedState, waiting, at }` (`waiting`: customers in the queue to a person). `POST .../:id/confirm` an OutageDraft (scope
 * as given) -> 201 `{ outage }`; `POST .../:id/merge {outage}` -> 200; `POST .../:id/dismiss {why}` -> 200 `{ alert }`.
 */
export interface OutageAlert {
  readonly id: string;
  /** An element of the network, or a place; a Scope's id. */
  readonly scope: string;
  readonly kind: 'resource' | 'place';
  readonly state: 'open' | 'confirmed' | 'merged' | 'dismissed';
  /** When the first of the reports came. */
  readonly since: string;
  readonly at: string;
  /** Different services that reported, and those of them whose line is down. */
  readonly reports: number;
  readonly down: number;
  /** What is usual there in that window. */
  readonly usual: number;
  readonly outage?: string;
  readonly by?: string;
}

/** Time without service in a month, as far as the outages tell, and what is paid back for it by the operator's signed rule. */
export interface Compensation {
  readonly service: string;
  /** `2026-11`. */
  readonly month: string;
  readonly minutes: number;
  /** `review`: the operator's rule is not signed, somebody looks at it. `scheduled`: by the rule, on the next bill. */
  readonly state: 'review' | 'scheduled';
  /** Whole pesos; only by a signed rule, and only when the price of the service is known. */
  readonly amountCop?: number;
  /** How it came to be, for who explains it. */
  readonly why: { readonly es: string; readonly en: string };
  readonly outages: readonly string[];
  readonly recordedAt: string;
}

/** The operator's feed. `stale`: it was heard once and is silent for too long; what it told may be old. */
export interface FeedState {
  readonly state: 'never' | 'live' | 'stale';
  readonly lastAt?: string;
}
