/** What conversations were worth (P10): counted from their transcripts, the same however often, cut in several ways. */
import { countDay, FRESH } from '../../bot/quality/row';
import { csvOf, reportOf, stepsCsvOf } from '../../bot/quality/report';
import { makeSilent } from '../../bot/quality/silent';
import { dayOf, makeQuality } from '../../bot/quality/quality';
import { ROWS_A_PAGE } from '../../bot/quality/day-book';
import { address, threadId, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Storage } from '../../bot/runtime/ports';
import { CAMILO, MINUTE, MONDAY, openDesk } from '../support/desk';
import { recordsInMemory } from './channels/whatsapp/given';

const at = (minutes: number): number => MONDAY + minutes * MINUTE;
const says = (minutes: number): Entry => ({ kind: 'customer', at: at(minutes), text: 'x', from: address('web', 'a') });
const asks = (minutes: number, step: string): readonly Entry[] => [
  { kind: 'steps', at: at(minutes), release: 'r', level: 'basic', passages: [{ flow: 'guide', outcomes: [{ step, outcome: 'asked' }] }] },
  { kind: 'bot', at: at(minutes), text: '¿?', language: 'es', asks: `guide/${step}` },
];
const event = (minutes: number, name: Extract<Entry, { kind: 'event' }>['name'], detail?: string): Entry => ({ kind: 'event', at: at(minutes), name, ...(detail !== undefined && { detail }) });
const cut = { by: 'flow', now: at(600), language: 'es', titleOf: (flow: string) => flow, stepTitleOf: (step: string) => step } as const;

test('given a guide that solved it after a drop, its questions, the drop, the time and the rating', () => {
  const { row } = countDay(FRESH, [
    { kind: 'level', at: at(0), level: 'basic', by: 'assumed', cues: [] }, says(0), ...asks(0, 'lights'), says(45),
    { kind: 'level', at: at(45), level: 'advanced', by: 'said', cues: [] }, ...asks(45, 'cable'), says(46),
    { kind: 'end', at: at(46), flow: 'guide', release: 'r', step: 'done', code: 'RESUELTO' }, { kind: 'rating', at: at(47), score: 5 },
  ]);
  expect(row).toMatchObject({ flow: 'guide', level: 'advanced', channel: 'web', said: 3, confirmed: 1, questions: 2, resumed: 1, corrected: 1, bot: MINUTE, ratings: [5] });
  expect(row.open).toBeUndefined();
  expect(reportOf([{ day: '2026-11-23', rows: [row] }], cut).rows[0]).toMatchObject({ key: 'guide', questionsPerResolution: 2, drops: 1, dropsResumed: 1, rating: 5, botSeconds: 60 });
});

test('given a hand-off, the step it came from and the time with the bot, in the queue and with a person; a day may end in between', () => {
  const system = (minutes: number, name: 'claimed'): Entry => ({ kind: 'system', at: at(minutes), name, text: '', language: 'es' });
  const first = countDay(FRESH, [says(0), ...asks(1, 'lights'), says(2), event(2, 'handed_off', 'asked')]);
  expect(first.row).toMatchObject({ handedOff: 1, handedAt: ['guide/lights'], bot: 2 * MINUTE, queue: 0, open: { by: 'customer' } });
  const second = countDay(first.carry, [system(12, 'claimed'), event(20, 'case_closed', 'wifi')]);
  expect(second.row).toMatchObject({ flow: 'guide', queue: 10 * MINUTE, human: 8 * MINUTE, unconfirmed: 1, confirmed: 0 });
  expect(reportOf([{ day: 'd', rows: [first.row, second.row] }], cut).handOffSteps).toEqual([{ step: 'guide/lights', title: 'guide/lights', reached: 1, handedOff: 1 }]);
});

test('given a question without an answer, a drop; given words without an answer, a customer left alone', () => {
  const dropped = countDay(FRESH, [says(0), ...asks(1, 'lights')]).row;
  const unheard = countDay(FRESH, [says(0)]).row;
  const { total } = reportOf([{ day: 'd', rows: [dropped, unheard] }], cut);
  expect(total).toMatchObject({ conversations: 2, abandoned: 1, drops: 1, dropsResumed: 0, abandonedBeforeAnswer: 1, repeatedQuestions: 0 });
});

test('given a guide that only led to another one, then the conversation is about the one that asked', () => {
  const led: Entry = { kind: 'steps', at: at(0), release: 'r', level: 'basic', passages: [{ flow: 'identify', outcomes: [{ step: 'key', outcome: 'asked' }] }, { flow: 'start', outcomes: [{ step: 'look', outcome: 'result', value: 'done' }] }] };
  const book: Entry = { kind: 'steps', at: at(2), release: 'r', level: 'basic', passages: [{ flow: 'book-visit', outcomes: [{ step: 'slot', outcome: 'asked' }] }] };
  expect(countDay(FRESH, [says(0), led]).row.flow).toBe('start');
  const first = countDay(FRESH, [says(0), led, ...asks(1, 'lights'), book]);
  expect([first.row.flow, countDay(first.carry, [book]).row.flow]).toEqual(['guide', 'guide']);
});

