/** What conversations were worth (P10): counted from their transcripts, the same however often, cut in several ways. */
import { countDay, FRESH } from '../../bot/quality/row';
import { csvOf, reportOf } from '../../bot/quality/report';
import { dayOf } from '../../bot/quality/quality';
import { address } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { CAMILO, MINUTE, MONDAY, openDesk } from '../support/desk';

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
  expect(row).toMatchObject({ flow: 'guide', level: 'advanced', channel: 'web', said: 3, confirmed: 1, questions: 2, resumed: 1, corrected: 1, bot: 46 * MINUTE, ratings: [5] });
  expect(row.open).toBeUndefined();
  expect(reportOf([{ day: '2026-11-23', rows: [row] }], cut).rows[0]).toMatchObject({ key: 'guide', questionsPerResolution: 2, drops: 1, dropsResumed: 1, rating: 5, botSeconds: 2_760 });
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
