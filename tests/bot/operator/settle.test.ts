/** What a month without service pays back, by the operator's signed rule alone; and the record that is kept of it. */
import { settle, whyOf, type Lost } from '../../../bot/operator/downtime';
import { makeCompensations } from '../../../bot/compensations';
import type { Downtime, Outage } from '../../../bot/operator/ports';
import type { Records } from '../../../bot/runtime/ports';

const NOW = Date.parse('2026-11-22T10:00:00-05:00');
const signed = { thresholdMin: 150, multiplier: 2, verifiedBy: 'legal@barquito.example' };
const down = (minutes: number) => [{ from: NOW - minutes * 60_000, to: NOW }];

test.each<[string, Omit<Lost, 'now'>, object]>([
  ['nine hours and a half of November, twice', { interruptions: down(570), rule: signed, feeCop: 89_900 }, { state: 'scheduled', minutes: 570, amountCop: 2_373 }],
  ['not more than the threshold', { interruptions: down(150), rule: signed, feeCop: 89_900 }, { state: 'none', minutes: 150 }],
  ['a rule that nobody signed', { interruptions: down(570), rule: { thresholdMin: 150 }, feeCop: 89_900 }, { state: 'review', minutes: 570 }],
  ['a price that is not known', { interruptions: down(570), rule: signed }, { state: 'scheduled', minutes: 570 }],
])('given %s, then the amount is as the rule has it, or none', (_, lost, expected) => {
  expect(settle({ ...lost, now: NOW })).toEqual({ month: '2026-11', ...expected });
});

test('given an amount, then how it came to be is said in both languages', () => {
  expect(whyOf({ minutes: 570 }, { rule: signed, feeCop: 89_900 }, 'es')).toBe('570 minutos sin servicio en el mes; la regla cuenta desde 150; 2 veces ese tiempo de una tarifa de $89.900');
  expect(whyOf({ minutes: 570 }, { rule: { thresholdMin: 150 } }, 'en')).toMatch(/570 minutes .* the rule is not signed$/);
});

describe('the record of an outage that ended', () => {
  const held = new Map<string, { version: number; json: string }>();
  const records: Records = {
    get: (name) => Promise.resolve(held.get(name) ?? null),
    put: (name, json, expected) => {
      if ((held.get(name)?.version ?? 0) !== expected) return Promise.resolve('stale');
      held.set(name, { version: expected + 1, json });
      return Promise.resolve('saved');
    },
    putUntil: ({ name, json, expected }) => records.put(name, json, expected),
  };
  const outage: Outage = { id: 'O-1', title: { es: 'Corte', en: 'Cut' }, state: 'restored', planned: false, since: NOW - 570 * 60_000, restoredAt: NOW, updatedAt: NOW, etaMoved: false, places: [] };
  let lost: Downtime;
  let asked: string[];
  let outages: readonly Outage[];
  const compensations = makeCompensations({
    records, now: () => NOW,
    outages: {
      all: () => Promise.resolve({ ok: true, value: outages }),
      affected: () => Promise.resolve({ ok: true, value: [{ customerId: 'C-1', serviceId: 'S-1', match: 'exact' }, { customerId: 'C-2', serviceId: 'S-2', match: 'place' }] }),
      downtime: ({ serviceId }, month = '') => {
        asked.push(serviceId);
        return Promise.resolve({ ok: true, value: { ...lost, month } });
      },
    },
  });
  beforeEach(() => {
    held.clear();
    [asked, outages] = [[], [outage]];
    lost = { month: '2026-11', minutes: 570, state: 'scheduled', amountCop: 2_373, outages: ['O-1'], why: { es: 'x', en: 'x' } };
  });

  test('stands once for who was certainly touched, and follows when more of the month is lost', async () => {
    await compensations.sweep();
    await compensations.sweep();
    expect([asked, await compensations.of('C-2')]).toEqual([['S-1'], []]);
    expect(await compensations.of('C-1')).toMatchObject([{ service: 'S-1', month: '2026-11', minutes: 570, amountCop: 2_373, state: 'scheduled' }]);
    [lost, outages] = [{ ...lost, minutes: 700, amountCop: 2_914 }, [outage, { ...outage, id: 'O-2', restoredAt: NOW - 1 }]];
    await compensations.sweep();
    expect((await compensations.of('C-1')).map(({ amountCop }) => amountCop)).toEqual([2_914]);
  });

  test('is none while it goes on, for planned work, and below the threshold', async () => {
    outages = [{ ...outage, state: 'repairing' }, { ...outage, id: 'O-3', planned: true }];
    await compensations.sweep();
    expect(asked).toEqual([]);
    [lost, outages] = [{ ...lost, state: 'none' }, [outage]];
    await compensations.sweep();
    expect(await compensations.of('C-1')).toEqual([]);
  });

  test('that went over a month\'s end stands in both months', async () => {
    outages = [{ ...outage, since: Date.parse('2026-10-31T20:00:00-05:00'), restoredAt: Date.parse('2026-11-01T06:00:00-05:00') }];
    await compensations.sweep();
    expect((await compensations.of('C-1')).map(({ month }) => month)).toEqual(['2026-11', '2026-10']);
  });

  test('seen only after the end of its month stands in its month', async () => {
    outages = [{ ...outage, since: Date.parse('2026-10-31T12:00:00-05:00'), restoredAt: Date.parse('2026-10-31T23:50:00-05:00') }];
    await compensations.sweep();
    expect((await compensations.of('C-1')).map(({ month }) => month)).toEqual(['2026-10']);
  });
});

test('given a month that is over, then only its own time counts, to its last minute', () => {
  const over = [{ from: Date.parse('2026-10-31T20:00:00-05:00'), to: Date.parse('2026-11-01T06:00:00-05:00') }];
  expect(settle({ interruptions: over, rule: signed, now: NOW, month: '2026-10' })).toMatchObject({ month: '2026-10', minutes: 240 });
  expect(settle({ interruptions: over, rule: signed, now: NOW })).toMatchObject({ month: '2026-11', minutes: 360 });
});
