/** Cases and outages over HTTP: what the desks are asked, and how their answers are told. */
import { openOffice, OUTAGE, SUMMARY, type Office } from './given';

describe('cases over HTTP', () => {
  let office: Office;
  let token: string;
  beforeAll(async () => {
    office = await openOffice();
    token = await office.signInAs('agent');
  });
  afterAll(() => office.close());
  beforeEach(() => void office.asked.splice(0));

  const post = (path: string, body: unknown = {}) => office.call('POST', `/api/staff/cases/${path}`, { token, body });

  it('given waiting cases, they are listed; one is read from a position on', async () => {
    expect((await office.call('GET', '/api/staff/cases', { token })).body).toMatchObject({ cases: [SUMMARY], total: 1 });
    expect((await office.call('GET', '/api/staff/cases/t-1?from=2', { token })).body).toMatchObject({ summary: SUMMARY, transcript: [{ position: 2 }] });
    expect(office.asked.at(-1)).toEqual(['detail', 't-1', 2]);
    expect((await office.call('GET', '/api/staff/cases/t-1?from=-1', { token })).body.error).toMatchObject({ field: 'from' });
    expect((await office.call('GET', '/api/staff/cases/nothing', { token })).status).toBe(404);
  });

  it('given a claim, it is made in the name of the session', async () => {
    expect((await post('t-1/claim')).body).toEqual({ summary: SUMMARY });
    expect(office.asked).toEqual([['claim', 't-1', 'Camilo (agent)']]);
  });

  it('given a case that Ana has, who has it is told', async () => {
    const taken = await post('t-ana/claim');
    expect([taken.status, taken.body.error]).toEqual([
      409, { code: 'Taken', message: 'Ana has this case.', message_es: 'Ana tiene este caso.', by: 'Ana' },
    ]);
    expect((await post('nothing/claim')).status).toBe(404);
  });

  it('given a message, it goes to the desk with the id of the client', async () => {
    expect((await post('t-1/messages', { id: 'm-1', text: ' Hola, soy Camilo ' })).status).toBe(200);
    expect(office.asked).toEqual([['say', 't-1', 'Camilo (agent)', { id: 'm-1', text: 'Hola, soy Camilo' }]]);
    expect((await post('t-ana/messages', { id: 'm-1', text: 'hola' })).body.error?.['code']).toBe('NotYours');
    expect((await post('t-1/messages', { id: 'm-2', text: '  ' })).body.error?.['field']).toBe('text');
    expect((await post('t-1/messages', { id: 'm-2', text: 'x'.repeat(4_001) })).body.error?.['field']).toBe('text');
    expect((await post('t-1/messages', { id: 'm-2', text: 'x', agent: 'Ana' })).status).toBe(400);
  });

  it('given a case given back, how', async () => {
    expect((await post('t-1/give-back', { how: 'continue' })).status).toBe(200);
    expect((await post('t-1/give-back', { how: 'later' })).body.error?.['field']).toBe('how');
    expect((await post('nothing/give-back', { how: 'close' })).status).toBe(404);
    expect(office.asked[0]).toEqual(['giveBack', 't-1', 'Camilo (agent)', { how: 'continue' }]);
  });
});

describe('outages over HTTP', () => {
  let office: Office;
  let token: string;
  beforeAll(async () => {
    office = await openOffice();
    token = await office.signInAs('administrator');
  });
  afterAll(() => office.close());

  const draft = { title: 'Corte de fibra', state: 'investigating', scope: ['place:usme'], since: '2026-11-22T08:00:00-05:00' };

  it('given the board, outages and scopes', async () => {
    expect((await office.call('GET', '/api/staff/outages', { token })).body).toMatchObject({ outages: [OUTAGE], scopes: [{ id: 'place:usme' }] });
  });

  it('given a draft, it is declared in the name of the session; a patch touches only its fields', async () => {
    const made = await office.call('POST', '/api/staff/outages', { token, body: draft });
    expect([made.status, made.body]).toMatchObject([201, { outage: { id: 'o-1', state: 'investigating' } }]);
    const changed = await office.call('PATCH', '/api/staff/outages/o-1', { token, body: { state: 'restored' } });
    expect(changed.body).toMatchObject({ outage: { state: 'restored' } });
    expect(office.asked).toEqual([
      ['declare', draft, 'Camilo (administrator)'],
      ['change', 'o-1', { state: 'restored' }, 'Camilo (administrator)'],
    ]);
  });

  it('given faults, the field; given an unknown outage, 404', async () => {
    const fault = async (body: object) => (await office.call('POST', '/api/staff/outages', { token, body: { ...draft, ...body } })).body.error?.['field'];
    expect(await fault({ since: 'ayer' })).toBe('since');
    expect(await fault({ scope: [] })).toBe('scope');
    expect(await fault({ scope: ['place:nowhere'] })).toBe('scope.0');
    expect((await office.call('PATCH', '/api/staff/outages/none', { token, body: {} })).status).toBe(404);
  });
});
