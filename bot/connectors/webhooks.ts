/**
 * What becomes of cases, told to other systems: to everybody who listens, once for the same news (I1), under an id by which who
 * receives it twice tells it. A delivery is kept before it is sent (I4), so that a crash loses none.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { ThreadId } from '../../dialogs/ids';
import type { CaseRow } from '../desk/case-row';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { ChannelAlarm } from '../web/backlog-contracts';
import type { Webhook, WebhookDelivery, WebhookEvent } from '../web/webhook-contracts';
import { makeDeliveries, type DeliveriesParts, type Delivery, type Registered } from './deliveries';

const REGISTER = 'webhooks';
const MOST_WEBHOOKS = 20;

export interface WebhookDraft {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

export type CaseEvent = Exclude<WebhookEvent, 'channel.alarm'>;

export interface Webhooks {
  list(): Promise<readonly Webhook[]>;
  /** The secret is shown this once; `null` when there are too many. */
  add(draft: WebhookDraft): Promise<{ readonly webhook: Webhook; readonly secret: string } | null>;
  change(id: string, patch: { readonly [Key in 'url' | 'events' | 'active']?: Webhook[Key] | undefined }): Promise<Webhook | null>;
  remove(id: string): Promise<boolean>;
  deliveries(id: string): Promise<readonly WebhookDelivery[]>;
  redeliver(id: string, delivery: string): Promise<boolean>;
  /** Keeps a delivery for everybody who listens; may be called again for the same news. */
  tell(event: CaseEvent, thread: ThreadId, row: CaseRow): Promise<void>;
  /** The same for what a channel's provider told of the account. */
  alarm(alarm: ChannelAlarm): Promise<void>;
  /** Sends what is due. */
  sweep(): Promise<void>;
}

export const makeWebhooks = (parts: DeliveriesParts): Webhooks => {
  const { records, machineNow } = parts;
  const registered: SharedRecord<readonly Registered[]> = { records, name: REGISTER, first: [] };
  const register = (): Promise<readonly Registered[]> => readShared(registered);
  const deliveries = makeDeliveries(parts);
  const spread = async (news: News): Promise<void> => {
    for (const { id, active, events } of await register()) {
      if (active && events.includes(news.event)) await deliveries.add(id, deliveryOf(id, news, machineNow()));
    }
  };
  return {
    list: async () => (await register()).map(shown),
    async add({ url, events }) {
      const webhook: Registered = { id: `w${randomBytes(9).toString('base64url')}`, url, events, active: true, createdAt: new Date(machineNow()).toISOString(), secret: randomBytes(32).toString('base64url') };
      const all = await changeShared(registered, (before) => (before.length >= MOST_WEBHOOKS ? before : [...before, webhook]));
      return all.includes(webhook) ? { webhook: shown(webhook), secret: webhook.secret } : null;
    },
    async change(id, { url, events, active }) {
      const changed = (one: Registered): Registered => ({ ...one, url: url ?? one.url, events: events ?? one.events, active: active ?? one.active });
      const all = await changeShared(registered, (before) => before.map((one) => (one.id === id ? changed(one) : one)));
      const found = all.find((one) => one.id === id);
      return found ? shown(found) : null;
    },
    async remove(id) {
      const known = (await register()).some((one) => one.id === id);
      await changeShared(registered, (before) => before.filter((one) => one.id !== id));
      if (known) await deliveries.forget(id);
      return known;
    },
    deliveries: deliveries.list,
    redeliver: deliveries.again,
    tell: (event, thread, row) => spread(caseNews(event, thread, row)),
    alarm: ({ id, at, ...alarm }) => spread({ event: 'channel.alarm', key: id, at, content: { alarm } }),
    async sweep() {
      for (const webhook of await register()) if (webhook.active) await deliveries.sendDue(webhook);
    },
  };
};

const shown = ({ secret: _, ...webhook }: Registered): Webhook => webhook;

interface News {
  readonly event: WebhookEvent;
  /** The same for the same news. */
  readonly key: string;
  readonly at: string;
  /** Nothing personal leaves: who may know more asks the staff API. */
  readonly content: object;
}

const caseNews = (event: CaseEvent, thread: ThreadId, row: CaseRow): News => {
  const { number, status, reason, priority, topic, language, level, channel, service, zone, cause, agent } = row;
  const told = { thread, number, status, reason, priority, topic, language, level, channel, service, zone, cause, agent: agent?.name, since: new Date(row.since).toISOString() };
  return { event, key: `${thread} ${row.since} ${row.epoch}`, at: new Date(row.updatedAt).toISOString(), content: { case: told } };
};

const deliveryOf = (webhook: string, { event, key, at, content }: News, now: number): Delivery => {
  const id = createHash('sha256').update(`${webhook} ${event} ${key}`).digest('base64url').slice(0, 24);
  return { id, event, at: now, state: 'waiting', tries: 0, body: JSON.stringify({ id, event, at, ...content }), nextTryAt: now };
};
