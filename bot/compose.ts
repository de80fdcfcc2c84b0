/**
 * The composition root: makes every real part and hands each what it needs. No part finds another by itself. The order
 * is the order of need: ground, views, threads, files, outages, office, channels, relay, doors, rounds.
 */
import path from 'node:path';
import type { ThreadId } from '../dialogs/ids';
import { warmLibrary, type Library } from '../knowledge/search/library';
import { understand, warm } from '../knowledge/understand';
import { openApiRoute } from './api/openapi';
import { oneAtATime, within } from './background';
import { LONGEST_CALL_MS, makeChannels, type Channels } from './composition/channels';
import { makeFiles, type Files } from './composition/files';
import { makeGround, type Given, type Ground } from './composition/ground';
import { makeOffice, type Office } from './composition/office';
import { makeOutages, type Outages } from './composition/outages';
import { makeThreads, type Threads } from './composition/threads';
import { makeViews, type Views } from './composition/views';
import { demoRoutes } from './demo-routes';
import { makeCannedReplies } from './desk/canned';
import { makeReach } from './desk/reach';
import { makeLeaving } from './desk/traces';
import { healthRoutes, type Readiness } from './http/health';
import { metricsRoute } from './http/metrics-route';
import type { Route } from './http/route';
import { makeHttpServer } from './http/server';
import { staticRoutes } from './http/static';
import { watchingOperator } from './observability/operator-watch';
import { ownDataRoutes } from './own-data/routes';
import { hearingReports } from './reported';
import { makeResumeCodes, resumeRoute } from './resume-codes';
import { ROOT } from './root';
import { startPulse, type Pulse } from './runtime/pulse';
import { makeRelay, type Relay } from './runtime/relay';
import { makeTrim } from './runtime/retention';
import { makeTroubleWatch } from './runtime/trouble';
import { makeAccounts } from './staff/accounts';
import { makeAudit } from './staff/audit';
import { staffRoutes } from './staff/routes';
import { makeSessions } from './staff/sessions';

/** A request or a turn that takes longer is not waited for at the stop: its client sends again, its thread is taken over. */
const LONGEST_REQUEST_MS = 2_000;

export interface App {
  /** The port it listens on. */
  readonly port: number;
  /** Made at this start, to be printed once. */
  readonly firstAdministrator: { readonly email: string; readonly password: string } | null;
  /** Drains: stops accepting, finishes what is under way, tells clients whether to come back. */
  stop(why: 'restart' | 'end'): Promise<void>;
}

export type Composed = { readonly ok: true; readonly app: App } | { readonly ok: false; readonly faults: readonly string[] };

export interface ComposeParts extends Given {
  /** Asked when everything that the start needs of the store is there: the port to listen on. */
  readonly takePort: () => Promise<number>;
}

/** Everything that serves, before a door is opened. */
interface House {
  readonly ground: Ground;
  readonly views: Views;
  readonly threads: Threads;
  readonly files: Files;
  readonly outages: Outages;
  readonly office: Office;
  readonly channels: Channels;
  readonly relay: Relay;
}

/** @throws StorageUnavailable before anything is left running that would have to be stopped. */
export const compose = async ({ takePort, ...given }: ComposeParts): Promise<Composed> => {
  const grounded = await makeGround(given);
  if (!grounded.ok) return grounded;
  const { ground } = grounded;
  const { config, log, content } = ground;
  const accounts = makeAccounts(ground.storage.records);
  const firstAdministrator = await accounts.bootstrap(config.staffBootstrap);
  const house = await build(ground, accounts);
  const readiness: Readiness = { warm: false, stopping: false };
  const { streams } = house.channels;
  const { publicUrl, proxies, rateLimit } = config;
  const server = makeHttpServer({ routes: routesOf(house, readiness), upgrades: [streams.upgrade], publicUrl, proxies, rateLimit, log });
  const port = await server.listen(await takePort(), config.host);
  const pulse = startRounds(house);
  warmUp(readiness, content.articles.library);
  const stop: App['stop'] = async (why) => {
    readiness.stopping = true;
    streams.stop();
    house.threads.hub.closeAll(why);
    await within(LONGEST_REQUEST_MS, Promise.all([server.close(), pulse.stop()]));
    await rest(house);
  };
  return { ok: true, app: { port, firstAdministrator, stop } };
};

/** Parts that hear of each other are made one after the other and look each other up only when something happens. */
const build = async (ground: Ground, accounts: Office['accounts']): Promise<House> => {
  const views = await makeViews(ground, () => office.desk.rush());
  const threads = makeThreads(ground, views, {
    reached: (thread, next) => office.desk.web.reached(thread, next),
    moved: (thread) => leaveLists(ground, office, thread),
    carry: (thread, joined) => office.receipts.joined(thread, joined),
  });
  const files = makeFiles(ground);
  const outages = makeOutages(ground, threads);
  const office: Office = makeOffice(ground, { views, threads, outages, files, accounts, channelOf: (name) => channels.get(name) });
  const channels: Channels = makeChannels(ground, { threads, files, office });
  threads.turn.onGrowth((growth) => {
    threads.hub.grew(growth);
    office.studio.grew(growth.thread, growth.entries);
  });
  const relay = relayOf(ground, { threads, outages, office, channels });
  return { ground, views, threads, files, outages, office, channels, relay };
};

