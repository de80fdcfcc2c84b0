/** Administrators keep the list of people who work with Hilo. There is always at least one administrator. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type Accounts, type Change } from './accounts';
import type { StaffRequest, StaffRoutes } from './guard';
import type { DeskActs } from './ports';
import { notFound, parseBody, staffProblem } from './problems';
import type { Sessions } from './sessions';

const name = z.string().trim().min(1).max(80);
const role = z.enum(['administrator', 'supervisor', 'agent', 'editor', 'reviewer', 'auditor']);
const words = z.array(z.string().trim().min(1).max(60)).max(50).optional();
const skills = z.strictObject({
  levels: z.array(z.enum(['basic', 'intermediate', 'advanced'])).max(3).optional(),
  languages: z.array(z.enum(['es', 'en'])).max(2).optional(),
  services: words,
  zones: words,
});
const capacity = z.number().int().min(1).max(100);
const password = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD);
const newUser = z.strictObject({ name, email: z.email().max(254), role, password, skills: skills.optional(), capacity: capacity.optional() });
const userPatch = z.strictObject({
  name: name.optional(), role: role.optional(), password: password.optional(), skills: skills.optional(), capacity: capacity.optional(), inactive: z.boolean().optional(),
});

export interface UserParts {
  readonly accounts: Accounts;
  readonly sessions: Pick<Sessions, 'end'>;
  readonly desk: Pick<DeskActs, 'release'>;
}

export const userRoutes = (parts: UserParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/users', async () => ({ status: 200, json: { users: await parts.accounts.list() } })),
  staffRoute('POST /api/staff/users', (request) => addUser(parts.accounts, request)),
  staffRoute('PATCH /api/staff/users/:id', (request) => changeUser(parts, request)),
  staffRoute('DELETE /api/staff/users/:id', async ({ params }) => replyOf(await gone(parts, await parts.accounts.remove(params['id'] ?? '')), 200)),
  staffRoute('DELETE /api/staff/users/:id/sessions', async ({ params }) => {
    await parts.sessions.end(params['id'] ?? '');
    return { status: 200, json: {} };
  }),
];

const addUser = async (accounts: Accounts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(newUser, body);
  return parsed.ok ? replyOf(await accounts.add(parsed.value), 201) : parsed.reply;
};

const changeUser = async (parts: UserParts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(userPatch, body);
  if (!parsed.ok) return parsed.reply;
  const changed = await parts.accounts.change(params['id'] ?? '', parsed.value);
  return replyOf(parsed.value.inactive === true ? await gone(parts, changed) : changed, 200);
};

/** Whoever may not sign in any more leaves no customer waiting. */
const gone = async ({ desk }: UserParts, change: Change): Promise<Change> => {
  if (change.ok) await desk.release(change.user.id, 'deactivated');
  return change;
};

const replyOf = (change: Change, status: number): HttpReply => {
  if (change.ok) return { status, json: { user: change.user } };
  switch (change.reason) {
    case 'unknown':
      return notFound({ en: 'That user', es: 'ese usuario' });
    case 'email_taken':
      return staffProblem(409, { code: 'Taken', field: 'email', en: 'Somebody has that e-mail already.', es: 'Ese correo ya lo tiene otra persona.' });
    case 'last_administrator':
      return staffProblem(409, {
        code: 'LastAdministrator', en: 'Name another administrator first.', es: 'Primero nombre a otra persona administradora.',
      });
  }
};
