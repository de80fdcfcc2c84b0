/**
 * Azure's side of the wire, as a small honest program: a connector that takes replies on a real socket, and a caller
 * that posts activities. The bot's own side is the real endpoint, bot and store; only the decision is a stand-in.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setImmediate as nextTick } from 'node:timers/promises';
import { HiloBot } from '../../../../bot/bot';
import { makeAzure, type Azure } from '../../../../bot/channels/azure/endpoint';
import type { AzureSettings } from '../../../../bot/channels/azure/adapter';
import { makeHttpServer } from '../../../../bot/http/server';
import { makeLog } from '../../../../bot/observability/log';
import { makeDirectory } from '../../../../bot/runtime/directory';
import type { Acceptance, Positioned, Storage } from '../../../../bot/runtime/ports';
import type { Received } from '../../../../bot/runtime/turn';
import type { ThreadId } from '../../../../dialogs/ids';
import type { BotEntry } from '../../../../dialogs/transcript';

export interface Sent {
  readonly path: string;
  readonly type: string;
  readonly text?: string;
  readonly replyToId?: string;
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
}

export interface Connector {
  readonly url: string;
  readonly sent: Sent[];
  /** What it answers with. */
  status: number;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

export const startConnector = async (): Promise<Connector> => {
  const connector = { url: '', sent: [] as Sent[], status: 200, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      connector.sent.push({ path: `${request.method} ${request.url}`, ...(JSON.parse(text) as Omit<Sent, 'path'>) });
      response.writeHead(connector.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: `sent-${connector.sent.length}` }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  connector.url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  connector.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return connector;
};

export const ANONYMOUS: AzureSettings = { appId: undefined, password: undefined, type: undefined, tenantId: undefined, allowAnonymous: true };

export interface Site {
  readonly azure: Azure;
  /** Messages that took effect, in order. */
  readonly heard: string[];
  /** Delivers by itself, or hands the next delivery to the test. */
  deliverBy: (work: () => Promise<void>) => void;
  post(activity: object, headers?: Record<string, string>): Promise<{ status: number; body: { activities?: Sent[]; error?: { message: string } } }>;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly settings?: AzureSettings;
  readonly longestWaitMs?: number;
  /** What the bot answers; null = it stays silent. */
  readonly answer?: (text: string) => string | null;
}

/** One process of the product, as far as this channel needs it. */
export const openSite = async (storage: Storage, { settings = ANONYMOUS, longestWaitMs = 5_000, answer = (text) => `Oí: ${text}` }: SiteOptions = {}): Promise<Site> => {
  const heard: string[] = [];
  const running: Promise<unknown>[] = [];
  const site = { deliverBy: (work: () => Promise<void>): void => void running.push(work()) };
  const receive = async (acceptance: Acceptance): Promise<Received> => {
    const { thread, event } = acceptance;
    const accepted = await storage.threads.accept(acceptance);
    if (accepted.kind === 'duplicate') return { thread, position: accepted.position, duplicate: true };
    if (accepted.kind !== 'held') throw new Error(`not expected here: ${accepted.kind}`);
    const text = event.kind === 'message' ? event.text : 'hola';
    heard.push(text);
    const said = answer(text);
    // Deciding comes after the acknowledgement, as in the product.
    const to = event.kind === 'message' || event.kind === 'joined' ? event.from : null;
    running.push(nextTick().then(() => commit(thread, accepted.held.version, said, to)));
    return { thread, position: accepted.position, duplicate: false };
  };
  const commit = async (thread: ThreadId, version: number, said: string | null, to: Parameters<Azure['channel']['deliver']>[0] | null): Promise<void> => {
    const entry: BotEntry = { kind: 'bot', at: 0, text: said ?? '', language: 'es', choices: [{ id: 'yes', label: 'Sí' }] };
    const committed = await storage.threads.commit({
      thread, version, state: '{}', entries: said === null ? [] : [entry], effects: [], cancel: [], consumed: 1,
    });
    if (committed.kind !== 'committed' || said === null || to === null) return;
    storage.news.publish(thread, committed.base + 1);
    const entries: Positioned[] = [{ position: committed.base, entry }];
    site.deliverBy(async () => void (await azure.channel.deliver(to, entries, { thread, late: false })));
  };
  const directory = makeDirectory(storage.addresses);
  const bot = new HiloBot({ turn: { receive }, directory, now: () => 0 });
  const made = makeAzure(settings, { bot, directory, storage, longestWaitMs, linkOf: (id) => `https://chat.example.co/${id}` });
  if (!made) throw new Error('the endpoint is off');
  const azure = made;
  const server = makeHttpServer({ routes: azure.routes, upgrades: [], publicUrl: undefined, rateLimit: false, log: makeLog('silent') });
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/api/messages`;
  return Object.assign(site, {
    azure,
    heard,
    async post(activity: object, headers: Record<string, string> = {}) {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(activity) });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as { activities?: Sent[]; error?: { message: string } } };
    },
    async close() {
      for (const work of running) await work;
      await server.close();
    },
  });
};
