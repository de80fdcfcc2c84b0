/** Cases over HTTP: what an agent sees, takes, writes and gives back. Who acts comes from the session, never from the body. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Agent } from '../../dialogs/event';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { HttpReply, Route } from '../http/route';
import { MOST_CASES } from '../desk/listing';
import type { StaffUser } from '../web/contracts';
import { CAUSES } from '../web/desk-contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { printedCase } from './printed-case';
import type { Acted, ActRefusal, Claimed, Desk } from './ports';
import { badField, notFound, parseBody, staffProblem, type Parsed } from './problems';

const LONGEST_TEXT = 4_000;
const FURTHEST_POSITION = 10_000_000;

const word = z.string().trim().min(1).max(100);
const text = z.string().trim().min(1).max(LONGEST_TEXT);
const messageBody = z.strictObject({ id: z.string().min(1).max(100), text });
const claimBody = z.strictObject({ takeOver: z.boolean().optional(), reason: z.string().trim().max(300).optional() });
const cause = z.enum(CAUSES);
const giveBackBody = z.strictObject({ how: z.enum(['continue', 'skip', 'close']), step: z.string().max(200).optional(), cause: cause.optional() });
const resolveBody = z.strictObject({ cause, confirmed: z.boolean(), note: text.optional() });
const words = z.array(word).max(20).optional();
const needs = z.strictObject({
  levels: z.array(z.enum(['basic', 'intermediate', 'advanced'])).optional(), languages: z.array(z.enum(['es', 'en'])).optional(), services: words, zones: words,
});
const transferBody = z.strictObject({ to: z.strictObject({ agent: word }).optional(), needs: needs.optional(), note: text });
const priority = z.enum(['normal', 'high', 'urgent']);
const priorityBody = z.strictObject({ priority, note: text.optional() });
const position = z.coerce.number().int().min(0).max(FURTHEST_POSITION);
const language = z.enum(['es', 'en']).default('es');
const statuses = z.string().transform((list) => list.split(',')).pipe(z.array(z.enum(['waiting', 'with_agent', 'with_bot', 'closed'])));
const filter = z.string().max(100).optional();
const listQuery = z.object({
  status: statuses.optional(), agent: filter, level: filter, language: filter, service: filter, zone: filter, channel: filter, priority: priority.optional(),
  sla: z.enum(['warning', 'breached']).optional(), q: filter, limit: z.coerce.number().int().min(1).max(MOST_CASES).default(MOST_CASES),
  cursor: filter, since: z.coerce.number().optional(),
});

export const caseRoutes = (desk: Desk, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/cases', (request) => list(desk, request)),
  staffRoute('POST /api/staff/cases/next', async ({ user }) => ({ status: 200, json: { summary: await desk.next(agentOf(user)) } })),
  staffRoute('GET /api/staff/cases/:thread', (request) => detail(desk, request)),
  staffRoute('GET /api/staff/cases/:thread/handoff', async ({ params }) => found(await desk.handoffActivity(caseOf(params)))),
  staffRoute('GET /api/staff/cases/:thread/customer', async ({ params }) => found(await desk.customer(caseOf(params)))),
  staffRoute('GET /api/staff/cases/:thread/steps', async ({ params, query }) => {
    const steps = await desk.steps(caseOf(params), languageOf(query));
    return steps ? { status: 200, json: { steps } } : UNKNOWN;
  }),
  staffRoute('GET /api/staff/cases/:thread/export', (request) => exportCase(desk, request, 'json')),
  staffRoute('GET /api/staff/cases/:thread/export.html', (request) => exportCase(desk, request, 'page')),
  staffRoute('POST /api/staff/cases/:thread/claim', (request) => claim(desk, request)),
  staffRoute('POST /api/staff/cases/:thread/messages', (request) => acts(request, messageBody, (body, on) => desk.say(...on, body))),
  staffRoute('POST /api/staff/cases/:thread/notes', (request) => acts(request, messageBody, (body, on) => desk.note(...on, body))),
  staffRoute('POST /api/staff/cases/:thread/said', (request) => acts(request, messageBody, (body, on) => desk.said(...on, body))),
  staffRoute('POST /api/staff/cases/:thread/transfer', (request) => acts(request, transferBody, (body, on) => desk.transfer(...on, body))),
  staffRoute('POST /api/staff/cases/:thread/give-back', (request) => acts(request, giveBackBody, (body, on) => desk.giveBack(...on, body))),
  staffRoute('POST /api/staff/cases/:thread/resolve', (request) => acts(request, resolveBody, (body, on) => resolve(desk, on, body))),
  staffRoute('POST /api/staff/cases/:thread/priority', (request) => prioritize(desk, request)),
];

export const caseOf = (params: Readonly<Record<string, string>>): ThreadId => threadId(params['thread'] ?? '');
export const agentOf = ({ id, name }: StaffUser): Agent => ({ id, name });
const languageOf = (query: URLSearchParams): 'es' | 'en' => language.catch('es').parse(query.get('lang') ?? undefined);
const found = (json: object | null): HttpReply => (json ? { status: 200, json } : UNKNOWN);

const list = async (desk: Desk, { query, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(listQuery, Object.fromEntries(query));
  if (!parsed.ok) return parsed.reply;
  const { status = [], agent, ...rest } = parsed.value;
  return { status: 200, json: await desk.list({ ...rest, status, agent: agent === 'me' ? user.id : agent }, user.id) };
};

const detail = async (desk: Desk, { params, query, user }: StaffRequest): Promise<HttpReply> => {
  const from = position.safeParse(query.get('from') ?? '0');
  if (!from.success) return badField('from', { en: 'must be a position, 0 or more', es: 'debe ser una posición, 0 o más' });
  return found(await desk.detail(caseOf(params), { from: from.data, language: languageOf(query) }, user.id));
};

const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" };

const exportCase = async (desk: Desk, { params, query, user }: StaffRequest, form: 'json' | 'page'): Promise<HttpReply> => {
  const exported = await desk.export(caseOf(params), user.name, languageOf(query));
  if (!exported) return UNKNOWN;
  if (form === 'page') return { status: 200, content: printedCase(exported, languageOf(query)), headers: PAGE_HEADERS };
  const { whole } = exported;
  const headers = { 'x-content-sha256': whole.sha256, 'content-disposition': 'attachment; filename="case.json"' };
  return { status: 200, json: whole, headers };
};

/** Taking a case from a colleague is for who leads: an agent may be gone with it. */
const claim = async (desk: Desk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(claimBody, body ?? {});
  if (!parsed.ok) return parsed.reply;
  const takeOver = parsed.value.takeOver === true;
  if (takeOver && user.role === 'agent') return LEADS_ONLY;
  return claimReply(await desk.claim(caseOf(params), agentOf(user), takeOver));
};

