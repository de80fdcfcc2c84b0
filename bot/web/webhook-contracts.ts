/** The JSON of webhooks: who is told of what, and how it went. */

/** Webhooks: `GET|POST /api/staff/webhooks`, `PATCH|DELETE .../:id`; `POST` answers `{ webhook, secret }`, the only time it is shown. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly active: boolean;
  readonly createdAt: string;
}

export const WEBHOOK_EVENTS = ['case.handed_off', 'case.claimed', 'case.given_back', 'case.closed', 'case.warning', 'case.breached', 'channel.alarm'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** `GET /api/staff/webhooks/:id/deliveries` -> `{ deliveries }`, newest first; `POST .../deliveries/:delivery/redeliver`. */
export interface WebhookDelivery {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly at: string;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly tries: number;
  readonly status?: number;
  readonly reason?: string;
  readonly nextTryAt?: string;
}
