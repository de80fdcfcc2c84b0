/** Requests by their deadline as staff see them: the nearest first, warned before it passes, and only for those who may. */
import type { PqrRow } from '../../../bot/web/pqr-contracts';
import { openOffice, type Office } from './given';

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

test('given requests on file, then open ones come by deadline and count business days, answered ones behind them', async () => {
  const { status, body } = await office.call('GET', '/api/staff/pqrs', { token: await office.signInAs('supervisor') });
  const rows = body['pqrs'] as readonly PqrRow[];
  expect(status).toBe(200);
  // Today is Wednesday, 31 December 1969; the first of January and Epiphany's Monday (the 12th) are no business days.
  expect(rows.map(({ id, daysLeft, alert }) => [id, daysLeft, alert])).toEqual([
    ['R-1', -3, 'overdue'], ['R-4', 1, 'urgent'], ['R-2', 12, undefined], ['R-3', 6, undefined],
  ]);
  expect(rows[2]).toMatchObject({ cun: '9999-70-0000000002', kind: 'complaint', state: 'open', thread: 't-2' });
});

test('given an editor, then other people\'s requests are none of hers', async () => {
  expect((await office.call('GET', '/api/staff/pqrs', { token: await office.signInAs('editor') })).status).toBe(403);
  expect((await office.call('GET', '/api/staff/pqrs')).status).toBe(401);
});

test('given a customer\'s wish to be forgotten, then a lead carries it out, and hears what must be kept', async () => {
  const token = await office.signInAs('supervisor');
  const gone = await office.call('DELETE', '/api/staff/cases/hers', { token });
  expect([gone.status, (gone.body['kept'] as readonly { readonly what: string }[]).map(({ what }) => what)]).toEqual([200, ['audit', 'figures', 'operator']]);
  const later = await office.call('DELETE', '/api/staff/cases/busy', { token });
  expect([later.status, later.body['later']]).toEqual([202, true]);
  const kept = await office.call('DELETE', '/api/staff/cases/proof', { token });
  expect([kept.status, kept.body.error?.['code']]).toEqual([409, 'MustBeKept']);
  expect(kept.body.error?.['message_es']).toContain('9999-70-0000000002');
  expect((await office.call('DELETE', '/api/staff/cases/hers', { token: await office.signInAs('agent') })).status).toBe(403);
});

test('given a claim about data, then a lead settles it, with a reason where it could not be done', async () => {
  const token = await office.signInAs('supervisor');
  const settle = (id: string, body: object, as = token) => office.call('POST', `/api/staff/pqrs/${id}/settle`, { token: as, body });
  expect(await settle('R-6', { done: true, how: '' })).toMatchObject({ status: 200, body: { deleted: 2, kept: 1 } });
  expect((await settle('R-6', { done: false, how: ' ' })).status).toBe(422);
  expect((await settle('R-7', { done: true, how: '' })).body.error?.['code']).toBe('NotClosed');
  expect((await settle('R-1', { done: true, how: '' })).status).toBe(404);
  expect((await settle('R-6', { done: true, how: '' }, await office.signInAs('agent'))).status).toBe(403);
});