/** What was joined into another conversation is found there from now on. */
const leaveLists = ({ log }: Ground, { studio, desk }: Office, thread: ThreadId): void => {
  studio.standing.forget(thread).catch((error: unknown) => log.warn({ err: error, thread }, 'a joined conversation still stands on the board'));
  desk.cases.forget(thread).catch((error: unknown) => log.warn({ err: error, thread }, 'a joined case still stands in the list'));
};

const relayOf = ({ storage, clock, demo, base, log, metrics }: Ground, { threads, outages, office, channels }: Pick<House, 'threads' | 'outages' | 'office' | 'channels'>): Relay => {
  const { turn, people } = threads;
  const { desk, quality, studio, webhooks } = office;
  const reach = makeReach({
    storage, people, cases: desk.cases, outages: outages.watch, codes: makeResumeCodes(storage.records, { now: clock.now, base }),
    tally: async (thread) => void (await Promise.all([quality.count(thread), studio.tally(thread)])),
    tell: (news, thread, row) => webhooks.tell(`case.${news}`, thread, row),
  });
  const operator = office.copies.within(hearingReports(watchingOperator(demo.systems, { metrics, log, machineNow: Date.now }), outages.detection, log));
  return makeRelay({ storage, clock, turn, channels, operator, reach, log, metrics });
};

const routesOf = (house: House, readiness: Readiness): readonly Route[] => {
  const { ground: { config, storage, metrics, demo, clock }, views, outages, office, channels } = house;
  return [
    resumeRoute,
    openApiRoute(),
    ...healthRoutes(storage, readiness),
    metricsRoute(metrics, config.metricsToken),
    ...channels.routes,
    ...staffRoutesOf(house),
    ...ownDataRoutes(office.copies),
    ...views.status.routes,
    ...outages.feed.routes,
    ...(config.demoControls ? demoRoutes({ controls: demo.controls, clock, settle: () => settle(house) }) : []),
    ...staticRoutes(path.join(ROOT, 'dist', 'web'), config.publicUrl),
  ];
};

const staffRoutesOf = ({ ground, files, outages, office }: House): readonly Route[] => {
  const { config, storage, clock, content, demo, secret, unanswered } = ground;
  const { accounts, quality, ...rooms } = office;
  const { records } = storage;
  return staffRoutes({
    ...rooms, storage, accounts,
    unansweredAfterMs: config.unansweredAfterMs, allowLocal: config.demoControls, now: clock.now, machineNow: Date.now,
    sessions: makeSessions({ secret, accounts, records, machineNow: Date.now }),
    audit: makeAudit(records, Date.now), replies: makeCannedReplies(records),
    quality: { quality, unanswered, silent: outages.silent },
    outages: outages.desk, notices: outages.notices, detection: outages.detection, feed: outages.feed,
    office: demo.operator.office, articles: content.articles.library, media: files.found,
  });
};

/** Nothing is decided or performed any more, in any process. */
const settle = async ({ ground: { storage }, threads, relay }: House): Promise<void> => {
  do {
    await relay.tick();
    await threads.turn.rest();
    await relay.rest();
  } while (await storage.outbox.busy());
};

const startRounds = ({ ground, views, threads: { people, directory }, files, outages, office, relay }: House): Pulse => {
  const { config, storage, clock, content, pressure, log } = ground;
  const { desk, studio, webhooks, forget, receipts } = office;
  const slowly = [webhooks.sweep, outages.silent.note, forget.sweep].map((work) => oneAtATime(work, log));
  const pulse = startPulse({
    relay,
    log,
    watch: makeTroubleWatch({ storage, pressure, log }),
    trim: makeTrim({
      threads: storage.threads, outbox: storage.outbox, addresses: storage.addresses, records: storage.records, directory, media: files.media,
      retention: config.retention, now: clock.now, log,
      leaving: makeLeaving({ storage, receipts, web: desk.web, cases: desk.cases, people }, log),
    }),
    async refresh() {
      await clock.refresh();
      await content.refresh();
      await views.refresh();
    },
    async rounds() {
      await outages.watch.sweep();
      await outages.detection.round();
      await outages.compensations.sweep();
      await files.arriving?.tick();
      await desk.round();
      await studio.standing.round();
      await studio.standing.revisit();
      for (const { begin } of slowly) begin();
    },
  });
  const stop = async (): Promise<void> => {
    await pulse.stop();
    await Promise.all(slowly.map((work) => work.rest()));
  };
  return { stop };
};

/** What is under way ends, or is left to another process. */
const rest = async ({ ground, views, threads, files, office, relay }: House): Promise<void> => {
  await within(LONGEST_REQUEST_MS, threads.turn.rest());
  await relay.drain(LONGEST_CALL_MS);
  await within(LONGEST_REQUEST_MS, files.arriving?.rest() ?? Promise.resolve());
  ground.clock.stop();
  views.stop();
  office.desk.stop();
  ground.content.stop();
  await ground.storage.close();
};

/** After listening, so that the port is open at once: the first use of each reader is slow, the second is not. */
const warmUp = (readiness: Readiness, library: Library): void => {
  setImmediate(() => {
    warm();
    warmLibrary(library);
    understand('no tengo internet');
    readiness.warm = true;
  });
};
