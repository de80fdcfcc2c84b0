/**
 * Keeps the chat joined to its conversation: socket first, polling where sockets do not live, and it never gives up.
 * Always holds: at most one socket is current; at most one retry is waiting; what arrives twice is left to the
 * reader, who knows messages by id.
 */
import type { ActivitySet } from './activity';
import { parseFrame } from './activity';
import { backoff } from './backoff';
import type { Conversation, Opened } from './conversation';
import type { Cancel, Ports, StreamSocket } from './ports';

export type Link = 'connecting' | 'online' | 'offline';

export type ConnectionEvent =
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'conversation'; readonly conversationId: string; readonly replaced: boolean }
  | { readonly type: 'received'; readonly set: ActivitySet; readonly replaces: boolean };

const BEAT_MS = 20_000;
const SILENCE_MS = 50_000;
const FRESH_MS = 25_000;
const OPENING_MS = 10_000;
const STEADY_MS = 5_000;
const POLL_MS = 2_000;
const FAILURES_BEFORE_POLLING = 2;

/** One socket and what was seen of it. */
interface Stream {
  socket?: StreamSocket;
  readonly timers: Cancel[];
  open: boolean;
  steady: boolean;
  /** The server sends heartbeats, so their absence means something. */
  beats: boolean;
  lastFrame: number;
}

interface PollingRun {
  cancel: Cancel;
}

export class Connection {
  readonly #ports: Ports;
  readonly #conversation: Conversation;
  readonly #emit: (event: ConnectionEvent) => void;
  #stream: Stream | undefined;
  #polling: PollingRun | undefined;
  #retry: Cancel | undefined;
  #lap = 0;
  #attempt = 0;
  #socketFailures = 0;
  #lost = false;
  #announced: string | undefined;

  constructor(ports: Ports, conversation: Conversation, emit: (event: ConnectionEvent) => void) {
    this.#ports = ports;
    this.#conversation = conversation;
    this.#emit = emit;
  }

  start(): void {
    void this.#connect();
  }

  /** The page came back or the network changed. A stream that spoke a moment ago is left alone, unless the network changed. */
  wake(networkChanged: boolean): void {
    const stream = this.#stream;
    const fresh = stream?.open === true && this.#ports.now() - stream.lastFrame < FRESH_MS;
    if (fresh && !networkChanged) return;
    this.#attempt = 0;
    void this.#connect();
  }

  /** The server does not know the conversation any more: begin another. */
  replace(): void {
    this.#lost = true;
    this.#stopPolling();
    this.#conversation.forget();
    this.#later(0);
  }

  async #connect(): Promise<void> {
    const lap = ++this.#lap;
    this.#dropStream();
    this.#retry?.();
    const opened = await (this.#conversation.id === undefined ? this.#conversation.begin() : this.#conversation.resume());
    if (lap === this.#lap) this.#proceed(opened);
  }

  #proceed(opened: Opened): void {
    switch (opened.kind) {
      case 'opened':
        this.#announce();
        this.#openStream(opened.streamUrl);
        return;
      case 'gone':
        this.replace();
        return;
      case 'retry':
        this.#later(opened.afterMs);
        return;
    }
  }

  #announce(): void {
    const conversationId = this.#conversation.id;
    if (conversationId === undefined || conversationId === this.#announced) return;
    this.#announced = conversationId;
    this.#emit({ type: 'conversation', conversationId, replaced: this.#lost });
    this.#lost = false;
  }

  #later(afterMs: number): void {
    if (this.#polling === undefined) this.#emit({ type: 'link', link: 'offline' });
    this.#retry?.();
    this.#lap++;
    const wait = Math.max(afterMs, backoff(this.#attempt++, this.#ports.random()));
    this.#retry = this.#ports.after(wait, () => void this.#connect());
  }

  #openStream(url: string): void {
    const stream: Stream = { timers: [], open: false, steady: false, beats: false, lastFrame: this.#ports.now() };
    this.#stream = stream;
    const current = (work: () => void): void => {
      if (this.#stream === stream) work();
    };
    stream.timers.push(this.#ports.after(OPENING_MS, () => current(() => (stream.open ? undefined : this.#closed(stream)))));
    try {
      stream.socket = this.#ports.openSocket(url, {
        onOpen: () => current(() => this.#opened(stream)),
        onFrame: (data) => current(() => this.#frame(stream, data)),
        onClose: () => current(() => this.#closed(stream)),
      });
    } catch {
      this.#closed(stream);
    }
  }

  #opened(stream: Stream): void {
    stream.open = true;
    stream.lastFrame = this.#ports.now();
    stream.timers.push(this.#ports.after(STEADY_MS, () => this.#steady(stream)));
    this.#beat(stream);
    this.#emit({ type: 'link', link: 'online' });
  }

  #frame(stream: Stream, data: unknown): void {
    stream.lastFrame = this.#ports.now();
    if (data === '') stream.beats = true;
    this.#steady(stream);
    const set = parseFrame(data);
    if (set !== undefined) this.#take(set);
  }

  /** The socket has proved itself: earlier failures are forgotten and polling ends. */
  #steady(stream: Stream): void {
    if (this.#stream !== stream || stream.steady) return;
    stream.steady = true;
    this.#attempt = 0;
    this.#socketFailures = 0;
    this.#stopPolling();
  }

  #beat(stream: Stream): void {
    stream.timers.push(this.#ports.after(BEAT_MS, () => {
      if (this.#stream !== stream) return;
      stream.timers.length = 0;
      if (stream.beats && this.#ports.now() - stream.lastFrame > SILENCE_MS) return this.#closed(stream);
      stream.socket?.send('');
      void this.#conversation.stayFresh();
      this.#beat(stream);
    }));
  }

  #closed(stream: Stream): void {
    this.#dropStream();
    if (!stream.steady) this.#socketFailures++;
    if (this.#socketFailures >= FAILURES_BEFORE_POLLING) this.#startPolling();
    this.#later(0);
  }

  #dropStream(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    if (stream === undefined) return;
    stream.timers.forEach((cancel) => cancel());
    stream.socket?.close();
  }

  #startPolling(): void {
    if (this.#polling !== undefined) return;
    const run: PollingRun = { cancel: () => undefined };
    this.#polling = run;
    void this.#poll(run);
  }

  #stopPolling(): void {
    this.#polling?.cancel();
    this.#polling = undefined;
  }

  async #poll(run: PollingRun): Promise<void> {
    const polled = await this.#conversation.poll();
    if (this.#polling !== run) return;
    switch (polled.kind) {
      case 'set':
        this.#emit({ type: 'link', link: 'online' });
        this.#take(polled.set);
        run.cancel = this.#ports.after(POLL_MS, () => void this.#poll(run));
        return;
      case 'gone':
        this.replace();
        return;
      case 'retry':
        this.#stopPolling();
        this.#later(polled.afterMs);
        return;
    }
  }

  #take(set: ActivitySet): void {
    const replaces = set.watermark !== undefined && this.#conversation.mark(set.watermark);
    this.#emit({ type: 'received', set, replaces });
  }
}