test('given a guide at the level that nobody told, and she says that she is an engineer, then it was the wrong one; said before any question it was not', () => {
  const told: Entry = { kind: 'level', at: at(2), level: 'advanced', by: 'said', cues: [] };
  expect([countDay(FRESH, [says(0), ...asks(1, 'lights'), told]).row.corrected, countDay(FRESH, [says(0), told, ...asks(2, 'lights')]).row.corrected]).toEqual([1, 0]);
});

test('given a question that was reminded of, then she was away since it was asked', () => {
  const { row } = countDay(FRESH, [says(0), ...asks(1, 'lights'), ...asks(50, 'lights'), says(60)]);
  expect(row).toMatchObject({ resumed: 1, bot: 11 * MINUTE });
});

test('given another problem weeks after the first one was solved, then its days are about that, and the weeks between were spent with nobody', () => {
  const over: Entry = { kind: 'end', at: at(2), flow: 'guide', release: 'r', step: 'done', code: 'RESUELTO' };
  const tv: Entry = { kind: 'steps', at: at(30_000), release: 'r', level: 'basic', passages: [{ flow: 'television', outcomes: [{ step: 'box', outcome: 'asked' }] }] };
  const first = countDay(FRESH, [says(0), ...asks(1, 'lights'), says(2), over]);
  expect(countDay(first.carry, [says(30_000), tv, says(30_001)]).row).toMatchObject({ flow: 'television', bot: MINUTE, resumed: 0 });
  // On the same day the row stays with what it began with.
  expect(countDay(FRESH, [says(0), ...asks(1, 'lights'), says(2), over, says(3), tv]).row.flow).toBe('guide');
});

test('given a case that an agent closed because the customer was gone, then she was lost, not helped', () => {
  const { row } = countDay(FRESH, [says(0), event(1, 'handed_off', 'asked'), event(9, 'case_closed', 'customer_left')]);
  expect(reportOf([{ day: 'd', rows: [row] }], cut).total).toMatchObject({ abandoned: 1, resolvedConfirmed: 0, resolvedUnconfirmed: 1, handOffRate: 1 });
});

test('given conversations of two levels, zones, channels and agents, then each cut has a row for each, and what is not known is named so', () => {
  const row = countDay(FRESH, [says(0)]).row;
  const days = [{ day: '2026-11-23', rows: [{ ...row, level: 'basic', zone: 'Usme', agent: 'Ana' } as const, { ...row, level: 'advanced', zone: 'Suba' } as const], silent: 4 }, { day: '2026-11-24', rows: [], silent: 9 }];
  const by = (one: 'day' | 'level' | 'zone' | 'channel' | 'agent') => reportOf(days, { ...cut, by: one }).rows.map(({ label, conversations, affectedSilent }) => [label, conversations, affectedSilent]);
  expect(by('level')).toEqual([['basic', 1, null], ['advanced', 1, null]]);
  expect(by('zone')).toEqual([['Usme', 1, null], ['Suba', 1, null]]);
  expect(by('channel')).toEqual([['web', 2, null]]);
  expect(by('agent')).toEqual([['Ana', 1, null], ['sin dato', 1, null]]);
  // A day on which people were touched and nobody wrote stands there too.
  expect(by('day')).toEqual([['2026-11-23', 2, 4], ['2026-11-24', 0, 9]]);
});

test('given an outage that goes on, then the most people of each day who did not write are kept, looked at now and then', async () => {
  const office = await openDesk();
  const [people, clock] = [[1, 2, 3].map((n) => ({ customerId: `C-${n}` })), { machine: 0, told: 2 }];
  const outages = { all: async () => ({ ok: true, value: [{ id: 'o', state: 'repairing' }, { id: 'old', state: 'restored' }] }), affected: async () => ({ ok: true, value: people }) } as never;
  const silent = makeSilent({ operator: { outages }, watch: { told: async () => clock.told }, records: office.storage.records, now: office.now, machineNow: () => clock.machine });
  const today = dayOf(office.now());
  expect([await silent.count(), await silent.on(today)]).toEqual([1, undefined]);
  await silent.note();
  clock.told = 0;
  await silent.note();
  expect(await silent.on(today)).toBe(1);
  clock.machine += 5 * MINUTE;
  await silent.note();
  clock.machine += 5 * MINUTE;
  clock.told = 3;
  await silent.note();
  expect(await silent.on(today)).toBe(3);
  await office.close();
});

