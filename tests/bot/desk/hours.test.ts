/** When people are at the desk: shifts, Colombian holidays, and open time between two moments. */
import { makeDemo } from '../../../bot/demo';
import { calendarOf, deskHours } from '../../../bot/desk/hours';
import { makeLog } from '../../../bot/observability/log';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import { freshFolder, removeFolder } from '../../support/server';

const WEEK = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' };
const at = (text: string): number => Date.parse(`${text}-05:00`);
const HOUR = 3_600_000;

test('a night, a weekend and a holiday are closed; the next opening is the true one', () => {
  expect(deskHours([WEEK], at('2026-11-23T10:00:00'))).toEqual({ open: true });
  expect(deskHours([WEEK], at('2026-12-04T19:00:00'))).toEqual({ open: false, opensAt: at('2026-12-07T08:00:00') });
  // Tuesday 8 December is a holiday.
  expect(deskHours([WEEK], at('2026-12-07T19:00:00'))).toEqual({ open: false, opensAt: at('2026-12-09T08:00:00') });
  // Monday 13 July 2026 is one since Ley 2578.
  expect(deskHours([WEEK], at('2026-07-13T10:00:00'))).toEqual({ open: false, opensAt: at('2026-07-14T08:00:00') });
  expect(deskHours([{ ...WEEK, days: [...WEEK.days, 'holiday'] }], at('2026-07-13T10:00:00'))).toEqual({ open: true });
  expect(deskHours([], at('2026-11-23T10:00:00'))).toEqual({ open: false });
});

test('only open time counts, and what is due falls into it', () => {
  const calendar = calendarOf([WEEK, { ...WEEK, from: '10:00', to: '19:00' }], at('2026-12-09T10:00:00'));
  expect(calendar.openMs(at('2026-12-04T18:00:00'), at('2026-12-07T09:00:00'))).toBe(2 * HOUR);
  expect(calendar.openMs(at('2026-12-07T19:00:00'), at('2026-12-09T08:00:00'))).toBe(0);
  expect(calendar.after(at('2026-12-07T18:30:00'), HOUR)).toBe(at('2026-12-09T08:30:00'));
});

test('given the shipped demo, then a holiday has its own short shift, and a weekday without it would be closed', async () => {
  const folder = freshFolder();
  const storage = await openEmbedded(folder, {});
  const made = makeDemo({ records: storage.records, now: () => at('2026-12-07T12:00:00'), directory: undefined, log: makeLog('silent') });
  if (!made.ok) throw new Error('the shipped world has faults');
  const shifts = await made.demo.shifts();
  await storage.close();
  removeFolder(folder);
  // Tuesday 8 December is a holiday.
  expect(deskHours(shifts, at('2026-12-08T10:00:00'))).toEqual({ open: true });
  expect(deskHours(shifts, at('2026-12-08T16:00:00'))).toEqual({ open: false, opensAt: at('2026-12-09T07:00:00') });
  expect(deskHours(shifts.filter(({ days }) => !days.includes('holiday')), at('2026-12-08T10:00:00')).open).toBe(false);
});
