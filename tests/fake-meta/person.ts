/** A person with WhatsApp: writes, taps what is on the screen, sees what came. */
import { Phone, type Bubble } from './phone';
import type { Json } from './rules';
import type { Change, Contact, Sending, Webhooks } from './webhooks';

export interface PersonOptions {
  /** Business-scoped user id; made from the number when absent. `null`: an old payload without one. */
  readonly userId?: string | null;
  /** The number is not told in webhooks. */
  readonly hidesPhone?: boolean;
}

/** What all people share. */
export interface World {
  readonly webhooks: Webhooks;
  /** Epoch ms. */
  readonly now: () => number;
}

const LONGEST_WAIT_MS = 30_000;
let count = 0;
const newWamid = (): string => `wamid.FAKE${String((count += 1)).padStart(8, '0')}`;

export class Person {
  readonly phone = new Phone();
  /** Ids of own messages that were marked read with the typing mark, as often as they were. */
  readonly typingFor: string[] = [];
  /** Ids of own messages. */
  readonly wrote = new Set<string>();
  /** Epoch ms of the last own message; the window of free messages is 24 h from here. */
  lastWroteAt = 0;
  userId: string | null;

  constructor(public number: string, private readonly options: PersonOptions, private readonly world: World) {
    this.userId = options.userId === undefined ? `CO.1${number}` : options.userId;
  }

  /** As if she had just written, without a webhook. */
  opensWindow(): this {
    this.lastWroteAt = this.world.now();
    return this;
  }

  /** Has written nothing for more than a day. */
  wasSilent(): this {
    this.lastWroteAt = this.world.now() - 25 * 3_600_000;
    return this;
  }

  /** Goes by another number and id from now on, which Meta tells. */
  changesTo(number: string): Promise<number> {
    const before = this.userId;
    const system = { type: 'user_changed_number', body: 'x', wa_id: number, user_id: `CO.1${number}`, ...(before !== null && { previous_user_id: before }) };
    const notice = this.message('system', { system });
    this.number = number;
    this.userId = `CO.1${number}`;
    return this.world.webhooks.deliver([{ messages: [notice] }]);
  }

  /** Writes; gives the status that the webhook was answered with. */
  says(text: string, sending?: Sending): Promise<number> {
    return this.sends(this.text(text), sending);
  }

  sends(message: Json, sending?: Sending): Promise<number> {
    return this.world.webhooks.deliver([this.change([message])], sending);
  }

  /** Taps a button or row by its title or description, in the last bubble that has it. */
  taps(label: string, sending?: Sending): Promise<number> {
    for (const bubble of this.phone.bubbles.toReversed()) {
      const option = bubble.options.find(({ title, description }) => title === label || description === label);
      if (!option) continue;
      const reply = bubble.kind === 'list' ? { type: 'list_reply', list_reply: option } : { type: 'button_reply', button_reply: { id: option.id, title: option.title } };
      return this.sends(this.message('interactive', { interactive: reply, context: { from: '573000000000', id: bubble.wamid } }), sending);
    }
    throw new Error(`nothing called "${label}" is on the screen`);
  }

  /** All bubbles so far. */
  sees(): readonly Bubble[] {
    return this.phone.bubbles;
  }

  nextBubble(longestMs = LONGEST_WAIT_MS): Promise<Bubble> {
    return this.phone.next(longestMs);
  }

  text(body: string): Json {
    return this.message('text', { text: { body } });
  }

  /** A message of hers that was not delivered yet, for batches and repeated deliveries. */
  message(type: string, content: Json): Json {
    this.lastWroteAt = this.world.now();
    const id = newWamid();
    this.wrote.add(id);
    return {
      id,
      timestamp: String(Math.floor(this.lastWroteAt / 1000)),
      type,
      ...(this.options.hidesPhone ? {} : { from: this.number }),
      ...(this.userId !== null && { from_user_id: this.userId }),
      ...content,
    };
  }

  change(messages: readonly Json[]): Change {
    return { contacts: [this.contact()], messages };
  }

  contact(): Contact {
    return {
      profile: { name: 'Persona de prueba' },
      ...(this.options.hidesPhone ? {} : { wa_id: this.number }),
      ...(this.userId !== null && { user_id: this.userId }),
    };
  }

  is(recipient: string): boolean {
    return recipient === `+${this.number}` || recipient === this.userId;
  }
}
