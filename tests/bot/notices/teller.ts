/** A process that tells a broadcast through a channel that cannot take a message back; a test kills it in the middle. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Channel } from '../../../bot/channels/channel';
import { loadReleases } from '../../../bot/content/releases';
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics } from '../../../bot/observability/metrics';
import { countsOf } from '../../../bot/notices/broadcasts';
import type { AffectedService, Outage } from '../../../bot/operator/ports';
import { makeOutageWatch, type OutageWatch } from '../../../bot/outages';
import { makeClock } from '../../../bot/runtime/clock';
import type { Storage } from '../../../bot/runtime/ports';
import type { PerformParts } from '../../../bot/runtime/perform';
import { makeRelay } from '../../../bot/runtime/relay';
import { makeTurn } from '../../../bot/runtime/turn';
import { makeDetection } from '../../../bot/outage-detection';
import { ROOT } from '../../../bot/root';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { openRedis } from '../../../bot/storage/redis/open';
import type { ScopeInfo } from '../../../dialogs/outages/detect';
import { newState, writeState } from '../../../dialogs/conversation/state';
import { address, threadId, type ThreadId } from '../../../dialogs/ids';
import type { Facts } from '../../../flows/facts';
import { compiledOnce } from '../../support/compiled-once';
import { bundledLibrary } from '../../support/articles';

export const OUTAGE: Outage = {
  id: 'O-1', title: { es: 'Corte', en: 'Outage' }, state: 'restored', planned: false, since: 1, updatedAt: 7, etaMoved: false, places: [],
};

const LEASES = { effectLeaseMs: 200, threadLeaseMs: 200 };

/** `redis`: an address, when several processes share it; otherwise the embedded store below `folder`. */
export const openStore = (folder: string, redis?: string): Promise<Storage> =>
  redis === undefined ? openEmbedded(path.join(folder, 'store'), LEASES) : openRedis(redis, LEASES);

export interface Teller {
  readonly watch: OutageWatch;
  /** Looks, tells and performs until the system is at rest. */
  round(): Promise<void>;
}

type More = Partial<Pick<Parameters<typeof makeOutageWatch>[0], 'now' | 'planned' | 'rules' | 'threadsOf' | 'isPressed'>> & { readonly affected?: () => readonly AffectedService[] };

export const makeTeller = async (storage: Storage, channel: Channel, outages: () => readonly Outage[] = () => [OUTAGE], more: More = {}): Promise<Teller> => {
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records, { compile: compiledOnce });
  if (!loaded.ok) throw new Error('the shipped flows have faults');
  const clock = await makeClock(storage);
  const [log, metrics] = [makeLog('silent'), makeMetrics()];
  const turn = makeTurn({
    storage, clock, releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(),
    desk: () => ({ open: false }), outages: () => new Map(), readsTranscript: () => false, log, metrics,
  });
  const watch = makeOutageWatch({ storage, turn, now: clock.now, threadsOf: () => Promise.resolve([]), outages: { all: () => Promise.resolve({ ok: true, value: outages() }), affected: () => Promise.resolve({ ok: true, value: more.affected?.() ?? [] }) }, ...more });
  const reach = { isOvertaken: () => Promise.resolve(false), noticed: watch.ended, watch: watch.watch };
  const relay = makeRelay({ storage, turn, clock, channels: { get: () => channel }, reach, log, metrics } as unknown as PerformParts);
  return {
    watch,
    async round() {
      await watch.sweep();
      do {
        await relay.tick();
        await turn.rest();
        await relay.rest();
      } while (await storage.outbox.busy());
    },
  };
};

export const addressOf = (number: number) => address('sms', `n${number}`);

/** So many threads that were told of the outage and want to hear how it goes on. */
export const seeded = async (storage: Storage, watch: OutageWatch, count: number, told: Facts = {}): Promise<readonly ThreadId[]> => {
  const threads = Array.from({ length: count }, (_, number) => threadId(`t${number}`));
  await Promise.all(threads.map(async (thread, number) => {
    const from = addressOf(number);
    await storage.threads.accept({ thread, dedupe: 'first', event: { kind: 'joined', at: 1, from } });
    const state = writeState({ ...newState(from, 'es', Date.now()), toldOutage: OUTAGE.id, privacyTold: true, facts: told });
    await storage.threads.commit({ thread, version: 0, state, entries: [], effects: [], cancel: [], consumed: 1 });
    await watch.watch(thread, OUTAGE.id, true);
  }));
  return threads;
};

export interface Seat {
  /** Where `left.txt` grows. */
  readonly folder: string;
  readonly redis?: string;
  /** Services whose fault this process hears of while it tells. */
  readonly reports?: readonly string[];
}

/** Prints a line for each message that left and each report that was counted, then `at rest`. */
export const tellAndTell = async ({ folder, redis, reports = [] }: Seat): Promise<void> => {
  const storage = await openStore(folder, redis);
  const channel: Channel = {
    name: 'sms', idempotent: false, typing: () => Promise.resolve(),
    async deliver(to) {
      await pause(1);
      appendFileSync(path.join(folder, 'left.txt'), `${to}\n`);
      process.stdout.write('left\n');
      await pause(1);
      return { kind: 'delivered' };
    },
  };
  const { watch, round } = await makeTeller(storage, channel);
  const counted = hearAll(storage, reports);
  for (;;) {
    await round();
    const [broadcast] = await watch.ledger.broadcasts();
    if (broadcast?.state === 'done' && (await countsOf(watch.ledger, broadcast.id)).waiting === 0) break;
  }
  await counted;
  await storage.close();
  process.stdout.write('at rest\n');
};

const ELEMENT: ScopeInfo = { id: 'BOG-1', kind: 'olt', parent: 'all', services: 4_000 };
const HEARD_AT = 1_764_000_000_000;

/** Counters of one element that every process adds to. */
export const makeCounters = ({ records }: Pick<Storage, 'records'>) =>
  makeDetection({
    records, now: () => HEARD_AT, machineNow: Date.now, confirm: () => Promise.resolve(),
    network: {
      around: () => Promise.resolve([ELEMENT.id, 'all']), scopes: () => Promise.resolve([ELEMENT, { id: 'all', kind: 'all', services: 1_000_000 }]),
      cover: () => Promise.resolve({ outageOver: () => undefined, outagesIn: () => [], isSame: (one, other) => one === other }),
    },
  });

/** As the relay does: what was not acknowledged is reported again by whoever goes on, and counts once. */
const hearAll = async (storage: Storage, reports: readonly string[]): Promise<void> => {
  const counters = makeCounters(storage);
  for (const service of reports) {
    await counters.report(service, true);
    await counters.round();
    process.stdout.write(`counted ${service}\n`);
  }
};
