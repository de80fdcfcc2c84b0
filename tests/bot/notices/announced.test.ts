/**
 * P7 ahead of its time: planned work is told to whom it touches, once, in the hours that the operator chose, and to nobody
 * else. And what the night held back: in the morning only what is still so is told.
 */
import { makeNoticeDesk } from '../../../bot/notices/desk';
import type { Channel } from '../../../bot/channels/channel';
import type { Outage } from '../../../bot/operator/ports';
import type { Storage } from '../../../bot/runtime/ports';
import { newState, writeState, type ThreadState } from '../../../dialogs/conversation/state';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { freshFolder, removeFolder } from '../../support/server';
import { addressOf, makeTeller, openStore, OUTAGE, type Teller } from './teller';

const HOUR = 3_600_000;
/** A Monday in Bogotá. */
const NOON = Date.parse('2026-11-23T12:00:00-05:00');
const WORK: Outage = { ...OUTAGE, id: 'O-9', state: 'investigating', planned: true, since: NOON + 51 * HOUR, eta: NOON + 53 * HOUR };

let storage: Storage;
let one: Teller;
let left: string[] = [];
let now = NOON;
let works: readonly Outage[] = [];
let numbers = 0;
let threads: Readonly<Record<string, ThreadId>> = {};
let isAway = false;
const folder = freshFolder();
beforeAll(async () => {
  storage = await openStore(folder);
  one = await makeTeller(storage, channel, () => works, {
    now: () => now,
    affected: () => Object.keys(threads).map((customerId) => ({ customerId, serviceId: `S-${customerId}`, match: 'exact' })),
    threadsOf: (customer) => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([threads[customer]].filter((each) => each !== undefined))),
    planned: { aheadMs: 48 * HOUR },
  });
}, 120_000);
afterAll(async () => {
  await storage.close();
  removeFolder(folder);
});
beforeEach(() => {
  left = [];
  now = NOON;
});

const channel: Channel = {
  name: 'sms', idempotent: false, typing: () => Promise.resolve(),
  deliver: (_, entries) => {
    left.push(...entries.map(({ entry }) => ('text' in entry ? entry.text : '')));
    return Promise.resolve({ kind: 'delivered' });
  },
};

const known = (customer: string, more: Partial<ThreadState> = {}): Partial<ThreadState> =>
  ({ facts: { 'customer.id': { value: customer, source: 'verify_code', at: NOON } }, heardAt: NOON - 30 * HOUR, ...more });

const thread = async (state: Partial<ThreadState>): Promise<ThreadId> => {
  const id = threadId(`t${(numbers += 1)}`);
  const from = addressOf(numbers);
  await storage.threads.accept({ thread: id, dedupe: 'first', event: { kind: 'joined', at: 1, from } });
  const text = writeState({ ...newState(from, 'es', NOON), privacyTold: true, ...state });
  await storage.threads.commit({ thread: id, version: 0, state: text, entries: [], effects: [], cancel: [], consumed: 1 });
  return id;
};

const planned = (more: Partial<Outage> = {}): Outage => {
  const work = { ...WORK, id: `O-${(numbers += 1)}`, ...more };
  works = [...works, work];
  return work;
};

/** The newest broadcast first. */
const counts = async () => (await makeNoticeDesk(one.watch.ledger, () => now).list()).broadcasts.map(({ kind, state, counts: of }) => [kind, state, of.sent, of.skipped, of.waiting]);

test('given planned work, then those it touches are told once, so long before as was chosen, and hear when it is over', async () => {
  threads = { ana: await thread(known('ana')) };
  const work = planned();
  await one.round();
  expect(left).toEqual([]);
  now = WORK.since - 47 * HOUR;
  await one.round();
  await one.round();
  expect(left).toEqual([expect.stringMatching(/^Le avisamos con tiempo: .* desde .* hasta /)]);
  works = works.map((each) => (each === work ? { ...work, state: 'restored', updatedAt: 99 } : each));
  now = WORK.since + 2 * HOUR;
  await one.round();
  expect(left[1]).toMatch(/Ya volvió el servicio/);
  expect((await counts()).slice(0, 2)).toEqual([['restored', 'done', 1, 0, 0], ['announced', 'done', 1, 0, 0]]);
});

