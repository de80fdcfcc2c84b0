/**
 * WhatsApp as a Bot Framework adapter: what a customer wrote becomes an activity, the bot accepts it (I1: the message
 * id of WhatsApp is the dedupe mark). Replies leave through the relay and `channel.ts`.
 */
import { BotAdapter, TurnContext, type Activity, type ConversationReference, type ResourceResponse } from 'botbuilder';
import { toActivity } from '../../attachments';
import { receivedOf, type HiloBot } from '../../bot';
import type { Received } from '../../runtime/turn';
import type { InboundMessage } from './webhook';

export class WhatsAppAdapter extends BotAdapter {
  constructor(private readonly bot: HiloBot) {
    super();
  }

  /** Runs the bot on an inbound activity; resolves when the message is stored, with what was stored of it. */
  async processInbound(activity: Partial<Activity>): Promise<Received | undefined> {
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, async (turn) => this.bot.run(turn));
    return receivedOf(context);
  }

  /** Replies leave through the relay, never inside an inbound turn: a send from here is a bug. */
  override async sendActivities(_context: TurnContext, _activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    throw new Error('the relay sends to WhatsApp: commit an entry instead of sending an activity');
  }

  override async updateActivity(): Promise<void> {
    throw new Error('WhatsApp cannot change a message that was sent');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('WhatsApp cannot take back a message that was sent');
  }

  override async continueConversation(reference: Partial<ConversationReference>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const activity = TurnContext.applyConversationReference({ type: 'event', name: 'ContinueConversation' }, reference, true);
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

/** The activity of a message. Its channel data is small, because it is kept with every transcript entry. */
export const activityOf = ({ phoneNumberId, user, phone, wamid, contextId, kind, text, value, attachments, at }: InboundMessage): Partial<Activity> => ({
  type: 'message',
  id: wamid,
  timestamp: new Date(at),
  channelId: 'whatsapp',
  serviceUrl: '',
  text,
  ...(value !== undefined && { value }),
  ...(attachments && { attachments: attachments.map(toActivity) }),
  ...(contextId !== undefined && { replyToId: contextId }),
  conversation: { id: `${phoneNumberId}:${user}`, name: '', isGroup: false, conversationType: 'personal' },
  from: { id: user, name: '', role: 'user' },
  recipient: { id: phoneNumberId, name: 'Hilo', role: 'bot' },
  channelData: { whatsapp: { wamid, kind, ...(contextId !== undefined && { contextId }), ...(phone !== undefined && { phone }) } },
});
