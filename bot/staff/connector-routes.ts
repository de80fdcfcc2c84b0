/** Webhooks over HTTP: who is told of cases, how it went, and once more. */
import { z } from 'zod';
import { isInside } from '../connectors/inside';
import type { Webhooks } from '../connectors/webhooks';
import type { HttpReply, Route } from '../http/route';
import { WEBHOOK_EVENTS } from '../web/webhook-contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { badField, notFound, parseBody, staffProblem } from './problems';

const url = z.url({ protocol: /^https?$/ }).max(500);
const events = z.array(z.enum(WEBHOOK_EVENTS)).min(1).max(WEBHOOK_EVENTS.length);
const draft = z.strictObject({ url, events });
const patch = z.strictObject({ url: url.optional(), events: events.optional(), active: z.boolean().optional() });

export interface ConnectorRouteParts {
  readonly webhooks: Webhooks;
  /** Plain http and this machine's own addresses are for trying things out. */
  readonly allowLocal: boolean;
}

export const connectorRoutes = (parts: ConnectorRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/webhooks', async () => ({ status: 200, json: { webhooks: await parts.webhooks.list() } })),
  staffRoute('POST /api/staff/webhooks', (request) => add(parts, request)),
  staffRoute('PATCH /api/staff/webhooks/:id', (request) => change(parts, request)),
  staffRoute('DELETE /api/staff/webhooks/:id', async ({ params }) => ((await parts.webhooks.remove(params['id'] ?? '')) ? DONE : UNKNOWN)),
  staffRoute('GET /api/staff/webhooks/:id/deliveries', async ({ params }) => ({ status: 200, json: { deliveries: await parts.webhooks.deliveries(params['id'] ?? '') } })),
  staffRoute('POST /api/staff/webhooks/:id/deliveries/:delivery/redeliver', async ({ params }) =>
    (await parts.webhooks.redeliver(params['id'] ?? '', params['delivery'] ?? '')) ? DONE : UNKNOWN),
];

const add = async ({ webhooks, allowLocal }: ConnectorRouteParts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(draft, body);
  if (!parsed.ok) return parsed.reply;
  if (!allowLocal && isLocal(parsed.value.url)) return NOT_OUTSIDE;
  const added = await webhooks.add(parsed.value);
  return added ? { status: 201, json: added } : TOO_MANY;
};

const change = async ({ webhooks, allowLocal }: ConnectorRouteParts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(patch, body);
  if (!parsed.ok) return parsed.reply;
  if (!allowLocal && parsed.value.url !== undefined && isLocal(parsed.value.url)) return NOT_OUTSIDE;
  const webhook = await webhooks.change(params['id'] ?? '', parsed.value);
  return webhook ? { status: 200, json: { webhook } } : UNKNOWN;
};

/** Addresses of the house itself are not for the outside to be named by; each delivery judges what the name leads to. */
const isLocal = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol !== 'https:' || isInside(hostname);
};

const DONE: HttpReply = { status: 200, json: {} };
const UNKNOWN = notFound({ en: 'That webhook or delivery', es: 'ese webhook o envío' });
const NOT_OUTSIDE = badField('url', { en: 'must be an https address outside of this house', es: 'debe ser una dirección https fuera de esta casa' });
const TOO_MANY = staffProblem(409, { code: 'TooMany', en: 'There are too many webhooks. Remove one first.', es: 'Hay demasiados webhooks. Borre uno primero.' });
