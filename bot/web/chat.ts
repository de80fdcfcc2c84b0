/**
 * The chat without a screen: joins connection, sender and state, and owns the few short waits a person notices.
 * The view reads `state` and is told of every change; tests drive it with a clock and a network of their own.
 */
import type { ActivitySet } from './activity';
import { hasPerson, initialState, newestOfPerson, reduce } from './chat-state';
import type { ChatEvent, ChatState } from './chat-state';
import type { Choice } from './choice';
import { Connection } from './connection';
import type { ConnectionEvent, Link } from './connection';
import { Conversation } from './conversation';
import { identityToSend, messageToSend } from './outbox';
import type { Unsent, Words } from './outbox';
import type { Picked } from './picture-file';
import type { Cancel, Ports } from './ports';
import { Seen } from './seen';
import { Sender } from './sender';
import type { Store } from './store';
import type { Language } from '../../knowledge/language';

export interface ChatOptions {
  readonly ports: Ports;
  readonly base: string;
  readonly store: Store;
  readonly language: Language;
  readonly onChange: (state: ChatState) => void;
  /** Whether the end of the conversation is in front of her eyes. */
  readonly isLooking?: () => boolean;
}

/** A short stumble is nobody's business; a longer one is told. */
const HINT_MS = 1_500;
const TYPING_MS = 6_000;
const TYPED_EVERY_MS = 4_000;
const HISTORY_MS = 1_500;
/** A post that was taken but never shown back means that the stream is dead, whatever the browser believes. */
const ECHO_MS = 5_000;

export class Chat {
  readonly #options: ChatOptions;
  readonly #conversation: Conversation;
  readonly #connection: Connection;
  readonly #sender: Sender;
  readonly #seen: Seen;
  #state: ChatState;
  #started = false;
  #typedAt = -Infinity;
  #proof: string | undefined;
  #hint: Cancel | undefined;
  #typing: Cancel | undefined;

