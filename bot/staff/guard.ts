/**
 * Makes routes of the staff API out of their key in the table of permissions. Nobody and the wrong role are answered
 * before the body is looked at: it comes as bytes and is parsed behind the guard. A form with files, which is large, is
 * not even read before that.
 */
import { NOT_JSON, parseJson } from '../http/json';
import type { HttpReply, HttpRequest, Route } from '../http/route';
import type { StaffUser } from '../web/contracts';
import { mayUse, STAFF_ROUTES, type StaffRouteKey } from './permissions';
import { staffProblem } from './problems';
import type { Audit } from './audit';
import { auditedOf } from './audited';
import { isForged, isForgedForm, isOwnOrigin, type Sessions, type SignedIn } from './sessions';

export interface StaffRequest extends Pick<HttpRequest, 'params' | 'query' | 'headers' | 'origin' | 'body'> {
  readonly user: StaffUser;
  /** Id of the session; absent for tokens that were made without one. */
  readonly session?: string | undefined;
}

export interface StaffOptions {
  /** Longest body in bytes. */
  readonly bodyLimit?: number;
}

export interface StaffForm extends StaffRequest {
  /** The body, untouched. */
  readonly raw: Buffer;
}

export interface FormOptions extends Required<StaffOptions> {
  /** Looks at who asks before the body is read; an answer from here refuses it. */
  admit(request: StaffRequest): Promise<HttpReply | null>;
}

type Handle<Request> = (request: Request) => Promise<HttpReply> | HttpReply;
type PublicKey = { [Key in StaffRouteKey]: (typeof STAFF_ROUTES)[Key] extends 'public' ? Key : never }[StaffRouteKey];

export interface StaffRoutes {
  staffRoute(key: Exclude<StaffRouteKey, PublicKey>, handle: Handle<StaffRequest>, options?: StaffOptions): Route;
  /** For a form with files, `multipart/form-data`. */
  formRoute(key: Exclude<StaffRouteKey, PublicKey>, handle: Handle<StaffForm>, options: FormOptions): Route;
  /** For whoever is not signed in yet. */
  publicRoute(key: PublicKey, handle: Handle<HttpRequest>): Route;
}

export interface GuardParts {
  readonly sessions: Sessions;
  readonly audit: Pick<Audit, 'append'>;
}

export const makeStaffRoutes = ({ sessions, audit }: GuardParts): StaffRoutes => {
  /** Who asks, or why not. */
  const guarded = async (key: StaffRouteKey, request: HttpRequest, isForm = false): Promise<SignedIn | HttpReply> => {
    const signedIn = await sessions.identify(request.headers);
    return refusalOf(key, { request, signedIn, isForm }) ?? signedIn ?? NOBODY;
  };
  const answered = async (key: StaffRouteKey, known: StaffRequest, reply: HttpReply): Promise<HttpReply> => {
    const audited = auditedOf(key, known, reply.status);
    if (audited) await audit.append(audited);
    return reply;
  };
  return {
    staffRoute: (key, handle, options = {}) => ({
      ...placeOf(key), ...options, raw: true,
      async handle(request) {
        const signedIn = await guarded(key, request);
        if ('status' in signedIn) return signedIn;
        const body = parseJson(request.raw);
        if (body === NOT_JSON) return BAD_JSON;
        const known = knownOf(request, signedIn, body);
        return answered(key, known, await handle(known));
      },
    }),
    formRoute: (key, handle, { bodyLimit, admit }) => ({
      ...placeOf(key), bodyLimit, raw: true,
      async admit(request) {
        const signedIn = await guarded(key, request, true);
        return 'status' in signedIn ? signedIn : admit(knownOf(request, signedIn));
      },
      async handle(request) {
        const signedIn = await guarded(key, request, true);
        if ('status' in signedIn) return signedIn;
        const known = knownOf(request, signedIn);
        return answered(key, known, await handle({ ...known, raw: request.raw }));
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
  };
};

const knownOf = ({ params, query, headers, origin }: HttpRequest, { user, session }: SignedIn, body?: unknown): StaffRequest =>
  ({ params, headers, origin, query, body, user, session });

const placeOf = (key: StaffRouteKey): Pick<Route, 'method' | 'path'> => {
  const [method, path] = key.split(' ') as [Route['method'], string];
  return { method, path };
};

interface Asked {
  readonly request: HttpRequest;
  readonly signedIn: SignedIn | null;
  readonly isForm: boolean;
}

const refusalOf = (key: StaffRouteKey, { request, signedIn, isForm }: Asked): HttpReply | null => {
  if (signedIn === null) return NOBODY;
  if (!mayUse(signedIn.user.role, STAFF_ROUTES[key])) return FORBIDDEN;
  const changes = !key.startsWith('GET ');
  const forged = isForm ? isForgedForm : isForged;
  return changes && signedIn.by === 'cookie' && forged(request) ? FORGED : null;
};

const NOBODY = staffProblem(401, { code: 'SignInNeeded', en: 'Sign in first.', es: 'Primero inicie sesión.', headers: { 'www-authenticate': 'Bearer' } });
const FORBIDDEN = staffProblem(403, { code: 'Forbidden', en: 'Your role does not include this.', es: 'Su rol no incluye esta acción.' });
const FORGED = staffProblem(403, {
  code: 'WrongOrigin',
  en: 'Changes are taken from the pages of this server only, as application/json.',
  es: 'Los cambios solo se reciben desde las páginas de este servidor, como application/json.',
});
const BAD_JSON = staffProblem(400, { code: 'BadArgument', en: 'The body is not valid JSON.', es: 'El contenido no es JSON válido.' });
