/** What the detection suspects, over HTTP: a person confirms it, merges it into an outage, or dismisses it. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import { toIso } from '../operator/colombia';
import type { OutageAlert } from '../web/outage-contracts';
import type { Detection, Settled } from '../outage-detection';
import type { StaffRequest, StaffRoutes } from './guard';
import { declareFrom, replyOf } from './outage-routes';
import type { FeedReader, OutageDesk } from './ports';
import { notFound, parseBody } from './problems';

export interface AlertParts {
  readonly detection: Pick<Detection, 'alerts' | 'settle'>;
  readonly outages: OutageDesk;
  readonly feed: FeedReader;
  readonly desk: { standing(): Promise<{ readonly waiting: number }> };
  readonly now: () => number;
}

const previewBody = z.strictObject({ outage: z.string().min(1).max(100) });
/** `confirm`: yes, the outage touches nearly everybody then. */
const mergeBody = previewBody.extend({ confirm: z.boolean().optional() });
const dismissBody = z.strictObject({ why: z.string().trim().min(1).max(200) });

export const alertRoutes = (parts: AlertParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/outage-alerts', async () => ({ status: 200, json: await around(parts) })),
  staffRoute('POST /api/staff/outage-alerts/:id/confirm', (request) => confirm(parts, request)),
  staffRoute('POST /api/staff/outage-alerts/:id/merge', (request) => merge(parts, request)),
  staffRoute('POST /api/staff/outage-alerts/:id/preview', (request) => preview(parts, request)),
  staffRoute('POST /api/staff/outage-alerts/:id/dismiss', async (request) => {
    const parsed = parseBody(dismissBody, request.body);
    return parsed.ok ? settled(parts, request, { state: 'dismissed', by: request.user.name }) : parsed.reply;
  }),
];

/** With how many customers wait for a person: an outage fills the queue too. */
const around = async ({ detection, feed, desk, now }: AlertParts): Promise<object> => {
  const [alerts, state, { waiting }] = await Promise.all([detection.alerts(), feed.state(), desk.standing()]);
  return { alerts, feed: state, waiting, at: toIso(now()) };
};

/** The outage grows first: an alert that is settled has its customers in it. Repeated, nothing is added twice. */
const merge = async (parts: AlertParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(mergeBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const alert = await openAlert(parts, request);
  if (!alert) return UNKNOWN;
  const { user } = request;
  const { outage, confirm } = parsed.value;
  const widened = await parts.outages.widen(outage, alert, { name: user.name, confirm });
  if (!widened) return UNKNOWN_OUTAGE;
  return widened.ok ? settled(parts, request, { state: 'merged', by: user.name, outage }) : replyOf(widened, 200);
};

const preview = async (parts: AlertParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(previewBody, request.body);
  if (!parsed.ok) return parsed.reply;
  const alert = await openAlert(parts, request);
  if (!alert) return UNKNOWN;
  const wider = await parts.outages.wider(parsed.value.outage, alert);
  return wider ? { status: 200, json: wider } : UNKNOWN_OUTAGE;
};

/** Declared first: an alert that says so has its outage. Two people at once leave two outages that can be merged. */
const confirm = async (parts: AlertParts, request: StaffRequest): Promise<HttpReply> => {
  if (!(await openAlert(parts, request))) return UNKNOWN;
  const { reply, outage } = await declareFrom(parts.outages, request, 'detected');
  if (outage) {
    await parts.outages.confirmed(outage.id);
    await settled(parts, request, { state: 'confirmed', by: request.user.name, outage: outage.id });
  }
  return reply;
};

const openAlert = async ({ detection }: AlertParts, { params }: StaffRequest): Promise<OutageAlert | undefined> =>
  (await detection.alerts()).find(({ id, state }) => id === params['id'] && state === 'open');

const settled = async ({ detection }: AlertParts, { params }: StaffRequest, how: Settled): Promise<HttpReply> => {
  const alert = await detection.settle(params['id'] ?? '', how);
  return alert ? { status: 200, json: { alert } } : UNKNOWN;
};

const UNKNOWN_OUTAGE = notFound({ en: 'That outage', es: 'esa falla' });
const UNKNOWN = notFound({ en: 'That alert', es: 'esa alerta' });
