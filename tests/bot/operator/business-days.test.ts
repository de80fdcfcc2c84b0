/** Working days, by which legal deadlines are counted. */
import fc from 'fast-check';
import { businessDaysAfter, businessDaysBetween, isBusinessDay } from '../../../bot/operator/business-days';

test('before the law of 2026 the ninth of July was a day like any other', () => {
  expect(isBusinessDay('2025-07-14')).toBe(true);
  expect(isBusinessDay('2026-07-13')).toBe(false);
});

test.each([
  ['2026-07-03', 15, '2026-07-28'],
  ['2026-07-10', 10, '2026-07-28'],
  ['2026-11-22', 15, '2026-12-14'],
  ['2026-11-23', 15, '2026-12-15'],
  ['2026-12-04', 15, '2026-12-29'],
  ['2026-12-18', 15, '2027-01-13'],
  ['2027-03-19', 15, '2027-04-14'],
])('%s and %i business days is %s', (day, count, expected) => {
  expect(businessDaysAfter(day, count)).toBe(expected);
});

test('counting forth and back agree for any day', () => {
  const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => businessDaysBetween(from, businessDaysAfter(from, count)) === count), { numRuns: 100 });
});
