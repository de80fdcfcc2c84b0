/** The queue: the most urgent waits first, keys follow the screen, newcomers are told once, what changed is merged in. */
import { beside, EMPTY_INBOX, mineIn, othersIn, reduceInbox, waitingIn } from '../../../bot/web/agents/inbox';
import { filtered, NO_FILTER, valuesOf } from '../../../bot/web/agents/queue-filter';
import { shortcutOf } from '../../../bot/web/agents/shortcuts';
import type { CaseSummary } from '../../../bot/web/contracts';

const one = (thread: string, minute: number, agent?: string): CaseSummary => ({
  thread, status: agent === undefined ? 'waiting' : 'with_agent', channel: 'web', language: 'es', level: null, reason: 'asked',
  since: `2026-11-22T07:${String(minute).padStart(2, '0')}:00-05:00`, updatedAt: '2026-11-22T07:00:00-05:00', length: 1, priority: 'normal', turn: 'us', returns: 0,
  sla: { state: 'ok', spentMs: 0, limitMs: 1 }, ...(agent !== undefined && { agent: { id: agent, name: agent } }),
});
const names = (cases: readonly CaseSummary[]): readonly string[] => cases.map(({ thread }) => thread);
const cases = [one('late', 30), one('mine', 1, 'ana'), one('early', 5), one('hers', 2, 'eva')];

test('given cases of all kinds, then each stands in its list and of equals the oldest waits first', () => {
  expect([names(waitingIn(cases)), names(mineIn(cases, 'ana')), names(othersIn(cases, 'ana'))]).toEqual([['early', 'late'], ['mine'], ['hers']]);
});

test('given a case nobody saw yet, when it comes, then it is told once, and never on the first look', () => {
  const first = reduceInbox(EMPTY_INBOX, { type: 'listed', cases });
  const second = reduceInbox(first, { type: 'listed', cases: [...cases, one('new', 40)] });
  const third = reduceInbox(second, { type: 'listed', cases: [...cases, one('new', 40)] });
  expect([first, second, third].map(({ arrived }) => names(arrived))).toEqual([[], ['new'], []]);
});

test('given a case that was raised, then it waits before older ones', () => {
  expect(names(waitingIn([...cases, { ...one('raised', 50), priority: 'high' }]))).toEqual(['raised', 'early', 'late']);
});

test('given only what changed, then it is merged in, closed cases leave, and rows that did not change stay the same', () => {
  const known = reduceInbox(EMPTY_INBOX, { type: 'listed', cases, mark: '1' });
  const next = reduceInbox(known, { type: 'caught-up', cases: [one('early', 5, 'ana'), { ...one('late', 30), status: 'closed' }, one('new', 9)], mark: '2' });
  expect([names(next.cases ?? []), names(next.arrived), next.mark]).toEqual([['mine', 'early', 'hers', 'new'], ['new'], '2']);
  expect(next.cases?.[0]).toBe(cases[1]);
});

test('given filters, then only cases that fit all of them are shown', () => {
  const list: readonly CaseSummary[] = [{ ...one('a', 1), level: 'basic', service: 'gpon' }, { ...one('b', 2), level: 'basic', service: 'hfc' }, one('c', 3)];
  expect(names(filtered(list, { ...NO_FILTER, level: 'basic' }))).toEqual(['a', 'b']);
  expect(names(filtered(list, { ...NO_FILTER, level: 'basic', service: 'hfc' }))).toEqual(['b']);
  expect(valuesOf(list, 'service')).toEqual(['gpon', 'hfc']);
});

test('given the server is away, then the known cases stay in sight', () => {
  const known = reduceInbox(EMPTY_INBOX, { type: 'listed', cases });
  expect(reduceInbox(known, { type: 'away' })).toMatchObject({ away: true, cases });
});

test('given an open case, when keys are pressed, then the next and the one before open, and the ends hold', () => {
  const order = waitingIn(cases);
  expect([beside(order, undefined, 1), beside(order, 'early', 1), beside(order, 'late', 1), beside(order, 'early', -1), beside([], 'x', 1)])
    .toEqual(['early', 'late', 'late', 'early', undefined]);
});

test('given somebody types or holds a modifier, then single keys rest', () => {
  expect(shortcutOf({ key: 'c', modified: false, typing: false })).toBe('claim');
  expect(shortcutOf({ key: 'J', modified: false, typing: false })).toBe('next');
  expect(shortcutOf({ key: 'c', modified: true, typing: false })).toBeUndefined();
  expect(shortcutOf({ key: 'c', modified: false, typing: true })).toBeUndefined();
});
