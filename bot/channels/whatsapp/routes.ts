/**
 * The webhook of the WhatsApp Cloud API. Nothing is read before the signature over the raw bytes holds, and 200 is said
 * only after every message was stored (I1): whatever else is said makes Meta deliver the same body again, for days.
 */
import type { Log } from '../../observability/log';
import { parseJson } from '../../http/json';
import { problem, type HttpReply, type HttpRequest, type Route } from '../../http/route';
import { sameText } from '../../same-text';
import { activityOf, type WhatsAppAdapter } from './adapter';
import type { AccountNews } from './account-news';
import { takeIn } from './intake';
import { noteFiles, type Files } from './files';
import type { People } from './people';
import { isSigned } from './signature';
import { readWebhook, type Move, type Skip, type StatusNews } from './webhook';

const PATH = '/webhooks/whatsapp';
/** Meta's bodies reach 3 MB; a little more, so that ours is never the tighter limit. */
const LONGEST_BODY = 3.5 * 1024 * 1024;

export interface WhatsAppDoor {
  readonly adapter: WhatsAppAdapter;
  readonly people: People;
  readonly files: Files;
  readonly verifyToken: string;
  readonly appSecret: string;
  /** Updates about other numbers are acknowledged and ignored. */
  readonly phoneNumberIds: readonly string[];
  readonly log: Log;
  /** What became of messages that were sent. Arrives late, repeated and out of order. */
  readonly onStatus: (news: StatusNews) => Promise<void>;
  /** A customer goes by another id. */
  readonly onMoved: (move: Move) => Promise<void>;
  /** Meta told something of the account itself; told again it is the same. */
  readonly onNews: (news: AccountNews) => Promise<void>;
  /** An update opened no turn. */
  readonly onSkipped: (why: Skip['why']) => void;
}

export const whatsAppRoutes = (door: WhatsAppDoor): readonly Route[] => [
  { method: 'GET', path: PATH, handle: (request) => verify(door, request) },
  { method: 'POST', path: PATH, raw: true, bodyLimit: LONGEST_BODY, handle: (request) => receive(door, request) },
];

/** Meta asks once, when the address is entered: the challenge must come back letter by letter. */
const verify = ({ verifyToken }: WhatsAppDoor, { query }: HttpRequest): HttpReply => {
  const given = query.get('hub.verify_token') ?? '';
  if (query.get('hub.mode') !== 'subscribe' || !sameText(given, verifyToken)) {
    return problem(403, 'NotVerified', 'The verify token is not the one in WHATSAPP_VERIFY_TOKEN.');
  }
  return { status: 200, content: query.get('hub.challenge') ?? '', headers: { 'content-type': 'text/plain' } };
};

const receive = async (door: WhatsAppDoor, request: HttpRequest): Promise<HttpReply> => {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return problem(415, 'Encoded', 'Send the body uncompressed.');
  if (!isSigned(request.raw, request.headers['x-hub-signature-256'], door.appSecret)) {
    return problem(401, 'BadSignature', 'X-Hub-Signature-256 is not the signature of this body with WHATSAPP_APP_SECRET.');
  }
  const update = readWebhook(parseJson(request.raw), door.phoneNumberIds);
  if (!update) return problem(400, 'BadArgument', 'The body is not a webhook of the WhatsApp Cloud API.');
  report(door, update.skips);
  for (const move of update.moves) await door.onMoved(move);
  for (const news of update.news) await door.onNews(news);
  await Promise.all(update.statuses.map((news) => door.onStatus(news)));
  await takeIn(update.messages, async (message) => {
    await door.people.met(message);
    await door.adapter.processInbound(activityOf(await noteFiles(door.files, message)));
  });
  return { status: 200 };
};

/** One line a webhook, with places in the body and no content. */
const report = ({ log, onSkipped }: WhatsAppDoor, skips: readonly Skip[]): void => {
  for (const { why } of skips) onSkipped(why);
  const places = skips.flatMap((skip) => (skip.why === 'malformed' ? [skip.at] : []));
  if (places.length > 0) log.warn({ skipped: places.length, places: [...new Set(places)].slice(0, 5) }, 'WhatsApp updates that could not be read were skipped');
};
