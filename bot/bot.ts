/**
 * The bot as the Bot Framework sees it: turns an activity of any channel into an event and has it accepted. It answers
 * nothing here; replies leave after their commit, through the relay (I4).
 */
import { ActivityHandler, ActivityTypes, type Activity, type TurnContext } from 'botbuilder';
import { address, type Address } from '../dialogs/ids';
import type { CustomerEntry } from '../dialogs/transcript';
import { fromActivity } from './attachments';
import type { Directory } from './runtime/directory';
import type { Received, Turn } from './runtime/turn';
import type { SignIn } from './sign-in';

/** Where an adapter finds what became of the activity that it ran. */
const RECEIVED = Symbol('received');

export interface BotParts {
  readonly turn: Pick<Turn, 'receive'>;
  readonly directory: Directory;
  readonly now: () => number;
  /** Absent where no site signs its visitors in. */
  readonly signIn?: SignIn;
}

/** The event by which a site's page hands over the proof of who is signed in there. */
export const IDENTIFY = 'hilo/identify';

export class HiloBot extends ActivityHandler {
  constructor(private readonly parts: BotParts) {
    super();
  }

  /**
   * The two kinds of activity that open turns go straight to their methods: the handler's own way there is a chain of
   * eleven promises that all wait for the store, a tenth of a turn's cost. All other kinds take that way.
   */
  override async run(context: TurnContext): Promise<void> {
    switch (context.activity.type) {
      case ActivityTypes.Message:
        return this.onMessageActivity(context);
      case ActivityTypes.ConversationUpdate:
        return this.onConversationUpdateActivity(context);
      default:
        return super.run(context);
    }
  }

  protected override async onMessageActivity(context: TurnContext): Promise<void> {
    const { turn, directory, now } = this.parts;
    const { activity } = context;
    const from = addressOf(activity);
    const entry = customerEntry(activity, from, now());
    const { text, at, value, language, attachments } = entry;
    const phone = provenPhone(activity);
    const received = await turn.receive({
      thread: await directory.findOrCreate(from),
      dedupe: `${activity.id ?? ''}@${activity.conversation.id}`,
      entry,
      event: {
        kind: 'message', at, from, text,
        ...(value !== undefined && { value }), ...(language !== undefined && { language }),
        ...(phone !== undefined && { phone }), ...(attachments && { attachments }),
      },
    });
    tellAdapter(context, received);
  }

  /** On the web alone: other channels prove their people by themselves. The proof goes no further than this. */
  protected override async onEventActivity(context: TurnContext): Promise<void> {
    const { turn, directory, now, signIn } = this.parts;
    const { activity } = context;
    if (activity.name !== IDENTIFY || activity.channelId !== 'directline') return;
    const from = addressOf(activity);
    const language = activity.locale;
    const { token } = (activity.value ?? {}) as { readonly token?: unknown };
    const facts = (await signIn?.prove({ token, conversation: activity.conversation.id, language: language?.startsWith('en') ? 'en' : 'es' })) ?? {};
    const received = await turn.receive({
      thread: await directory.findOrCreate(from),
      dedupe: `${activity.id ?? ''}@${activity.conversation.id}`,
      event: { kind: 'signed_in', at: now(), from, facts, ...(language !== undefined && { language }) },
    });
    tellAdapter(context, received);
  }

  protected override async onConversationUpdateActivity(context: TurnContext): Promise<void> {
    const { turn, directory, now } = this.parts;
    const { activity } = context;
    if (!activity.membersAdded?.length) return;
    const from = addressOf(activity);
    const language = activity.locale;
    const received = await turn.receive({
      thread: await directory.findOrCreate(from),
      dedupe: `joined:${from}`,
      event: { kind: 'joined', at: now(), from, ...(language !== undefined && { language }) },
    });
    tellAdapter(context, received);
  }
}

export const receivedOf = (context: TurnContext): Received | undefined => context.turnState.get<Received>(RECEIVED);

const tellAdapter = (context: TurnContext, received: Received): void => void context.turnState.set(RECEIVED, received);

const addressOf = (activity: Activity): Address => address(activity.channelId === 'directline' ? 'web' : activity.channelId, activity.conversation.id);

/** I11: only a channel that proves numbers is believed; a web page could post the same data. */
const provenPhone = ({ channelId, channelData }: Activity): string | undefined => {
  if (channelId !== 'whatsapp') return undefined;
  const phone: unknown = (channelData as { whatsapp?: { phone?: unknown } } | undefined)?.whatsapp?.phone;
  return typeof phone === 'string' ? phone : undefined;
};

const customerEntry = (activity: Activity, from: Address, at: number): CustomerEntry => {
  const attachments = fromActivity(activity.attachments);
  return { ...wordsOf(activity, from, at), ...(attachments.length > 0 && { attachments }) };
};

const wordsOf = (activity: Activity, from: Address, at: number): CustomerEntry => ({
  kind: 'customer',
  at,
  text: activity.text ?? '',
  from,
  ...(typeof activity.value === 'string' && { value: activity.value }),
  ...(activity.channelData !== undefined && { channelData: activity.channelData as Record<string, unknown> }),
  ...(activity.locale !== undefined && { language: activity.locale }),
});
