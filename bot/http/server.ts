/**
 * Mounts routes on restify: bodies with limits, CORS, rate limits, faults as answers, and a stop that drains. The only
 * file that knows restify.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import restify from 'restify';
import type { Log } from '../observability/log';
import { StorageUnavailable } from '../runtime/ports';
import { NOT_JSON, parseJson } from './json';
import { callerOf, makeLimit, NO_LIMIT, tooMany, type Limit } from './limit';
import { LOST_HEADERS, LOST_PAGE, wantsPage } from './lost-page';
import { problem, type HttpReply, type HttpRequest, type Route, type UpgradeHandler } from './route';
import { takingUpgrades } from './upgrade';

const DEFAULT_BODY_LIMIT = 64 * 1024;
/** Conversations that one address may start: a burst, then a steady rate per second. */
const START_BURST = 30;
const START_RATE = 1;
/** Bodies above this are held in memory a few at a time. */
const LARGE_BODY = 1024 * 1024;
const MOST_LARGE = 16;
/** A caller who dribbles holds a line no longer. */
const LONGEST_HEADERS_MS = 20_000;
/** How long to wait is for pages of other origins too. */
const ANY_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' } as const;
/** Asked for before a call from another origin; the answers to the calls themselves need only those above. */
const PREFLIGHT_HEADERS = {
  'access-control-allow-headers': 'authorization, content-type, x-ms-bot-agent, x-requested-with',
  'access-control-allow-methods': 'GET, POST',
  'access-control-max-age': '86400',
} as const;

export interface HttpServerParts {
  readonly routes: readonly Route[];
  readonly upgrades: readonly UpgradeHandler[];
  readonly publicUrl: string | undefined;
  readonly rateLimit: boolean;
  /** Proxies of ours in front of this server. */
  readonly proxies?: number;
  readonly log: Log;
}

export interface HttpServer {
  /** Resolves with the port it listens on. */
  listen(port: number, host: string): Promise<number>;
  /** Stops accepting, lets requests under way finish. */
  close(): Promise<void>;
}

export const makeHttpServer = (parts: HttpServerParts): HttpServer => {
  const server = restify.createServer({ name: 'hilo', handleUncaughtExceptions: false, ignoreTrailingSlash: true });
  const context: Context = { ...parts, starts: parts.rateLimit ? makeLimit({ burst: START_BURST, perSecond: START_RATE }) : NO_LIMIT, large: 0 };
  server.pre(onlyAddressed);
  server.server.headersTimeout = LONGEST_HEADERS_MS;
  for (const route of parts.routes) mount(server, route, context);
  for (const path of new Set(parts.routes.filter(({ cors }) => cors).map((route) => route.path))) allowPreflight(server, path);
  server.on('upgrade', takingUpgrades(parts.upgrades));
  for (const fault of ['NotFound', 'MethodNotAllowed'] as const) {
    server.on(fault, (request: restify.Request, response: restify.Response, error: RestifyError, done: () => void) => {
      error.toJSON = () => ({ error: { code: fault, message: 'There is nothing at this address.' } });
      if (fault === 'NotFound' && wantsPage(request)) response.sendRaw(404, LOST_PAGE, LOST_HEADERS);
      done();
    });
  }
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.on('error', reject);
        server.listen(port, host, () => resolve(server.address().port));
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A connection that is in use now is not kept for a next request.
        server.server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => (response.shouldKeepAlive = false));
        server.server.closeIdleConnections();
      }),
  };
};

