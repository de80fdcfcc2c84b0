/** Administrators keep the list of people who work with Hilo. There is always at least one administrator. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type Accounts, type Change } from './accounts';
import type { StaffRequest, StaffRoutes } from './guard';
import type { Desk } from './ports';
import { notFound, parseBody, staffProblem } from './problems';
import { rowsOf, UNKNOWN_SESSION } from './session-routes';
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

/** What work suits somebody is for who leads the desk; who she is and what she may do is not. */
const agentPatch = z.strictObject({ skills: skills.optional(), capacity: capacity.optional() });

export interface UserParts {
  readonly accounts: Accounts;
  readonly sessions: Pick<Sessions, 'end' | 'open'>;
  readonly desk: Pick<Desk, 'release' | 'agents'>;
}

export const userRoutes = (parts: UserParts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/users', async () => ({ status: 200, json: { users: await parts.accounts.list() } })),
  staffRoute('POST /api/staff/users', (request) => addUser(parts.accounts, request)),
  staffRoute('PATCH /api/staff/users/:id', (request) => changeUser(parts, request)),
  staffRoute('DELETE /api/staff/users/:id', async ({ params }) => replyOf(await gone(parts, await parts.accounts.remove(params['id'] ?? '')), 200)),
  staffRoute('GET /api/staff/users/:id/sessions', async ({ params, session }) => ({ status: 200, json: { sessions: await rowsOf(parts.sessions, params['id'] ?? '', session) } })),
  staffRoute('DELETE /api/staff/users/:id/sessions/:session', async ({ params }) =>
    (await parts.sessions.end(params['id'] ?? '', params['session'] ?? '')) ? { status: 200, json: {} } : UNKNOWN_SESSION),
  staffRoute('PATCH /api/staff/agents/:id', (request) => suit(parts, request)),
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

const suit = async ({ accounts, desk }: UserParts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(agentPatch, body);
  if (!parsed.ok) return parsed.reply;
  const id = params['id'] ?? '';
  // Only who works at the desk: the accounts of others are not for here.
  if (!(await desk.agents()).some((agent) => agent.id === id)) return UNKNOWN_USER;
  const changed = await accounts.change(id, parsed.value);
  const agent = (await desk.agents()).find((one) => one.id === id);
  return changed.ok && agent ? { status: 200, json: { agent } } : UNKNOWN_USER;
};

const UNKNOWN_USER = notFound({ en: 'That user', es: 'ese usuario' });

/** Whoever may not sign in any more leaves no customer waiting. */
const gone = async ({ desk }: UserParts, change: Change): Promise<Change> => {
  if (change.ok) await desk.release(change.user.id, 'deactivated');
  return change;
};

const replyOf = (change: Change, status: number): HttpReply => {
  if (change.ok) return { status, json: { user: change.user } };
  switch (change.reason) {
    case 'unknown':
      return UNKNOWN_USER;
    case 'email_taken':
      return staffProblem(409, { code: 'Taken', field: 'email', en: 'Somebody has that e-mail already.', es: 'Ese correo ya lo tiene otra persona.' });
    case 'last_administrator':
      return staffProblem(409, {
        code: 'LastAdministrator', en: 'Name another administrator first.', es: 'Primero nombre a otra persona administradora.',
      });
  }
};
