/** A process that tells a broadcast through a channel that cannot take a message back; a test kills it in the middle. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Channel } from '../../../bot/channels/channel';
import { loadReleases } from '../../../bot/content/releases';
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics } from '../../../bot/observability/metrics';
import { countsOf } from '../../../bot/notices/broadcasts';
import type { Outage } from '../../../bot/operator/ports';
import { makeOutageWatch, type OutageWatch } from '../../../bot/outages';
import { makeClock } from '../../../bot/runtime/clock';
import type { Storage } from '../../../bot/runtime/ports';
import { makeRelay, type RelayParts } from '../../../bot/runtime/relay';
import { makeTurn } from '../../../bot/runtime/turn';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { bundledLibrary } from '../../support/articles';
import { ROOT } from '../../support/sources';

export const OUTAGE: Outage = {
  id: 'O-1', title: { es: 'Corte', en: 'Outage' }, state: 'restored', planned: false, since: 1, updatedAt: 7, etaMoved: false, places: [],
};

export const openStore = (folder: string): Promise<Storage> => openEmbedded(path.join(folder, 'store'), { effectLeaseMs: 200, threadLeaseMs: 200 });

export interface Teller {
  readonly watch: OutageWatch;
  /** Looks, tells and performs until the system is at rest. */
  round(): Promise<void>;
}

export const makeTeller = async (storage: Storage, channel: Channel, outages: () => readonly Outage[] = () => [OUTAGE]): Promise<Teller> => {
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records);
  if (!loaded.ok) throw new Error('the shipped flows have faults');
  const clock = await makeClock(storage);
  const [log, metrics] = [makeLog('silent'), makeMetrics()];
  const turn = makeTurn({
    storage, clock, releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(),
    desk: () => ({ open: false }), outages: () => new Map(), readsTranscript: () => false, log, metrics,
  });
  const watch = makeOutageWatch({ storage, turn, now: clock.now, outages: { all: () => Promise.resolve({ ok: true, value: outages() }) } });
  const reach = { isOvertaken: () => Promise.resolve(false), noticed: watch.ended };
  const relay = makeRelay({ storage, turn, clock, channels: { get: () => channel }, reach, log, metrics } as unknown as RelayParts);
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

/** Prints a line for each message that left, then `at rest`. */
export const tellAndTell = async (folder: string): Promise<void> => {
  const storage = await openStore(folder);
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
  for (;;) {
    await round();
    const [broadcast] = await watch.ledger.broadcasts();
    if (broadcast?.state === 'done' && (await countsOf(watch.ledger, broadcast.id)).waiting === 0) break;
  }
  await storage.close();
  process.stdout.write('at rest\n');
};