const LEADS_ONLY = staffProblem(403, {
  code: 'Forbidden', en: 'Only a supervisor or an administrator may take a case from a colleague.', es: 'Solo supervisión o administración puede quitarle un caso a un colega.',
});

const claimReply = (claimed: Claimed): HttpReply => {
  if (claimed.ok) return { status: 200, json: { summary: claimed.summary } };
  if (claimed.reason === 'unknown') return UNKNOWN;
  if (claimed.reason === 'full') return FULL;
  return takenReply(claimed.by);
};

export const takenReply = (by: string | undefined): HttpReply =>
  staffProblem(409, {
    code: 'Taken',
    en: by === undefined ? 'Somebody else has this case.' : `${by} has this case.`,
    es: by === undefined ? 'Otra persona tiene este caso.' : `${by} tiene este caso.`,
    ...(by !== undefined && { more: { by } }),
  });

const FULL = staffProblem(409, {
  code: 'Full', en: 'You have as many cases as you may. Finish or pass one on first.', es: 'Ya tiene todos los casos que puede llevar. Termine o pase uno primero.',
});

/** The case, and who acts on it. */
type On = readonly [thread: ThreadId, agent: Agent];

const acts = async <S extends z.ZodType>(request: StaffRequest, schema: S, act: (body: z.infer<S>, on: On) => Promise<Acted>): Promise<HttpReply> => {
  const parsed: Parsed<z.infer<S>> = parseBody(schema, request.body);
  return parsed.ok ? actedReply(await act(parsed.value, [caseOf(request.params), agentOf(request.user)])) : parsed.reply;
};

const resolve = async (desk: Desk, [thread, agent]: On, { note, ...how }: z.infer<typeof resolveBody>): Promise<Acted> => {
  if (note !== undefined) await desk.note(thread, agent, { id: randomUUID(), text: note });
  return desk.giveBack(thread, agent, { how: 'close', ...how });
};

const prioritize = async (desk: Desk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(priorityBody, body);
  if (!parsed.ok) return parsed.reply;
  const { note, priority: wanted } = parsed.value;
  const summary = await desk.prioritize(caseOf(params), wanted);
  if (summary && note !== undefined) await desk.note(caseOf(params), agentOf(user), { id: randomUUID(), text: note });
  return summary ? { status: 200, json: { summary } } : UNKNOWN;
};

export const actedReply = (acted: Acted): HttpReply => (acted.ok ? { status: 200, json: {} } : REFUSED[acted.reason]);

const UNKNOWN = notFound({ en: 'That case', es: 'ese caso' });

export const REFUSED: Readonly<Record<ActRefusal, HttpReply>> = {
  unknown: UNKNOWN,
  not_yours: staffProblem(409, { code: 'NotYours', en: 'Take this case before you write in it.', es: 'Tome este caso antes de escribir en él.' }),
  no_target: staffProblem(404, { code: 'NotFound', en: 'That colleague, step or question was not found.', es: 'No se encontró ese colega, paso o pregunta.' }),
  loops: staffProblem(409, {
    code: 'WouldLoop',
    en: 'The guide brought this case back several times from the same point. Choose another step, or close it.',
    es: 'La guía ya devolvió este caso varias veces desde el mismo punto. Escoja otro paso o ciérrelo.',
  }),
};