test('given steps that lead to a person, then they are a table of their own for spreadsheets', () => {
  expect(stepsCsvOf({ handOffSteps: [{ step: 'a/b', title: '=A, b', reached: 4, handedOff: 1 }] })).toBe('step,title,reached,handedOff,rate\r\na/b,"\'=A, b",4,1,0.25');
});

test('given names that a spreadsheet would run, they are text', () => {
  const { total } = reportOf([], cut);
  expect(csvOf({ rows: [{ ...total, key: '=1+1', label: 'a, "b"' }], total }).split('\r\n')[1]).toMatch(/^'=1\+1,"a, ""b""",0,/);
});

test('given the real desk, conversations are counted by timers of their own, once however often', async () => {
  const office = await openDesk();
  const thread = await office.handOff('counted');
  await office.desk.claim(thread, CAMILO);
  await office.desk.say(thread, CAMILO, { id: 'm', text: 'Hola.' });
  await office.desk.giveBack(thread, CAMILO, { how: 'close', cause: 'wifi', confirmed: true });
  await office.passes(3 * MINUTE);
  const day = dayOf(office.now());
  const once = await office.quality.days(day, day);
  expect(once[0]?.rows).toMatchObject([{ said: 1, handedOff: 1, confirmed: 1, agent: 'Camilo', channel: 'web' }]);
  await office.quality.count(thread);
  expect(await office.quality.days(day, day)).toEqual(once);
  await office.passes(24 * 60 * MINUTE);
  await office.says(thread, 'hola otra vez');
  await office.passes(3 * MINUTE);
  const next = dayOf(office.now());
  expect((await office.quality.days(day, next)).map(({ rows }) => rows.map(({ said }) => said))).toEqual([[1], [1]]);
  await office.close();
});

describe('on a busy day', () => {
  const DAY = 24 * 60;
  const names = { titleOf: (flow: string) => flow, stepTitleOf: (step: string) => step };
  const conversations = (many: number): ReadonlyMap<ThreadId, readonly Entry[]> =>
    new Map(Array.from({ length: many }, (_, index) => [threadId(`t-${index}`), [says(0), ...asks(1, `step-${index % 7}`), says(DAY), ...asks(DAY + 1, 'lights')]]));
  const counting = (all: ReadonlyMap<ThreadId, readonly Entry[]>) => {
    const records = recordsInMemory();
    const longest = { written: 0 };
    const kept = { ...records, put: (name: string, json: string, expected: number) => records.put(name, json, (longest.written = Math.max(longest.written, json.length), expected)) };
    const threads = { read: async (thread: ThreadId, from: number, limit: number) => (all.get(thread) ?? []).map((entry, position) => ({ position, entry })).slice(from, from + limit) };
    const open = () => makeQuality({ storage: { records: kept, threads } as unknown as Storage, rowOf: async () => null, zoneOf: async (service) => `zone of ${service}`, titles: names, now: () => at(DAY) });
    return { quality: open(), other: open(), longest, records };
  };

  test('given a thousand conversations over two days, counted by two processes at once and again, each stands once, and no write is longer than a page', async () => {
    const all = conversations(1_000);
    const { quality, other, longest } = counting(all);
    const threads = [...all.keys()];
    for (let next = 0; next < threads.length; next += 50) await Promise.all(threads.slice(next, next + 50).flatMap((thread) => [quality.count(thread), other.count(thread)]));
    for (const thread of threads) await other.count(thread);
    const days = await quality.days(dayOf(at(0)), dayOf(at(DAY)));
    expect(days.map(({ rows }) => rows.length)).toEqual([1_000, 1_000]);
    // What was open in the evening was answered the next day: resumed once, lost never.
    expect(reportOf(days, { ...cut, by: 'day' }).rows).toMatchObject([{ conversations: 1_000, drops: 0, abandoned: 0 }, { conversations: 1_000, dropsResumed: 1_000 }]);
const expected = [...all.values()].map((entries) => ({ ...countDay(FRESH, entries.slice(0, 3)).row, open: undefined }));
    expect(reportOf([{ day: 'd', rows: days[0]?.rows ?? [] }], cut).total).toEqual(reportOf([{ day: 'd', rows: expected }], cut).total);
    expect(longest.written).toBeLessThan(ROWS_A_PAGE * 600);
  });

  test('given what an earlier version counted on one page, it is still told', async () => {
    const { quality, records } = counting(conversations(1));
    await records.put(`quality:${dayOf(at(0))}:7`, JSON.stringify({ 't-before': countDay(FRESH, [says(0)]).row }), 0);
    await quality.count(threadId('t-0'));
    expect((await quality.days(dayOf(at(0)), dayOf(at(0))))[0]?.rows).toHaveLength(2);
  });
});
