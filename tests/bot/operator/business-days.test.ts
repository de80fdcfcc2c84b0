import fc from 'fast-check';
import { businessDaysAfter, businessDaysBetween, holidaysOf, isBusinessDay } from '../../../bot/operator/business-days';

test.each([
  [2026, '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25'],
  [2027, '01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25'],
  [2030, '01-01 01-07 03-25 04-18 04-19 05-01 06-03 06-24 07-01 07-15 07-20 08-07 08-19 10-14 11-04 11-11 12-08 12-25'],
])('the holidays of %i', (year, days) => {
  expect([...holidaysOf(year)].sort()).toEqual(days.split(' ').map((day) => `${year}-${day}`));
});

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
