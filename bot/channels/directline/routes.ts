/**
 * Direct Line 3.0 as the stock clients use it: tokens, start, reconnect by watermark, polling, sending. A token that
 * merely aged still resumes; answers are never 5xx where a stock client would give up for good.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IDENTIFY } from '../../bot';
import { problem, type HttpReply, type HttpRequest, type Route } from '../../http/route';
import { mediaRoute } from '../../media/links';
import { randomId, shortRandomId } from '../../runtime/random-id';
import { inbound, outbound, parseActivity, positionIn, positionOf, watermark, type Posted } from './activity';
import { authorized, isReply, withConversation, type DirectLineParts, type Known } from './door';
import { postedReply } from './posted';
import type { Claims, Tokens } from './tokens';
import { admitUpload, upload, UPLOAD_BYTES } from './upload';

const BASE = '/v3/directline';
/** Microsoft's limit for one activity. */
const ACTIVITY_BYTES = 256 * 1024;
const PAGE = 1_000;

export const directLineRoutes = (parts: DirectLineParts): readonly Route[] => [
  { method: 'POST', path: `${BASE}/tokens/generate`, cors: true, limited: true, handle: () => generate(parts) },
  { method: 'POST', path: `${BASE}/tokens/refresh`, cors: true, handle: (request) => refresh(parts, request) },
  { method: 'POST', path: `${BASE}/conversations`, cors: true, limited: true, handle: (request) => start(parts, request) },
  { method: 'GET', path: `${BASE}/conversations/:id`, cors: true, handle: (request) => withConversation(parts, request, (known) => reconnect(parts, request, known)) },
  { method: 'GET', path: `${BASE}/conversations/:id/activities`, cors: true, handle: (request) => withConversation(parts, request, (known) => poll(parts, request, known)) },
  {
    method: 'POST', path: `${BASE}/conversations/:id/activities`, cors: true, bodyLimit: ACTIVITY_BYTES,
    handle: (request) => withConversation(parts, request, (known) => send(parts, request, known)),
  },
  {
    method: 'POST', path: `${BASE}/conversations/:id/upload`, cors: true, bodyLimit: UPLOAD_BYTES, raw: true,
    admit: (request) => admitUpload(parts, request),
    handle: (request) => withConversation(parts, request, (known) => upload(parts, request, known)),
  },
  mediaRoute(parts.media, parts.links),
];

const newClaims = (): Claims => ({ conversation: randomId(), user: `dl_${shortRandomId()}` });

const generate = ({ tokens }: DirectLineParts): HttpReply => ({ status: 200, json: tokenReply(tokens, newClaims()) });

const tokenReply = (tokens: Tokens, claims: Claims) => ({
  conversationId: claims.conversation,
  token: tokens.issue(claims),
  expires_in: tokens.expiresInSeconds,
});

const refresh = (parts: DirectLineParts, request: HttpRequest): HttpReply => {
  const claims = authorized(parts, request);
  return isReply(claims) ? claims : { status: 200, json: tokenReply(parts.tokens, claims) };
};

const startBody = z.object({ locale: z.string().max(35).optional() }).loose();

/** Starts the token's conversation; without a token, a new one. Greets once, however often it is called. */
const start = async (parts: DirectLineParts, request: HttpRequest): Promise<HttpReply> => {
  const claims = request.headers.authorization ? authorized(parts, request) : newClaims();
  if (isReply(claims)) return claims;
  const { locale } = startBody.safeParse(request.body ?? {}).data ?? {};
  const received = await parts.adapter.processInbound({
    ...inbound({ type: 'conversationUpdate', ...(locale !== undefined && { locale }) }, claims, 'joined'),
    membersAdded: [{ id: claims.user, name: '', role: 'user' }],
  });
  return { status: received?.duplicate === true ? 200 : 201, json: opened(parts, request, { claims, watermark: '0' }) };
};

const reconnect = (parts: DirectLineParts, request: HttpRequest, { claims }: Known): HttpReply => ({
  status: 200,
  json: opened(parts, request, { claims, watermark: request.query.get('watermark') ?? '' }),
});

/** Token and stream address are both mandatory: the stock client assigns them blindly. */
const opened = ({ tokens }: DirectLineParts, request: HttpRequest, at: { claims: Claims; watermark: string }) => {
  const ticket = tokens.ticket(at.claims);
  const stream = `${request.origin.replace(/^http/, 'ws')}${BASE}/conversations/${at.claims.conversation}/stream`;
  return { ...tokenReply(tokens, at.claims), streamUrl: `${stream}?watermark=${encodeURIComponent(at.watermark)}&t=${ticket}` };
};

const poll = async ({ storage, links, reached }: DirectLineParts, request: HttpRequest, { claims, thread }: Known): Promise<HttpReply> => {
  const from = positionOf(request.query.get('watermark'), thread);
  reached?.(thread, from);
  const entries = await storage.threads.read(thread, from, PAGE);
  const next = (entries.at(-1)?.position ?? from - 1) + 1;
  const fileUrl = (id: string): string => links.urlOf(id, request.origin);
  return { status: 200, json: { activities: outbound({ ...claims, thread, fileUrl }, entries), watermark: watermark(thread, next) } };
};

const send = async (parts: DirectLineParts, request: HttpRequest, { claims, thread }: Known): Promise<HttpReply> => {
  const refused = parts.limits.messages.refuse(claims.conversation);
  if (refused) return refused;
  const parsed = parseActivity(request.body);
  if (!parsed.ok) return problem(400, 'BadArgument', `${parsed.field}: ${parsed.message}`);
  if (parsed.activity.name === IDENTIFY) {
    const tooOften = parts.limits.signIns.refuse(claims.conversation);
    if (tooOften) return tooOften;
  }
  const own = `s:${randomUUID()}`;
  if (isMark(parts, { claims, thread }, parsed.activity)) return { status: 200, json: { id: own } };
  const activity = inbound(parsed.activity, claims, own);
  if (activity.type === 'message' && !activity.text && activity.value === undefined && !activity.attachments?.length) {
    return problem(400, 'BadArgument', 'text: a message needs a text, a value or an attachment');
  }
  return postedReply(parts, { claims, own }, activity);
};

/** Her page tells by it how far she read; stock clients do not. */
const SEEN = 'hilo/seen';

/** What is a comfort for who reads along and nothing to be kept or answered. */
const isMark = ({ typed, seen }: DirectLineParts, { claims, thread }: Known, { type, name, value }: Posted): boolean => {
  if (type === 'typing') typed?.(thread);
  else if (type !== 'event' || name !== SEEN) return false;
  const position = type === 'event' ? positionIn(value, claims.conversation, thread) : undefined;
  if (position !== undefined) seen?.(thread, position + 1);
  return true;
};
