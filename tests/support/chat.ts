/** A customer at the web chat: speaks Direct Line by polling, says something and waits for the bot's next message. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Said {
  readonly id: string;
  readonly text: string;
  readonly by: 'bot' | 'customer';
  readonly choices: readonly string[];
  /** Addresses of the files that came with it. */
  readonly files?: readonly string[];
}

interface Activity {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly attachments?: readonly { readonly contentUrl?: string }[];
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
}

const LONGEST_WAIT_MS = 45_000;
/** Who waits longer looks less often: a crowd must not be busy with looking. */
const BETWEEN_LOOKS_MS = { first: 15, most: 250, growth: 1.2 } as const;

export class Chat {
  /** All that the customer sees, in order. */
  readonly seen: Said[] = [];
  private watermark = '';
  private count = 0;

  private constructor(
    /** May be pointed at another process of the same store. */
    public base: string,
    readonly conversation: string,
    readonly token: string,
  ) {}

  static async open(server: string, locale = 'es-CO'): Promise<Chat> {
    const response = await fetch(`${server}/v3/directline/conversations`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ locale }),
    });
    const { conversationId, token } = (await response.json()) as { conversationId: string; token: string };
    const chat = new Chat(server, conversationId, token);
    await chat.nextReply(0);
    return chat;
  }

  /** Posts without waiting for a reply; the id that the server gave. */
  async post(text: string, clientActivityID = `client-${(this.count += 1)}`): Promise<{ status: number; id?: string }> {
    const response = await this.call('POST', '/activities', { type: 'message', text, channelData: { clientActivityID } });
    return { status: response.status, ...((await response.json()) as { id?: string }) };
  }

  /** Says it and gives the bot's reply. */
  async say(text: string): Promise<Said> {
    await this.look();
    const before = this.replies().length;
    const { status } = await this.post(text);
    if (status !== 200) throw new Error(`"${text}" was answered with ${status}`);
    return this.nextReply(before);
  }

  replies(): readonly Said[] {
    return this.seen.filter(({ by }) => by === 'bot');
  }

  last(): Said {
    const last = this.replies().at(-1);
    if (!last) throw new Error('the bot has said nothing yet');
    return last;
  }

  /** Waits until the bot has said more than `before` messages. */
  async nextReply(before: number): Promise<Said> {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    for (let between: number = BETWEEN_LOOKS_MS.first; ; between = Math.min(BETWEEN_LOOKS_MS.most, between * BETWEEN_LOOKS_MS.growth)) {
      await this.look();
      const reply = this.replies()[before];
      if (reply) return reply;
      if (Date.now() > deadline) throw new Error(`no reply; seen so far:\n${this.script()}`);
      await pause(between);
    }
  }

  async look(): Promise<void> {
    const response = await this.call('GET', `/activities?watermark=${this.watermark}`);
    if (response.status !== 200) throw new Error(`polling was answered with ${response.status}`);
    const { activities, watermark } = (await response.json()) as { activities: Activity[]; watermark: string };
    this.watermark = watermark;
    for (const activity of activities) this.seen.push(saidOf(activity));
  }

  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.base}/v3/directline/conversations/${this.conversation}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  script(): string {
    return this.seen.map(({ by, text, choices }) => `${by === 'bot' ? 'HILO' : 'ella'}: ${text}${choices.length > 0 ? ` [${choices.join(' | ')}]` : ''}`).join('\n');
  }
}

const saidOf = ({ id, text, from, suggestedActions, attachments }: Activity): Said => ({
  id,
  text: text ?? '',
  by: from.role === 'bot' ? 'bot' : 'customer',
  choices: suggestedActions?.actions.map(({ title }) => title) ?? [],
  ...(attachments && { files: attachments.flatMap(({ contentUrl }) => contentUrl ?? []) }),
});
