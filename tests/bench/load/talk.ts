/**
 * A customer's side of a conversation, whatever the wire: say something, get the bot's answer and what it suggests to
 * answer next. The load knows no text of the flows: it takes the first suggestion or admits that it does not know.
 */
import type { Seat } from './contract';

export const FIRST = 'no tengo internet';
const UNSURE = 'no sé';
/** An answer later than this counts as none (milliseconds). */
export const PATIENCE_MS = 5000;

/** The part of a Bot Framework activity that a customer's client looks at. */
export interface SeenActivity {
  readonly type?: string;
  readonly id?: string;
  readonly text?: string;
  readonly from?: { readonly id?: string; readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: { readonly actions?: readonly { readonly type?: string; readonly title?: string; readonly value?: unknown }[] };
}

export interface Conversation {
  /** Resolves with what to say next once the bot has answered; rejects when it does not. */
  say(text: string): Promise<string>;
  /** Where it stands, for a later job. */
  seat(next: string): Seat;
  end(): void;
}

export interface Door {
  open(seat?: Seat): Promise<Conversation>;
  close(): void;
}

export const nextAfter = (activity: SeenActivity | undefined): string => {
  const first = activity?.suggestedActions?.actions?.[0];
  if (first === undefined) return UNSURE;
  return first.type === 'imBack' && typeof first.value === 'string' ? first.value : (first.title ?? UNSURE);
};

export const customerMessage = (user: string, text: string, channelData: { clientActivityID: string; version?: number }): string =>
  JSON.stringify({
    type: 'message',
    text,
    textFormat: 'plain',
    from: { id: user, role: 'user' },
    locale: 'es-CO',
    channelData,
  });
