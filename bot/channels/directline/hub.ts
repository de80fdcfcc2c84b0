/**
 * The sockets of this process. Each knows the next transcript position it needs: what continues it is pushed from
 * memory, anything else is read from the store, so a frame is never missing, doubled or out of order, whoever wrote it.
 */
import type { WebSocket } from 'ws';
import type { ThreadId } from '../../../dialogs/ids';
import type { Log } from '../../observability/log';
import type { Metrics } from '../../observability/metrics';
import type { Positioned, Storage } from '../../runtime/ports';
import type { Growth } from '../../runtime/turn';
import { outbound, watermark, type Reader } from './activity';

const PAGE = 200;
/** A client that reads slower than this is cut; it reconnects with its watermark. */
const MOST_BUFFERED_BYTES = 1024 * 1024;
/** Going away (RFC 6455, 7.4.1): what the client was connected to is no more. Whether anybody takes its place is not said. */
const GOING_AWAY = 1001;
/** Service restart (IANA's registry of close codes): come back, whoever answers knows the conversation. */
const RESTART = 1012;
/** Try again later (the same registry). */
const TOO_SLOW = 1013;
/** News of a thread that was joined into another, in the place of its length. */
const MOVED = -2;
/** A customer's own message may wait so long for what answers it: one frame for both instead of two. */
const ECHO_WAITS_MS = 50;

interface Listener {
  readonly reached: HubParts['reached'];
  readonly socket: WebSocket;
  readonly viewer: Reader;
  readonly thread: ThreadId;
  /** The next position to send, behind what is held. */
  next: number;
  /** The customer's own message, until what answers it is there or it waited long enough. */
  held: readonly Positioned[];
  reading: boolean;
  /** More was announced while reading. */
  again: boolean;
}

export interface Hub {
  /** Sends everything from `from` on, then whatever comes. */
  attach(socket: WebSocket, at: { viewer: Reader; thread: ThreadId; from: number }): void;
  grew(growth: Growth): void;
  typing(thread: ThreadId): void;
  /** The thread was joined into another: its clients come back and find that one. */
  moved(thread: ThreadId): void;
  /** The process stops: to be replaced, or for good as far as anybody knows. */
  closeAll(why: 'restart' | 'end'): void;
}

interface HubParts {
  /** Everything before that position was put on an open line of hers. */
  readonly reached?: (thread: ThreadId, next: number) => void;
  readonly storage: Storage;
  readonly log: Log;
  readonly metrics: Metrics;
}

export const makeHub = ({ storage, log, metrics, reached }: HubParts): Hub => {
  const threads = new Map<ThreadId, { listeners: Set<Listener>; stop: () => void }>();

  const catchUp = async (listener: Listener): Promise<void> => {
    if (listener.reading) {
      listener.again = true;
      return;
    }
    listener.reading = true;
    try {
      do {
        listener.again = false;
        await readOn(storage, listener);
      } while (listener.again);
    } catch (error) {
      // The client comes back with its watermark; nothing is lost.
      log.warn({ err: error }, 'stream could not be read');
      listener.socket.close(TOO_SLOW);
    } finally {
      listener.reading = false;
    }
  };
  const holding = new Set<Listener>();
  const letGo = (): void => {
    for (const listener of holding) push(listener, []);
    holding.clear();
  };
  const hold = (listener: Listener, echo: readonly Positioned[]): void => {
    listener.held = [...listener.held, ...echo];
    listener.next += echo.length;
    if (holding.size === 0) setTimeout(letGo, ECHO_WAITS_MS);
    holding.add(listener);
  };
  const catchUpAll = (thread: ThreadId): void => threads.get(thread)?.listeners.forEach((listener) => void catchUp(listener));
  const closeThread = (thread: ThreadId): void => threads.get(thread)?.listeners.forEach(({ socket }) => socket.close(GOING_AWAY));
  const watch = (thread: ThreadId): Set<Listener> => {
    const known = threads.get(thread);
    if (known) return known.listeners;
    const listeners = new Set<Listener>();
    const stop = storage.news.subscribe(thread, (length) => {
      if (length === MOVED) return closeThread(thread);
      if ([...listeners].some(({ next }) => length < 0 || next < length)) catchUpAll(thread);
    });
    threads.set(thread, { listeners, stop });
    return listeners;
  };
  const detach = (listener: Listener): void => {
    const watched = threads.get(listener.thread);
    if (!watched?.listeners.delete(listener)) return;
    metrics.sockets.dec();
    if (watched.listeners.size > 0) return;
    watched.stop();
    threads.delete(listener.thread);
  };

  return {
    attach(socket, { viewer, thread, from }) {
      const listener: Listener = { reached, socket, viewer, thread, next: from, held: [], reading: false, again: false };
      watch(thread).add(listener);
      metrics.sockets.inc();
      socket.on('close', () => detach(listener));
      socket.on('error', () => socket.terminate());
      void catchUp(listener);
    },
    grew({ thread, base, entries }) {
      const watched = threads.get(thread);
      if (!watched) return;
      const fresh = entries.map((entry, index) => ({ position: base + index, entry }));
      for (const listener of watched.listeners) {
        if (listener.reading || listener.next !== base) {
          if (listener.next < base + entries.length) void catchUp(listener);
        } else if (entries.every(({ kind }) => kind === 'customer')) hold(listener, fresh);
        else push(listener, fresh);
      }
    },
    typing(thread) {
      for (const listener of threads.get(thread)?.listeners ?? []) {
        push(listener, []);
        listener.socket.send(typingFrame(listener.viewer));
      }
    },
    moved(thread) {
      storage.news.publish(thread, MOVED);
      closeThread(thread);
    },
    closeAll(why) {
      const code = why === 'restart' ? RESTART : GOING_AWAY;
      for (const { listeners } of threads.values()) for (const { socket } of listeners) socket.close(code);
    },
  };
};

const readOn = async (storage: Storage, listener: Listener): Promise<void> => {
  for (;;) {
    const page = await storage.threads.read(listener.thread, listener.next, PAGE);
    push(listener, page);
    if (page.length < PAGE || listener.socket.readyState !== listener.socket.OPEN) return;
  }
};

/** Sends what is held, and then `fresh`. */
const push = (listener: Listener, fresh: readonly Positioned[]): void => {
  const entries = listener.held.length > 0 ? [...listener.held, ...fresh] : fresh;
  const last = entries.at(-1);
  if (!last) return;
  listener.held = [];
  listener.next = last.position + 1;
  const activities = outbound({ thread: listener.thread, ...listener.viewer }, entries);
  if (activities.length === 0) return;
  if (listener.socket.bufferedAmount > MOST_BUFFERED_BYTES) return listener.socket.close(TOO_SLOW);
  listener.socket.send(JSON.stringify({ activities, watermark: watermark(listener.thread, listener.next) }));
  listener.reached?.(listener.thread, listener.next);
};

/** Without a watermark and with an id of its own kind: a typing mark is never stored and never replaces a message. */
const typingFrame = ({ conversation }: Reader): string =>
  JSON.stringify({
    activities: [{ type: 'typing', id: `${conversation}|typing-${Date.now()}`, timestamp: new Date().toISOString(), from: { id: 'hilo', name: 'Hilo', role: 'bot' }, conversation: { id: conversation } }],
  });
