/** Petitions, complaints, appeals and claims about personal data by their legal deadline, so that staff are warned before one passes; claims are settled here. */
import { z } from 'zod';
import type { Claims } from '../desk/claims';
import { businessDaysBetween } from '../operator/business-days';
import { dayOf, toIso, DAY_MS } from '../operator/colombia';
import type { Office, PqrOnFile } from '../operator/office';
import type { HttpReply, Route } from '../http/route';
import type { ClaimEnd, PqrRow } from '../web/pqr-contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { notFound, parseBody, staffProblem } from './problems';

/** Business days left at which a request is marked. */
const SOON = 5;
const URGENT = 1;
/** How long answered ones are listed. */
const ANSWERED_SHOWN_MS = 60 * DAY_MS;

export interface PqrRouteParts {
  readonly office: Pick<Office, 'requests'>;
  readonly claims: Claims;
  /** Business time, ms. */
  readonly now: () => number;
}

export const pqrRoutes = (parts: PqrRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/pqrs', () => list(parts)),
  staffRoute('POST /api/staff/pqrs/:id/settle', (request) => settle(parts, request)),
];

const words = z.string().trim().max(400);
/** Why it could not be done is said; what was corrected too. */
const settleBody = z.strictObject({ done: z.boolean(), how: words });

const settle = async ({ claims }: PqrRouteParts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(settleBody, body);
  if (!parsed.ok) return parsed.reply;
  if (!parsed.value.done && parsed.value.how === '') return NO_REASON;
  const settled = await claims.settle(params['id'] ?? '', parsed.value);
  if (settled.ok) return { status: 200, json: { deleted: settled.deleted, kept: settled.kept } satisfies ClaimEnd };
  return { unknown: UNKNOWN, open: OPEN, away: AWAY }[settled.reason];
};

const list = async ({ office, now }: PqrRouteParts): Promise<HttpReply> => {
  const requests = await office.requests();
  if (!requests.ok) return AWAY;
  const shown = requests.value.filter(({ answered, filedAt }) => !answered || now() - filedAt < ANSWERED_SHOWN_MS);
  return { status: 200, json: { pqrs: shown.map((each) => rowOf(each, dayOf(now()))).toSorted(nearestFirst) } };
};

/** Those that wait for an answer before the answered ones; one without a deadline behind those with one. */
const nearestFirst = (a: PqrRow, b: PqrRow): number =>
  Number(a.state === 'answered') - Number(b.state === 'answered') || (a.answerBy ?? '9').localeCompare(b.answerBy ?? '9') || a.id.localeCompare(b.id);

const rowOf = ({ id, cun, kind, answered, told, against, filedAt, answerBy, thread }: PqrOnFile, today: string): PqrRow => {
  const left = answerBy === undefined ? undefined : daysLeft(today, answerBy);
  const alert = answered || left === undefined ? undefined : alertOf(left);
  return {
    id, kind, state: answered ? 'answered' : 'open', filedAt: toIso(filedAt),
    ...(told !== undefined && { told }), ...(against !== undefined && { against }), ...(cun !== undefined && { cun }), ...(answerBy !== undefined && { answerBy }), ...(left !== undefined && { daysLeft: left }),
    ...(alert !== undefined && { alert }), ...(thread !== undefined && { thread }),
  };
};

/** A deadline passes with its day, also over a weekend. */
const daysLeft = (today: string, answerBy: string): number =>
  answerBy >= today ? businessDaysBetween(today, answerBy) : -Math.max(1, businessDaysBetween(answerBy, today));

const alertOf = (left: number): PqrRow['alert'] => (left < 0 ? 'overdue' : left <= URGENT ? 'urgent' : left <= SOON ? 'soon' : undefined);

const UNKNOWN = notFound({ en: 'That claim', es: 'esa solicitud sobre datos' });
const NO_REASON = staffProblem(422, { code: 'BadArgument', field: 'how', en: 'Tell the customer why.', es: 'Dígale a la persona por qué.' });
const OPEN = staffProblem(409, { code: 'NotClosed', en: 'A case of this customer is open. Close it first; nothing was deleted.', es: 'Esta persona tiene un caso abierto. Ciérrelo primero; no se borró nada.' });
const AWAY = staffProblem(503, { code: 'ServiceUnavailable', en: 'The office does not answer. Try again in a moment.', es: 'El sistema de la oficina no responde. Intente en un momento.' });
