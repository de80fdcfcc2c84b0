/**
 * The connection to Redis. No timer per command (it costs a third of the throughput): one watchdog per connection
 * resets it when calls wait and nothing at all is answered. Nothing is queued while Redis is away: a call fails at
 * once with StorageUnavailable, so nothing is accepted that cannot be kept, and the connection comes back by itself.
 */
import { createClient, createCluster, ErrorReply } from 'redis';
import { setTimeout as pause } from 'node:timers/promises';
import { StorageUnavailable } from '../../runtime/ports';
import type { Wire } from './wire';

/** Node or cluster: the few calls that we use of either client. */
interface Client {
  connect(): Promise<unknown>;
  send(key: string, args: string[]): Promise<unknown>;
  eachNode(args: (node: string) => readonly string[]): Promise<readonly NodeReply[]>;
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
}

interface NodeReply {
  readonly node: string;
  readonly reply: unknown;
}

interface Watch {
  /** The connection is ready, for the first time or again: news may have been missed. */
  readonly ready: () => void;
  readonly lost: (error: unknown) => void;
}

const CONNECTION = {
  /** No timer per command. */
  commandOptions: { timeout: 0 },
  disableOfflineQueue: true,
  disableClientInfo: true,
  maintNotifications: 'disabled',
} as const;

const socket = {
  connectTimeout: 3_000,
  reconnectStrategy: (retries: number): number => Math.min(50 * 2 ** Math.min(retries, 6), 2_000) * (0.75 + Math.random() / 2),
};

const oneNode = (url: string, watch: Watch): Client => {
  const client = createClient({ ...CONNECTION, url, socket });
  client.on('ready', watch.ready);
  client.on('error', watch.lost);
  return {
    connect: () => client.connect(),
    send: (_key, args) => client.sendCommand(args),
    eachNode: async (args) => [{ node: url, reply: await client.sendCommand([...args(url)]) }],
    subscribe: (channel, listener) => client.subscribe(channel, listener),
    close: () => client.close(),
    destroy: () => client.destroy(),
  };
};

const cluster = (urls: readonly string[], watch: Watch): Client => {
  const client = createCluster({ rootNodes: urls.map((url) => ({ url })), defaults: { ...CONNECTION, socket } });
  client.on('error', watch.lost);
  client.on('node-error', watch.lost);
  client.on('node-ready', watch.ready);
  return {
    connect: () => client.connect(),
    send: (key, args) => client.sendCommand(key, false, args),
    eachNode: (args) =>
      Promise.all(client.masters.map(async (master) => {
        const node = await client.nodeClient(master);
        return { node: master.address, reply: await node.sendCommand([...args(master.address)]) };
      })),
    subscribe: (channel, listener) => client.subscribe(channel, listener),
    close: () => client.close(),
    destroy: () => client.destroy(),
  };
};

/** Replies by which a node says that it cannot keep anything now. */
const AWAY = /^(LOADING|READONLY|MISCONF|OOM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|NOREPLICAS|NOAUTH|WRONGPASS|NOPERM|UNBLOCKED)\b/;

