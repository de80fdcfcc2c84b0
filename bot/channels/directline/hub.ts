/** The sockets of this process, by the thread that they follow: who hears of what was stored, here and elsewhere. */
import type { WebSocket } from 'ws';
import type { ThreadId } from '../../../dialogs/ids';
import type { Metrics } from '../../observability/metrics';
import type { Growth } from '../../runtime/turn';
import { Listener, type ListenerParts, type Place } from './listener';

/** Going away (RFC 6455, 7.4.1): what the client was connected to is no more. Whether anybody takes its place is not said. */
const GOING_AWAY = 1001;
/** Service restart (IANA's registry of close codes): come back, whoever answers knows the conversation. */
const RESTART = 1012;
/** News of a thread that was joined into another, in the place of its length. */
const MOVED = -2;
/** A customer's own message may wait so long for what answers it: one frame for both instead of two. */
const ECHO_WAITS_MS = 50;

export interface Hub {
  /** Sends everything from `from` on, then whatever comes. */
  attach(socket: WebSocket, place: Place): void;
  grew(growth: Growth): void;
  typing(thread: ThreadId): void;
  /** The thread was joined into another: its clients come back and find that one. */
  moved(thread: ThreadId): void;
  /** The process stops: to be replaced, or for good as far as anybody knows. */
  closeAll(why: 'restart' | 'end'): void;
}

interface HubParts extends ListenerParts {
  readonly metrics: Metrics;
}

interface Watched {
  readonly listeners: Set<Listener>;
  readonly stop: () => void;
}

export const makeHub = (parts: HubParts): Hub => new SocketHub(parts);

class SocketHub implements Hub {
  private readonly threads = new Map<ThreadId, Watched>();
  /** Those that wait for what answers a message. */
  private readonly holding = new Set<Listener>();

  constructor(private readonly parts: HubParts) {}

  attach(socket: WebSocket, place: Place): void {
    const listener = new Listener(this.parts, socket, place);
    this.watch(place.thread).listeners.add(listener);
    this.parts.metrics.sockets.inc();
    socket.on('close', () => this.detach(listener));
    socket.on('error', () => socket.terminate());
    void listener.catchUp();
  }

  grew(growth: Growth): void {
    for (const listener of this.listenersOf(growth.thread)) if (listener.grew(growth)) this.hold(listener);
  }

  typing(thread: ThreadId): void {
    for (const listener of this.listenersOf(thread)) listener.typing();
  }

  moved(thread: ThreadId): void {
    this.parts.storage.news.publish(thread, MOVED);
    this.closeThread(thread);
  }

  closeAll(why: 'restart' | 'end'): void {
    const code = why === 'restart' ? RESTART : GOING_AWAY;
    for (const { listeners } of this.threads.values()) for (const listener of listeners) listener.close(code);
  }

  private listenersOf(thread: ThreadId): Iterable<Listener> {
    return this.threads.get(thread)?.listeners ?? [];
  }

  private hold(listener: Listener): void {
    if (this.holding.size === 0) setTimeout(() => this.letGo(), ECHO_WAITS_MS);
    this.holding.add(listener);
  }

  private letGo(): void {
    for (const listener of this.holding) listener.letGo();
    this.holding.clear();
  }

  private closeThread(thread: ThreadId): void {
    for (const listener of this.listenersOf(thread)) listener.close(GOING_AWAY);
  }

  private watch(thread: ThreadId): Watched {
    const known = this.threads.get(thread);
    if (known) return known;
    const watched = { listeners: new Set<Listener>(), stop: this.parts.storage.news.subscribe(thread, (length) => this.heard(thread, length)) };
    this.threads.set(thread, watched);
    return watched;
  }

  /** `length` entries are stored, by whomever; negative when nobody knows how many. */
  private heard(thread: ThreadId, length: number): void {
    if (length === MOVED) return this.closeThread(thread);
    const listeners = [...this.listenersOf(thread)];
    if (length >= 0 && !listeners.some((listener) => listener.lacks(length))) return;
    for (const listener of listeners) void listener.catchUp();
  }

  private detach(listener: Listener): void {
    const watched = this.threads.get(listener.thread);
    if (!watched?.listeners.delete(listener)) return;
    this.parts.metrics.sockets.dec();
    if (watched.listeners.size > 0) return;
    watched.stop();
    this.threads.delete(listener.thread);
  }
}
