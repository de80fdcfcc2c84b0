/**
 * Tells that she saw what a person wrote to her: the page is looked at and the message is in view. Once per message and at
 * most every few seconds; a comfort for who waits at the other end, so what the line loses is told with the next look.
 */
import type { Conversation } from './conversation';
import type { Ports } from './ports';

/** An event of our own, which stock clients and servers pass over. */
const SEEN = 'hilo/seen';

const EVERY_MS = 3_000;

export interface SeenOptions {
  readonly ports: Ports;
  readonly conversation: Conversation;
  /** The newest message of a person that she sees right now. */
  readonly inView: () => string | undefined;
}

export class Seen {
  readonly #options: SeenOptions;
  #told: string | undefined;
  #resting = false;

  constructor(options: SeenOptions) {
    this.#options = options;
  }

  /** Something came, or she looks again. */
  look(): void {
    const id = this.#resting ? undefined : this.#options.inView();
    if (id === undefined || id === this.#told) return;
    this.#resting = true;
    this.#told = id;
    void this.#tell(id);
  }

  async #tell(id: string): Promise<void> {
    const { conversation, ports } = this.#options;
    const posted = await conversation.post({ body: { type: 'event', name: SEEN, value: id, from: { id: 'customer', role: 'user' } } });
    if (posted.kind === 'retry') this.#told = undefined;
    ports.after(EVERY_MS, () => {
      this.#resting = false;
      this.look();
    });
  }
}
