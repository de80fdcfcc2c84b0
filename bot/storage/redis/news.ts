/**
 * News over Redis pub/sub: one channel for all threads, subscribed from the first listener here on, since a busy process
 * listens to all of them anyway. What grew in the same moments is told in one message, because each wakes every other
 * process. Publishing is fire and forget. Listeners here are told directly; whenever something may have been missed they
 * are told `-1` and look.
 *
 * Most installations are one process, and nobody hears what it publishes. So every process says hello when it connects,
 * before it listens to any thread, and who is alone tells no one until then.
 */
import { randomUUID } from 'node:crypto';
import type { ThreadId } from '../../../dialogs/ids';
import type { News } from '../../runtime/ports';
import { Listeners } from '../listeners';
import { RECORDS_CHANNEL, THREADS_CHANNEL } from './keys';
import type { Wire } from './wire';

/** After this long with others, a process asks whether they are still there. */
const CENSUS_MS = 5_000;
/** Nobody on a line of another process sees this. */
const TOGETHER_MS = 10;

type Channel = typeof THREADS_CHANNEL | typeof RECORDS_CHANNEL;

export class RedisNews implements News {
  /** No other process is connected: known from how many heard the last hello. Never known in a cluster. */
  private alone = false;
  private askedAt = -Infinity;
  /** Messages of other processes so far. */
  private others = 0;
  private readonly me = randomUUID().slice(0, 8);
  private readonly threads: Listeners<number>;
  private readonly records: Listeners<void>;
  /** Threads are listened to. */
  private wanted = false;
  /** One function a channel, so that subscribing again never hears twice. */
  private readonly hearers = {
    [THREADS_CHANNEL]: (message: string): void => this.hear(message, (rest) => this.heardThreads(rest)),
    [RECORDS_CHANNEL]: (message: string): void => this.hear(message, (rest) => this.records.tell(rest.join(' '), undefined)),
  };
  /** What grew and was not told to other processes yet. */
  private grown: string[] = [];
  private telling: NodeJS.Timeout | undefined;
  private readonly connected: (() => void)[] = [];

  constructor(
    private readonly wire: Wire,
    private readonly log: (message: string, error?: unknown) => void,
  ) {
    this.threads = new Listeners(log);
    this.records = new Listeners(log);
  }

  publish(thread: ThreadId, length: number): void {
    this.threads.tell(thread, length);
    if (this.alone) return;
    this.lookAround();
    this.grown.push(`${length} ${thread}`);
    this.telling ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  /** Tells now what grew. */
  flush(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    if (this.grown.length > 0) this.send(THREADS_CHANNEL, `${this.me} ${this.grown.join(' ')}`);
    this.grown = [];
  }

  subscribe(thread: ThreadId, listener: (length: number) => void): () => void {
    const remove = this.threads.add(thread, listener);
    if (!this.wanted) this.subscribeTo(THREADS_CHANNEL);
    this.wanted = true;
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
    if (this.wanted) this.subscribeTo(THREADS_CHANNEL);
  }

  private subscribeTo(channel: Channel): void {
    this.wire.subscribe(channel, this.hearers[channel]).then(
      () => this.missed(channel),
      (error: unknown) => this.log('news are not subscribed; trying again with the next connection', error),
    );
  }

  private hear(message: string, tell: (rest: readonly string[]) => void): void {
    const [sender, ...rest] = message.split(' ');
    if (sender === this.me) return;
    this.others += 1;
    this.alone = false;
    tell(rest);
  }

  private heardThreads(rest: readonly string[]): void {
    for (let at = 0; at + 1 < rest.length; at += 2) this.threads.tell(rest[at + 1] ?? '', Number(rest[at]));
  }

  private missed(channel: Channel): void {
    if (channel === RECORDS_CHANNEL) this.records.tellAll(undefined);
    else this.threads.tellAll(-1);
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
