/** A small honest Direct Line server, with a clock and a network that tests cut and mend. Nothing here sleeps. */
import { Chat } from '../../bot/web/chat';
import type { Ports, Sending, StreamListener, StreamSocket } from '../../bot/web/ports';
import { openStore } from '../../bot/web/store';
import type { Shelf, Store } from '../../bot/web/store';

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

interface Activity {
  readonly [name: string]: unknown;
}

const START = Date.parse('2026-03-02T15:00:00Z');

export class FakeLine {
  now = START;
  up = true;
  socketsWork = true;
  /** The server takes a post but its answer never arrives. */
  loseAnswers = false;
  goodTokens = new Set<string>();
  readonly requests: string[] = [];
  readonly conversations = new Map<string, Activity[]>();
  readonly posted: Activity[] = [];
  readonly heartbeats: string[] = [];
  readonly #sockets = new Map<StreamListener, string>();
  #timers: Timer[] = [];
  #count = 0;
  #begun = 0;

  readonly ports: Ports = {
    fetch: (url, init) => this.#fetch(url, init),
    upload: (url, sending) => this.#upload(url, sending),
    openSocket: (url, hears) => this.#openSocket(url, hears),
    after: (ms, work) => {
      const timer = { due: this.now + ms, work };
      this.#timers.push(timer);
      return () => (this.#timers = this.#timers.filter((other) => other !== timer));
    },
    now: () => this.now,
    random: () => 0.5,
    newId: () => `id${++this.#count}`,
  };

  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Everything that is due within `ms` happens, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (let next = this.#nextBefore(end); next !== undefined; next = this.#nextBefore(end)) {
      const timer = next;
      this.#timers = this.#timers.filter((other) => other !== timer);
      this.now = timer.due;
      timer.work();
      await settle();
    }
    this.now = end;
  }

  cut(): void {
    this.up = false;
    [...this.#sockets.keys()].forEach((hears) => {
      this.#sockets.delete(hears);
      hears.onClose();
    });
  }

  /** The phone changed cells: the socket looks open but carries nothing. */
  deafen(): void {
    this.#sockets.clear();
  }

  say(text: string, more: Activity = {}): void {
    const id = [...this.conversations.keys()].at(-1) ?? '';
    this.#append(id, { type: 'message', text, from: { role: 'bot' }, ...more });
  }

  frame(text: string): void {
    [...this.#sockets.keys()].forEach((hears) => hears.onFrame(text));
  }

  #nextBefore(end: number): Timer | undefined {
    return this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const path = url.replace('https://hilo.test/v3/directline', '');
    this.requests.push(`${init.method ?? 'GET'} ${path}`);
    await Promise.resolve();
    if (!this.up) throw new TypeError('network is away');
    const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const answer = this.#route(path, init.method ?? 'GET', { token, body: body as Activity });
    return Response.json(answer.body, { status: answer.status });
  }

  /** A message with files: kept as the real server does, the bytes behind an address. */
  async #upload(url: string, { headers, body, onProgress }: Sending): Promise<Response> {
    onProgress(0.5);
    const activity = JSON.parse(await (body.get('activity') as File).text()) as Activity;
    const files = (body.getAll('file') as File[]).map(({ name, type }) => ({ contentType: type, contentUrl: `https://hilo.test/media/${name}`, name }));
    return this.#fetch(url.replace(/\/upload$/, '/activities'), { method: 'POST', headers, body: JSON.stringify({ ...activity, attachments: files }) });
  }

  #route(path: string, method: string, { token, body }: { token: string | undefined; body: Activity }): { status: number; body: unknown } {
    if (path === '/tokens/generate') return { status: 200, body: { token: this.#newToken() } };
    if (path === '/tokens/refresh') return { status: 200, body: { token: this.#newToken() } };
    if (token === undefined || !this.goodTokens.has(token)) return fault(403);
    if (path === '/conversations') return { status: 201, body: this.#begin(token) };
    const [, id = '', posting, mark = ''] = /^\/conversations\/([^/?]+)(\/activities)?(?:\?watermark=(.*))?$/.exec(path) ?? [];
    const activities = this.conversations.get(id);
    if (activities === undefined) return fault(404);
    if (method === 'POST') return this.#take(id, body);
    if (posting !== undefined) return { status: 200, body: { activities: activities.slice(Number(mark)), watermark: String(activities.length) } };
    return { status: 200, body: { token, streamUrl: `wss://hilo.test/${id}/${mark}` } };
  }

  #newToken(): string {
    const token = `token${++this.#count}`;
    this.goodTokens.add(token);
    return token;
  }

  #begin(token: string): unknown {
    const id = `c${++this.#begun}`;
    this.conversations.set(id, []);
    this.say('Hola');
    return { conversationId: id, token, streamUrl: `wss://hilo.test/${id}/` };
  }

  #take(id: string, activity: Activity): { status: number; body: unknown } {
    const same = (other: Activity): boolean => JSON.stringify(other['channelData']) === JSON.stringify(activity['channelData']);
    if (activity['text'] === 'demasiado') return fault(413);
    this.posted.push(activity);
    if (activity['type'] === 'message' && !(this.conversations.get(id) ?? []).some(same)) this.#append(id, activity);
    return this.loseAnswers ? fault(503) : { status: 200, body: { id: 'x' } };
  }

  #append(id: string, activity: Activity): void {
    const activities = this.conversations.get(id) ?? [];
    const kept = { ...activity, id: `${activities.length + 1}`, timestamp: new Date(this.now).toISOString() };
    activities.push(kept);
    const frame = JSON.stringify({ activities: [kept], watermark: String(activities.length) });
    for (const [hears, conversation] of this.#sockets) if (conversation === id) hears.onFrame(frame);
  }

  #openSocket(url: string, hears: StreamListener): StreamSocket {
    const [, id = '', mark = ''] = /test\/([^/]*)\/(.*)$/.exec(url) ?? [];
    void Promise.resolve().then(() => {
      if (!this.up || !this.socketsWork) return hears.onClose();
      this.#sockets.set(hears, id);
      hears.onOpen();
      const activities = this.conversations.get(id) ?? [];
      if (activities.length > Number(mark)) hears.onFrame(JSON.stringify({ activities: activities.slice(Number(mark)), watermark: String(activities.length) }));
    });
    return { send: (text) => this.heartbeats.push(text), close: () => this.#sockets.delete(hears) };
  }
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A page that was opened: its chat, started. The shelf outlives it. */
export async function openPage(line: FakeLine, shelf: Shelf, isLooking = () => false): Promise<{ chat: Chat; store: Store }> {
  const store = openStore(() => shelf);
  const chat = new Chat({ ports: line.ports, base: 'https://hilo.test/v3/directline', store, language: 'es', onChange: () => undefined, isLooking });
  chat.start();
  await line.pass(10);
  return { chat, store };
}

/** What stands on the screen: `me*` is still on its way, `me!` was refused. */
export function shown(chat: Chat): string[] {
  const { items, pending } = chat.state;
  return [...items, ...pending].map((item) => {
    if (item.kind === 'notice') return '(new conversation)';
    const mark = { sending: '*', sent: '', failed: '!' }[item.delivery];
    return `${item.author}${mark}: ${item.text}`;
  });
}

function fault(status: number): { status: number; body: unknown } {
  return { status, body: { error: { code: String(status), message: 'no' } } };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
