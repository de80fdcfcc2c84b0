/** WhatsApp end to end in one process: the fake Meta, the real routes on a socket, the real bot, an embedded store. */
import path from 'node:path';
import { HiloBot } from '../../../../bot/bot';
import { WhatsAppAdapter } from '../../../../bot/channels/whatsapp/adapter';
import { whatsAppChannel, type WhatsAppChannel, type WhatsAppChannelParts } from '../../../../bot/channels/whatsapp/channel';
import type { About, Delivery } from '../../../../bot/channels/channel';
import { makeAlarms, type Alarms } from '../../../../bot/channels/alarms';
import { makeReceipts } from '../../../../bot/channels/receipts';
import { makeUndelivered } from '../../../../bot/channels/undelivered';
import { makeMediaFetch } from '../../../../bot/channels/whatsapp/media';
import { makePeople } from '../../../../bot/channels/whatsapp/people';
import type { GraphOptions } from '../../../../bot/channels/whatsapp/graph';
import { sendWaiting } from '../../../../bot/channels/whatsapp/shut';
import { whatsAppRoutes } from '../../../../bot/channels/whatsapp/routes';
import { moveCustomer } from '../../../../bot/channels/whatsapp/moved';
import type { Move, Skip, StatusNews } from '../../../../bot/channels/whatsapp/webhook';
import { loadReleases } from '../../../../bot/content/releases';
import { makeDemo } from '../../../../bot/demo';
import { makeHttpServer } from '../../../../bot/http/server';
import { makeArriving, type Arriving } from '../../../../bot/media/arriving';
import { openMedia } from '../../../../bot/media/media';
import { makeLog } from '../../../../bot/observability/log';
import { makeMetrics } from '../../../../bot/observability/metrics';
import { makeClock } from '../../../../bot/runtime/clock';
import { makeDirectory } from '../../../../bot/runtime/directory';
import { startPulse } from '../../../../bot/runtime/pulse';
import type { Positioned, Records, Storage, ThreadStore } from '../../../../bot/runtime/ports';
import type { ChannelAlarm } from '../../../../bot/web/backlog-contracts';
import type { Reach } from '../../../../bot/runtime/perform';
import { makeRelay } from '../../../../bot/runtime/relay';
import { makeTurn } from '../../../../bot/runtime/turn';
import { openEmbedded } from '../../../../bot/storage/embedded/open';
import { address, threadId, type Address } from '../../../../dialogs/ids';
import type { BotEntry, CustomerEntry, Entry } from '../../../../dialogs/transcript';
import { compiledOnce } from '../../../support/compiled-once';
import { bundledLibrary } from '../../../support/articles';
import { startFakeMeta, type FakeMeta } from '../../../fake-meta/server';
import { freshFolder, removeFolder } from '../../../support/server';
import { ROOT } from '../../../support/sources';

export const NUMBER = '106540352242922';
export const OTHER_NUMBER = '106540352242923';
export const TEMPLATES = { agent: 'agent_answered', notice: 'service_notice', reminder: 'question_open' };
const SECRETS = { appSecret: 'app-secret', verifyToken: 'verify-token' };

export const addressOf = (user: string): Address => address('whatsapp', `${NUMBER}:${user}`);

export interface Installed {
  readonly meta: FakeMeta;
  readonly base: string;
  readonly storage: Storage;
  readonly files: Arriving;
  readonly statuses: StatusNews[];
  readonly alarms: Alarms;
  /** What listeners outside were told of the account. */
  readonly told: readonly ChannelAlarm[];
  readonly skips: Skip['why'][];
  /** Customers' messages in the transcript of an address. */
  written(to: Address): Promise<readonly CustomerEntry[]>;
  /** All that stands in the transcript of an address. */
  transcript(of: Address): Promise<readonly Entry[]>;
  /** Makes the next acceptances fail with this. */
  failAccepting(error: Error | undefined): void;
  stop(): Promise<void>;
}

