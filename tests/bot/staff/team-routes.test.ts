/** Who leads the desk says what work suits whom, and no more; an administrator sees and ends the sessions of colleagues. */
import type { SessionRow } from '../../../bot/web/desk-contracts';
import { openOffice, PASSWORD, type Office } from './given';

let office: Office;
let camilo: string;
let boss: string;
beforeAll(async () => {
  office = await openOffice();
  const added = await office.accounts.add({ name: 'Camilo', email: 'camilo@hilo.test', role: 'agent', password: PASSWORD });
  if (!added.ok) throw new Error('Camilo could not be added');
  camilo = added.user.id;
  boss = await office.signInAs('administrator');
});
afterAll(() => office.close());

test('given a supervisor, she says what cases suit an agent and how many at once; what she leaves out stays', async () => {
  const token = await office.signInAs('supervisor');
  const patch = (body: object) => office.call('PATCH', `/api/staff/agents/${camilo}`, { token, body });
  const skills = { levels: ['advanced'], languages: ['en'], services: ['gpon'], zones: ['Suba'] };
  expect((await patch({ skills, capacity: 4 })).body['agent']).toMatchObject({ id: camilo, skills, capacity: 4 });
  expect((await patch({ capacity: 5 })).body['agent']).toMatchObject({ skills, capacity: 5 });
  expect((await patch({ skills: { levels: [] } })).body['agent']).toMatchObject({ skills: {}, capacity: 5 });
});

test('given who she is, what she may do, or somebody who is not at the desk, that is not for here', async () => {
  const token = await office.signInAs('supervisor');
  const patch = (id: string, body: object) => office.call('PATCH', `/api/staff/agents/${id}`, { token, body });
  for (const body of [{ role: 'administrator' }, { password: 'una-clave-nueva' }, { name: 'x' }, { capacity: 0 }, { skills: { levels: ['wizard'] } }]) {
    expect((await patch(camilo, body)).status).toBe(400);
  }
  const [administrator] = (await office.accounts.list()).filter(({ role }) => role === 'administrator');
  expect((await patch(administrator?.id ?? '', { capacity: 1 })).status).toBe(404);
  const agent = await office.signInAs('agent');
  expect((await office.call('PATCH', `/api/staff/agents/${camilo}`, { token: agent, body: { capacity: 99 } })).status).toBe(403);
});

test('given two devices of a colleague, an administrator sees both and ends one; the other goes on; nobody else may look', async () => {
  const signIn = async (device: string): Promise<string> => {
    const reply = await office.call('POST', '/api/staff/session', { body: { email: 'camilo@hilo.test', password: PASSWORD }, headers: { 'user-agent': device } });
    return String(reply.body['token']);
  };
  const [laptop, phone] = [await signIn('Mozilla Firefox Windows'), await signIn('Mozilla Chrome Android')];
  const sessions = async () => (await office.call('GET', `/api/staff/users/${camilo}/sessions`, { token: boss })).body['sessions'] as readonly SessionRow[];
  const lost = (await sessions()).find(({ device }) => device.includes('Windows'));
  expect((await sessions()).map(({ device }) => device).sort()).toEqual(['Chrome, Android', 'Firefox, Windows']);
  const end = (id: string) => office.call('DELETE', `/api/staff/users/${camilo}/sessions/${id}`, { token: boss });
  expect([(await end(lost?.id ?? '')).status, (await end(lost?.id ?? '')).status]).toEqual([200, 404]);
  const isIn = async (token: string) => (await office.call('GET', '/api/staff/session', { token })).body['user'] !== null;
  expect([await isIn(laptop), await isIn(phone)]).toEqual([false, true]);
  expect((await office.call('GET', `/api/staff/users/${camilo}/sessions`, { token: phone })).status).toBe(403);
});
