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
});
