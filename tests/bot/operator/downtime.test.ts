/** Time without service: counted once, within its month, and promised only by a rule that somebody signed. */
import fc from 'fast-check';
import { creditOf, minutesDown } from '../../../bot/operator/downtime';

const at = (text: string): number => Date.parse(`${text}-05:00`);
const NOW = at('2026-11-22T10:00:00');
const signed = { thresholdMin: 150, verifiedBy: 'legal@barquito.example' };

test('given outages that overlap, then their time counts once', () => {
  expect(minutesDown([{ from: at('2026-11-20T08:00:00'), to: at('2026-11-20T10:00:00') }, { from: at('2026-11-20T09:00:00'), to: at('2026-11-20T11:30:00') }], NOW)).toBe(210);
});

test('given one that began in the month before and one that goes on, then only this month until now counts', () => {
  expect(minutesDown([{ from: at('2026-10-31T20:00:00'), to: at('2026-11-01T01:00:00') }, { from: at('2026-11-22T09:30:00') }], NOW)).toBe(90);
});

test('given exactly the threshold, then nothing is due; a minute more is', () => {
  const down = (minutes: number) => [{ from: NOW - minutes * 60_000 }];
  expect(creditOf(down(150), signed, NOW)).toEqual({ state: 'none', hours: 2.5 });
  expect(creditOf(down(151), signed, NOW).state).toBe('scheduled');
});

test('given nobody signed the rule, then the time is noted for review and nothing is promised', () => {
  expect(creditOf([{ from: NOW - 570 * 60_000 }], { thresholdMin: 150 }, NOW)).toEqual({ state: 'review', hours: 9.5 });
});

test('whatever the outages, the time is never negative nor longer than the month so far', () => {
  const hour = fc.integer({ min: -2_000, max: 600 }).map((hours) => NOW + hours * 3_600_000);
  fc.assert(fc.property(fc.array(fc.record({ from: hour, to: hour })), (list) => {
    const minutes = minutesDown(list, NOW);
    expect(minutes).toBeGreaterThanOrEqual(0);
    expect(minutes).toBeLessThanOrEqual((NOW - at('2026-11-01T00:00:00')) / 60_000);
  }), { numRuns: 100 });
});
