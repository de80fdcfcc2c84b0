/** What did not go as it should, for staff: listed without a word of what was said, and sent again from there. */
import { threadId } from '../../../dialogs/ids';
import type { KeyedEffect } from '../../../bot/runtime/ports';
import { committed, decision, deliver, incoming, reply, thread, web } from '../../contracts/given';
import { openOffice, type Office } from './given';

describe('the backlog over HTTP', () => {
  let office: Office;
  let token: string;
  beforeAll(async () => {
    office = await openOffice();
    token = await office.signInAs('agent');
  });
  afterAll(() => office.close());

  const get = async (path: string) => (await office.call('GET', `/api/staff/${path}`, { token })).body;

  it('given a delivery that failed too often, it is listed and sent again once', async () => {
    const { threads, outbox } = office.storage;
    await threads.accept(incoming('mi cédula es 1020'));
    const { effects } = committed(await threads.commit(decision(0, { entries: [reply('secreto')], effects: [deliver], owes: false })));
    await outbox.settle(effects.map(({ key, token: held }) => ({ key, thread, token: held, end: 'failed', reason: 'HTTP 500' })));
    const { letters, total } = (await get('dead-letters')) as unknown as { letters: readonly { id: string }[]; total: number };
    expect(total).toBe(1);
    expect(letters).toEqual([
      { id: expect.any(String), thread, kind: 'deliver', channel: 'web', end: 'failed', reason: 'HTTP 500', at: expect.any(String) },
    ]);
    const again = () => office.call('POST', `/api/staff/dead-letters/${letters[0]?.id}/resend`, { token });
    expect((await again()).status).toBe(200);
    expect(await outbox.claim(0, 10)).toMatchObject([{ effect: deliver, failures: 0 }]);
    expect((await again()).status).toBe(404);
    expect(await get('dead-letters')).toEqual({ letters: [], total: 0 });
  });

  it('given an answer that its channel does not take, its customer is listed with that channel; news that she did not ask for are not', async () => {
    const { threads, outbox } = office.storage;
    const of = threadId('held');
    const news = { kind: 'deliver', to: web, entries: [0], notice: 'b' } as const;
    await threads.accept(incoming('hola?', { thread: of }));
    const { effects } = committed(await threads.commit(decision(0, { thread: of, entries: [reply('secreto')], effects: [deliver, news], owes: false })));
    const putOff = ({ key, token: held }: KeyedEffect): Promise<void> => outbox.settle([{ key, thread: of, token: held, end: 'retry', afterMs: 600_000, reason: '190', failed: false }]);
    const before = Date.now();
    await Promise.all(effects.filter(({ effect }) => 'notice' in effect).map(putOff));
    office.machineNow = before + 31_000;
    expect(await get('unanswered')).toEqual({ customers: [] });
    await Promise.all(effects.filter(({ effect }) => !('notice' in effect)).map(putOff));
    expect(await get('unanswered')).toEqual({ customers: [{ thread: of, since: expect.any(String), heldAt: 'web' }] });
    await outbox.settle(effects.map(({ key, token: held }) => ({ key, thread: of, token: held, end: 'performed' })));
    expect(await get('unanswered')).toEqual({ customers: [] });
  });

  it('given that nobody told anything of a channel, the list of alarms is empty', async () => {
    expect(await get('channel-alarms')).toEqual({ alarms: [] });
  });

  it.each(['nonsense', Buffer.from('t/1').toString('base64url'), Buffer.from('t/1/0').toString('base64url')])('given an id that is none (%s), nothing is sent', async (id) => {
    expect((await office.call('POST', `/api/staff/dead-letters/${id}/resend`, { token })).status).toBe(404);
  });

  it('given a customer whose message nobody decides, she is listed with the time since when she waits', async () => {
    const before = Date.now();
    await office.storage.threads.accept(incoming('hola?'));
    office.machineNow = before + 29_000;
    expect(await get('unanswered')).toEqual({ customers: [] });
    office.machineNow = before + 31_000;
    const { customers } = (await get('unanswered')) as unknown as { customers: readonly { thread: string; since: string }[] };
    expect(customers.map((one) => one.thread)).toEqual([thread]);
    expect(Math.abs(Date.parse(customers[0]?.since ?? '') - before)).toBeLessThan(2_000);
  });
});
