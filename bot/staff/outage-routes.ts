/** The outage board over HTTP: what is known, declared and changed. */
import { z } from 'zod';
import type { Agent } from '../../dialogs/event';
import type { HttpReply, Route } from '../http/route';
import type { Outage, OutageDraft, StaffUser } from '../web/contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import type { Declared, OutageDesk, OutageFault, OutagePatch, OutageRequest } from './ports';
import { notFound, parseBody, staffProblem } from './problems';

const time = z.iso.datetime({ offset: true });
const MOST_SCOPES = 200;
const words = z.string().trim().min(1).max(400);

const draft = z.strictObject({
  title: z.string().trim().min(1).max(120),
  state: z.enum(['investigating', 'identified', 'repairing', 'monitoring', 'restored', 'cancelled']),
  scope: z.array(z.string().min(1).max(100)).min(1).max(MOST_SCOPES),
  since: time,
  planned: z.boolean().optional(),
  titleEn: z.string().trim().min(1).max(120).optional(),
  cause: words.optional(),
  causeEn: words.optional(),
  text: words.optional(),
  textEn: words.optional(),
  eta: time.optional(),
  confidence: z.enum(['low', 'medium', 'high']).optional(),
  nextUpdate: time.optional(),
  compensation: z.boolean().optional(),
  /** Yes, it touches everybody. */
  confirm: z.boolean().optional(),
});

const base = z.number().int().min(1).optional();
const partBody = z.strictObject({ scope: z.array(z.string().min(1).max(100)).min(1).max(MOST_SCOPES), base });
const mergeBody = z.strictObject({ into: z.string().min(1).max(100), base });

/** Where and since when it is stay as declared; `null` takes back what was said. */
const patchBody = draft
  .omit({ scope: true, since: true, planned: true, confirm: true })
  .extend({
    base,
    cause: draft.shape.cause.nullable(),
    causeEn: draft.shape.causeEn.nullable(),
    text: draft.shape.text.nullable(),
    textEn: draft.shape.textEn.nullable(),
    confidence: draft.shape.confidence.nullable(),
    eta: draft.shape.eta.nullable(),
    nextUpdate: draft.shape.nextUpdate.nullable(),
    compensation: draft.shape.compensation.nullable(),
  })
  .partial();

export const outageRoutes = (desk: OutageDesk, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/outages', async () => ({ status: 200, json: await desk.list() })),
  staffRoute('POST /api/staff/outages', (request) => declare(desk, request)),
  staffRoute('POST /api/staff/outages/preview', (request) => preview(desk, request)),
  staffRoute('PATCH /api/staff/outages/:id', (request) => change(desk, request)),
  staffRoute('POST /api/staff/outages/:id/merge', (request) => merge(desk, request)),
  staffRoute('GET /api/staff/outages/:id/parts', async ({ params }) => {
    const parts = await desk.parts(params['id'] ?? '');
    return parts ? { status: 200, json: { parts } } : UNKNOWN;
  }),
  staffRoute('POST /api/staff/outages/:id/parts', (request) => restorePart(desk, request)),
  staffRoute('GET /api/staff/outages/:id/history', async ({ params }) => {
    const changes = await desk.history(params['id'] ?? '');
    return changes ? { status: 200, json: { changes } } : UNKNOWN;
  }),
];

const declare = async (desk: OutageDesk, request: StaffRequest): Promise<HttpReply> => (await declareFrom(desk, request)).reply;

/** The outage beside the reply, for who has something to do with it. */
export const declareFrom = async (desk: OutageDesk, { body, user }: StaffRequest, source?: 'detected'): Promise<{ readonly reply: HttpReply; readonly outage?: Outage }> => {
  const parsed = parseBody(draft, body);
  if (!parsed.ok) return parsed;
  const declared = await desk.declare(withoutGaps(parsed.value) as OutageRequest, agentOf(user), source);
  return { reply: replyOf(declared, 201), ...(declared.ok && { outage: declared.outage }) };
};

const preview = async (desk: OutageDesk, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(draft, body);
  if (!parsed.ok) return parsed.reply;
  const previewed = await desk.preview(withoutGaps(parsed.value) as OutageDraft);
  return previewed.ok ? { status: 200, json: previewed.preview } : refusal(previewed.faults);
};

const merge = async (desk: OutageDesk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(mergeBody, body);
  if (!parsed.ok) return parsed.reply;
  const merged = await desk.merge(params['id'] ?? '', { into: parsed.value.into, base: parsed.value.base }, agentOf(user));
  return merged ? replyOf(merged, 200) : UNKNOWN;
};

const restorePart = async (desk: OutageDesk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(partBody, body);
  if (!parsed.ok) return parsed.reply;
  const kept = await desk.restorePart(params['id'] ?? '', { scope: parsed.value.scope, base: parsed.value.base }, agentOf(user));
  return kept ? replyOf(kept, 200) : UNKNOWN;
};

const change = async (desk: OutageDesk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(patchBody, body);
  if (!parsed.ok) return parsed.reply;
  const changed = await desk.change(params['id'] ?? '', withoutGaps(parsed.value) as OutagePatch, agentOf(user));
  return changed ? replyOf(changed, 200) : UNKNOWN;
};

/** A field that is not there, rather than one that is `undefined`. */
const withoutGaps = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

const agentOf = ({ id, name }: StaffUser): Agent => ({ id, name });

const UNKNOWN = notFound({ en: 'That outage', es: 'esa falla' });

export const replyOf = (declared: Declared, status: number): HttpReply => {
  if (declared.ok) return { status, json: { outage: declared.outage } };
  return declared.stale ? staleReply(declared.stale) : refusal(declared.faults);
};

/** As it is now stands beside the message, so that the page can show what the other person wrote. */
const staleReply = (outage: Outage): HttpReply => ({
  status: 409,
  json: {
    error: { code: 'Stale', message: 'Somebody else changed this outage meanwhile. Look at it again.', message_es: 'Otra persona cambió esta falla mientras tanto. Revísela de nuevo.' },
    outage,
  },
});

const refusal = ([first]: readonly OutageFault[]): HttpReply => {
  const { field, en, es, code = 'BadArgument' } = first ?? { field: '', en: 'The outage is not valid.', es: 'La falla no es válida.' };
  return staffProblem(422, { code, field, en, es });
};
