/** Administrators keep the list of people who work with Hilo. There is always at least one administrator. */
import { z } from 'zod';
import type { HttpReply, Route } from '../http/route';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, type Accounts, type Change } from './accounts';
import type { StaffRequest, StaffRoutes } from './guard';
import { notFound, parseBody, staffProblem } from './problems';

const name = z.string().trim().min(1).max(80);
const role = z.enum(['administrator', 'agent', 'editor']);
const password = z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD);
const newUser = z.strictObject({ name, email: z.email().max(254), role, password });
const userPatch = z.strictObject({ name: name.optional(), role: role.optional(), password: password.optional() });

export const userRoutes = (accounts: Accounts, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/users', async () => ({ status: 200, json: { users: await accounts.list() } })),
  staffRoute('POST /api/staff/users', (request) => addUser(accounts, request)),
  staffRoute('PATCH /api/staff/users/:id', (request) => changeUser(accounts, request)),
  staffRoute('DELETE /api/staff/users/:id', async ({ params }) => replyOf(await accounts.remove(params['id'] ?? ''), 200)),
];

const addUser = async (accounts: Accounts, { body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(newUser, body);
  return parsed.ok ? replyOf(await accounts.add(parsed.value), 201) : parsed.reply;
};

const changeUser = async (accounts: Accounts, { params, body }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(userPatch, body);
  return parsed.ok ? replyOf(await accounts.change(params['id'] ?? '', parsed.value), 200) : parsed.reply;
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