/** They end the name of a host: behind one of them the header would be read as a path. */
const NO_HOST = /[/\\?#@]/;

/** restify puts host and target together and reads them as one address; what is none would be an exception of the process. */
const onlyAddressed = (request: restify.Request, response: restify.Response, next: restify.Next): void => {
  if (isAddressed(request)) return next();
  send(response, NO_ADDRESS);
  next(false);
};

const isAddressed = (request: restify.Request): boolean => {
  if (NO_HOST.test(request.headers.host ?? '')) return false;
  try {
    // Kept by the request: it is not read a second time.
    request.getUrl();
    return true;
  } catch {
    return false;
  }
};

const NO_ADDRESS = problem(400, 'BadArgument', 'Host and target are no address.', { connection: 'close' });

/** restify sends its own errors; only their words are ours. */
interface RestifyError {
  toJSON: () => object;
}

interface Context extends HttpServerParts {
  readonly starts: Limit;
  /** Large bodies that are being read or handled now. */
  large: number;
}

const mount = (server: restify.Server, route: Route, context: Context): void => {
  const verb = ({ GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'del' } as const)[route.method];
  // `async` of two parameters: restify goes on when the promise settles.
  const serve = async (request: restify.Request, response: restify.Response): Promise<void> => {
    send(response, await answer(route, request, context), route.cors);
  };
  server[verb](route.path, serve);
  // What can be got can be asked about (RFC 9110, 9.3.2): whoever watches a site does. Node leaves the body out.
  if (route.method === 'GET') server.head(route.path, serve);
};

const allowPreflight = (server: restify.Server, path: string): void => {
  server.opts(path, async (_request: restify.Request, response: restify.Response) => send(response, { status: 204, headers: PREFLIGHT_HEADERS }, true));
};

const answer = async (route: Route, request: restify.Request, context: Context): Promise<HttpReply> => {
  try {
    const refused = route.limited || route.admit ? await refusalOf(route, request, context) : null;
    if (refused) return (await isDiscarded(request, route.bodyLimit ?? DEFAULT_BODY_LIMIT)) ? refused : { ...refused, headers: { ...refused.headers, connection: 'close' } };
    return await (mayBeLarge(route, request) ? largeAnswer(route, request, context) : bodyAnswer(route, request, context));
  } catch (error) {
    if (error instanceof StorageUnavailable) {
      return problem(503, 'ServiceUnavailable', 'Nothing can be kept right now. Try again in a moment.', { 'retry-after': '2' });
    }
    // Who dropped the line while we read, as telephones do, hears no answer and is no fault of ours.
    if (request.destroyed && !request.complete) return BROKEN_OFF;
    context.log.error({ err: error, route: route.path }, 'request failed');
    return problem(500, 'InternalError', 'Something failed on our side. Try again in a moment.');
  }
};

const BROKEN_OFF = problem(400, 'BadArgument', 'The body broke off.');

const refusalOf = (route: Route, request: restify.Request, context: Context): Promise<HttpReply | null> | HttpReply | null => {
  const refused = route.limited ? context.starts.refuse(callerOf(request, context.proxies ?? 0)) : null;
  return refused ?? route.admit?.(requestOf(request, { raw: NO_BYTES, body: undefined }, context)) ?? null;
};

const bodyAnswer = async (route: Route, request: restify.Request, context: Context): Promise<HttpReply> => {
  const limit = route.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const raw = await readBody(request, limit);
  if (raw === null) await isDiscarded(request, 2 * limit);
  if (raw === null) return problem(413, 'TooLarge', 'The body is larger than this address accepts.', { connection: 'close' });
  const body = route.raw ? undefined : parseJson(raw);
  if (body === NOT_JSON) return problem(400, 'BadArgument', 'The body is not valid JSON.');
  return route.handle(requestOf(request, { raw, body }, context));
};

/** What it says of its own length counts: an address that may take much is mostly sent little. Without a word it may be anything. */
const mayBeLarge = ({ bodyLimit = 0 }: Route, { headers }: restify.Request): boolean =>
  bodyLimit > LARGE_BODY && !(Number(headers['content-length'] ?? Infinity) <= LARGE_BODY);

const largeAnswer = async (route: Route, request: restify.Request, context: Context): Promise<HttpReply> => {
  if (context.large >= MOST_LARGE) return tooMany(2_000);
  context.large += 1;
  try {
    return await bodyAnswer(route, request, context);
  } finally {
    context.large -= 1;
  }
};

const requestOf = (request: restify.Request, { raw, body }: { raw: Buffer; body: unknown }, { publicUrl, proxies = 0 }: Context): HttpRequest => ({
  method: request.method ?? 'GET',
  params: request.params as Record<string, string>,
  get query() {
    return new URLSearchParams(request.getQuery());
  },
  headers: request.headers,
  get remote() {
    return callerOf(request, proxies);
  },
  body,
  raw,
  get origin() {
    return publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
  },
});

/** Reads the body for nothing, or its sender would not read the answer; false when that is not worth it. */
const isDiscarded = (request: IncomingMessage, limit: number): Promise<boolean> => {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(false);
  return new Promise((resolve) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return;
      request.pause();
      resolve(false);
    });
    request.on('end', () => resolve(true));
    request.on('close', () => resolve(false));
    request.resume();
  });
};

const NO_BYTES = Buffer.alloc(0);

/** The body, or `null` when it is too large: the rest is not kept. */
const readBody = (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > limit) return Promise.resolve(null);
  if (length === 0 && request.headers['transfer-encoding'] === undefined) return Promise.resolve(NO_BYTES);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.removeAllListeners('data');
        return resolve(null);
      }
      chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });
};

/** Plain `end` of node: restify's own formatters cost more than the rest of the route. */
const send = (response: ServerResponse, reply: HttpReply, cors?: true): void => {
  const content = reply.json === undefined ? reply.content : JSON.stringify(reply.json);
  response.writeHead(reply.status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(cors && ANY_ORIGIN),
    ...(reply.json !== undefined && { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }),
    ...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
    ...reply.headers,
  });
  response.end(content);
};
