/**
 * The conversation on the screen as a value, and how each event changes it.
 * Always holds: confirmed items stand in the server's order, each id once; own messages that the server has not
 * shown back yet stand after them.
 */
import type { Incoming, IncomingMessage, SentFile } from './activity';
import type { Card } from './cards';
import type { Choice } from './choice';
import type { Link } from './connection';
import type { Language } from '../../knowledge/language';

export type Delivery = 'sending' | 'sent' | 'failed';

export interface Message {
  readonly kind: 'message';
  /** Stays the same from the first keystroke to the server's echo, so the view keeps its element. */
  readonly key: string;
  readonly author: 'me' | 'bot';
  readonly name?: string;
  readonly text: string;
  readonly lang?: Language;
  readonly at: number;
  readonly delivery: Delivery;
  readonly notice?: true;
  readonly choices: readonly Choice[];
  readonly files?: readonly SentFile[];
  readonly cards?: readonly Card[];
  /** How much of a file is gone, 0 to 1. */
  readonly progress?: number;
}

/** A word from the page itself: an earlier conversation ended and this is a new one. */
export interface Notice {
  readonly kind: 'notice';
  readonly key: string;
}

export type Item = Message | Notice;

export interface ChatState {
  readonly conversationId: string;
  readonly items: readonly Item[];
  readonly pending: readonly Message[];
  readonly typing: boolean;
  readonly link: Link;
  /** The line has been away long enough to say so. */
  readonly hint: boolean;
  /** The history of an earlier visit is still to come. */
  readonly restoring: boolean;
  readonly language: Language;
}

export type ChatEvent =
  | { readonly type: 'conversation'; readonly conversationId: string; readonly replaced: boolean }
  | { readonly type: 'received'; readonly incoming: readonly Incoming[] }
  | { readonly type: 'queued'; readonly clientId: string; readonly text: string; readonly at: number; readonly file?: SentFile }
  | { readonly type: 'progress'; readonly clientId: string; readonly part: number }
  | { readonly type: 'delivered' | 'refused'; readonly clientId: string }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'language'; readonly language: Language }
  /** The conversation was joined into another case, whose whole history follows. */
  | { readonly type: 'joined' }
  | { readonly type: 'hint-due' | 'typing-over' | 'restored' };

export function initialState(language: Language, restoring: boolean): ChatState {
  return { conversationId: '', items: [], pending: [], typing: false, link: 'connecting', hint: false, restoring, language };
}

export function reduce(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'conversation':
      return enterConversation(state, event.conversationId, event.replaced);
    case 'joined':
      return { ...state, items: [] };
    case 'received':
      return event.incoming.reduce(receive, state);
    case 'queued':
      return { ...state, pending: [...state.pending, ownMessage(event, state.language)] };
    case 'progress':
      return changePending(state, event.clientId, { progress: event.part });
    case 'delivered':
      return changePending(state, event.clientId, { delivery: 'sent' });
    case 'refused':
      return changePending(state, event.clientId, { delivery: 'failed' });
    case 'link':
      return { ...state, link: event.link, hint: state.hint && event.link !== 'online', typing: state.typing && event.link === 'online' };
    case 'language':
      return { ...state, language: event.language };
    case 'hint-due':
      return { ...state, hint: state.link !== 'online' };
    case 'typing-over':
      return { ...state, typing: false };
    case 'restored':
      return { ...state, restoring: false };
  }
}

/** The answers that can be tapped now: those of the newest message, while nothing was said after it. */
export function openChoices(state: ChatState): readonly Choice[] {
  const last = state.items.at(-1);
  const answered = state.pending.some((message) => message.delivery !== 'failed');
  return last?.kind === 'message' && last.author === 'bot' && !answered ? last.choices : NO_CHOICES;
}

/** A person of the team leads the conversation: she spoke last, or it was just said that she is here. */
export function hasPerson(state: Pick<ChatState, 'items'>): boolean {
  const last = state.items.findLast((item) => item.kind === 'message' && item.author === 'bot');
  return last?.kind === 'message' && (last.notice === true || (last.name !== undefined && last.name !== 'Hilo'));
}

/** The server's id of the newest message that a person wrote to her. */
export function newestOfPerson({ items }: Pick<ChatState, 'items'>): string | undefined {
  const last = items.findLast((item) => item.kind === 'message' && item.author === 'bot' && item.notice !== true && item.name !== undefined && item.name !== 'Hilo');
  return last?.key.slice(last.key.indexOf('/') + 1);
}

const NO_CHOICES: readonly Choice[] = [];

function enterConversation(state: ChatState, conversationId: string, replaced: boolean): ChatState {
  const notice: Item[] = replaced ? [{ kind: 'notice', key: `notice/${conversationId}` }] : [];
  return { ...state, conversationId, items: [...state.items, ...notice], typing: false, restoring: state.restoring && !replaced };
}

function receive(state: ChatState, incoming: Incoming): ChatState {
  if (incoming.type === 'typing') return { ...state, typing: true };
  const message = confirmed(state, incoming);
  const known = state.items.some((item) => item.key === message.key);
  const items = known ? state.items.map((item) => (item.key === message.key ? message : item)) : [...state.items, message];
  const pending = state.pending.filter((waiting) => waiting.key !== message.key);
  const typing = state.typing && (known || message.author === 'me');
  return { ...state, items, pending, typing, restoring: false };
}

function confirmed(state: ChatState, incoming: IncomingMessage): Message {
  const { id, author, text, at, choices, name, lang, clientId, notice, cards } = incoming;
  const key = author === 'me' && clientId !== undefined ? ownKey(clientId) : `${state.conversationId}/${id}`;
  // What was shown while it went out goes on being shown: nothing flickers, nothing is fetched again.
  const files = state.pending.find((waiting) => waiting.key === key)?.files ?? incoming.files;
  return {
    kind: 'message', key, author, text, at, choices, delivery: 'sent',
    ...(name === undefined ? {} : { name }),
    ...(lang === undefined ? {} : { lang }),
    ...(notice === undefined ? {} : { notice }),
    ...(files === undefined ? {} : { files }),
    ...(cards === undefined ? {} : { cards }),
  };
}

function ownMessage(event: Extract<ChatEvent, { type: 'queued' }>, lang: Language): Message {
  const files = event.file === undefined ? {} : { files: [event.file] };
  return { kind: 'message', key: ownKey(event.clientId), author: 'me', text: event.text, lang, at: event.at, delivery: 'sending', choices: [], ...files };
}

function ownKey(clientId: string): string {
  return `me/${clientId}`;
}

function changePending(state: ChatState, clientId: string, change: Pick<Partial<Message>, 'delivery' | 'progress'>): ChatState {
  const key = ownKey(clientId);
  return { ...state, pending: state.pending.map((message) => (message.key === key ? { ...message, ...change } : message)) };
}
