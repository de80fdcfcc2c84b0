/** Cases over HTTP: what an agent sees, takes, writes and gives back. Who acts comes from the session, never from the body. */
import { z } from 'zod';
import type { Agent } from '../../dialogs/event';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { HttpReply, Route } from '../http/route';
import type { StaffUser } from '../web/contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import type { Acted, Claimed, Desk } from './ports';
import { badField, notFound, parseBody, staffProblem } from './problems';

const LONGEST_TEXT = 4_000;
const FURTHEST_POSITION = 10_000_000;

const messageBody = z.strictObject({ id: z.string().min(1).max(100), text: z.string().trim().min(1).max(LONGEST_TEXT) });
const claimBody = z.strictObject({ takeOver: z.boolean().optional() });
const giveBackBody = z.strictObject({ how: z.enum(['continue', 'close']) });
const position = z.coerce.number().int().min(0).max(FURTHEST_POSITION);

export const caseRoutes = (desk: Desk, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/cases', async () => ({ status: 200, json: { cases: await desk.list() } })),
  staffRoute('GET /api/staff/cases/:thread', (request) => detail(desk, request)),
  staffRoute('GET /api/staff/cases/:thread/handoff', async ({ params }) => {
    const activity = await desk.handoffActivity(caseOf(params));
    return activity ? { status: 200, json: activity } : UNKNOWN;
  }),
  staffRoute('POST /api/staff/cases/:thread/claim', (request) => claim(desk, request)),
  staffRoute('POST /api/staff/cases/:thread/messages', (request) => say(desk, request)),
  staffRoute('POST /api/staff/cases/:thread/give-back', (request) => giveBack(desk, request)),
];

const caseOf = (params: Readonly<Record<string, string>>): ThreadId => threadId(params['thread'] ?? '');
const agentOf = ({ id, name }: StaffUser): Agent => ({ id, name });

const detail = async (desk: Desk, { params, query }: StaffRequest): Promise<HttpReply> => {
  const from = position.safeParse(query.get('from') ?? '0');
  if (!from.success) return badField('from', { en: 'must be a position, 0 or more', es: 'debe ser una posición, 0 o más' });
  const found = await desk.detail(caseOf(params), from.data);
  return found ? { status: 200, json: found } : UNKNOWN;
};

/** Taking a case from a colleague is an administrator's to do: an agent may be gone with it. */
const claim = async (desk: Desk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(claimBody, body ?? {});
  if (!parsed.ok) return parsed.reply;
  const takeOver = parsed.value.takeOver === true;
  if (takeOver && user.role !== 'administrator') return ADMINISTRATORS_ONLY;
  return claimReply(await desk.claim(caseOf(params), agentOf(user), takeOver));
};

const ADMINISTRATORS_ONLY = staffProblem(403, {
  code: 'Forbidden', en: 'Only an administrator may take a case from a colleague.', es: 'Solo administración puede quitarle un caso a un colega.',
});

const claimReply = (claimed: Claimed): HttpReply => {
  if (claimed.ok) return { status: 200, json: { summary: claimed.summary } };
  if (claimed.reason === 'unknown') return UNKNOWN;
  const { by } = claimed;
  return staffProblem(409, {
    code: 'Taken',
    en: by === undefined ? 'Somebody else has this case.' : `${by} has this case.`,
    es: by === undefined ? 'Otra persona tiene este caso.' : `${by} tiene este caso.`,
    ...(by !== undefined && { more: { by } }),
  });
};

const say = async (desk: Desk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(messageBody, body);
  return parsed.ok ? actedReply(await desk.say(caseOf(params), agentOf(user), parsed.value)) : parsed.reply;
};

const giveBack = async (desk: Desk, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(giveBackBody, body);
  return parsed.ok ? actedReply(await desk.giveBack(caseOf(params), agentOf(user), parsed.value.how)) : parsed.reply;
};

const actedReply = (acted: Acted): HttpReply => {
  if (acted.ok) return { status: 200, json: {} };
  return acted.reason === 'unknown' ? UNKNOWN : NOT_YOURS;
};

const UNKNOWN = notFound({ en: 'That case', es: 'ese caso' });
const NOT_YOURS = staffProblem(409, {
  code: 'NotYours', en: 'Take this case before you write in it.', es: 'Tome este caso antes de escribir en él.',
});