export const installWhatsApp = async (): Promise<Installed> => {
  const folder = freshFolder();
  const meta = await fakeMeta();
  const storage = await openEmbedded(folder, {});
  const [log, metrics, clock] = [makeLog('silent'), makeMetrics(), await makeClock(storage)];
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records, { compile: compiledOnce });
  const made = makeDemo({ records: storage.records, now: clock.now, directory: undefined, log });
  if (!loaded.ok || !made.ok) throw new Error('the shipped content has faults');
  const turn = makeTurn({ storage, clock, releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(), desk: () => ({ open: true }), outages: () => new Map(), readsTranscript: () => false, log, metrics });
  const directory = makeDirectory(storage.addresses);
  const people = makePeople(storage.records);
  const [mediaFolder, secret] = [path.join(folder, 'media'), Buffer.from('secret of tests')];
  const media = openMedia({ directory: mediaFolder, secret, now: clock.now });
  const { threads, records } = storage;
  const channel = channelTo(meta, { people, templates: TEMPLATES, threads, records, media, businessNow: clock.now, opened: (number) => void sendWaiting(storage.outbox, number, Date.now()).catch(() => undefined) });
  const relay = makeRelay({ storage, clock, turn, channels: new Map([['whatsapp', channel]]), operator: made.demo.systems, reach: NOTHING_ELSE, log, metrics });
  const fetchMedia = makeMediaFetch({ apiUrl: meta.url, version: 'v26.0', accessToken: 'access-token' });
  const files = makeArriving({ directory: mediaFolder, secret, media, fetch: fetchMedia, log });
  const statuses: StatusNews[] = [];
  const skips: Skip['why'][] = [];
  const told: ChannelAlarm[] = [];
  const alarms = makeAlarms({ records, now: clock.now, tell: async (alarm) => void told.push(alarm) });
  let failure: Error | undefined;
  const receive: typeof turn.receive = (acceptance) => (failure ? Promise.reject(failure) : turn.receive(acceptance));
  const tellUndelivered = makeUndelivered({ directory, turn, now: clock.now });
  const onStatus = async (news: StatusNews): Promise<void> => {
    statuses.push(news);
    const undelivered = await channel.heard(news);
    if (undelivered) await tellUndelivered(undelivered);
  };
  const onMoved = (move: Move): Promise<void> => moveCustomer({ people, book: storage.addresses, directory }, move);
  const routes = whatsAppRoutes({
    adapter: new WhatsAppAdapter(new HiloBot({ turn: { receive }, directory, now: clock.now })),
    people, files, ...SECRETS, phoneNumberIds: [NUMBER, OTHER_NUMBER], log, onStatus, onMoved, onNews: alarms.note, onSkipped: (why) => skips.push(why),
  });
  const server = makeHttpServer({ routes, upgrades: [], publicUrl: undefined, rateLimit: false, log });
  const base = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  const pulse = startPulse({ relay, trim: () => Promise.resolve(), watch: () => Promise.resolve(), refresh: () => clock.refresh(), rounds: () => files.tick(), log });
  await meta.webhooks.subscribe(`${base}/webhooks/whatsapp`);
  const transcript = async (of: Address): Promise<readonly Entry[]> => {
    const thread = await storage.addresses.resolve(of);
    const read = thread ? await storage.threads.read(thread, 0, 1_000) : [];
    return read.map(({ entry }) => entry);
  };

  return {
    meta, base, storage, files, statuses, skips, alarms, told,
    transcript,
    written: async (to) => (await transcript(to)).flatMap((entry) => (entry.kind === 'customer' ? [entry] : [])),
    failAccepting: (error) => (failure = error),
    async stop() {
      await server.close();
      await meta.close();
      await pulse.stop();
      await files.rest();
      await turn.rest();
      await relay.rest();
      clock.stop();
      await storage.close();
      removeFolder(folder);
    },
  };
};

/** No desk, no outages, no second address. */
const NOTHING_ELSE: Reach = {
  noticed: () => Promise.resolve(),
  handOff: () => Promise.resolve(),
  tally: () => Promise.resolve(),
  caseStatus: () => Promise.resolve(),
  watch: () => Promise.resolve(),
  identified: () => Promise.resolve('alone' as const),
  offerCode: () => Promise.resolve({ code: '', link: '' }),
  redeemCode: () => Promise.resolve('unknown' as const),
  isOvertaken: () => Promise.resolve(false),
};

export const fakeMeta = (): Promise<FakeMeta> => startFakeMeta({ ...SECRETS, token: 'access-token', phoneNumberId: NUMBER, otherNumber: OTHER_NUMBER });

type ChannelChoices = Partial<Omit<WhatsAppChannelParts, 'receipts' | keyof GraphOptions>> & { readonly records?: Records; readonly timeoutMs?: number };

/** A channel by itself: without a store of its own nothing is known of what was written before. */
export const channelTo = (meta: FakeMeta, { people = makePeople(recordsInMemory()), records = recordsInMemory(), ...rest }: ChannelChoices = {}): SimpleChannel => {
  const channel = whatsAppChannel({
    apiUrl: meta.url, version: 'v26.0', accessToken: 'access-token', people, receipts: makeReceipts(records), threads: EMPTY, media: { find: () => Promise.resolve(null) },
    linkOf, businessNow: Date.now, ...rest,
  });
  return { ...channel, deliver: (to, entries, about = { thread: THREAD, late: false }) => channel.deliver(to, entries, about) };
};

export const THREAD = threadId('t-of-tests');
export const linkOf = (id: string): string => `https://chat.example.co/${id}`;
const EMPTY: Pick<ThreadStore, 'peek' | 'read'> = { peek: () => Promise.resolve(null), read: () => Promise.resolve([]) };

export interface SimpleChannel extends WhatsAppChannel {
  deliver(to: Address, entries: readonly Positioned[], about?: About): Promise<Delivery>;
}

export const recordsInMemory = (): Records & { readonly writes: string[] } => {
  const kept = new Map<string, { version: number; json: string }>();
  const writes: string[] = [];
  return {
    writes,
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    put(name, json, expected) {
      if ((kept.get(name)?.version ?? 0) !== expected) return Promise.resolve('stale');
      writes.push(name);
      kept.set(name, { version: expected + 1, json });
      return Promise.resolve('saved');
    },
    putUntil({ name, json, expected }) {
      return this.put(name, json, expected);
    },
  };
};

export const says = (text: string, labels: readonly string[] = [], position = 1): Positioned => {
  const entry: BotEntry = { kind: 'bot', at: 0, text, language: 'es', ...(labels.length > 0 && { choices: labels.map((label, index) => ({ id: `o${index}`, label })) }) };
  return { position, entry };
};
