/**
 * Who is signed in: a signed token in an HttpOnly cookie, or as bearer for API clients. The token names the user and the
 * session version, so that a changed password or a removed user ends it at once; it serves no other purpose, and tokens
 * made for customers are no sessions (I11).
 */
import { jwtVerify, SignJWT } from 'jose';
import type { HttpRequest } from '../http/route';
import type { StaffUser } from '../web/contracts';
import type { Accounts, Known } from './accounts';

const COOKIE = 'hilo_session';
const PURPOSE = 'staff';
const SESSION_SECONDS = 12 * 3600;

export type Carrier = 'cookie' | 'bearer';
export type SignedIn = { readonly user: StaffUser; readonly by: Carrier };

export interface Sessions {
  issue(known: Known): Promise<string>;
  /** The user behind the request, as they are now; `null` for nobody. A bearer token wins over a cookie. */
  identify(headers: HttpRequest['headers']): Promise<SignedIn | null>;
}

export const makeSessions = (secret: Uint8Array, accounts: Pick<Accounts, 'find'>): Sessions => ({
  issue: ({ user, sessions }) =>
    new SignJWT({ use: PURPOSE, ver: sessions })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.id)
      .setIssuedAt()
      .setExpirationTime(`${SESSION_SECONDS} s`)
      .sign(secret),
  async identify(headers) {
    const carried = tokenOf(headers);
    const claims = carried && (await verifyToken(carried.token, secret));
    if (!claims) return null;
    const known = await accounts.find(claims.user);
    return known && known.sessions === claims.version ? { user: known.user, by: carried.by } : null;
  },
});

const verifyToken = async (token: string, secret: Uint8Array): Promise<{ user: string; version: number } | null> => {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] });
    const { sub, use, ver } = payload;
    return use === PURPOSE && sub !== undefined && typeof ver === 'number' ? { user: sub, version: ver } : null;
  } catch {
    return null;
  }
};

const tokenOf = ({ authorization, cookie }: HttpRequest['headers']): { token: string; by: Carrier } | null => {
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, by: 'bearer' };
  const value = (cookie ?? '').split(';').map((part) => part.trim().split('=')).find(([name]) => name === COOKIE)?.[1];
  return value ? { token: value, by: 'cookie' } : null;
};

export const sessionCookie = (token: string, origin: string): string => cookie(token, SESSION_SECONDS, origin);
export const noSessionCookie = (origin: string): string => cookie('', 0, origin);

const cookie = (value: string, seconds: number, origin: string): string =>
  [`${COOKIE}=${value}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict', ...(origin.startsWith('https:') ? ['Secure'] : [])].join('; ');

/** An `Origin` that is there must be this server's: its public one, or the host that was called. */
export const isOwnOrigin = ({ headers, origin }: Pick<HttpRequest, 'headers' | 'origin'>): boolean => {
  const told = headers.origin;
  if (told === undefined) return true;
  const parsed = URL.canParse(told) ? new URL(told) : null;
  return parsed !== null && (parsed.origin === new URL(origin).origin || parsed.host === headers.host);
};

/**
 * A cookie is sent by the browser whoever asks, so a change must show that our own page asks: JSON (which a foreign form
 * cannot send) and an own origin. A call without a body has no content type; then the origin must be there.
 */
export const isForged = (request: Pick<HttpRequest, 'headers' | 'origin' | 'raw'>): boolean => {
  if (!isOwnOrigin(request)) return true;
  const { 'content-type': type, origin } = request.headers;
  const isJson = /^application\/json\b/i.test(type ?? '');
  return !isJson && (request.raw.length > 0 || origin === undefined);
};
