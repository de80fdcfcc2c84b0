/** The record of what the staff did, for who checks it. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import type { Audit } from './audit';
import type { StaffRequest, StaffRoutes } from './guard';
import { parseBody } from './problems';

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;

const day = z.iso.date();
const filter = z.string().max(100).optional();
const query = z.object({ from: day.optional(), to: day.optional(), user: filter, action: filter, thread: filter, cursor: filter });

export interface AuditRouteParts {
  readonly audit: Pick<Audit, 'read'>;
  /** Business time, ms. */
  readonly now: () => number;
}

export const auditRoutes = (parts: AuditRouteParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/audit', (request) => read(parts, request)),
];

const read = async ({ audit, now }: AuditRouteParts, request: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(query, Object.fromEntries(request.query));
  if (!parsed.ok) return parsed.reply;
  const { to = dayOf(now()), ...rest } = parsed.value;
  const from = rest.from ?? dayOf(Date.parse(to) - (DAYS_SHOWN - 1) * DAY_MS);
  return { status: 200, json: await audit.read({ ...rest, from, to }) };
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
