/**
 * The composition root: makes every real part and hands each what it needs. No part finds another by itself. The order
 * is the order of need: store, clock, flows, turn, channels, operator, relay, doors.
 */
import path from 'node:path';
import { splitAddress, type ThreadId } from '../dialogs/ids';
import { warmLibrary, type Library } from '../knowledge/search/library';
import { understand, warm } from '../knowledge/understand';
import { openApiRoute } from './api/openapi';
import { HiloBot } from './bot';
import { makeAzure } from './channels/azure/endpoint';
import { DirectLineAdapter, readsTranscript, webChannel } from './channels/directline/adapter';
import { makeHub } from './channels/directline/hub';
import { directLineRoutes } from './channels/directline/routes';
import { limitsOf, MOST_SOCKETS } from './channels/directline/limits';
import { makeStreams } from './channels/directline/stream';
import { makeTokens } from './channels/directline/tokens';
import type { Channel } from './channels/channel';
import { sheddingComfort } from './channels/comfort';
import { phoneChannel } from './channels/phone';
import { makeReceipts } from './channels/receipts';
import { WhatsAppAdapter } from './channels/whatsapp/adapter';
import { makeAlarm } from './channels/whatsapp/alarm';
import { whatsAppChannel } from './channels/whatsapp/channel';
import { makeUndelivered } from './channels/undelivered';
import { moveCustomer } from './channels/whatsapp/moved';
import { makeMediaFetch } from './channels/whatsapp/media';
import { makePeople as makeWhatsAppPeople } from './channels/whatsapp/people';
import { whatsAppRoutes } from './channels/whatsapp/routes';
import { oneAtATime, within } from './background';
import type { Config } from './config';
import { makeCompensations } from './compensations';
import { makeWebhooks } from './connectors/webhooks';
import { loadContent } from './content/content';
import { makeStudio } from './content/studio';
import { makeCannedReplies } from './desk/canned';
import { makeDesk, rushOf } from './desk/desk';
import { rememberedCalendar, rememberedHours, type Rush } from './desk/hours';
import { makeForget } from './desk/forget';
import { makeOutageDesk } from './desk/outage-desk';
import { makeReach } from './desk/reach';
import { makeDemo } from './demo';
import { demoRoutes } from './demo-routes';
import { healthRoutes, type Readiness } from './http/health';
import { makeHttpServer } from './http/server';
import { staticRoutes } from './http/static';
import { makeArriving } from './media/arriving';
import { makeLinks } from './media/links';
import { openMedia } from './media/media';
import type { Log } from './observability/log';
import { makeMetrics, measureBacklog, measureDesk } from './observability/metrics';
import { makePressure, measuredLag } from './observability/pressure';
import { makeResumeCodes, resumeRoute } from './resume-codes';
import { boardReader, zoneReader } from './outage-board';
import { makeOutageFeed } from './outage-feed';
import { makeNoticeDesk } from './notices/desk';
import { makeNetworkMap } from './operator/demo/network-map';
import { makeDetection } from './outage-detection';
import { hearingReports } from './reported';
import { makeOutageWatch } from './outages';
import { makeSilent } from './quality/silent';
import { makeTroubleTickets } from './operator/tmf/trouble-ticket';
import { makePeople } from './people';
import { ROOT } from './root';
import { makeQuality } from './quality/quality';
import { makeTitles } from './quality/titles';
import { readModel } from './runtime/read-model';
import { makeClock } from './runtime/clock';
import { makeDirectory } from './runtime/directory';
import type { Storage } from './runtime/ports';
import { startPulse } from './runtime/pulse';
import { makeTrim } from './runtime/retention';
import { publicBoardReader } from './status/public-board';
import { makeStatusSite } from './status/status-routes';
import { makeAccounts } from './staff/accounts';
import { makeAudit } from './staff/audit';
import { approvalNeeded } from './staff/flow-approval';
import { staffRoutes } from './staff/routes';
import { sessionSecret } from './staff/session-secret';
import { makeSessions } from './staff/sessions';
import { makeSignIn } from './sign-in';
import { makeRelay } from './runtime/relay';
import { makeTurn } from './runtime/turn';

/** Shorter than an effect's lease, so that no other process takes a call for abandoned while it runs. */
const LONGEST_CALL_MS = 4_000;

