/**
 * Direct Line as a Bot Framework adapter and as a channel of the relay. Delivery on the web is the transcript itself:
 * clients read it by position, so a repeated delivery changes nothing, and a socket that is gone loses nothing.
 */
import { BotAdapter, TurnContext, type Activity, type ConversationReference, type Middleware, type MiddlewareHandler, type ResourceResponse } from 'botbuilder';
import type { Channel } from '../channel';
import { address, type Address } from '../../../dialogs/ids';
import type { HiloBot } from '../../bot';
import { receivedOf } from '../../bot';
import type { Directory } from '../../runtime/directory';
import type { Received } from '../../runtime/turn';
import type { Hub } from './hub';

export class DirectLineAdapter extends BotAdapter {
  private hasMiddleware = false;

  constructor(private readonly bot: HiloBot) {
    super();
  }

  /** Runs the bot on what a client posted; what was stored of it, or nothing for kinds that open no turn. */
  async processInbound(activity: Partial<Activity>): Promise<Received | undefined> {
    const context = new TurnContext(this, activity);
    if (this.hasMiddleware) await this.runMiddleware(context, async (turn) => this.bot.run(turn));
    else await this.bot.run(context);
    return receivedOf(context);
  }

  /** Without middleware its chain, and the proxy that it makes of the context, are left out. */
  override use(...middlewares: (MiddlewareHandler | Middleware)[]): this {
    this.hasMiddleware = true;
    return super.use(...middlewares);
  }

  /** Replies leave through the relay, never inside an inbound turn: a send from here is a bug. */
  override async sendActivities(_context: TurnContext, _activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    throw new Error('the web channel delivers the transcript: commit an entry instead of sending an activity');
  }

  override async updateActivity(): Promise<void> {
    throw new Error('the transcript is append-only');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('the transcript is append-only');
  }

  override async continueConversation(reference: Partial<ConversationReference>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const activity = TurnContext.applyConversationReference({ type: 'event', name: 'ContinueConversation' }, reference, true);
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

export const readsTranscript = (to: Address): boolean => to.startsWith('web:');

export const webChannel = (hub: Hub, directory: Directory): Channel => ({
  name: 'web',
  idempotent: true,
  // Only what an older version committed comes here. The sockets of this process were told at the commit, those of others by the news.
  deliver: () => Promise.resolve({ kind: 'delivered' }),
  async typing(to) {
    const thread = await directory.find(to);
    if (thread) hub.typing(thread);
  },
});

export const webAddress = (conversation: string) => address('web', conversation);