  constructor(options: ChatOptions) {
    const { ports, base, store, language } = options;
    this.#options = options;
    this.#state = initialState(language, store.session() !== undefined);
    this.#conversation = new Conversation({ ports, base, store, language: () => this.#state.language });
    this.#connection = new Connection(ports, this.#conversation, (event) => this.#connectionSays(event));
    this.#sender = new Sender({
      ports, store, conversation: this.#conversation,
      onProgress: (clientId, part) => this.#dispatch({ type: 'progress', clientId, part }),
      onSettled: (clientId, outcome) => this.#settled(clientId, outcome),
      onGone: () => this.#connection.replace(),
    });
    this.#seen = new Seen({ ports, conversation: this.#conversation, inView: () => this.#inView() });
  }

  get state(): ChatState {
    return this.#state;
  }

  /** There is a conversation of an earlier visit to take up. */
  get hasHistory(): boolean {
    return this.#conversation.id !== undefined;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#sender.waiting.forEach((unsent) => this.#dispatch(queued(unsent)));
    this.#linkChanged('connecting');
    this.#sendProof();
    this.#connection.start();
    this.#sender.wake();
  }

  /** Sends what was typed and picked; nothing at all is ignored. */
  say(text: string, file?: Picked): void {
    const words = text.trim();
    if (words !== '' || file !== undefined) this.#post({ text: words, ...(file && { file }) });
  }

  choose(choice: Choice): void {
    this.#press({ text: choice.title, choice });
  }

  /** The words of a button of our own. */
  ask(text: string): void {
    this.#press({ text });
  }

  /** A signed proof of who the visitor is; it goes with this conversation and with any that follows it. */
  identify(jwt: string): void {
    this.#proof = jwt;
    if (this.#started) this.#sendProof();
  }

  speak(language: Language): void {
    this.#options.store.keepLanguage(language);
    this.#dispatch({ type: 'language', language });
  }

  /** The page is looked at again, or (`networkChanged`) the device has a network again. */
  wake(networkChanged: boolean): void {
    if (!this.#started) return;
    this.#connection.wake(networkChanged);
    this.#sender.wake();
    this.look();
  }

  /** She may see by now what she did not see before: she scrolled, or opened the chat. */
  look(): void {
    if (this.#started) this.#seen.look();
  }

  /** The device says that it has no network: a socket would notice much later. Whatever is heard all the same proves it wrong. */
  away(): void {
    if (this.#started) this.#linkChanged('offline');
  }

  /** Something is being written: the person who reads along is told, at most every few seconds; the bot is not. */
  typed(): void {
    const now = this.#options.ports.now();
    if (!hasPerson(this.#state) || this.#state.link !== 'online' || now - this.#typedAt < TYPED_EVERY_MS) return;
    this.#typedAt = now;
    void this.#conversation.post({ body: { type: 'typing', from: { id: 'customer', role: 'user' } } });
  }

  #inView(): string | undefined {
    return this.#state.link === 'online' && this.#options.isLooking?.() === true ? newestOfPerson(this.#state) : undefined;
  }

  /** A button pressed again before its words arrived says them once. */
  #press(words: Words): void {
    if (!this.#state.pending.some(({ text, delivery }) => text === words.text && delivery !== 'failed')) this.#post(words);
  }

  #post(words: Words): void {
    const unsent = messageToSend(words, this.#stamp());
    this.#dispatch(queued(unsent));
    this.#sender.add(unsent);
  }

  #sendProof(): void {
    if (this.#proof !== undefined) this.#sender.add(identityToSend(this.#proof, this.#stamp()));
  }

  #stamp(): { clientId: string; at: number; locale: Language } {
    const { ports } = this.#options;
    return { clientId: ports.newId(), at: ports.now(), locale: this.#state.language };
  }

  #connectionSays(event: ConnectionEvent): void {
    switch (event.type) {
      case 'link':
        return this.#linkChanged(event.link);
      case 'received':
        this.#linkChanged('online');
        if (event.replaces) this.#dispatch({ type: 'joined' });
        return this.#received(event.set);
      case 'conversation':
        this.#dispatch(event);
        if (event.replaced) {
          this.#sender.moveToNewConversation();
          this.#sendProof();
        }
        return this.#sender.wake();
    }
  }

  #linkChanged(link: Link): void {
    const recovered = link === 'online' && this.#state.link !== 'online';
    if (link !== this.#state.link) this.#dispatch({ type: 'link', link });
    if (link !== 'online') {
      this.#hint ??= this.#options.ports.after(HINT_MS, () => this.#dispatch({ type: 'hint-due' }));
      return;
    }
    this.#hint?.();
    this.#hint = undefined;
    if (recovered) {
      this.#sender.wake();
      this.#seen.look();
    }
    if (this.#state.restoring) this.#options.ports.after(HISTORY_MS, () => this.#dispatch({ type: 'restored' }));
  }

  #received({ incoming }: ActivitySet): void {
    for (const activity of incoming) {
      if (activity.type === 'message' && activity.clientId !== undefined) this.#sender.seen(activity.clientId);
    }
    this.#dispatch({ type: 'received', incoming });
    this.#seen.look();
    if (!incoming.some((activity) => activity.type === 'typing')) return;
    this.#typing?.();
    this.#typing = this.#options.ports.after(TYPING_MS, () => this.#dispatch({ type: 'typing-over' }));
  }

  #settled(clientId: string, outcome: 'delivered' | 'refused'): void {
    this.#dispatch({ type: outcome, clientId });
    if (outcome === 'refused') return;
    this.#options.ports.after(ECHO_MS, () => {
      const unseen = this.#state.pending.some((message) => message.key === `me/${clientId}`);
      if (unseen && this.#state.link === 'online') this.#connection.wake(true);
    });
  }

  #dispatch(event: ChatEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#options.onChange(next);
  }
}

function queued({ clientId, text, at, file }: Unsent): ChatEvent {
  return { type: 'queued', clientId, text, at, ...(file && { file: { url: file.data, type: file.type, name: file.name } }) };
}
