/** The outage board over HTTP: what is known, declared and changed. */
import { z } from 'zod';
import type { Agent } from '../../dialogs/event';
import type { HttpReply, Route } from '../http/route';
import type { OutageDraft, StaffUser } from '../web/contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import type { Declared, OutageDesk, OutagePatch } from './ports';
import { notFound, parseBody, staffProblem } from './problems';

const time = z.iso.datetime({ offset: true });
const MOST_SCOPES = 200;

const draft = z.strictObject({
  title: z.string().trim().min(1).max(120),
  state: z.enum(['investigating', 'identified', 'repairing', 'monitoring', 'restored', 'cancelled']),
  scope: z.array(z.string().min(1).max(100)).min(1).max(MOST_SCOPES),
  since: time,
  cause: z.string().trim().max(500).optional(),
  eta: time.optional(),
  nextUpdate: time.optional(),
  compensation: z.boolean().optional(),
});

/** Where and since when it is stay as declared; `null` takes back what was said. */
const patchBody = draft
  .omit({ scope: true, since: true })
  .extend({
    cause: draft.shape.cause.nullable(),
    eta: draft.shape.eta.nullable(),
    nextUpdate: draft.shape.nextUpdate.nullable(),
    compensation: draft.shape.compensation.nullable(),
  })
  .partial();

export const outageRoutes = (desk: OutageDesk, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/outages', async () => ({ status: 200, json: await desk.list() })),
  staffRoute('POST /api/staff/outages', (request) => declare(desk, request)),
  staffRoute('PATCH /api/staff/outages/:id', (request) => change(desk, request)),
];

const declare = async (desk: OutageDesk, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(draft, body);
  if (!parsed.ok) return parsed.reply;
  return replyOf(await desk.declare(withoutGaps(parsed.value) as OutageDraft, agentOf(user)), 201);
};

const change = async (desk: OutageDesk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(patchBody, body);
  if (!parsed.ok) return parsed.reply;
  const changed = await desk.change(params['id'] ?? '', withoutGaps(parsed.value) as OutagePatch, agentOf(user));
  return changed ? replyOf(changed, 200) : notFound({ en: 'That outage', es: 'esa falla' });
};

/** A field that is not there, rather than one that is `undefined`. */
const withoutGaps = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

const agentOf = ({ id, name }: StaffUser): Agent => ({ id, name });

const replyOf = (declared: Declared, status: number): HttpReply => {
  if (declared.ok) return { status, json: { outage: declared.outage } };
  const [first] = declared.faults;
  const { field, en, es } = first ?? { field: '', en: 'The outage is not valid.', es: 'La falla no es válida.' };
  return staffProblem(422, { code: 'BadArgument', field, en, es });
};
