/**
 * One socket that follows a transcript. It knows the next position it needs: what continues it is sent from memory,
 * anything else is read from the store, so a frame is never missing, doubled or out of order, whoever wrote it.
 */
import type { WebSocket } from 'ws';
import type { ThreadId } from '../../../dialogs/ids';
import type { Log } from '../../observability/log';
import type { Positioned, Storage } from '../../runtime/ports';
import type { Growth } from '../../runtime/turn';
import { outbound, watermark, type Reader } from './activity';

const PAGE = 200;
/** A client that reads slower than this is cut; it reconnects with its watermark. */
const MOST_BUFFERED_BYTES = 1024 * 1024;
/** Try again later (IANA's registry of close codes). */
const TOO_SLOW = 1013;

export interface Place {
  readonly viewer: Reader;
  readonly thread: ThreadId;
  /** The first position that it needs. */
  readonly from: number;
}

export interface ListenerParts {
  readonly storage: Storage;
  readonly log: Log;
  /** Everything before that position was put on an open line of hers. */
  readonly reached?: (thread: ThreadId, next: number) => void;
}

export class Listener {
  readonly thread: ThreadId;
  private readonly viewer: Reader;
  /** The next position to send, behind what is held. */
  private next: number;
  /** The customer's own message, until what answers it is there or it waited long enough. */
  private held: readonly Positioned[] = [];
  private reading = false;
  /** More was announced while reading. */
  private again = false;

  constructor(private readonly parts: ListenerParts, private readonly socket: WebSocket, { viewer, thread, from }: Place) {
    this.viewer = viewer;
    this.thread = thread;
    this.next = from;
  }

  /** Takes what was stored. Tells whether it waits for what comes next: then somebody must `letGo` in time. */
  grew({ base, entries }: Growth): boolean {
    const end = base + entries.length;
    if (this.reading || this.next !== base) {
      if (this.next < end) void this.catchUp();
      return false;
    }
    const fresh = entries.map((entry, index) => ({ position: base + index, entry }));
    if (!entries.every(({ kind }) => kind === 'customer')) {
      this.push(fresh);
      return false;
    }
    this.held = [...this.held, ...fresh];
    this.next = end;
    return true;
  }

  /** Whether it has not got everything before that position. */
  lacks(length: number): boolean {
    return this.next < length;
  }

  async catchUp(): Promise<void> {
    if (this.reading) {
      this.again = true;
      return;
    }
    this.reading = true;
    try {
      do {
        this.again = false;
        await this.readOn();
      } while (this.again);
    } catch (error) {
      // The client comes back with its watermark; nothing is lost.
      this.parts.log.warn({ err: error }, 'stream could not be read');
      this.close(TOO_SLOW);
    } finally {
      this.reading = false;
    }
  }

  letGo(): void {
    this.push([]);
  }

  typing(): void {
    this.letGo();
    this.socket.send(typingFrame(this.viewer));
  }

  close(code: number): void {
    this.socket.close(code);
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const page = await this.parts.storage.threads.read(this.thread, this.next, PAGE);
      this.push(page);
      if (page.length < PAGE || this.socket.readyState !== this.socket.OPEN) return;
    }
  }

  /** Sends what is held, and then `fresh`. */
  private push(fresh: readonly Positioned[]): void {
    const entries = this.held.length > 0 ? [...this.held, ...fresh] : fresh;
    const last = entries.at(-1);
    if (!last) return;
    this.held = [];
    this.next = last.position + 1;
    const activities = outbound({ thread: this.thread, ...this.viewer }, entries);
    if (activities.length === 0) return;
    if (this.socket.bufferedAmount > MOST_BUFFERED_BYTES) return this.close(TOO_SLOW);
    this.socket.send(JSON.stringify({ activities, watermark: watermark(this.thread, this.next) }));
    this.parts.reached?.(this.thread, this.next);
  }
}

/** Without a watermark and with an id of its own kind: a typing mark is never stored and never replaces a message. */
const typingFrame = ({ conversation }: Reader): string =>
  JSON.stringify({
    activities: [{ type: 'typing', id: `${conversation}|typing-${Date.now()}`, timestamp: new Date().toISOString(), from: { id: 'hilo', name: 'Hilo', role: 'bot' }, conversation: { id: conversation } }],
  });
