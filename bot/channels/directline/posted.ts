/** Hands what a client posted to the bot and tells the client the id under which it comes back. */
import type { Activity } from 'botbuilder';
import type { HttpReply } from '../../http/route';
import { activityId } from './activity';
import type { DirectLineParts } from './door';
import type { Claims } from './tokens';

interface Poster {
  readonly claims: Claims;
  /** The id of what opens no turn, such as a typing mark. */
  readonly own: string;
}

/** What a web page may say to the bot; all else that clients of other bots post means nothing here, an `invoke` least of all. */
const HEARD: ReadonlySet<string> = new Set(['message', 'event']);

export const postedReply = async ({ adapter }: DirectLineParts, { claims, own }: Poster, activity: Partial<Activity>): Promise<HttpReply> => {
  if (!HEARD.has(activity.type ?? '')) return { status: 200, json: { id: own } };
  const received = await adapter.processInbound(activity);
  return { status: 200, json: { id: received && received.position >= 0 ? activityId(claims.conversation, received.thread, received.position) : own } };
};