test('given the night, then it waits for the morning; given work that began meanwhile, then nothing is said of it', async () => {
  threads = { bea: await thread(known('bea')) };
  planned();
  now = Date.parse('2026-11-23T22:30:00-05:00');
  await one.round();
  expect([left, (await counts())[0]]).toEqual([[], ['announced', 'running', 0, 0, 1]]);
  now = Date.parse('2026-11-24T07:00:00-05:00');
  await one.round();
  expect(left).toHaveLength(1);

  threads = { caro: await thread(known('caro')) };
  const soon = planned({ since: now + 15 * HOUR });
  now = Date.parse('2026-11-24T21:30:00-05:00');
  await one.round();
  now = soon.since + 9 * HOUR;
  await one.round();
  expect([left.length, (await counts())[0]]).toEqual([1, ['announced', 'done', 0, 1, 0]]);
});

test('given a thread that is somebody else\'s by now, one who only said who she is, and one who heard enough today, then they are not told', async () => {
  const said = { facts: { 'customer.id': { value: 'gina', source: 'customer', at: NOON } } };
  const enough = { noticed: { day: '2026-11-23', count: 4, last: 'x' } };
  threads = { fina: await thread(known('eva')), gina: await thread(known('gina', said)), hilda: await thread(known('hilda', enough)) };
  const { id } = planned();
  now = WORK.since - 47 * HOUR;
  await one.round();
  const rows = await makeNoticeDesk(one.watch.ledger, () => now).rows(`${id}~ahead~${WORK.since}`, undefined);
  expect([left, rows?.map(({ why }) => why).sort()]).toEqual([[], ['daily_limit', 'declined', 'declined']]);
});

test('given a process that died while it looked for whom the work touches, then the next one tells them all', async () => {
  threads = { ines: await thread(known('ines')), juana: await thread(known('juana')) };
  planned();
  [now, isAway] = [WORK.since - 47 * HOUR, true];
  await expect(one.round()).rejects.toThrow('away');
  isAway = false;
  await one.round();
  expect(left).toHaveLength(2);
});

