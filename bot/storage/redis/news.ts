/**
 * News over Redis pub/sub, a channel a shard, subscribed from the first listener here on (a busy process listens to all
 * of them anyway). Publishing is fire and forget. Listeners here are told directly; whenever something may have been
 * missed they are told `-1` and look.
 *
 * Most installations are one process, and nobody hears what it publishes. So every process says hello when it connects,
 * before it listens to any thread, and who is alone tells no one until then.
 */
import { randomUUID } from 'node:crypto';
import type { ThreadId } from '../../../dialogs/ids';
import type { News } from '../../runtime/ports';
import { Listeners } from '../listeners';
import { keysOfThread, RECORDS_CHANNEL } from './keys';
import type { Wire } from './wire';

/** After this long with others, a process asks whether they are still there. */
const CENSUS_MS = 5_000;

export class RedisNews implements News {
  /** No other process is connected: known from how many heard the last hello. Never known in a cluster. */
  private alone = false;
  private askedAt = -Infinity;
  /** Messages of other processes so far. */
  private others = 0;
  private readonly me = randomUUID().slice(0, 8);
  private readonly threads = new Map<string, Listeners<number>>();
  private readonly records: Listeners<void>;
  private readonly wanted = new Set<string>();
  private readonly hearers = new Map<string, (message: string) => void>();
  private readonly connected: (() => void)[] = [];

  constructor(
    private readonly wire: Wire,
    private readonly log: (message: string, error?: unknown) => void,
  ) {
    this.records = new Listeners(log);
  }

  publish(thread: ThreadId, length: number): void {
    const { channel } = keysOfThread(thread).of;
    this.threads.get(channel)?.tell(thread, length);
    if (this.alone) return;
    this.lookAround();
    this.send(channel, `${this.me} ${length} ${thread}`);
  }

  subscribe(thread: ThreadId, listener: (length: number) => void): () => void {
    const { channel } = keysOfThread(thread).of;
    let listeners = this.threads.get(channel);
    if (!listeners) this.threads.set(channel, (listeners = new Listeners<number>(this.log)));
    const remove = listeners.add(thread, listener);
    this.want(channel);
    return remove;
  }

  publishRecord(name: string): void {
    this.records.tell(name, undefined);
    this.send(RECORDS_CHANNEL, `${this.me} ${name}`);
  }

  subscribeRecord(name: string, listener: () => void): () => void {
    return this.records.add(name, listener);
  }

  /** Called after every (re)connection. */
  whenConnected(listener: () => void): void {
    this.connected.push(listener);
  }

  /**
   * After every (re)connection: subscribe again, and everybody looks once. The hello goes out before threads are listened
   * to, so whoever commits after that has it before the answer to his commit.
   */
  reconnected(): void {
    for (const listener of this.connected) listener();
    this.alone = false;
    this.askedAt = -Infinity;
    this.subscribeTo(RECORDS_CHANNEL);
    this.lookAround();
    for (const channel of this.wanted) this.subscribeTo(channel);
  }

  private want(channel: string): void {
    if (this.wanted.has(channel)) return;
    this.wanted.add(channel);
    this.subscribeTo(channel);
  }

  private subscribeTo(channel: string): void {
    this.wire.subscribe(channel, this.heard(channel)).then(
      () => this.missed(channel),
      (error: unknown) => this.log('news are not subscribed; trying again with the next connection', error),
    );
  }

  /** One function a channel, so that subscribing again never hears twice. */
  private heard(channel: string): (message: string) => void {
    let hearer = this.hearers.get(channel);
    if (!hearer) this.hearers.set(channel, (hearer = (message) => this.hear(channel, message)));
    return hearer;
  }

  private hear(channel: string, message: string): void {
    const [sender, ...rest] = message.split(' ');
    if (sender === this.me) return;
    this.others += 1;
    this.alone = false;
    if (channel === RECORDS_CHANNEL) this.records.tell(rest.join(' '), undefined);
    else this.threads.get(channel)?.tell(rest.slice(1).join(' '), Number(rest[0]));
  }

  private missed(channel: string): void {
    if (channel === RECORDS_CHANNEL) this.records.tellAll(undefined);
    else this.threads.get(channel)?.tellAll(-1);
  }

  /** A hello is news of the record without a name. */
  private lookAround(): void {
    const now = performance.now();
    if (now - this.askedAt < CENSUS_MS) return;
    this.askedAt = now;
    const { others } = this;
    this.wire.send(RECORDS_CHANNEL, ['PUBLISH', RECORDS_CHANNEL, `${this.me} `]).then(
      (heard) => {
        // Who said hello while we asked may not have been counted.
        if (this.others === others && this.askedAt === now) this.alone = this.wire.oneNode && Number(heard) <= 1;
      },
      () => undefined,
    );
  }

  private send(channel: string, message: string): void {
    this.wire.send(channel, ['PUBLISH', channel, message]).catch(() => undefined);
  }
}
