/**
 * Signing in and out. A wrong e-mail and a wrong password are told and timed alike; guessing is slowed per e-mail and
 * per address. Nothing here logs what was typed.
 */
import { z } from 'zod';
import type { HttpReply, HttpRequest, Route } from '../http/route';
import type { Storage } from '../runtime/ports';
import type { SessionReply } from '../web/contracts';
import type { SessionRow } from '../web/desk-contracts';
import { LONGEST_PASSWORD, normal, SHORTEST_PASSWORD, type Accounts, type Known } from './accounts';
import type { StaffRequest, StaffRoutes } from './guard';
import { notFound, parseBody, staffProblem } from './problems';
import { noSessionCookie, sessionCookie, type Sessions } from './sessions';
import { makeThrottle, type Throttle } from './throttle';

const FREE_TRIES_PER_EMAIL = 5;
/** An office shares one address. */
const FREE_TRIES_PER_ADDRESS = 20;

const signInBody = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(LONGEST_PASSWORD) });
const passwordBody = z.strictObject({
  current: z.string().min(1).max(LONGEST_PASSWORD),
  password: z.string().min(SHORTEST_PASSWORD).max(LONGEST_PASSWORD),
});

export interface SessionParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Machine time in ms: sign-in does not move with the demo clock. */
  readonly machineNow: () => number;
}

type Guarded = SessionParts & { readonly emails: Throttle; readonly addresses: Throttle };

export const sessionRoutes = (parts: SessionParts & { readonly storage: Pick<Storage, 'records'> }, { staffRoute, publicRoute }: StaffRoutes): readonly Route[] => {
  const throttleOf = (name: string, free: number): Throttle => makeThrottle({ records: parts.storage.records, name, free, now: parts.machineNow });
  const guarded: Guarded = {
    ...parts,
    emails: throttleOf('email', FREE_TRIES_PER_EMAIL),
    addresses: throttleOf('address', FREE_TRIES_PER_ADDRESS),
  };
  return [
    publicRoute('POST /api/staff/session', (request) => signIn(guarded, request)),
    publicRoute('GET /api/staff/session', async ({ headers }) => ({ status: 200, json: { user: (await parts.sessions.identify(headers))?.user ?? null } })),
    staffRoute('DELETE /api/staff/session', (request) => signOut(parts, request)),
    staffRoute('GET /api/staff/sessions', (request) => listSessions(parts, request)),
    staffRoute('DELETE /api/staff/sessions/:id', async ({ params, user }) =>
      (await parts.sessions.end(user.id, params['id'] ?? '')) ? { status: 200, json: {} } : UNKNOWN_SESSION),
    staffRoute('PUT /api/staff/session/password', (request) => changePassword(guarded, request)),
  ];
};

const signIn = async (parts: Guarded, request: HttpRequest): Promise<HttpReply> => {
  const body = parseBody(signInBody, request.body);
  if (!body.ok) return body.reply;
  const email = normal(body.value.email);
  const { remote } = request;
  // Whoever must wait himself locks nobody else's account.
  const wait = (await parts.addresses.begin(remote)) || (await parts.emails.begin(email));
  if (wait > 0) return tooMany(wait);
  const known = await parts.accounts.signIn(email, body.value.password);
  if (!known) return WRONG;
  await parts.emails.clear(email);
  await parts.addresses.undo(remote);
  return signedIn(parts, known, request);
};

const signOut = async ({ sessions }: SessionParts, { user, session, origin }: StaffRequest): Promise<HttpReply> => {
  if (session !== undefined) await sessions.end(user.id, session);
  return { status: 200, json: {}, headers: { 'set-cookie': noSessionCookie(origin) } };
};

const listSessions = async ({ sessions }: SessionParts, { user, session }: StaffRequest): Promise<HttpReply> =>
  ({ status: 200, json: { sessions: await rowsOf(sessions, user.id, session) } });

/** Somebody's open sessions, the one used last first; `here`: the session of who asks. */
export const rowsOf = async (sessions: Pick<Sessions, 'open'>, user: string, here: string | undefined): Promise<readonly SessionRow[]> =>
  Object.entries(await sessions.open(user))
    .sort(([, a], [, b]) => b.seenAt - a.seenAt)
    .map(([id, { since, seenAt, device }]) => ({
      id, device, since: new Date(since).toISOString(), seenAt: new Date(seenAt).toISOString(), ...(id === here && { here: true as const }),
    }));

export const UNKNOWN_SESSION = notFound({ en: 'That session', es: 'esa sesión' });

const changePassword = async (parts: Guarded, { body, user, origin, headers }: StaffRequest): Promise<HttpReply> => {
  const parsed = parseBody(passwordBody, body);
  if (!parsed.ok) return parsed.reply;
  const wait = await parts.emails.begin(user.email);
  if (wait > 0) return tooMany(wait);
  if (!(await parts.accounts.checkPassword(user.id, parsed.value.current))) return WRONG_CURRENT;
  await parts.emails.clear(user.email);
  const changed = await parts.accounts.change(user.id, { password: parsed.value.password });
  const known = changed.ok ? await parts.accounts.find(user.id) : null;
  return known ? signedIn(parts, known, { origin, headers }) : WRONG_CURRENT;
};

const signedIn = async ({ sessions }: SessionParts, known: Known, { origin, headers }: Pick<HttpRequest, 'origin' | 'headers'>): Promise<HttpReply> => {
  const token = await sessions.issue(known, deviceOf(headers['user-agent'] ?? ''));
  const json: SessionReply = { user: known.user, token };
  return { status: 200, json, headers: { 'set-cookie': sessionCookie(token, origin) } };
};

/** The one that pretends to be others comes before them. */
const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const;
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']] as const;

/** `Chrome, Windows`: enough to tell one's own devices apart. */
const deviceOf = (agent: string): string => {
  const named = (names: readonly (readonly [sign: string, name: string])[]): string | undefined => names.find(([sign]) => agent.includes(sign))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(', ') || agent.slice(0, 40);
};

const WRONG = staffProblem(401, {
  code: 'WrongCredentials', en: 'E-mail and password do not match.', es: 'El correo y la contraseña no coinciden.',
});
const WRONG_CURRENT = staffProblem(400, {
  code: 'BadArgument', field: 'current', en: 'The current password is another one.', es: 'La contraseña actual es otra.',
});

const tooMany = (waitMs: number): HttpReply => {
  const seconds = Math.ceil(waitMs / 1000);
  return staffProblem(429, {
    code: 'TooManyTries',
    en: `Too many tries. Wait ${seconds} s and try again.`,
    es: `Demasiados intentos. Espere ${seconds} s y vuelva a intentar.`,
    headers: { 'retry-after': String(seconds) },
  });
};
