/** The customer's end of one Direct Line stream: hears the echo, then the answer to the message that waits. */
import { WebSocket } from 'ws';
import { nextAfter, PATIENCE_MS, type SeenActivity } from './talk';

interface Awaited {
  readonly mark: string;
  echoed: boolean;
  readonly resolve: (next: string) => void;
  readonly timer: NodeJS.Timeout;
}

export class StreamEar {
  watermark = '';
  #awaited: Awaited | null = null;
  #heardBot = false;
  #onBot: (() => void) | null = null;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('error', () => undefined);
  }

  static open(url: string): Promise<StreamEar> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
      const ear = new StreamEar(socket);
      socket.once('open', () => resolve(ear));
      socket.once('error', reject);
    });
  }

  /** True as soon as the bot has said anything; false after `ms` of silence. */
  anyBotMessage(ms: number): Promise<boolean> {
    if (this.#heardBot) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      this.#onBot = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  answerTo(mark: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(this.#awaited?.echoed === true ? 'the bot did not answer' : 'no echo of the message'));
        this.#awaited = null;
      }, PATIENCE_MS);
      this.#awaited = { mark, echoed: false, resolve, timer };
    });
  }

  close(): void {
    if (this.#awaited !== null) clearTimeout(this.#awaited.timer);
    this.socket.close();
  }

  #hear(text: string): void {
    if (text === '') return;
    const set = JSON.parse(text) as { activities: SeenActivity[]; watermark?: string };
    if (set.watermark !== undefined && set.watermark !== '') this.watermark = set.watermark;
    for (const activity of set.activities) if (activity.type === 'message') this.#message(activity);
  }

  #message(activity: SeenActivity): void {
    const awaited = this.#awaited;
    if (activity.from?.role === 'bot') {
      this.#heardBot = true;
      this.#onBot?.();
      if (awaited?.echoed === true) this.#answered(awaited, activity);
    } else if (awaited !== null && activity.channelData?.clientActivityID === awaited.mark) awaited.echoed = true;
  }

  #answered(awaited: Awaited, activity: SeenActivity): void {
    clearTimeout(awaited.timer);
    this.#awaited = null;
    awaited.resolve(nextAfter(activity));
  }
}
