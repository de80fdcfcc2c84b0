/**
 * What is acknowledged stands at as many replicas as the configuration says (WAIT). WAIT holds up whatever follows on its
 * connection, so a node is asked one question at a time, for all that was written there until it is asked; and a node that
 * lost its replicas is given nothing to keep until it has them again: who writes hears "not now" at once, reading goes on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { StorageUnavailable } from '../../runtime/ports';

/** What is needed of a connection. */
export interface Line {
  nodes(): readonly string[];
  nodeOf(key: string): string;
  /** To whoever has the key, also when it has just moved. */
  send(key: string, args: readonly string[]): Promise<unknown>;
  /** Commands to one node keep their order. The client of a cluster asks all of them when it is given a WAIT; here it goes to one. */
  sendTo(node: string, args: readonly string[]): Promise<unknown>;
}

export interface ReplicasOptions {
  readonly line: Line;
  /** How many must have it. */
  readonly wanted: number;
  readonly log: (message: string) => void;
}

interface Asking {
  readonly now: Promise<void>;
  /** For what was written since: asked on the same connection when `now` was answered well, never on another one. */
  next?: Promise<void>;
}

/** Shorter than the watchdog's patience. */
export const LONGEST_WAIT_MS = 1_000;
const LOOK_MS = 250;
/** How many have it, without waiting for more. */
const AT_ONCE_MS = 1;

export class Replicas {
  private readonly asking = new Map<string, Asking>();
  /** Nodes that follow too few replicas now. */
  private readonly short = new Set<string>();
  private closed = false;

  constructor(private readonly options: ReplicasOptions) {}

  /** @throws StorageUnavailable when it is not kept, or perhaps not. */
  async keep(key: string, args: readonly string[]): Promise<unknown> {
    const { line } = this.options;
    const node = line.nodeOf(key);
    if (this.short.has(node)) throw notKept();
    // Behind it on the same connection and, when nothing is asked there, in the same write: no round trip of its own.
    const [reply, kept] = await Promise.allSettled([line.sendTo(node, args), this.ask(node)]);
    if (reply.status === 'rejected') return hasMoved(reply.reason) ? this.keepThere(key, args) : Promise.reject(reply.reason);
    if (kept.status === 'rejected') throw kept.reason;
    return reply.value;
  }

  /** Where it is now is known with the answer. */
  private async keepThere(key: string, args: readonly string[]): Promise<unknown> {
    const { line } = this.options;
    const reply = await line.send(key, args);
    await this.ask(line.nodeOf(key));
    return reply;
  }

  close(): void {
    this.closed = true;
  }

  private ask(node: string): Promise<void> {
    const asking = this.asking.get(node);
    if (!asking) return this.begin(node);
    return (asking.next ??= asking.now.then(() => this.begin(node)));
  }

  private begin(node: string): Promise<void> {
    const { line, wanted } = this.options;
    const now = line.sendTo(node, ['WAIT', String(wanted), String(LONGEST_WAIT_MS)]).then((count) => {
      if (Number(count) < wanted) throw this.fellShort(node);
    });
    const asking: Asking = { now };
    this.asking.set(node, asking);
    now.then(() => !asking.next && this.asking.delete(node), () => this.asking.delete(node));
    return now;
  }

  private fellShort(node: string): StorageUnavailable {
    if (!this.short.has(node)) {
      this.short.add(node);
      this.options.log('too few replicas follow: what must be kept is refused until they do');
      if (this.short.size === 1) void this.watch();
    }
    return notKept();
  }

  private async watch(): Promise<void> {
    while (this.short.size > 0 && !this.closed) {
      await pause(LOOK_MS, undefined, { ref: false });
      await Promise.all([...this.short].map((node) => this.look(node)));
    }
  }

  private async look(node: string): Promise<void> {
    const { line, wanted, log } = this.options;
    const count = line.nodes().includes(node) ? await line.sendTo(node, ['WAIT', String(wanted), String(AT_ONCE_MS)]).catch(() => 0) : wanted;
    if (Number(count) < wanted || !this.short.delete(node)) return;
    if (this.short.size === 0) log('enough replicas follow again');
  }
}

const hasMoved = (error: unknown): boolean => error instanceof Error && /^(MOVED|ASK) /.test(error.message);

const notKept = (): StorageUnavailable => new StorageUnavailable('not kept by enough replicas yet', { why: 'too few replicas' });
