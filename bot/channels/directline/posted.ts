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

export const postedReply = async ({ adapter }: DirectLineParts, { claims, own }: Poster, activity: Partial<Activity>): Promise<HttpReply> => {
  const received = await adapter.processInbound(activity);
  return { status: 200, json: { id: received && received.position >= 0 ? activityId(claims.conversation, received.thread, received.position) : own } };
};