const translated = (error: unknown): unknown => {
  if (error instanceof ErrorReply && !AWAY.test(error.message)) return error;
  return new StorageUnavailable(`Redis does not answer: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
};

export interface ConnectionOptions {
  readonly urls: readonly string[];
  /** Machine time without any answer, while calls wait, after which the connection is reset. */
  readonly silenceMs: number;
  /** How many replicas must have what is acknowledged; 0 = the master alone. */
  readonly replicas: number;
  readonly onReady: () => void;
  readonly log: (message: string, error?: unknown) => void;
}

const TICKS = 5;
/** Shorter than the watchdog's patience. */
const LONGEST_WAIT_MS = 1_000;
const CONNECT_AGAIN_MS = 500;
/** The first time; a machine that is so slow gets more from time to time. */
const LONGEST_CONNECT_MS = 2_000;
const MOST_DOUBLINGS = 4;

export class Connection implements Wire {
  readonly oneNode: boolean;
  private client: Client;
  private pending = 0;
  private answered = 0;
  private silentTicks = 0;
  private answeredAtTick = 0;
  private down = true;
  private told = false;
  private closed = false;
  private readonly watchdog: NodeJS.Timeout;

  constructor(private readonly options: ConnectionOptions) {
    this.oneNode = options.urls.length === 1;
    this.client = this.make();
    this.watchdog = setInterval(() => this.watch(), options.silenceMs / TICKS);
    this.watchdog.unref();
  }

  /** Resolves when connected; while Redis is away it says so and keeps trying. */
  async connect(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.connectedWithin(LONGEST_CONNECT_MS * 2 ** Math.min(tries, MOST_DOUBLINGS));
        // A cluster's nodes are ready before the whole of it takes subscriptions.
        if (!this.oneNode) this.ready();
        return;
      } catch (error) {
        if (this.closed) throw error;
        this.lost(error);
      }
      // A cluster of which no node answers gives up by itself; a single node never does.
      this.client.destroy();
      await pause(CONNECT_AGAIN_MS);
      this.client = this.make();
    }
  }

  /** A cluster's client waits for a lost master for ever; one that is made anew asks who took its place. */
  private async connectedWithin(ms: number): Promise<void> {
    const connecting = this.client.connect().then(() => true);
    if (!this.oneNode && !(await Promise.race([connecting, pause(ms, false, { ref: false })]))) {
      connecting.catch(() => undefined);
      throw new StorageUnavailable('the cluster is not whole');
    }
    await connecting;
  }

  send(key: string, args: readonly string[]): Promise<unknown> {
    this.pending += 1;
    return this.client.send(key, args as string[]).then(
      (reply) => {
        this.pending -= 1;
        this.answered += 1;
        return reply;
      },
      (error: unknown) => {
        this.pending -= 1;
        this.answered += 1;
        throw translated(error);
      },
    );
  }

  keep(key: string, args: readonly string[]): Promise<unknown> {
    return this.options.replicas === 0 ? this.send(key, args) : this.keepAt(this.options.replicas, key, args);
  }

  private async keepAt(replicas: number, key: string, args: readonly string[]): Promise<unknown> {
    // Behind it on the same connection, in the same write: no round trip of its own.
    const [reply, kept] = await Promise.allSettled([this.send(key, args), this.send(key, ['WAIT', String(replicas), String(LONGEST_WAIT_MS)])]);
    if (reply.status === 'rejected') throw reply.reason;
    if (kept.status === 'rejected' || Number(kept.value) < replicas) throw new StorageUnavailable('not kept by enough replicas yet');
    return reply.value;
  }

  async eachNode(args: (node: string) => readonly string[]): Promise<readonly NodeReply[]> {
    return this.client.eachNode(args).catch((error: unknown) => {
      throw translated(error);
    });
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    await this.client.subscribe(channel, listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.down) this.client.destroy();
    else await this.client.close().catch(() => this.client.destroy());
    clearInterval(this.watchdog);
  }

  private make(): Client {
    const { urls } = this.options;
    const watch: Watch = { ready: () => this.ready(), lost: (error) => this.lost(error) };
    const [url] = urls;
    if (url === undefined) throw new Error('no address of Redis is given');
    return urls.length === 1 ? oneNode(url, watch) : cluster(urls, watch);
  }

  private ready(): void {
    if (this.down) this.options.log('Redis is connected');
    this.down = false;
    this.told = false;
    this.options.onReady();
  }

  /** Said once per loss, not once per attempt to come back. */
  private lost(error: unknown): void {
    if (!this.told) this.options.log('Redis is away; trying again', error);
    this.told = true;
    this.down = true;
  }

  private watch(): void {
    const silent = this.pending > 0 && this.answered === this.answeredAtTick;
    this.silentTicks = silent ? this.silentTicks + 1 : 0;
    this.answeredAtTick = this.answered;
    if (this.silentTicks >= TICKS) this.reset();
  }

  private reset(): void {
    this.silentTicks = 0;
    this.lost(new StorageUnavailable('no answer while calls wait'));
    this.client.destroy();
    if (this.closed) return;
    this.client = this.make();
    this.client.connect().catch((error: unknown) => {
      if (!this.closed) this.lost(error);
    });
  }
}
