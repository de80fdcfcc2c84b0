/**
 * What becomes of cases, told to other systems: signed, each under an id of its own, tried again until it is taken, every
 * try on record. A delivery is kept before it is sent (I4), by the effect that caused it and under a key of its own (I1), so
 * that a crash loses none; who receives one twice tells it by the id.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { ThreadId } from '../../dialogs/ids';
import type { CaseRow } from '../desk/case-row';
import type { Records } from '../runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { ChannelAlarm } from '../web/backlog-contracts';
import type { Webhook, WebhookDelivery, WebhookEvent } from '../web/webhook-contracts';
import type { Post, Posted } from './post';

const REGISTER = 'webhooks';
const MOST_WEBHOOKS = 20;
const KEPT = 200;
const MOST_TRIES = 12;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;
/** Longer than a call may take: nobody else sends meanwhile. */
const LEASE_MS = 30_000;

export interface Registered extends Webhook {
  readonly secret: string;
}

/** Machine times. */
interface Delivery {
  readonly id: string;
  readonly event: WebhookEvent;
  readonly at: number;
  readonly state: WebhookDelivery['state'];
  readonly tries: number;
  readonly body: string;
  readonly nextTryAt: number;
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
}

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

export interface WebhookParts {
  readonly records: Records;
  readonly machineNow: () => number;
  readonly send: Post;
}

export const makeWebhooks = ({ records, machineNow, send }: WebhookParts): Webhooks => {
  const registered: SharedRecord<readonly Registered[]> = { records, name: REGISTER, first: [] };
  const register = (): Promise<readonly Registered[]> => readShared(registered);
  const logOf = (id: string): SharedRecord<readonly Delivery[]> => ({ records, name: `webhook:${id}`, first: [], until: (all) => (all.length === 0 ? AT_ONCE : undefined) });
  const editDeliveries = (id: string, change: (all: readonly Delivery[]) => readonly Delivery[]): Promise<readonly Delivery[]> => changeShared(logOf(id), change);

  /** Marks it as being sent before it is sent; false when somebody else does. */
  const take = async (id: string, due: Delivery): Promise<boolean> => {
    const until = machineNow() + LEASE_MS + Math.random();
    const after = await editDeliveries(id, (all) => all.map((one) => (one.id === due.id && one.state === 'waiting' && one.nextTryAt === due.nextTryAt ? { ...one, nextTryAt: until } : one)));
    return after.some((one) => one.id === due.id && one.nextTryAt === until);
  };
  const attempt = async (webhook: Registered, due: Delivery): Promise<void> => {
    if (!(await take(webhook.id, due))) return;
    const posted = await send(webhook.url, due.body, headersOf(webhook, due, machineNow()));
    await editDeliveries(webhook.id, (all) => all.map((one) => (one.id === due.id ? after(one, posted, machineNow()) : one)));
  };
  const spread = async (news: News): Promise<void> => {
    for (const { id, active, events } of await register()) {
      if (!active || !events.includes(news.event)) continue;
      const delivery = deliveryOf(id, news, machineNow());
      await editDeliveries(id, (all) => (all.some((one) => one.id === delivery.id) ? all : [...all, delivery].slice(-KEPT)));
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
      if (known) await editDeliveries(id, () => []);
      return known;
    },
    deliveries: async (id) => (await readShared(logOf(id))).map(rowOf).reverse(),
    async redeliver(id, delivery) {
      const now = machineNow();
      const all = await editDeliveries(id, (before) => before.map((one) => (one.id === delivery ? { ...one, state: 'waiting', tries: 0, nextTryAt: now } : one)));
      return all.some((one) => one.id === delivery);
    },
    tell: (event, thread, row) => spread(caseNews(event, thread, row)),
    alarm: ({ id, at, ...alarm }) => spread({ event: 'channel.alarm', key: id, at, content: { alarm } }),
    async sweep() {
      for (const webhook of await register()) {
        if (!webhook.active) continue;
        const due = (await readShared(logOf(webhook.id))).filter(({ state, nextTryAt }) => state === 'waiting' && nextTryAt <= machineNow());
        for (const one of due) await attempt(webhook, one);
      }
    },
  };
};

const shown = ({ secret: _, ...webhook }: Registered): Webhook => webhook;

const rowOf = ({ id, event, at, state, tries, status, reason, nextTryAt }: Delivery): WebhookDelivery => ({
  id, event, state, tries, at: new Date(at).toISOString(), ...(status !== undefined && { status }), ...(reason !== undefined && { reason }),
  ...(state === 'waiting' && { nextTryAt: new Date(nextTryAt).toISOString() }),
});

/** What is signed is the time and the body, so that an old delivery cannot be played again later. */
const headersOf = ({ secret }: Registered, { id, event, body }: Delivery, now: number): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    'content-type': 'application/json', 'user-agent': 'hilo-webhooks/1', 'x-hilo-delivery': id, 'x-hilo-event': event, 'x-hilo-timestamp': timestamp,
    'x-hilo-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  };
};

const after = (delivery: Delivery, posted: Posted, now: number): Delivery => {
  const tries = delivery.tries + 1;
  const { status, reason } = posted;
  if (posted.taken) return { ...delivery, tries, state: 'delivered', status, reason: undefined };
  const state = tries >= MOST_TRIES ? 'failed' : 'waiting';
  return { ...delivery, tries, state, status, reason, nextTryAt: now + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) };
};

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
