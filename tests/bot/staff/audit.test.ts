/** What the staff did stays written: in order, for who may read it, and a line that was changed shows. */
import { openOffice, type Office } from './given';

describe('the record of the staff', () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  test('changes and looks at cases are recorded without a word of what was written; failures are not', async () => {
    const token = await office.signInAs('agent');
    const post = (path: string, body: unknown) => office.call('POST', `/api/staff/cases/${path}`, { token, body });
    await post('t-1/claim', {});
    await post('t-1/messages', { id: 'm', text: 'un secreto' });
    await post('t-1/give-back', { how: 'continue' });
    await post('t-ana/messages', { id: 'm', text: 'hola' });
    await office.call('GET', '/api/staff/cases/t-1', { token });
    await office.call('GET', '/api/staff/cases/t-1', { token });
    const auditor = await office.signInAs('auditor');
    const { body } = await office.call('GET', '/api/staff/audit', { token: auditor });
    const records = (body as unknown as { records: readonly { action: string; thread?: string; detail?: string }[] }).records;
    expect(records.map(({ action }) => action).sort()).toEqual(['cases.claim', 'cases.give-back', 'cases.messages', 'cases.see']);
    expect(JSON.stringify(records)).not.toContain('secreto');
    expect(records.find(({ action }) => action === 'cases.give-back')?.detail).toBe('how: continue');
    expect((await office.call('GET', '/api/staff/audit', { token })).status).toBe(403);
    expect((await office.call('GET', '/api/staff/audit?from=ayer', { token: auditor })).status).toBe(400);
  });

  test('many at once lose nothing, and a changed line shows', async () => {
    const user = { id: 'u1', name: 'Ana', email: 'a@b.co', role: 'agent' } as const;
    await Promise.all(Array.from({ length: 30 }, (_, index) => office.audit.append({ user, action: `act.${index}` })));
    for (let more = 0; more < 220; more += 1) await office.audit.append({ user, action: 'more' });
    const day = new Date(office.machineNow).toISOString().slice(0, 10);
    const first = await office.audit.read({ from: day, to: day });
    const rest = await office.audit.read({ from: day, to: day, cursor: first.cursor });
    expect(first.records.length + rest.records.length).toBe(250);
    expect(await office.audit.broken(day)).toEqual([]);
    const name = (await Promise.all(Array.from({ length: 8 }, async (_, lane) => ({ lane, stored: await office.storage.records.get(`audit:${day}:${lane}:0`) })))).find(({ stored }) => stored);
    const rows = JSON.parse(name?.stored?.json ?? '[]') as { action: string; id: string }[];
    const changed = rows.map((row, index) => (index === 7 ? { ...row, action: 'nothing' } : row));
    await office.storage.records.put(`audit:${day}:${name?.lane ?? 0}:0`, JSON.stringify(changed), name?.stored?.version ?? 0);
    expect(await office.audit.broken(day)).toEqual([rows[7]?.id]);
  });
});
