/** When who may be written to: quiet hours, daily limits and the legal window, by class of message. */
import fc from 'fast-check';
import { DAILY_LIMIT, mayTell, shouldBrake, type MessageClass, type Occasion, type Recipient } from '../../../dialogs/outages/notices';

const at = (text: string): number => Date.parse(`${text}-05:00`);
const her: Recipient = { subscribed: false, rings: true, heardAt: at('2026-11-20T10:00'), sentToday: 0 };
const on = (of: MessageClass, now: string): Occasion => ({ class: of, now: at(now), critical: false, owed: false, isHoliday: (day) => day === '2026-12-08' });

test.each([
  ['2026-11-22T20:59', 'now'], ['2026-11-22T21:00', '2026-11-23T07:00'], ['2026-11-23T06:59', '2026-11-23T07:00'], ['2026-11-23T07:00', 'now'],
])('given news of her service at %s, then %s', (now, expected) => {
  const verdict = mayTell(her, on('service', now));
  expect(verdict.kind === 'later' ? verdict.at : verdict.kind).toBe(expected === 'now' ? 'now' : at(expected));
});

test.each<[string, Partial<Recipient>, Partial<Occasion>]>([
  ['who asked to be told', { subscribed: true }, {}],
  ['whose page rings nobody', { rings: false }, {}],
  ['who wrote just now', { heardAt: at('2026-11-22T22:30') }, {}],
  ['whom it may not wait for', {}, { critical: true }],
])('given the night and somebody %s, then she is told', (_, recipient, occasion) => {
  expect(mayTell({ ...her, ...recipient }, { ...on('service', '2026-11-22T23:00'), ...occasion })).toEqual({ kind: 'now' });
});

test('given that she heard enough today, then no more of it, but what she is owed: that what she reported is one, and its end', () => {
  const tired = { ...her, sentToday: DAILY_LIMIT.service };
  expect(mayTell(tired, on('service', '2026-11-23T10:00'))).toEqual({ kind: 'never', why: 'daily_limit' });
  expect(mayTell(tired, { ...on('service', '2026-11-23T10:00'), owed: true })).toEqual({ kind: 'now' });
});

test.each([
  ['2026-11-23T18:59', 'now'], ['2026-11-23T19:00', '2026-11-24T07:00'], ['2026-11-28T15:00', '2026-11-30T07:00'], ['2026-11-28T07:59', '2026-11-28T08:00'],
  ['2026-11-29T12:00', '2026-11-30T07:00'], ['2026-12-08T12:00', '2026-12-09T07:00'],
])('given advertising at %s, then %s', (now, expected) => {
  const verdict = mayTell(her, on('commercial', now));
  expect(verdict.kind === 'later' ? verdict.at : verdict.kind).toBe(expected === 'now' ? 'now' : at(expected));
});

test('given any moment, then what has to wait may be sent when its time comes, and answers never wait', () => {
  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') });
  fc.assert(fc.property(moment, fc.constantFrom<MessageClass>('service', 'collection', 'survey'), (now, of) => {
    const occasion = { ...on(of, '2026-11-22T10:00'), now };
    expect(mayTell(her, { ...occasion, class: 'reply' })).toEqual({ kind: 'now' });
    const verdict = mayTell(her, occasion);
    if (verdict.kind === 'later') expect([verdict.at > now, mayTell(her, { ...occasion, now: verdict.at })]).toEqual([true, { kind: 'now' }]);
  }), { numRuns: 200 });
});

test('given failures, then the brake closes when they are many and a large part', () => {
  expect([shouldBrake({ sent: 10, bad: 19 }), shouldBrake({ sent: 30, bad: 20 }), shouldBrake({ sent: 1_000, bad: 20 })]).toEqual([false, true, false]);
});
