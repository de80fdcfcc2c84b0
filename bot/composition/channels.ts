/** Every way in and out: web chat (Direct Line), WhatsApp, Bot Framework channels, the telephone at the desk. */
import { HiloBot } from '../bot';
import type { Alarms } from '../channels/alarms';
import { makeAzure, type Azure } from '../channels/azure/endpoint';
import type { Channel } from '../channels/channel';
import { sheddingComfort } from '../channels/comfort';
import { DirectLineAdapter, webChannel } from '../channels/directline/adapter';
import { limitsOf, MOST_SOCKETS } from '../channels/directline/limits';
import { directLineRoutes } from '../channels/directline/routes';
import { makeStreams, type Streams } from '../channels/directline/stream';
import { makeTokens } from '../channels/directline/tokens';
import { phoneChannel } from '../channels/phone';
import { makeUndelivered } from '../channels/undelivered';
import { WhatsAppAdapter } from '../channels/whatsapp/adapter';
import { makeAlarm } from '../channels/whatsapp/alarm';
import { whatsAppChannel } from '../channels/whatsapp/channel';
import { moveCustomer } from '../channels/whatsapp/moved';
import { makePeople as makeWhatsAppPeople } from '../channels/whatsapp/people';
import { whatsAppRoutes } from '../channels/whatsapp/routes';
import { sendWaiting } from '../channels/whatsapp/shut';
import type { Route } from '../http/route';
import { makeSignIn } from '../sign-in';
import type { Files } from './files';
import type { Ground } from './ground';
import type { Office } from './office';
import type { Threads } from './threads';

/** Shorter than an effect's lease, so that no other process takes a call for abandoned while it runs. */
export const LONGEST_CALL_MS = 4_000;

export interface Channels {
  /** Carries words always and, under pressure, no comfort (P9). */
  get(name: string): Channel | undefined;
  readonly routes: readonly Route[];
  readonly streams: Streams;
}

export interface ChannelParts {
  readonly threads: Threads;
  readonly files: Files;
  readonly office: Office;
}

export const makeChannels = (ground: Ground, parts: ChannelParts): Channels => {
  const { config, storage, demo, clock, metrics, pressure } = ground;
  const { turn, directory, hub } = parts.threads;
  const signIn = makeSignIn({ config: config.identity, directory: demo.operator.directory, records: storage.records, machineNow: Date.now });
  const bot = new HiloBot({ turn, directory, now: clock.now, signIn });
  const web = webDoor(ground, parts, bot);
  const whatsApp = whatsAppDoor(ground, parts, bot);
  const azure: Azure | null = makeAzure(config.azure, { bot, directory, storage, linkOf: parts.files.linkOf });
  const own = new Map<string, Channel>([['web', webChannel(hub, directory)], ['phone', phoneChannel], ...(whatsApp ? [['whatsapp', whatsApp.channel] as const] : [])]);
  return {
    get(name) {
      const channel = own.get(name) ?? azure?.channel;
      return channel && sheddingComfort(channel, pressure, () => metrics.shed.inc({ channel: channel.name }));
    },
    routes: [...web.routes, ...(whatsApp?.routes ?? []), ...(azure?.routes ?? [])],
    streams: web.streams,
  };
};

const webDoor = ({ config, storage, secret }: Ground, { threads: { directory, hub }, files, office: { desk } }: ChannelParts, bot: HiloBot): Pick<Channels, 'routes' | 'streams'> => {
  const { publicUrl, proxies, rateLimit } = config;
  const tokens = makeTokens(secret, config.tokenMs);
  const { links } = files;
  return {
    routes: directLineRoutes({
      adapter: new DirectLineAdapter(bot), tokens, directory, storage, links, media: files.found,
      limits: limitsOf(rateLimit), typed: desk.typed, reached: desk.web.reached, seen: desk.web.seen,
    }),
    streams: makeStreams({ hub, tokens, directory, links, publicUrl, proxies, mostPerAddress: rateLimit ? MOST_SOCKETS : Infinity }),
  };
};

interface WhatsAppDoor {
  readonly channel: Channel;
  readonly routes: readonly Route[];
}

const whatsAppDoor = (ground: Ground, { threads: { turn, directory }, files, office: { receipts, alarms } }: ChannelParts, bot: HiloBot): WhatsAppDoor | undefined => {
  const { config, storage, clock, metrics, log } = ground;
  const { arriving } = files;
  if (!config.whatsApp || !arriving) return undefined;
  const people = makeWhatsAppPeople(storage.records);
  const tellUndelivered = makeUndelivered({ directory, turn, now: clock.now });
  const channel = whatsAppChannel({
    ...config.whatsApp, people, receipts, threads: storage.threads, media: files.media, linkOf: files.linkOf,
    businessNow: clock.now, alarm: alarmOf(ground, alarms), timeoutMs: LONGEST_CALL_MS,
    opened: (number) => void sendWaiting(storage.outbox, number, Date.now()).catch((error: unknown) => log.warn({ err: error }, 'what waits for WhatsApp waits for its time')),
  });
  const routes = whatsAppRoutes({
    ...config.whatsApp, people, log, adapter: new WhatsAppAdapter(bot), files: arriving,
    async onStatus(news) {
      metrics.whatsAppStatuses.inc({ status: news.status });
      const undelivered = await channel.heard(news);
      if (undelivered) await tellUndelivered(undelivered);
    },
    onMoved: (move) => moveCustomer({ people, book: storage.addresses, directory }, move),
    onNews: alarms.note,
    onSkipped: (why) => metrics.whatsAppSkipped.inc({ why }),
  });
  return { channel, routes };
};

const HOUR_MS = 3_600_000;

/** Staff see it once an hour for as long as it lasts. */
const alarmOf = ({ metrics, log }: Ground, alarms: Alarms): ReturnType<typeof makeAlarm> =>
  makeAlarm({
    count: (code) => metrics.whatsAppAlarms.inc({ code }),
    say(code, reason) {
      log.error({ code, reason }, 'WhatsApp refuses for a reason that an administrator must see to');
      const id = `${code}.${Math.floor(Date.now() / HOUR_MS)}`;
      alarms.note({ id, channel: 'whatsapp', about: 'sending', event: String(code), severity: 'critical', detail: reason })
        .catch((error: unknown) => log.warn({ err: error }, 'an alarm could not be kept'));
    },
    now: Date.now,
  });
