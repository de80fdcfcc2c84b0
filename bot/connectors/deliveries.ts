/**
 * The deliveries of one webhook: kept before they are sent, each try on record, signed, sent by one process at a time and tried
 * again until they are taken (I4).
 */
import { createHmac } from 'node:crypto';
import type { Records } from '../runtime/ports';
import { AT_ONCE, changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { Webhook, WebhookDelivery, WebhookEvent } from '../web/webhook-contracts';
import type { Post, Posted } from './post';

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
export interface Delivery {
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

export interface Deliveries {
  /** Newest first. */
  list(webhook: string): Promise<readonly WebhookDelivery[]>;
  /** Kept once, however often it is told. */
  add(webhook: string, delivery: Delivery): Promise<void>;
  /** From the start; false when there is none of that id. */
  again(webhook: string, delivery: string): Promise<boolean>;
  sendDue(webhook: Registered): Promise<void>;
  forget(webhook: string): Promise<void>;
}

export interface DeliveriesParts {
  readonly records: Records;
  readonly machineNow: () => number;
  readonly send: Post;
}

export const makeDeliveries = ({ records, machineNow, send }: DeliveriesParts): Deliveries => {
  const logOf = (webhook: string): SharedRecord<readonly Delivery[]> => ({ records, name: `webhook:${webhook}`, first: [], until: (all) => (all.length === 0 ? AT_ONCE : undefined) });
  const edit = (webhook: string, change: (all: readonly Delivery[]) => readonly Delivery[]): Promise<readonly Delivery[]> => changeShared(logOf(webhook), change);
  /** Marks it as being sent before it is sent; false when somebody else does. */
  const take = async (webhook: string, due: Delivery): Promise<boolean> => {
    const until = machineNow() + LEASE_MS + Math.random();
    const taken = await edit(webhook, (all) => all.map((one) => (one.id === due.id && one.state === 'waiting' && one.nextTryAt === due.nextTryAt ? { ...one, nextTryAt: until } : one)));
    return taken.some((one) => one.id === due.id && one.nextTryAt === until);
  };
  const attempt = async (webhook: Registered, due: Delivery): Promise<void> => {
    if (!(await take(webhook.id, due))) return;
    const posted = await send(webhook.url, due.body, headersOf(webhook, due, machineNow()));
    await edit(webhook.id, (all) => all.map((one) => (one.id === due.id ? after(one, posted, machineNow()) : one)));
  };
  return {
    list: async (webhook) => (await readShared(logOf(webhook))).map(rowOf).reverse(),
    add: async (webhook, delivery) => void (await edit(webhook, (all) => (all.some((one) => one.id === delivery.id) ? all : [...all, delivery].slice(-KEPT)))),
    async again(webhook, delivery) {
      const now = machineNow();
      const all = await edit(webhook, (before) => before.map((one) => (one.id === delivery ? { ...one, state: 'waiting', tries: 0, nextTryAt: now } : one)));
      return all.some((one) => one.id === delivery);
    },
    async sendDue(webhook) {
      const due = (await readShared(logOf(webhook.id))).filter(({ state, nextTryAt }) => state === 'waiting' && nextTryAt <= machineNow());
      for (const one of due) await attempt(webhook, one);
    },
    forget: async (webhook) => void (await edit(webhook, () => [])),
  };
};

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
