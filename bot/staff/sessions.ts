/**
 * Who is signed in: a signed token in an HttpOnly cookie, or as bearer for API clients. The token names the user, the
 * session and the user's session version, so that a changed password, a removed user or a session that was ended counts
 * at once; it serves no other purpose, and tokens made for customers are no sessions (I11).
 */
import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { HttpRequest } from '../http/route';
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { StaffUser } from '../web/contracts';
import type { Accounts, Known } from './accounts';

const COOKIE = 'hilo_session';
const PURPOSE = 'staff';
const SESSION_SECONDS = 12 * 3600;
/** One person's open sessions; the longest unused one goes when there are more. */
const MOST_SESSIONS = 20;
const SEEN_EVERY_MS = 60_000;

export type Carrier = 'cookie' | 'bearer';
export type SignedIn = { readonly user: StaffUser; readonly by: Carrier; readonly session: string };

export interface OpenSession {
  readonly since: number;
  readonly seenAt: number;
  /** Browser and system in few words. */
  readonly device: string;
}

export interface Sessions {
  issue(known: Known, device?: string): Promise<string>;
  /** The user behind the request, as they are now; `null` for nobody. A bearer token wins over a cookie. */
  identify(headers: HttpRequest['headers']): Promise<SignedIn | null>;
  /** By id. */
  open(user: string): Promise<Readonly<Record<string, OpenSession>>>;
  /** Ends one session, or all of them; says whether there was any. */
  end(user: string, session?: string): Promise<boolean>;
}

export interface SessionKeeping {
  readonly secret: Uint8Array;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly records: Records;
  /** Machine time, ms. */
  readonly machineNow: () => number;
}

type Open = Readonly<Record<string, OpenSession>>;

export const makeSessions = ({ secret, accounts, records, machineNow }: SessionKeeping): Sessions => {
  const recordOf = (user: string): SharedRecord<Open> => ({ records, name: `staff:sessions:${user}`, first: {} });
  const edit = (user: string, change: (open: Open) => Open): Promise<Open> => changeShared(recordOf(user), change);
  const seen = async (user: string, session: string, { seenAt }: OpenSession): Promise<void> => {
    const now = machineNow();
    if (now - seenAt < SEEN_EVERY_MS) return;
    await edit(user, (open) => {
      const known = open[session];
      return known ? { ...open, [session]: { ...known, seenAt: now } } : open;
    });
  };
  return {
    async issue({ user, sessions }, device = '') {
      const session = randomBytes(12).toString('base64url');
      const now = machineNow();
      await edit(user.id, (open) => newest({ ...open, [session]: { since: now, seenAt: now, device } }));
      return new SignJWT({ use: PURPOSE, ver: sessions, ses: session })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(user.id)
        .setIssuedAt()
        .setExpirationTime(`${SESSION_SECONDS} s`)
        .sign(secret);
    },
    async identify(headers) {
      const carried = tokenOf(headers);
      const claims = carried && (await verifyToken(carried.token, secret));
      if (!claims) return null;
      const [known, open] = await Promise.all([accounts.find(claims.user), readShared(recordOf(claims.user))]);
      const here = open[claims.session];
      if (!known || !here || known.sessions !== claims.version) return null;
      await seen(claims.user, claims.session, here);
      return { user: known.user, by: carried.by, session: claims.session };
    },
    open: (user) => readShared(recordOf(user)),
    async end(user, session) {
      let ended = false;
      await edit(user, (open) => {
        const kept = session === undefined ? {} : Object.fromEntries(Object.entries(open).filter(([id]) => id !== session));
        ended = Object.keys(kept).length < Object.keys(open).length;
        return ended ? kept : open;
      });
      return ended;
    },
  };
};

const newest = (open: Open): Open =>
  Object.fromEntries(Object.entries(open).sort(([, a], [, b]) => b.seenAt - a.seenAt).slice(0, MOST_SESSIONS));

const verifyToken = async (token: string, secret: Uint8Array): Promise<{ user: string; version: number; session: string } | null> => {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'] });
    const { sub, use, ver, ses } = payload;
    if (use !== PURPOSE || sub === undefined || typeof ver !== 'number' || typeof ses !== 'string') return null;
    return { user: sub, version: ver, session: ses };
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

/** A form can come from anywhere: its origin must be there, and ours. */
export const isForgedForm = (request: Pick<HttpRequest, 'headers' | 'origin'>): boolean => request.headers.origin === undefined || !isOwnOrigin(request);
