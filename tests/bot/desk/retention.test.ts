/** What grew older than it may be kept goes with all that is kept of it elsewhere, by business time (P14). */
import { makeReceipts } from '../../../bot/channels/receipts';
import type { CaseRow } from '../../../bot/desk/case-row';
import { notePast } from '../../../bot/desk/customer';
import { makeLeaving } from '../../../bot/desk/traces';
import { makeWebReach } from '../../../bot/desk/web-reach';
import { makeLog } from '../../../bot/observability/log';
import { makePeople, type People } from '../../../bot/people';
import { makeTrim } from '../../../bot/runtime/retention';
import type { Storage } from '../../../bot/runtime/ports';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { newState, writeState, type ThreadState } from '../../../dialogs/conversation/state';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { DAY, decision, heldIn, incoming, said, wake, web } from '../../contracts/given';
import { freshFolder, removeFolder } from '../../support/server';

const START = 1_764_000_000_000;
const [old, recent] = [threadId('old'), threadId('recent')];
const row = { status: 'closed', customer: 'C-1', channel: 'web', since: START } as CaseRow;

let folder: string;
let storage: Storage;
let people: People;
let now: number;
let listed: Set<ThreadId>;

const receipts = () => makeReceipts(storage.records);
const reach = () => makeWebReach({ records: storage.records, isCase: () => true, lengthOf: async () => 9, failed: () => undefined });
const cases = { forget: async (thread: ThreadId) => void listed.delete(thread) };

/** She proved who she is, said something now, and it was noted wherever such things are. */
const talk = async (thread: ThreadId, more: Partial<ThreadState> = {}, due?: number): Promise<void> => {
  const state = { ...newState(web, 'es', now), facts: { 'customer.id': { value: 'C-1', source: 'directory', at: now } }, ...more };
  const held = heldIn(await storage.threads.accept(incoming('hola', { thread, entry: said('hola', { at: now }) })));
  const effects = due === undefined ? [] : [wake(due)];
  await storage.threads.commit(decision(held.version, { thread, owes: false, state: writeState(state), effects }));
  await receipts().note({ thread, part: '0', sending: 'w', state: 'read' });
  reach().reached(thread, 1);
  await notePast(storage.records, thread, row);
  await people.note(thread, 'C-1');
  listed.add(thread);
};
/** All threads are looked at, and what is over is swept up. */
const keepADay = async (): Promise<void> => {
  const log = makeLog('silent');
  const leaving = makeLeaving({ storage, receipts: receipts(), web: reach(), cases, people }, log);
  const trim = makeTrim({ ...storage, directory: { forget: () => undefined }, media: { sweep: async () => 0 }, leaving, retention: { entriesMs: DAY, idleMs: DAY }, now: () => now, log });
  for (let call = 0; call < 2; call += 1) await trim();
};
const keptOf = async (...threads: readonly ThreadId[]): Promise<readonly string[]> => {
  const names = ['customer:C-1', 'desk:customer:C-1', ...threads.flatMap((thread) => [`receipts:${thread}`, `desk:reached:${thread}`])];
  const found = await Promise.all(names.map(async (name) => ((await storage.records.get(name)) ? [name] : [])));
  return found.flat();
};

beforeEach(async () => {
  folder = freshFolder();
  storage = await openEmbedded(folder);
  now = START;
  listed = new Set();
  const unused = {} as never;
  people = makePeople({ storage, turn: unused, directory: unused, now: () => now, moved: () => undefined, carry: async () => undefined });
});
afterEach(async () => {
  await storage.close();
  removeFolder(folder);
});

test('given the clock moves on, an old conversation goes with its traces, and the last one takes her name along', async () => {
  await talk(old);
  now += DAY / 2;
  await talk(recent);
  now += DAY / 2 + 1;
  await keepADay();
  expect(await keptOf(old, recent)).toEqual(['customer:C-1', 'desk:customer:C-1', 'receipts:recent', 'desk:reached:recent']);
  expect(await people.threadsOf('C-1')).toEqual([recent]);
  expect([...listed]).toEqual([recent]);
  now += DAY;
  await keepADay();
  expect(await keptOf(old, recent)).toEqual([]);
  expect((await storage.threads.peek(recent))?.state).toBeNull();
  expect(listed.size).toBe(0);
});

test('given a reminder that is still to come, it keeps nothing that is too old', async () => {
  await talk(old, {}, START + 30 * DAY);
  now += DAY + 1;
  await keepADay();
  expect(await keptOf(old)).toEqual([]);
  expect(await storage.outbox.nextTimer()).toBeNull();
});

test.each<[string, ThreadState['owner']]>([
  ['waits for a person', { kind: 'queue', since: START }],
  ['is with an agent', { kind: 'agent', id: 'u', name: 'Camilo', since: START }],
])('given her case %s, all stays until that is over', async (_, owner) => {
  await talk(old, { owner });
  now += 9 * DAY;
  await keepADay();
  expect(await keptOf(old)).toHaveLength(4);
  expect((await storage.threads.read(old, 0, 9)).map(({ position }) => position)).toEqual([0]);
});

test('given a conversation that was joined, hers is the other one, and what is told of the old one still goes there', async () => {
  await talk(old);
  await talk(recent);
  const joined = await storage.threads.move(old, recent);
  if (joined === null) throw new Error('not joined');
  await receipts().joined(old, joined);
  await keepADay();
  expect(await storage.threads.read(old, 0, 9)).toEqual([]);
  expect(await people.threadsOf('C-1')).toEqual([recent]);
  expect(await receipts().note({ thread: old, part: '0', sending: 'w', state: 'read' })).toEqual({ state: 'read', failures: 0 });
  expect(Object.keys(await receipts().of(recent))).toEqual(['0', '1']);
});

test('given its traces cannot be removed now, it stays whole until they can', async () => {
  await talk(old);
  now += DAY + 1;
  const { records } = storage;
  const put = records.putUntil.bind(records);
  records.putUntil = () => Promise.reject(new Error('away'));
  await keepADay();
  expect((await storage.threads.peek(old))?.state).not.toBeNull();
  records.putUntil = put;
  await keepADay();
  expect(await keptOf(old)).toEqual([]);
  expect((await storage.threads.peek(old))?.state).toBeNull();
});
