/** What is left to perform after a turn (I4): nothing where clients read the transcript, the delivery where they do not. */
import path from 'node:path';
import { readsTranscript } from '../../../bot/channels/directline/adapter';
import { loadReleases } from '../../../bot/content/releases';
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics } from '../../../bot/observability/metrics';
import { makeClock } from '../../../bot/runtime/clock';
import type { Storage } from '../../../bot/runtime/ports';
import { makeTurn, type Turn } from '../../../bot/runtime/turn';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { address, threadId, type Address, type ThreadId } from '../../../dialogs/ids';
import { bundledLibrary } from '../../support/articles';
import { freshFolder, removeFolder } from '../../support/server';
import { ROOT } from '../../support/sources';

const folder = freshFolder();
let storage: Storage;
let turn: Turn;
let performed: string[];

beforeAll(async () => {
  storage = await openEmbedded(folder, {});
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records);
  if (!loaded.ok) throw new Error('the shipped flows have faults');
  turn = makeTurn({
    storage, clock: await makeClock(storage), releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(),
    desk: () => ({ open: true }), outages: () => new Map(), readsTranscript, log: makeLog('silent'), metrics: makeMetrics(),
  });
  turn.onEffects((effects) => performed.push(...effects.map(({ effect }) => effect.kind)));
});
afterAll(async () => {
  await storage.close();
  removeFolder(folder);
});
beforeEach(() => (performed = []));

const joins = async (thread: ThreadId, from: Address): Promise<readonly string[]> => {
  await turn.receive({ thread, dedupe: `joined:${from}`, event: { kind: 'joined', at: 1, from } });
  await turn.rest();
  return (await storage.threads.read(thread, 0, 10)).map(({ entry }) => entry.kind);
};

test('a web customer is greeted in the transcript, and the store is at rest with the commit', async () => {
  expect(await joins(threadId('tWeb'), address('web', 'c1'))).toEqual(['event', 'bot']);
  expect(performed).toEqual([]);
  expect(await storage.outbox.busy()).toBe(false);
});

test('elsewhere the greeting is still to be delivered', async () => {
  expect(await joins(threadId('tPhone'), address('whatsapp', '1:2'))).toEqual(['event', 'bot']);
  expect(performed).toEqual(['deliver']);
  expect(await storage.outbox.busy()).toBe(true);
});
