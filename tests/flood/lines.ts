/**
 * One customer's line, on the web or on WhatsApp: says something, waits for the next message, leaves, and tells at the end all
 * that she was ever told. On the web she listens on a socket, and while it is shut she hears nothing until she looks again.
 */
import { WebSocket } from 'ws';
import type { Person } from '../fake-meta/person';
import { isNotice } from './news';
import { ask } from './post';

export interface Line {
  /** What the bot says next; how long the server took to accept the words, ms. @throws Error when nothing comes in time. */
  say(text: string): Promise<Heard>;
  leave(): void;
  /** Everything that the bot ever told her, in order. */
  everything(): Promise<readonly string[]>;
}

export interface Heard {
  readonly text: string;
  readonly acceptedMs: number;
}

/** Whoever waits longer was not answered. */
export const LONGEST_WAIT_MS = 60_000;

interface Activity {
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
}

interface Opened {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

/** Opens a conversation, and shows who she is when she is signed in on the operator's own page. */
export const openWeb = async (server: string, proof?: string): Promise<Line> => {
  const { status, body } = await ask(`${server}/v3/directline/conversations`, { method: 'POST', json: { locale: 'es-CO' } });
  if (status !== 201) throw new Error(`opening was answered with ${status}`);
  const { conversationId, token, streamUrl } = JSON.parse(body.toString()) as Opened;
  const url = `${server}/v3/directline/conversations/${conversationId}/activities`;
  const headers = { authorization: `Bearer ${token}` };
  const inbox = makeInbox();
  const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
  socket.on('message', (frame: Buffer) => spokenIn(frame.toString()).forEach(inbox.add));
  socket.on('error', () => undefined);
  const post = async (activity: object): Promise<void> => {
    const answer = await ask(url, { method: 'POST', headers, json: activity });
    if (answer.status !== 200) throw new Error(`a message was answered with ${answer.status}`);
  };
  await inbox.next();
  if (proof !== undefined) await post({ type: 'event', name: 'hilo/identify', value: { token: proof }, locale: 'es-CO' });
  return {
    async say(words) {
      inbox.forget();
      const began = Date.now();
      await post({ type: 'message', text: words, locale: 'es-CO' });
      const acceptedMs = Date.now() - began;
      for (;;) {
        const text = await inbox.next();
        if (!isNotice(text)) return { text, acceptedMs };
      }
    },
    leave: () => socket.close(),
    everything: async () => spokenIn((await ask(`${url}?watermark=`, { headers })).body.toString()),
  };
};

const spokenIn = (json: string): readonly string[] => {
  const { activities = [] } = (json === '' ? {} : JSON.parse(json)) as { readonly activities?: readonly Activity[] };
  return activities.flatMap(({ type, text, from }) => (type === 'message' && from.role === 'bot' ? [text ?? ''] : []));
};

export const whatsAppLine = (person: Person): Line => ({
  async say(text) {
    const seen = person.sees().length;
    const began = Date.now();
    const status = await person.says(text);
    if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
    const acceptedMs = Date.now() - began;
    for (;;) {
      const bubble = await person.nextBubble(LONGEST_WAIT_MS);
      if (person.sees().indexOf(bubble) >= seen && !isNotice(bubble.text)) return { text: bubble.text, acceptedMs };
    }
  },
  leave: () => undefined,
  everything: () => Promise.resolve(person.sees().map(({ text }) => text)),
});

const makeInbox = () => {
  let texts: string[] = [];
  let wake: (() => void) | undefined;
  return {
    add(text: string): void {
      texts.push(text);
      wake?.();
    },
    /** What came unasked is no answer to what is said next. */
    forget(): void {
      texts = [];
    },
    async next(): Promise<string> {
      if (texts.length === 0) {
        await new Promise<void>((resolve, reject) => {
          const late = setTimeout(() => reject(new Error('no answer')), LONGEST_WAIT_MS);
          wake = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      return texts.shift() ?? '';
    },
  };
};
