/** What a turn leaves behind: deliveries only where no client reads the transcript (I4), and each decision made once (I2, I3). */
import path from 'node:path';
import { readsTranscript } from '../../../bot/channels/directline/adapter';
import { loadReleases } from '../../../bot/content/releases';
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics } from '../../../bot/observability/metrics';
import { makeClock } from '../../../bot/runtime/clock';
import type { Acceptance, Storage } from '../../../bot/runtime/ports';
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
const metrics = makeMetrics();

beforeAll(async () => {
  storage = await openEmbedded(folder, {});
  const loaded = await loadReleases(path.join(ROOT, 'flows', 'definitions'), storage.records);
  if (!loaded.ok) throw new Error('the shipped flows have faults');
  turn = makeTurn({
    storage, clock: await makeClock(storage), releases: loaded.releases, treatment: 'usted', articles: bundledLibrary(),
    desk: () => ({ open: true }), outages: () => new Map(), readsTranscript, log: makeLog('silent'), metrics,
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

/** Decisions that were made again: the commit named another version than the store has. */
const again = async (): Promise<number | undefined> => (await metrics.stale.get()).values[0]?.value;
const said = (thread: ThreadId, from: Address, text: string): Acceptance => ({ thread, dedupe: text, event: { kind: 'message', at: 1, from, text }, entry: { kind: 'customer', at: 1, from, text } });
const heard = async (thread: ThreadId): Promise<readonly string[]> => (await storage.threads.read(thread, 0, 50)).map(({ entry }) => entry.kind);

test('given messages while others are decided, each decision goes on from the one before, and none is made again', async () => {
  const [thread, from] = [threadId('tBusy'), address('web', 'busy')];
  await Promise.all(['hola', '9900000001', 'gracias'].map((text) => turn.receive(said(thread, from, text))));
  await turn.rest();
  expect(await again()).toBe(0);
  expect((await storage.threads.peek(thread))?.version).toBeGreaterThan(1);
});

test('given a message that waits when staff act, it is decided behind that, and not twice', async () => {
  const [thread, from] = [threadId('tActed'), address('web', 'acted')];
  await joins(thread, from);
  await storage.threads.accept(said(thread, from, 'hola'));
  await turn.act(thread, { kind: 'noted', at: 1, agent: { id: 'u1', name: 'Rosa' }, text: 'la llamo' });
  await turn.rest();
  expect(await heard(thread)).toEqual(['event', 'bot', 'customer', 'note', 'bot']);
  expect(await again()).toBe(0);
});
