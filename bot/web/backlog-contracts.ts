/** Who and what waits to be looked after: customers without an answer, and what could not be performed. */
/** `GET /api/staff/unanswered` -> `{ customers: UnansweredRow[] }`, longest waiting first. */
export interface UnansweredRow {
  readonly thread: string;
  /** When they began to wait. */
  readonly since: string;
  /** Their answer is written, and this channel does not take it: it is tried again. */
  readonly heldAt?: string;
}

/**
 * `GET /api/staff/dead-letters` -> `{ letters: DeadLetterRow[], total }`, newest first; `POST .../:id/resend` hands one out
 * again and answers 404 when it is none any more.
 */
export interface DeadLetterRow {
  readonly id: string;
  readonly thread: string;
  /** What could not be performed, e.g. `deliver`. */
  readonly kind: string;
  readonly channel?: string;
  /** `uncertain`: it may have had its effect. */
  readonly end: 'failed' | 'uncertain';
  readonly reason: string;
  readonly at: string;
}

/** `GET /api/staff/channel-alarms` -> `{ alarms: ChannelAlarm[] }`, newest first: what a channel's provider told of the account, or refuses until somebody repairs it. */
export interface ChannelAlarm {
  readonly id: string;
  readonly channel: 'whatsapp';
  /** `sending`: a message was refused for a reason that only an administrator can repair. */
  readonly about: 'account' | 'number' | 'template' | 'sending';
  /** In the provider's words, e.g. `DISABLED_UPDATE`, or its error code. */
  readonly event: string;
  readonly severity: 'info' | 'warning' | 'critical';
  /** Nothing of customers. */
  readonly detail: string;
  readonly at: string;
}
