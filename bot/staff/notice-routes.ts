/** Broadcasts over HTTP: how far each is, who may not have heard, the stop and the brake. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import type { StaffRequest, StaffRoutes } from './guard';
import type { NoticeDesk } from './ports';
import { notFound, parseBody } from './problems';

const STATES = ['waiting', 'sent', 'skipped', 'failed', 'uncertain'] as const;
const brakeBody = z.strictObject({ on: z.boolean(), why: z.string().trim().min(1).max(200) });

export const noticeRoutes = (desk: NoticeDesk, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/notices', async () => ({ status: 200, json: await desk.list() })),
  staffRoute('GET /api/staff/notices/:id/rows', (request) => rows(desk, request)),
  staffRoute('POST /api/staff/notices/:id/stop', async ({ params }) => {
    const broadcast = await desk.stop(params['id'] ?? '');
    return broadcast ? { status: 200, json: { broadcast } } : UNKNOWN;
  }),
  staffRoute('PUT /api/staff/notices/brake', async ({ body, user }) => {
    const parsed = parseBody(brakeBody, body);
    return parsed.ok ? { status: 200, json: { brake: await desk.setBrake(parsed.value, user) } } : parsed.reply;
  }),
];

const rows = async (desk: NoticeDesk, { params, query }: StaffRequest): Promise<HttpReply> => {
  const state = STATES.find((each) => each === query.get('state'));
  const found = await desk.rows(params['id'] ?? '', state);
  return found ? { status: 200, json: { rows: found } } : UNKNOWN;
};

const UNKNOWN = notFound({ en: 'That broadcast', es: 'ese envío' });
