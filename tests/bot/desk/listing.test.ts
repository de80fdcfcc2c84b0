/** Ten thousand cases: a page is quick, and pages together are the whole list. */
import { calendarOf } from '../../../bot/desk/hours';
import { listOf, type CaseQuery } from '../../../bot/desk/listing';
import type { CaseRow } from '../../../bot/desk/case-row';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { costOf } from '../../support/cost';

const NOW = Date.parse('2026-11-23T10:00:00-05:00');
const calendar = calendarOf([{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }], NOW);
const MOMENT = { now: NOW, calendar, limitMs: 1_800_000, machineNow: NOW, user: 'u7' };
const NAMES = ['Marta', 'José', 'Íngrid', 'Ana'];

const row = (index: number): CaseRow => ({
  status: index % 10 === 0 ? 'waiting' : index % 10 === 1 ? 'with_agent' : 'closed', reason: 'asked', since: NOW - index * 1_000, length: 40, epoch: 1,
  channel: index % 2 ? 'web' : 'whatsapp', language: 'es', level: 'basic', number: `H-${index}`, name: NAMES[index % 4], priority: index % 100 === 0 ? 'urgent' : 'normal',
  visits: [NOW - index * 1_000], spent: 0, ...(index % 10 < 2 && { running: NOW - index * 1_000 }), ...(index % 10 === 1 && { agent: { id: `u${index % 20}`, name: 'x' } }),
  updatedAt: NOW, changed: NOW - index, ...(index % 10 > 1 && { closedAt: NOW - index }),
});
const rows: ReadonlyMap<ThreadId, CaseRow> = new Map(Array.from({ length: 10_000 }, (_, index) => [threadId(`t-${index}`), row(index)]));
const list = (query: Partial<CaseQuery>) => listOf(rows, { status: [], limit: 500, ...query }, MOMENT);

test('a page of ten thousand cases takes a fraction of a second', () => {
  const cost = costOf(() => {
    const { cases, total } = list({});
    expect([cases.length, total]).toEqual([500, 2_000]);
  });
  expect(cost).toBeLessThan(500);
});

test('pages follow each other without a gap, the most urgent first', () => {
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = list({ status: ['waiting'], limit: 300, ...(cursor !== undefined && { cursor }) });
    seen.push(...page.cases.map(({ thread }) => thread));
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  expect([seen.length, new Set(seen).size]).toEqual([1_000, 1_000]);
  expect(list({ status: ['waiting'], limit: 3 }).cases.map(({ priority }) => priority)).toEqual(['urgent', 'urgent', 'urgent']);
});

test('found by name without accents, by number, by agent, and by what changed', () => {
  expect(list({ q: 'ingrid' }).total).toBe(2_500);
  expect(list({ q: 'h-4242' }).cases.map(({ number }) => number)).toEqual(['H-4242']);
  expect(list({ agent: 'u1' }).cases.every(({ agent }) => agent?.id === 'u1')).toBe(true);
  expect(list({ since: NOW }).total).toBe(5_001);
  expect(list({ q: '<script>' }).total).toBe(0);
});
