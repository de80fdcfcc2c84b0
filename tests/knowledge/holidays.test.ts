/** The holidays of Colombia, year by year, beside the calendars that were published. */
import { dayNumber, easterOf, holidaysOf } from '../../knowledge/holidays';

const dates = (year: number): string[] => holidaysOf(year).map((day) => new Date(day * 86_400_000).toISOString().slice(5, 10));

describe('the holidays of Colombia', () => {
  it('knows Easter', () => {
    expect([easterOf(2024), easterOf(2025), easterOf(2026)]).toEqual([dayNumber(2024, 3, 31), dayNumber(2025, 4, 20), dayNumber(2026, 4, 5)]);
  });

  it('keeps those of 2025 on their days, most of them Mondays', () => {
    expect(dates(2025)).toEqual([
      '01-01', '01-06', '03-24', '04-17', '04-18', '05-01', '06-02', '06-23', '06-30', '07-20', '08-07', '08-18', '10-13', '11-03', '11-17', '12-08', '12-25',
    ]);
  });

  it.each([
    [2026, '01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25'],
    [2027, '01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25'],
    [2030, '01-01 01-07 03-25 04-18 04-19 05-01 06-03 06-24 07-01 07-15 07-20 08-07 08-19 10-14 11-04 11-11 12-08 12-25'],
  ])('keeps those of %i, with the ninth of July', (year, days) => {
    expect(dates(year)).toEqual(days.split(' '));
  });
});
