/**
 * Makes routes of the staff API out of their key in the table of permissions. Nobody and the wrong role are answered
 * before the body is looked at: it comes as bytes and is parsed behind the guard.
 */
import { NOT_JSON, parseJson } from '../http/json';
import type { HttpReply, HttpRequest, Route } from '../http/route';
import type { StaffUser } from '../web/contracts';
import { mayUse, STAFF_ROUTES, type StaffRouteKey } from './permissions';
import { staffProblem } from './problems';
import type { Audit } from './audit';
import { auditedOf } from './audited';
import { isForged, isOwnOrigin, type Sessions, type SignedIn } from './sessions';

export interface StaffRequest extends Pick<HttpRequest, 'params' | 'query' | 'headers' | 'origin' | 'body'> {
  readonly user: StaffUser;
  /** Id of the session; absent for tokens that were made without one. */
  readonly session?: string | undefined;
}

export interface StaffOptions {
  /** Longest body in bytes. */
  readonly bodyLimit?: number;
}

type Handle<Request> = (request: Request) => Promise<HttpReply> | HttpReply;
type PublicKey = { [Key in StaffRouteKey]: (typeof STAFF_ROUTES)[Key] extends 'public' ? Key : never }[StaffRouteKey];

export interface StaffRoutes {
  staffRoute(key: Exclude<StaffRouteKey, PublicKey>, handle: Handle<StaffRequest>, options?: StaffOptions): Route;
  /** For whoever is not signed in yet. */
  publicRoute(key: PublicKey, handle: Handle<HttpRequest>): Route;
}

export interface GuardParts {
  readonly sessions: Sessions;
  readonly audit: Pick<Audit, 'append'>;
}

export const makeStaffRoutes = ({ sessions, audit }: GuardParts): StaffRoutes => ({
  staffRoute: (key, handle, options = {}) => ({
    ...placeOf(key), ...options, raw: true,
    async handle(request) {
      const signedIn = await sessions.identify(request.headers);
      const refusal = refusalOf(key, request, signedIn);
      if (refusal) return refusal;
      const body = parseJson(request.raw);
      if (body === NOT_JSON || signedIn === null) return BAD_JSON;
      const { params, headers, origin } = request;
      const known: StaffRequest = { params, headers, origin, query: request.query, body, user: signedIn.user, session: signedIn.session };
      const reply = await handle(known);
      const audited = auditedOf(key, known, reply.status);
      if (audited) await audit.append(audited);
      return reply;
    },
  }),
  publicRoute: (key, handle) => ({
    ...placeOf(key), raw: true,
    handle(request) {
      if (!isOwnOrigin(request)) return FORGED;
      const body = parseJson(request.raw);
      if (body === NOT_JSON) return BAD_JSON;
      return handle({ ...request, query: request.query, origin: request.origin, body });
    },
  }),
});

const placeOf = (key: StaffRouteKey): Pick<Route, 'method' | 'path'> => {
  const [method, path] = key.split(' ') as [Route['method'], string];
  return { method, path };
};

const refusalOf = (key: StaffRouteKey, request: HttpRequest, signedIn: SignedIn | null): HttpReply | null => {
  if (signedIn === null) return NOBODY;
  if (!mayUse(signedIn.user.role, STAFF_ROUTES[key])) return FORBIDDEN;
  const changes = !key.startsWith('GET ');
  return changes && signedIn.by === 'cookie' && isForged(request) ? FORGED : null;
};

const NOBODY = staffProblem(401, { code: 'SignInNeeded', en: 'Sign in first.', es: 'Primero inicie sesión.', headers: { 'www-authenticate': 'Bearer' } });
const FORBIDDEN = staffProblem(403, { code: 'Forbidden', en: 'Your role does not include this.', es: 'Su rol no incluye esta acción.' });
const FORGED = staffProblem(403, {
  code: 'WrongOrigin',
  en: 'Changes are taken from the pages of this server only, as application/json.',
  es: 'Los cambios solo se reciben desde las páginas de este servidor, como application/json.',
});
const BAD_JSON = staffProblem(400, { code: 'BadArgument', en: 'The body is not valid JSON.', es: 'El contenido no es JSON válido.' });
