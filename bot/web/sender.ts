/**
 * Posts what the customer wrote, one at a time and in order, until the server has taken it.
 * Always holds: a message leaves the store only when it was taken, refused for good, or seen in the transcript.
 */
import { backoff } from './backoff';
import type { Conversation } from './conversation';
import { forNewConversation } from './outbox';
import type { Unsent } from './outbox';
import type { Cancel, Ports } from './ports';
import type { Store } from './store';

export interface SenderOptions {
  readonly ports: Ports;
  readonly conversation: Conversation;
  readonly store: Store;
  readonly onProgress: (clientId: string, part: number) => void;
  readonly onSettled: (clientId: string, outcome: 'delivered' | 'refused') => void;
  readonly onGone: () => void;
}

export class Sender {
  readonly #options: SenderOptions;
  #queue: Unsent[] = [];
  #busy = false;
  #attempt = 0;
  #retry: Cancel | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#queue = options.store.unsent();
  }

  get waiting(): readonly Unsent[] {
    return this.#queue;
  }

  add(unsent: Unsent): void {
    if (unsent.silent !== true) this.#options.store.keepUnsent(unsent);
    this.#queue = [...this.#queue, unsent];
    void this.#flush();
  }

  /** The transcript shows it: whatever the post says later, it was taken. */
  seen(clientId: string): void {
    this.#drop(clientId);
  }

  wake(): void {
    this.#attempt = 0;
    this.#retry?.();
    void this.#flush();
  }

  moveToNewConversation(): void {
    this.#queue = this.#queue.filter((unsent) => unsent.silent !== true).map(forNewConversation);
    this.#queue.forEach((unsent) => this.#options.store.keepUnsent(unsent));
  }

  async #flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let next = this.#queue[0];
    while (next !== undefined && this.#options.conversation.id !== undefined) {
      if (!(await this.#post(next))) break;
      next = this.#queue[0];
    }
    this.#busy = false;
  }

  /** True when the next one may follow. */
  async #post(unsent: Unsent): Promise<boolean> {
    const { conversation, onSettled, onGone, onProgress } = this.#options;
    const target = conversation.id;
    const posted = await conversation.post(unsent, (part) => onProgress(unsent.clientId, part));
    switch (posted.kind) {
      case 'ok':
      case 'refused':
        this.#attempt = 0;
        this.#drop(unsent.clientId);
        onSettled(unsent.clientId, posted.kind === 'ok' ? 'delivered' : 'refused');
        return true;
      case 'gone':
        if (conversation.id === target) onGone();
        return conversation.id !== undefined;
      case 'retry':
        this.#later(posted.afterMs);
        return false;
    }
  }

  #later(afterMs: number): void {
    const { ports } = this.#options;
    this.#retry?.();
    const wait = Math.max(afterMs, backoff(this.#attempt++, ports.random()));
    this.#retry = ports.after(wait, () => void this.#flush());
  }

  #drop(clientId: string): void {
    this.#queue = this.#queue.filter((unsent) => unsent.clientId !== clientId);
    this.#options.store.dropUnsent(clientId);
  }
}
