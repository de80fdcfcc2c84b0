/** Declaring an outage: faults stand at their field, and a change sends what changed and nothing else. */
import { EMPTY_BOARD, inOrder, isLate, isToCome, reduceBoard, scopesLike } from '../../../bot/web/dashboard/board';
import { blankForm, changeOf, differing, draftOf, faultsOf, formOf, previewOf, rebased, reduceForm, type OutageForm } from '../../../bot/web/dashboard/outage-form';
import { socialText } from '../../../bot/web/dashboard/social';
import type { Outage } from '../../../bot/web/contracts';

const NOW = Date.parse('2026-11-22T08:00:00-05:00');
const filled: OutageForm = { ...blankForm(NOW), title: ' Corte en Suba ', scope: ['suba'], since: '2026-11-22T07:00' };
const outage: Outage = {
  id: 'o1', title: 'Corte', state: 'identified', scope: ['suba'], since: '2026-11-22T05:00:00-05:00', cause: 'Obra', version: 1, source: 'staff', overlaps: [],
  eta: '2026-11-22T07:00:00-05:00', compensation: true, affected: 10, told: 4, updatedAt: '2026-11-22T05:00:00-05:00',
};

test('given a new form, then it began now and asks for title and scope', () => {
  expect(blankForm(NOW).since).toBe('2026-11-22T08:00');
  expect(faultsOf(blankForm(NOW), NOW)).toEqual({ title: 'missing', scope: 'missing' });
});

test('given hours that cannot be, then each is told at its field', () => {
  expect(faultsOf({ ...filled, since: '2026-11-22T09:00' }, NOW)).toEqual({ since: 'in_the_future' });
  expect(faultsOf({ ...filled, since: '' }, NOW)).toEqual({ since: 'missing' });
  expect(faultsOf({ ...filled, eta: '2026-11-22T06:00', nextUpdate: '2026-11-22T07:30' }, NOW)).toEqual({ eta: 'before_start', nextUpdate: 'in_the_past' });
});

test('given a good form, then the draft has what was filled, with Colombia\'s offset', () => {
  expect(faultsOf(filled, NOW)).toEqual({});
  expect(draftOf({ ...filled, eta: '2026-11-22T10:00', compensation: 'no' })).toEqual({
    title: 'Corte en Suba', state: 'investigating', scope: ['suba'], since: '2026-11-22T07:00:00-05:00',
    eta: '2026-11-22T10:00:00-05:00', compensation: false,
  });
});

test('given places are ticked and unticked, then the scope follows', () => {
  const two = reduceForm(filled, { type: 'scope', id: 'soledad', chosen: true });
  expect(reduceForm(two, { type: 'scope', id: 'suba', chosen: false }).scope).toEqual(['soledad']);
});

test('given a change, then only that goes, and what was taken away goes as null', () => {
  const form = { ...formOf(outage), state: 'repairing' as const, cause: '', compensation: 'undecided' as const };
  expect(changeOf(outage, form)).toEqual({ state: 'repairing', cause: null, compensation: null });
  expect(changeOf(outage, formOf(outage))).toEqual({});
});

test('given an estimate that has passed since, then it may stay, but a new one must be to come', () => {
  expect(faultsOf(formOf(outage), NOW, outage)).toEqual({});
  expect(faultsOf({ ...formOf(outage), eta: '2026-11-22T07:10' }, NOW, outage)).toEqual({ eta: 'in_the_past' });
});

test('given promised news or a repair that did not come, then the outage is late until it is over', () => {
  const { eta: _, ...unhurried } = outage;
  const late = { ...unhurried, nextUpdate: '2026-11-22T07:59:00-05:00' };
  const overdue = { ...unhurried, eta: '2026-11-22T07:59:00-05:00' };
  expect([late, overdue].map((each) => [isLate(each, NOW), isLate({ ...each, state: 'restored' }, NOW)])).toEqual([[true, false], [true, false]]);
  expect(isLate(unhurried, NOW)).toBe(false);
});

test('given a filter without accents, then places still match', () => {
  const scopes = [{ id: 'm', kind: 'place' as const, label: 'Medellín, Antioquia' }, { id: 's', kind: 'place' as const, label: 'Suba' }];
  expect(scopesLike(scopes, 'antio medellin').map(({ id }) => id)).toEqual(['m']);
  expect(scopesLike(scopes, ' ')).toHaveLength(2);
});

