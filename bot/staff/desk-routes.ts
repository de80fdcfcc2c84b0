/** The desk around the cases, over HTTP: who is there, calls, and the replies that are ready to use. */
import { z } from 'zod';
import type { CannedReplies } from '../desk/canned';
import type { HttpReply, Route } from '../http/route';
import { BEAT_SECONDS } from '../desk/presence';
import { agentOf, caseOf, REFUSED, takenReply } from './case-routes';
import type { StaffRequest, StaffRoutes } from './guard';
import type { Desk } from './ports';
import { notFound, parseBody, staffProblem } from './problems';

export interface DeskRouteParts {
  readonly desk: Desk;
  readonly replies: CannedReplies;
}

const presenceBody = z.strictObject({ state: z.enum(['online', 'away', 'offline']), viewing: z.string().max(100).optional(), typing: z.boolean().optional() });
const phoneBody = z.strictObject({ key: z.string().trim().min(4).max(60), language: z.enum(['es', 'en']).optional(), anyway: z.boolean().optional() });
const verifyBody = z.strictObject({ question: z.string().min(1).max(40), answer: z.string().trim().min(1).max(200) });
const bilingual = (most: number) => z.strictObject({ es: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });
const replyBody = z.strictObject({ title: bilingual(80), text: bilingual(2_000) });
const replyId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const deskRoutes = (parts: DeskRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('POST /api/staff/presence', (request) => beat(parts, request)),
  staffRoute('GET /api/staff/agents', async () => ({ status: 200, json: { agents: await parts.desk.agents() } })),
  staffRoute('POST /api/staff/phone', (request) => call(parts, request)),
  staffRoute('POST /api/staff/cases/:thread/verify', (request) => verify(parts, request)),
  staffRoute('GET /api/staff/replies', async () => ({ status: 200, json: { replies: await parts.replies.list() } })),
  staffRoute('PUT /api/staff/replies/:id', (request) => setReply(parts, request)),
  staffRoute('DELETE /api/staff/replies/:id', async ({ params }) =>
    (await parts.replies.remove(params['id'] ?? '')) ? { status: 200, json: {} } : UNKNOWN_REPLY),
];

const beat = async ({ desk }: DeskRouteParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(presenceBody, body);
  if (!parsed.ok) return parsed.reply;
  await desk.beat(user.id, parsed.value);
  return { status: 200, json: { agents: await desk.agents(), every: BEAT_SECONDS } };
};

const call = async ({ desk }: DeskRouteParts, { body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(phoneBody, body);
  if (!parsed.ok) return parsed.reply;
  const called = await desk.call(agentOf(user), parsed.value);
  if (called.ok) return { status: 200, json: called.reply };
  switch (called.reason) {
    case 'nobody':
      return NOBODY_FOUND;
    case 'away':
      return AWAY;
    case 'taken':
      return takenReply(called.by);
  }
};

const NOBODY_FOUND = staffProblem(404, { code: 'NobodyFound', en: 'No customer has that document or number.', es: 'Ningún cliente tiene ese documento o número.' });
const AWAY = staffProblem(503, { code: 'ServiceUnavailable', en: 'The customer directory does not answer. Try again in a moment.', es: 'El directorio de clientes no responde. Vuelva a intentar en un momento.' });

const verify = async ({ desk }: DeskRouteParts, { params, body, user }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(verifyBody, body);
  if (!parsed.ok) return parsed.reply;
  const checked = await desk.verify(caseOf(params), agentOf(user), parsed.value);
  if (checked.ok) return { status: 200, json: checked.reply };
  return checked.reason === 'away' ? AWAY : REFUSED[checked.reason];
};

const setReply = async ({ replies }: DeskRouteParts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const id = replyId.safeParse(params['id']);
  if (!id.success) return UNKNOWN_REPLY;
  const parsed = parseBody(replyBody, body);
  if (!parsed.ok) return parsed.reply;
  const reply = { id: id.data, ...parsed.value };
  return (await replies.set(reply)) ? { status: 200, json: { reply } } : TOO_MANY;
};

const UNKNOWN_REPLY = notFound({ en: 'That reply', es: 'esa respuesta' });
const TOO_MANY = staffProblem(409, { code: 'TooMany', en: 'There are too many replies. Remove one first.', es: 'Hay demasiadas respuestas. Borre una primero.' });