/** A request or a turn that takes longer is not waited for at the stop: its client sends again, its thread is taken over. */
const LONGEST_REQUEST_MS = 2_000;
const MOST_COUNTED = 100_000;
/** A file that an agent sent to a channel which shows an address only. */
const LINK_DAYS = 7;

export interface App {
  /** The port it listens on. */
  readonly port: number;
  /** Made at this start, to be printed once. */
  readonly firstAdministrator: { readonly email: string; readonly password: string } | null;
  /** Drains: stops accepting, finishes what is under way, tells clients to reconnect elsewhere. */
  stop(): Promise<void>;
}

export type Composed = { readonly ok: true; readonly app: App } | { readonly ok: false; readonly faults: readonly string[] };

export interface ComposeParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly log: Log;
  /** Asked when everything that the start needs of the store is there: the port to listen on. */
  readonly takePort: () => Promise<number>;
}

/** @throws StorageUnavailable before anything is left running that would have to be stopped. */
export const compose = async ({ config, storage, log, takePort }: ComposeParts): Promise<Composed> => {
  const metrics = makeMetrics();
  measureBacklog(metrics, {
    unanswered: () => unansweredNow(storage, config),
    deadLetters: () => storage.outbox.countDeadLetters(),
  });
  const clock = await makeClock(storage);
  const content = await loadContent({ storage, now: clock.now, flowsDir: config.flowsDir });
  if (!content.ok) return content;
  const { articles, releases } = content;

  const made = makeDemo({ records: storage.records, now: clock.now, directory: config.demoDir, tickets: config.tickets && makeTroubleTickets({ ...config.tickets, now: clock.now }), log });
  if (!made.ok) return made;
  const { demo } = made;
  const shifts = await readModel(demo.shifts, log);
  const calendar = rememberedCalendar(shifts.value, clock.now);
  let rush = (): Rush => ({});
  const desk = rememberedHours(calendar, clock.now, () => rush());
  const board = await readModel(boardReader(demo.operator.outages, clock.now), log);
  const publicBoard = await readModel(publicBoardReader({ outages: demo.operator.outages, zones: demo.zones, now: clock.now }), log);
  const status = makeStatusSite({ name: demo.name, base: config.publicUrl ?? `http://localhost:${config.port}`, now: clock.now });
  status.show(publicBoard.value());
  const zones = await readModel(zoneReader(demo.operator.outages, clock.now), log);
  const turn = makeTurn({ storage, clock, releases, treatment: config.treatment, proofMs: config.proofMs, articles: articles.library, desk, outages: board.value, zones: zones.value, readsTranscript, log, metrics });
  const directory = makeDirectory(storage.addresses);
  const hub = makeHub({ storage, log, metrics, reached: (thread, next) => staffDesk.web.reached(thread, next) });
  const accounts = makeAccounts(storage.records);
  const studio = makeStudio({ storage, releases, articles, approvalNeeded: approvalNeeded(config.flowReview, accounts), now: clock.now, machineNow: Date.now });
  turn.onGrowth((growth) => {
    hub.grew(growth);
    studio.grew(growth.thread, growth.entries);
  });

  const moved = (thread: ThreadId): void => {
    hub.moved(thread);
    studio.standing.forget(thread).catch((error: unknown) => log.warn({ err: error, thread }, 'a joined conversation still stands on the board'));
    staffDesk.cases.forget(thread).catch((error: unknown) => log.warn({ err: error, thread }, 'a joined case still stands in the list'));
  };
  const people = makePeople({ storage, turn, directory, now: clock.now, moved });
  const receipts = makeReceipts(storage.records);
  const secret = await sessionSecret(config, storage.records);
  const firstAdministrator = await accounts.bootstrap(config.staffBootstrap);
  const media = openMedia({ directory: config.mediaDir, secret, now: clock.now });
  const webhooks = makeWebhooks({ records: storage.records, machineNow: Date.now });
  const compensations = makeCompensations({ records: storage.records, outages: demo.operator.outages, now: clock.now });
  const staffDesk = makeDesk({
    compensations,
    storage, turn, releases, people, calendar, settings: config.desk, customers: demo.operator.directory, users: accounts, zoneOf: demo.zoneOf,
    now: clock.now, machineNow: Date.now, receipts, media, lost: (error) => log.warn({ err: error }, 'how far a message got could not be kept'),
    overdue: (thread, row, mark) => webhooks.tell(`case.${mark}`, thread, row),
    showTyping: async (to) => channels.get(splitAddress(to).channel)?.typing(to),
  });
  const quality = makeQuality({ storage, now: clock.now, rowOf: staffDesk.cases.get, titles: makeTitles(releases) });
  measureDesk(metrics, staffDesk.standing);
  rush = () => rushOf(staffDesk.cases, clock.now());
  const detection = makeDetection({ records: storage.records, network: makeNetworkMap(demo.world), now: clock.now, machineNow: Date.now });
  const outages = makeOutageWatch({ storage, turn, now: clock.now, outages: demo.operator.outages, rules: config.notices.rules, ...(config.notices.plannedAheadMs !== undefined && { planned: { aheadMs: config.notices.plannedAheadMs, threadsOf: people.threadsOf } }) });
  const silent = makeSilent({ operator: demo.operator, watch: outages, records: storage.records, now: clock.now, machineNow: Date.now });
  const signIn = makeSignIn({ config: config.identity, directory: demo.operator.directory, records: storage.records, machineNow: Date.now });
  const bot = new HiloBot({ turn, directory, now: clock.now, signIn });
  const links = makeLinks(secret);
  const base = config.publicUrl ?? `http://localhost:${config.port}`;
  const linkOf = (id: string): string => links.urlOf(id, base, LINK_DAYS);
  const azure = makeAzure(config.azure, { bot, directory, storage, linkOf });
  const numbers = makeWhatsAppPeople(storage.records);
  const alarm = makeAlarm({
    count: (code) => metrics.whatsAppAlarms.inc({ code }),
    say: (code, reason) => log.error({ code, reason }, 'WhatsApp refuses for a reason that an administrator must see to'),
    now: Date.now,
  });
  const whatsApp = config.whatsApp && whatsAppChannel({ ...config.whatsApp, people: numbers, receipts, threads: storage.threads, media, linkOf, businessNow: clock.now, alarm, timeoutMs: LONGEST_CALL_MS });
  const own = new Map<string, Channel>([['web', webChannel(hub, directory)], ['phone', phoneChannel], ...(whatsApp ? [['whatsapp', whatsApp] as const] : [])]);
  const codes = makeResumeCodes(storage.records, { now: clock.now, base });
  const pressure = makePressure({ lag: measuredLag(), machineNow: Date.now });
  const channels = {
    get: (name: string) => {
      const channel = own.get(name) ?? azure?.channel;
      return channel && sheddingComfort(channel, pressure, () => metrics.shed.inc({ channel: channel.name }));
    },
  };
  const relay = makeRelay({ storage, clock, turn, channels, operator: hearingReports(demo.systems, detection, log), reach: makeReach({ codes, storage, cases: staffDesk.cases, people, outages, tally: async (thread) => void (await Promise.all([quality.count(thread), studio.tally(thread)])), tell: (news, thread, row) => webhooks.tell(`case.${news}`, thread, row) }), log, metrics });

  const tokens = makeTokens(secret, config.tokenMs);
  const arriving = config.whatsApp && makeArriving({ directory: config.mediaDir, secret, media, fetch: makeMediaFetch(config.whatsApp), log });
  const files = arriving ? { ...media, find: arriving.find } : media;
  const outageDesk = makeOutageDesk({ world: demo.world, watch: outages, now: clock.now, plannedAheadMs: config.notices.plannedAheadMs });
  const { publicUrl, proxies } = config;
  const outageFeed = makeOutageFeed({ world: demo.world, records: storage.records, now: clock.now, machineNow: Date.now, token: config.outageFeedToken, changed: () => outages.sweep() });
  const streams = makeStreams({ hub, tokens, directory, links, publicUrl, proxies, mostPerAddress: config.rateLimit ? MOST_SOCKETS : Infinity });
  const tellUndelivered = makeUndelivered({ directory, turn, now: clock.now });
  const readiness: Readiness = { warm: false, stopping: false };
  const settle = async (): Promise<void> => {
    do {
      await relay.tick();
      await turn.rest();
      await relay.rest();
    } while (await storage.outbox.busy());
  };
  const forget = makeForget({ storage, media, cases: staffDesk.cases, office: demo.operator.office, receipts, web: staffDesk.web });
  const server = makeHttpServer({
    routes: [
      resumeRoute,
      openApiRoute(),
      ...healthRoutes(storage, readiness, metrics),
      ...directLineRoutes({ adapter: new DirectLineAdapter(bot), tokens, directory, storage, media: files, links, limits: limitsOf(config.rateLimit), typed: staffDesk.typed, reached: staffDesk.web.reached }),
      ...(config.whatsApp && whatsApp && arriving
        ? whatsAppRoutes({
            ...config.whatsApp,
            adapter: new WhatsAppAdapter(bot),
            people: numbers,
            files: arriving,
            log,
            onStatus: (news) => {
              metrics.whatsAppStatuses.inc({ status: news.status });
              return whatsApp.heard(news).then((undelivered) => undelivered && tellUndelivered(undelivered));
            },
            onMoved: (move) => moveCustomer({ people: numbers, book: storage.addresses, directory }, move),
            onSkipped: (why) => metrics.whatsAppSkipped.inc({ why }),
          })
        : []),
      ...staffRoutes({ storage, unansweredAfterMs: config.unansweredAfterMs, accounts, sessions: makeSessions({ secret, accounts, records: storage.records, machineNow: Date.now }), quality: { quality, unanswered: () => unansweredNow(storage, config), silent }, audit: makeAudit(storage.records, Date.now), replies: makeCannedReplies(storage.records), webhooks, allowLocal: config.demoControls, now: clock.now, machineNow: Date.now, desk: staffDesk, office: demo.operator.office, forget, outages: outageDesk, notices: makeNoticeDesk(outages.ledger, clock.now), detection, feed: outageFeed, studio, articles: articles.library, media: files }),
      ...status.routes,
      ...outageFeed.routes,
      ...(azure?.routes ?? []),
      ...(config.demoControls ? demoRoutes({ controls: demo.controls, clock, settle }) : []),
      ...staticRoutes(path.join(ROOT, 'dist', 'web')),
    ],
    upgrades: [streams.upgrade],
    publicUrl,
    proxies,
    rateLimit: config.rateLimit,
    log,
  });
  const port = await server.listen(await takePort(), config.host);
  const sendWebhooks = oneAtATime(webhooks.sweep, log);
  const noteSilent = oneAtATime(silent.note, log);
  const goOnForgetting = oneAtATime(forget.sweep, log);
  const pulse = startPulse({
    relay,
    log,
    trim: makeTrim({ threads: storage.threads, media, retention: config.retention, now: clock.now, log }),
    refresh: async () => {
      await clock.refresh();
      await content.refresh();
      await shifts.refresh();
      await board.refresh();
      await zones.refresh();
      await publicBoard.refresh();
      status.show(publicBoard.value());
      await outages.sweep();
      await detection.round();
      await compensations.sweep();
      await arriving?.tick();
      await staffDesk.round();
      await studio.standing.round();
      await studio.standing.revisit();
      sendWebhooks();
      noteSilent();
      goOnForgetting();
    },
  });
  warmUp(readiness, articles.library);

  const stop = async (): Promise<void> => {
    readiness.stopping = true;
    streams.stop();
    hub.closeAll();
    await within(LONGEST_REQUEST_MS, Promise.all([server.close(), pulse.stop()]));
    await within(LONGEST_REQUEST_MS, turn.rest());
    await relay.drain(LONGEST_CALL_MS);
    await within(LONGEST_REQUEST_MS, arriving?.rest() ?? Promise.resolve());
    clock.stop();
    staffDesk.stop();
    content.stop();
    await storage.close();
  };
  return { ok: true, app: { port, firstAdministrator, stop } };
};

const unansweredNow = async ({ threads }: Storage, { unansweredAfterMs }: Config): Promise<number> =>
  (await threads.unanswered(Date.now() - unansweredAfterMs, MOST_COUNTED)).length;

/** After listening, so that the port is open at once: the first use of each reader is slow, the second is not. */
const warmUp = (readiness: Readiness, library: Library): void => {
  setImmediate(() => {
    warm();
    warmLibrary(library);
    understand('no tengo internet');
    readiness.warm = true;
  });
};
