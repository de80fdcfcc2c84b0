/**
 * News over Redis pub/sub, a channel a shard, subscribed only while somebody here listens. Publishing is fire and
 * forget. Listeners here are told directly; whenever something may have been missed they are told `-1` and look.
 */
import { randomUUID } from 'node:crypto';
import type { ThreadId } from '../../../dialogs/ids';
import type { News } from '../../runtime/ports';
import { Listeners } from '../listeners';
import { keysOfThread, RECORDS_CHANNEL } from './keys';
import type { Wire } from './wire';

export class RedisNews implements News {
  private readonly me = randomUUID().slice(0, 8);
  private readonly threads = new Map<string, Listeners<number>>();
  private readonly records: Listeners<void>;
  private readonly wanted = new Set<string>();
  private readonly hearers = new Map<string, (message: string) => void>();

  constructor(
    private readonly wire: Wire,
    private readonly log: (message: string, error?: unknown) => void,
  ) {
    this.records = new Listeners(log);
  }

  publish(thread: ThreadId, length: number): void {
    const { channel } = keysOfThread(thread).of;
    this.threads.get(channel)?.tell(thread, length);
    this.send(channel, `${this.me} ${length} ${thread}`);
  }

  subscribe(thread: ThreadId, listener: (length: number) => void): () => void {
    const { channel } = keysOfThread(thread).of;
    let listeners = this.threads.get(channel);
    if (!listeners) this.threads.set(channel, (listeners = new Listeners<number>(this.log)));
    const remove = listeners.add(thread, listener);
    this.want(channel);
    return () => {
      remove();
      if (this.threads.get(channel)?.empty) this.unwant(channel);
    };
  }

  publishRecord(name: string): void {
    this.records.tell(name, undefined);
    this.send(RECORDS_CHANNEL, `${this.me} ${name}`);
  }

  subscribeRecord(name: string, listener: () => void): () => void {
    const remove = this.records.add(name, listener);
    this.want(RECORDS_CHANNEL);
    return () => {
      remove();
      if (this.records.empty) this.unwant(RECORDS_CHANNEL);
    };
  }

  /** After every (re)connection: subscribe again, and everybody looks once. */
  reconnected(): void {
    for (const channel of this.wanted) this.subscribeTo(channel);
  }

  private want(channel: string): void {
    if (this.wanted.has(channel)) return;
    this.wanted.add(channel);
    this.subscribeTo(channel);
  }

  private unwant(channel: string): void {
    this.threads.delete(channel);
    this.wanted.delete(channel);
    this.wire.unsubscribe(channel).catch(() => undefined);
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
    if (channel === RECORDS_CHANNEL) this.records.tell(rest.join(' '), undefined);
    else this.threads.get(channel)?.tell(rest.slice(1).join(' '), Number(rest[0]));
  }

  private missed(channel: string): void {
    if (channel === RECORDS_CHANNEL) this.records.tellAll(undefined);
    else this.threads.get(channel)?.tellAll(-1);
  }

  private send(channel: string, message: string): void {
    this.wire.send(channel, ['PUBLISH', channel, message]).catch(() => undefined);
  }
}