describe('given an outage in the evening and what was to be told in the night', () => {
  const EVENING = Date.parse('2026-11-26T20:00:00-05:00');
  const outage = (more: Partial<Outage> = {}): Outage => ({ ...OUTAGE, id: `O-${(numbers += 1)}`, state: 'repairing', since: EVENING - HOUR, updatedAt: 1, eta: EVENING + 2 * HOUR, ...more });
  const becomes = (before: Outage, more: Partial<Outage>): Outage => {
    const after = { ...before, ...more, updatedAt: before.updatedAt + 1 };
    works = works.map((each) => (each.id === before.id ? after : each));
    return after;
  };
  const declared = (more?: Partial<Outage>): Outage => {
    const made = outage(more);
    works = [...works, made];
    return made;
  };
  const reporter = (customer: string, more: Partial<ThreadState> = {}): Promise<ThreadId> => thread(known(customer, { heardAt: EVENING, suspectedAt: EVENING, ...more }));
  const morning = async (): Promise<void> => {
    now = Date.parse('2026-11-27T07:00:00-05:00');
    await one.round();
    await one.round();
  };
  const at = (hour: string): number => Date.parse(`2026-11-26T${hour}:00-05:00`);
  // What was told of before is over.
  beforeAll(async () => {
    works = works.map((each) => ({ ...each, state: 'restored', updatedAt: each.updatedAt + 1 }));
    await one.round();
  });
  beforeEach(() => (now = at('22:30')));

  test('when its hour moved three times, then she hears the last one alone; when it is over by then, its end alone', async () => {
    const made = declared();
    const follower = await thread(known('lia', { toldOutage: made.id }));
    await one.watch.watch(follower, made.id);
    await one.round();
    let last = made;
    for (const hours of [4, 6, 14]) {
      last = becomes(last, { eta: EVENING + hours * HOUR });
      await one.round();
    }
    expect(left).toEqual([]);
    await morning();
    expect(left).toEqual([expect.stringMatching(/Cambió la hora estimada.*10:00 a. m./)]);

    now = Date.parse('2026-11-27T22:30:00-05:00');
    last = becomes(last, { eta: now + 3 * HOUR });
    await one.round();
    becomes(last, { state: 'restored' });
    now = Date.parse('2026-11-28T07:00:00-05:00');
    await one.round();
    expect(left.slice(1)).toEqual([expect.stringMatching(/Ya volvió el servicio/)]);
    expect((await counts()).slice(0, 2)).toEqual([['restored', 'done', 1, 0, 0], ['estimate', 'done', 0, 1, 0]]);
  });

  test('when it is confirmed to who reported it, then she hears its hour of the morning, and from then on how it goes', async () => {
    const made = declared();
    threads = { mona: await reporter('mona') };
    await one.watch.confirm(made.id);
    const moved = becomes(made, { eta: Date.parse('2026-11-27T09:15:00-05:00') });
    await morning();
    expect(left).toEqual([expect.stringMatching(/confirm.*9:15 a. m./)]);
    becomes(moved, { state: 'restored' });
    await one.round();
    expect(left[1]).toMatch(/Ya volvió el servicio/);
  });

  test.each<[string, Partial<Outage>, RegExp]>([
    ['over', { state: 'restored' }, /Ya volvió el servicio/], ['found to be none', { state: 'cancelled' }, /se descartó/],
  ])('when it is confirmed and %s before the morning, then who reported it hears that, once', async (_, end, words) => {
    const made = declared();
    threads = { nela: await reporter('nela') };
    await one.watch.confirm(made.id);
    becomes(made, end);
    await morning();
    expect(left).toEqual([expect.stringMatching(words)]);
  });

  test('when who reported it heard enough that day, then that it is one is still told: otherwise its end never would be', async () => {
    const made = declared();
    threads = { olga: await reporter('olga', { heardAt: at('22:20'), noticed: { day: '2026-11-26', count: 4, last: 'x' } }) };
    await one.watch.confirm(made.id);
    await one.round();
    becomes(made, { state: 'restored' });
    await one.round();
    expect(left).toEqual([expect.stringMatching(/confirm/), expect.stringMatching(/Ya volvió el servicio/)]);
  });

  test('when it is over in a part, then who is served there hears it, once, and the others go on waiting', async () => {
    now = at('12:00');
    const made = declared();
    const served = (customer: string): Promise<ThreadId> =>
      thread({ facts: { ...known(customer).facts, 'service.id': { value: `S-${customer}`, source: 'directory', at: NOON } }, heardAt: now, toldOutage: made.id });
    const [near, far] = [await served('paz'), await served('rita')];
    for (const each of [near, far]) await one.watch.watch(each, made.id);
    threads = { paz: near };
    works = [...works, { ...OUTAGE, id: `${made.id}-part`, partOf: made.id, state: 'restored', restoredAt: now, updatedAt: 1 }];
    await one.round();
    await one.round();
    expect([left, await one.watch.told(made.id)]).toEqual([[expect.stringMatching(/Ya volvió el servicio/)], 1]);
    becomes(made, { eta: now + 3 * HOUR });
    await one.round();
    becomes(made, { state: 'restored' });
    await one.round();
    expect(left.slice(1)).toEqual([expect.stringMatching(/Cambió la hora/), expect.stringMatching(/Ya volvió el servicio/)]);
    expect((await counts()).slice(0, 3)).toEqual([['restored', 'done', 1, 0, 0], ['estimate', 'done', 1, 0, 0], ['restored', 'done', 1, 0, 0]]);
  });
});
