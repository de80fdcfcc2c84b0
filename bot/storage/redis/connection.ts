/**
 * The connection to Redis. No timer per command (it costs a third of the throughput): one watchdog per connection
 * resets it when calls wait and nothing at all is answered. Nothing is queued while Redis is away: a call fails at
 * once with StorageUnavailable, so nothing is accepted that cannot be kept, and the connection comes back by itself.
 */
import { createClient, createCluster, ErrorReply } from 'redis';
import { setTimeout as pause } from 'node:timers/promises';
import { StorageUnavailable } from '../../runtime/ports';
import { slotOf } from './keys';
import { Replicas } from './replicas';
import type { Wire } from './wire';

/** Node or cluster: the few calls that we use of either client. */
interface Client {
  connect(): Promise<unknown>;
  send(key: string, args: string[]): Promise<unknown>;
  /** Those that hold data, each by its name. */
  nodes(): readonly string[];
  nodeOf(key: string): string;
  sendTo(node: string, args: string[]): Promise<unknown>;
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

/** Names of nodes: of the only one, and of none. */
const ONE = '';
const NOBODY = '?';

const oneNode = (url: string, watch: Watch): Client => {
  const client = createClient({ ...CONNECTION, url, socket });
  client.on('ready', watch.ready);
  client.on('error', watch.lost);
  return {
    connect: () => client.connect(),
    send: (_key, args) => client.sendCommand(args),
    nodes: () => [ONE],
    nodeOf: () => ONE,
    sendTo: (_node, args) => client.sendCommand(args),
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
    nodes: () => client.masters.map(({ address }) => address),
    nodeOf: (key) => client.slots[slotOf(key)]?.master.address ?? NOBODY,
    async sendTo(node, args) {
      const master = client.masters.find(({ address }) => address === node);
      if (!master) throw new StorageUnavailable('no such node any more');
      return (await client.nodeClient(master)).sendCommand(args);
    },
    subscribe: (channel, listener) => client.subscribe(channel, listener),
    close: () => client.close(),
    destroy: () => client.destroy(),
  };
};

/** Replies by which a node says that it cannot keep anything now. */
const AWAY = /^(LOADING|READONLY|MISCONF|OOM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|NOREPLICAS|NOAUTH|WRONGPASS|NOPERM|UNBLOCKED)\b/;

const translated = (error: unknown): unknown => {
  if (error instanceof StorageUnavailable) return error;
  const said = error instanceof ErrorReply ? AWAY.exec(error.message)?.[0] : undefined;
  if (error instanceof ErrorReply && said === undefined) return error;
  const why = said ?? 'no answer';
  return new StorageUnavailable(`Redis does not answer: ${error instanceof Error ? error.message : String(error)}`, { cause: error, why });
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
  private readonly replicas: Replicas | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.oneNode = options.urls.length === 1;
    this.client = this.make();
    const { replicas: wanted, log } = options;
    this.replicas = wanted > 0 ? new Replicas({ line: this, wanted, log }) : undefined;
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

  nodes(): readonly string[] {
    return this.client.nodes();
  }

  nodeOf(key: string): string {
    return this.client.nodeOf(key);
  }

  send(key: string, args: readonly string[]): Promise<unknown> {
    return this.watched(this.client.send(key, args as string[]));
  }

  sendTo(node: string, args: readonly string[]): Promise<unknown> {
    return this.watched(this.client.sendTo(node, args as string[]));
  }

  keep(key: string, args: readonly string[]): Promise<unknown> {
    return this.replicas ? this.replicas.keep(key, args) : this.send(key, args);
  }

  async eachNode(args: (node: string) => readonly string[]): Promise<readonly NodeReply[]> {
    return Promise.all(this.nodes().map(async (node) => ({ node, reply: await this.sendTo(node, args(node)) })));
  }

  private watched(answer: Promise<unknown>): Promise<unknown> {
    this.pending += 1;
    return answer.then(
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

  async subscribe(channel: string, listener: (message: string) => void): Promise<void> {
    await this.client.subscribe(channel, listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.replicas?.close();
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
    if (this.told) this.options.log('Redis is connected');
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