test('given open and past outages, then each list has its own, the latest first', () => {
  const list = [outage, { ...outage, id: 'o2', since: '2026-11-22T06:00:00-05:00' }, { ...outage, id: 'o3', state: 'restored' as const }];
  expect([inOrder(list, true).map(({ id }) => id), inOrder(list, false).map(({ id }) => id)]).toEqual([['o2', 'o1'], ['o3']]);
});

test('given a list that was asked for before a change of one\'s own, then it does not take the change back', () => {
  const changed = { ...outage, version: 2, eta: '2026-11-22T09:00:00-05:00' };
  const listed = (...outages: readonly Outage[]) => ({ type: 'listed', outages, scopes: [] }) as const;
  const after = reduceBoard(reduceBoard(EMPTY_BOARD, listed(outage)), { type: 'saved', outage: changed });
  expect(reduceBoard(after, listed(outage)).outages).toEqual([changed]);
  expect(reduceBoard(after, listed({ ...outage, version: 3 })).outages).toEqual([{ ...outage, version: 3 }]);
  expect(reduceBoard(after, listed()).outages).toEqual([]);
});

test('given planned work, then it may begin later and must say when it ends', () => {
  const planned = { ...filled, planned: true, since: '2026-11-23T02:00' };
  expect(faultsOf(planned, NOW)).toEqual({ eta: 'missing' });
  expect(faultsOf({ ...planned, eta: '2026-11-23T01:00' }, NOW)).toEqual({ eta: 'before_start' });
  const good = { ...planned, eta: '2026-11-23T04:00', nextUpdate: '2026-11-22T12:00', confidence: 'high' as const };
  expect(faultsOf(good, NOW)).toEqual({});
  expect(draftOf(good)).toMatchObject({ planned: true, confidence: 'high', since: '2026-11-23T02:00:00-05:00' });
  expect([isToCome({ planned: true, since: '2026-11-23T02:00:00-05:00', state: 'identified' }, NOW), isToCome(outage, NOW)]).toEqual([true, false]);
});

test('given an English text is taken away, then the Spanish one stands for both again; without either, nothing', () => {
  const before = { ...outage, titleEn: 'Cut', causeEn: 'Works', text: 'Vamos hoy', textEn: 'Today' };
  expect(changeOf(before, { ...formOf(before), titleEn: '', causeEn: '', text: '', textEn: '' })).toEqual({ titleEn: 'Corte', causeEn: 'Obra', text: null, textEn: null });
});

test('given somebody else saved meanwhile, then her changes and mine both stand and she is told apart', () => {
  const mine = { ...formOf(outage), cause: 'Cable roto', state: 'repairing' as const };
  const newest: Outage = { ...outage, version: 2, state: 'monitoring', title: 'Corte en Suba' };
  expect(differing(outage, newest)).toEqual(['title', 'state']);
  expect(rebased(mine, outage, newest)).toMatchObject({ title: 'Corte en Suba', cause: 'Cable roto', state: 'repairing' });
});

test('given an estimate that has passed, then a preview does without it', () => {
  expect(previewOf(formOf(outage), NOW)).not.toHaveProperty('eta');
  expect(previewOf({ ...formOf(outage), eta: '2026-11-22T10:00' }, NOW)).toMatchObject({ eta: '2026-11-22T10:00:00-05:00' });
});

test('given an outage for social networks, then it fits a post and leads to the page in its language', () => {
  const long = { ...outage, titleEn: 'Fibre cut', causeEn: 'roadworks.' };
  expect(socialText(outage, 'es', 'https://hilo.example')).toMatch(/^Corte\. Obra\. Desde: .*5:00.*Solución estimada: .*7:00.*Novedades: https:\/\/hilo\.example\/estado#o1$/);
  expect(socialText(long, 'en', 'https://hilo.example')).toMatch(/^Fibre cut\. Roadworks\. Since: .*estado\/en#o1$/);
  expect(socialText({ ...outage, state: 'restored' }, 'es', '')).toContain('El servicio ya volvió.');
  expect(socialText(long, 'en', 'https://hilo.example').length).toBeLessThan(280);
});
