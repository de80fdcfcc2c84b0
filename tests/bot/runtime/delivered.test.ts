/**
 * What is left to perform after a turn (I4): nothing where clients read the transcript, the delivery where they do not. And how
 * often the store is asked: once, where this process knows the state that it decides on.
 */
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

describe('the steps of a turn in the store', () => {
  const from = address('web', 'c2');
  const says = async (thread: ThreadId, text: string): Promise<void> => {
    await turn.receive({ thread, dedupe: text, event: { kind: 'message', at: 2, from, text }, entry: { kind: 'customer', at: 2, text, from } });
    await turn.rest();
  };
  const commits = (): jest.SpyInstance => jest.spyOn(storage.threads, 'commit');
  afterEach(() => jest.restoreAllMocks());

  test('one, from the first word on, and the answer stands behind the message', async () => {
    const thread = threadId('tOnce');
    const committed = commits();
    await joins(thread, from);
    await says(thread, 'hola');
    await says(thread, 'no tengo internet');
    expect(committed).not.toHaveBeenCalled();
    expect((await storage.threads.read(thread, 0, 20)).flatMap(({ entry }) => (entry.kind === 'customer' || entry.kind === 'bot' ? [entry.kind] : []))).toEqual(['bot', 'customer', 'bot', 'customer', 'bot']);
  });

  test('accepted and then decided on what is stored, where somebody else changed it', async () => {
    const thread = threadId('tTwice');
    await joins(thread, from);
    const seen = await storage.threads.peek(thread);
    if (!seen?.state) throw new Error('nobody joined');
    await storage.threads.commit({ thread, version: seen.version, state: seen.state.replace('"es"', '"en"'), entries: [], effects: [], cancel: [], consumed: 0 });
    const committed = commits();
    await says(thread, 'internet');
    expect(committed).toHaveBeenCalledTimes(1);
    const [last] = (await storage.threads.read(thread, 0, 20)).slice(-1);
    expect(last?.entry).toMatchObject({ kind: 'bot', language: 'en' });
  });
});
