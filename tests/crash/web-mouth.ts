/**
 * A customer at the web chat whose server dies under her: sends again under the same `clientActivityID` until 200, and
 * reads on from her watermark, by polling or by WebSocket, at whichever process answers.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Mouth } from './customer';
import type { Doors } from './doors';
import type { Seen, Sent } from './observed';

const POLL_MS = 100;
const SENT_AGAIN = 0.1;
const MOST_REFUSALS = 20;
const BASE = '/v3/directline/conversations';

interface Activity {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
}

interface Page {
  readonly activities: readonly Activity[];
  readonly watermark?: string;
}

export const webMouth = (doors: Doors, { listens }: { readonly listens: 'polling' | 'socket' }): Mouth => {
  const observed: Mouth['observed'] & { refusals: string[] } = { name: '', channel: 'web', sent: [], seen: [], refusals: [] };
  const me = { conversation: '', token: '', watermark: '', closed: false, keys: 0 };
  let socket: WebSocket | undefined;

  const headers = (): Record<string, string> => ({ 'content-type': 'application/json', ...(me.token !== '' && { authorization: `Bearer ${me.token}` }) });
  const call = (method: string, path: string, body?: unknown): Promise<Response | undefined> =>
    doors.call(`${BASE}${path}`, { method, headers: headers(), ...(body !== undefined && { body: JSON.stringify(body) }) });
  /** Until it is answered as it should be; other refusals than "not now" are told. */
  const insist = async (method: string, path: string, body?: unknown): Promise<Response> => {
    for (;;) {
      const response = await call(method, path, body);
      if (response?.ok) return response;
      if (response && response.status < 500 && response.status !== 429) observed.refusals.push(`${method} ${path}: ${response.status} ${await response.text()}`);
      if (observed.refusals.length > MOST_REFUSALS) throw new Error(`a customer gives up: ${observed.refusals.at(-1)}`);
      await doors.rest();
    }
  };
  const hear = ({ activities, watermark }: Page, when: Pick<Seen, 'late'> = {}): void => {
    const at = Date.now();
    for (const { id, type, text, from } of activities) {
      if (type !== 'message') continue;
      (observed.seen as Seens).push({ position: Number(id.slice(-7)), by: from.role === 'bot' ? 'bot' : 'customer', text: text ?? '', at, ...when });
    }
    if (watermark !== undefined) me.watermark = watermark;
  };
  const look = async (when?: Pick<Seen, 'late'>): Promise<void> => hear((await (await insist('GET', `/${me.conversation}/activities?watermark=${me.watermark}`)).json()) as Page, when);
  const poll = async (): Promise<void> => {
    while (!me.closed) {
      await look().catch(() => undefined);
      await pause(POLL_MS);
    }
  };
  const listen = async (): Promise<void> => {
    while (!me.closed) {
      const response = await insist('GET', `/${me.conversation}?watermark=${me.watermark}`);
      const { streamUrl } = (await response.json().catch(() => ({}))) as { streamUrl?: string };
      if (streamUrl !== undefined && !me.closed) await connected(streamUrl);
      await doors.rest();
    }
  };
  const connected = (url: string): Promise<void> =>
    new Promise((resolve) => {
      const open = new WebSocket(url);
      socket = open;
      open.on('message', (data: Buffer) => data.length > 0 && hear(JSON.parse(data.toString()) as Page));
      open.on('error', () => undefined);
      open.on('close', () => resolve());
    });
  let listening: Promise<void> = Promise.resolve();

  return {
    observed,
    async open(patienceMs) {
      const opened = (await (await insist('POST', '', { locale: 'es-CO' })).json()) as { conversationId: string; token: string };
      Object.assign(me, { conversation: opened.conversationId, token: opened.token });
      Object.assign(observed, { name: opened.conversationId });
      listening = listens === 'polling' ? poll() : listen();
      const deadline = Date.now() + patienceMs;
      while (observed.seen.length === 0 && Date.now() < deadline) await pause(POLL_MS);
    },
    newKey: () => `client-${(me.keys += 1)}`,
    async deliver(sent) {
      const body = { type: 'message', text: sent.text, channelData: { clientActivityID: sent.key } };
      await insist('POST', `/${me.conversation}/activities`, body);
      accepted(sent);
      if (Math.random() < SENT_AGAIN) await call('POST', `/${me.conversation}/activities`, body);
    },
    async catchUp() {
      me.closed = true;
      socket?.close();
      await listening;
      if (me.conversation !== '') await look();
    },
    lookBack: async () => void (me.conversation !== '' && (await look({ late: true }))),
    close() {
      me.closed = true;
      socket?.terminate();
    },
  };
};

type Seens = Seen[];

const accepted = (sent: Sent): void => void (sent.acceptedAt ??= Date.now());
