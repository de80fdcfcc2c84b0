/** What agents send besides words, how far messages got, whose sessions are open, and what is kept of a deleted case. Types only. */

/** Rises only; `failed` stands until the message is sent again. */
export type DeliveryState = 'sent' | 'delivered' | 'read' | 'failed';

export interface MessageDelivery {
  readonly state: DeliveryState;
  /** Why it failed, as the channel told it. */
  readonly reason?: string;
}

/**
 * `POST /api/staff/cases/:thread/files[?note=true]`, `multipart/form-data`: `id` (the client's own, a resend counts once),
 * `text` (at most 1,000 characters, may be missing), `file` (1 to 4: JPEG, PNG, WebP, GIF, HEIC or PDF by their bytes, 5 MB each)
 * -> 200 FilesSent. To the customer from who has the case; with `note=true` for colleagues, in any case. 409 `NotYours`, 413
 * `TooLarge`, 415 `UnknownType`; refused before the bytes are read where that can be known.
 */
export interface FilesSent {
  readonly files: number;
}

/**
 * `GET /api/staff/users/:id/sessions` -> `{ sessions: SessionRow[] }`, `DELETE /api/staff/users/:id/sessions/:session` ends
 * one, without the last part all (administrators). One's own: `/api/staff/sessions`.
 */

/**
 * `DELETE /api/staff/cases/:thread` -> 200: the conversation is gone; 202 with `later`: it will be within minutes, without being
 * asked again (something is still to be done in it). What is kept all the same, and why.
 */
export interface ForgottenCase {
  readonly later?: true;
  readonly kept: readonly KeptRecord[];
}

export interface KeptRecord {
  readonly what: 'audit' | 'figures' | 'operator';
  readonly en: string;
  readonly es: string;
}
