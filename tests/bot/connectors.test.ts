/** Webhooks: signed, kept before they are sent, tried again, told apart by their id. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeWebhooks } from '../../bot/connectors/webhooks';
import { isInside, lookupOutside } from '../../bot/connectors/inside';
import { makePost, type Posted } from '../../bot/connectors/post';
import type { CaseRow } from '../../bot/desk/case-row';
import type { Storage } from '../../bot/runtime/ports';
import { openEmbedded } from '../../bot/storage/embedded/open';
import { threadId } from '../../dialogs/ids';
import { freshFolder, removeFolder } from '../support/server';
import { openOffice } from './staff/given';

const ROW: CaseRow = {
  status: 'waiting', reason: 'asked', since: 1, length: 3, epoch: 2, channel: 'web', language: 'es', level: 'basic', number: 'H-1', name: 'Marta', customer: 'C-1',
  priority: 'normal', visits: [1], spent: 0, updatedAt: 1, changed: 1,
};
const THREAD = threadId('t-1');

describe('webhooks', () => {
  let storage: Storage;
  let folder: string;
  const sent: { url: string; body: string; headers: Readonly<Record<string, string>> }[] = [];
  const answers: Posted[] = [];
  const clock = { now: 1_764_000_000_000 };
  const open = () => makeWebhooks({
    records: storage.records, machineNow: () => clock.now,
    send: async (url, body, headers) => {
      sent.push({ url, body, headers });
      return answers.shift() ?? { taken: true, status: 200 };
    },
  });
  beforeEach(async () => {
    folder = freshFolder();
    storage = await openEmbedded(folder, {});
    sent.length = answers.length = 0;
  });
  afterEach(async () => {
    await storage.close();
    removeFolder(folder);
  });

  test('a case that is handed off is told once, signed over time and body, without a name', async () => {
    const webhooks = open();
    const added = await webhooks.add({ url: 'https://crm.example/hook', events: ['case.handed_off'] });
    await webhooks.tell('case.handed_off', THREAD, ROW);
    await webhooks.tell('case.handed_off', THREAD, ROW);
    await webhooks.tell('case.closed', THREAD, ROW);
    await Promise.all([webhooks.sweep(), open().sweep()]);
    expect(sent).toHaveLength(1);
    const [{ body, headers } = { body: '', headers: {} as Readonly<Record<string, string>> }] = sent;
    const signature = createHmac('sha256', added?.secret ?? '').update(`${headers['x-hilo-timestamp'] ?? ''}.${body}`).digest('hex');
    expect(headers['x-hilo-signature']).toBe(`v1=${signature}`);
    expect(JSON.parse(body)).toMatchObject({ id: headers['x-hilo-delivery'], event: 'case.handed_off', case: { thread: 't-1', number: 'H-1' } });
    expect(body).not.toMatch(/Marta|C-1/);
    expect(JSON.stringify(await webhooks.list())).not.toContain(added?.secret);
  });

  test('what WhatsApp told of the account is told once to who asked for it, under an id of its own', async () => {
    const webhooks = open();
    await webhooks.add({ url: 'https://crm.example/hook', events: ['case.closed'] });
    await webhooks.add({ url: 'https://noc.example/hook', events: ['channel.alarm'] });
    const alarm = { id: 'a1', channel: 'whatsapp', about: 'template', event: 'PAUSED', severity: 'critical', detail: 'respuesta · es', at: '2026-11-22T10:00:00.000Z' } as const;
    await webhooks.alarm(alarm);
    await webhooks.alarm(alarm);
    await webhooks.sweep();
    expect(sent.map(({ url }) => url)).toEqual(['https://noc.example/hook']);
    const { body = '', headers = {} } = sent[0] ?? {};
    expect(JSON.parse(body)).toEqual({
      id: headers['x-hilo-delivery'], event: 'channel.alarm', at: alarm.at,
      alarm: { channel: 'whatsapp', about: 'template', event: 'PAUSED', severity: 'critical', detail: 'respuesta · es' },
    });
  });

  test('a receiver that is away hears it later, also after a restart; given up, it can be sent again', async () => {
    const { webhook } = (await open().add({ url: 'https://crm.example/hook', events: ['case.closed'] })) ?? {};
    const id = webhook?.id ?? '';
    await open().tell('case.closed', THREAD, ROW);
    for (let tries = 0; tries < 12; tries += 1) {
      answers.push({ taken: false, status: 500, reason: 'answered 500' });
      await open().sweep();
      await open().sweep();
      clock.now += 4_000_000;
    }
    expect(sent).toHaveLength(12);
    expect(await open().deliveries(id)).toMatchObject([{ state: 'failed', tries: 12, status: 500, reason: 'answered 500' }]);
    const [delivery] = await open().deliveries(id);
    expect(await open().redeliver(id, delivery?.id ?? '')).toBe(true);
    await open().sweep();
    expect(await open().deliveries(id)).toMatchObject([{ state: 'delivered', tries: 1 }]);
    expect(new Set(sent.map(({ headers }) => headers['x-hilo-delivery'])).size).toBe(1);
  });

  test('one that is removed is told nothing more, and what was sent to it goes with it', async () => {
    const { webhook } = (await open().add({ url: 'https://crm.example/hook', events: ['case.closed'] })) ?? {};
    const id = webhook?.id ?? '';
    await open().tell('case.closed', THREAD, ROW);
    expect(await open().remove(id)).toBe(true);
    await open().sweep();
    expect(sent).toEqual([]);
    for (let call = 0; call < 8; call += 1) await storage.records.forget(clock.now);
    expect(await storage.records.get(`webhook:${id}`)).toBeNull();
    expect(await open().remove(id)).toBe(false);
  });

  test('nobody at the address is a word, not a crash', async () => {
    expect(await makePost({ allowInside: true })('http://127.0.0.1:1/hook', '{}', {})).toEqual({ taken: false, reason: 'not reachable' });
  });

  test('what a receiver says comes back as a word; where it points to is not followed', async () => {
    const heard: string[] = [];
    const receiver = createServer((request, response) => {
      heard.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.statusCode = request.url === '/moved' ? 302 : 204;
      response.setHeader('location', '/elsewhere');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    const post = makePost({ allowInside: true });
    expect(await post(`http://127.0.0.1:${port}/hook`, '{}', {})).toEqual({ taken: true, status: 204 });
    expect(await post(`http://127.0.0.1:${port}/moved`, '{}', {})).toEqual({ taken: false, status: 302, reason: 'answered 302' });
    expect(await makePost({ allowInside: false })(`http://127.0.0.1:${port}/hook`, '{}', {})).toEqual({ taken: false, reason: 'not an address outside' });
    expect(heard).toEqual(['POST /hook', 'POST /moved']);
    receiver.close();
  });

  test('a name that leads into the house is refused at the call, whatever it led to when it was registered', async () => {
    const looked = await new Promise((resolve) => lookupOutside('localhost', {}, resolve));
    expect(looked).toMatchObject({ message: 'inside of the house' });
  });

  test.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '[::1]', '[::ffff:10.0.0.1]', '[fd00::1]', '[fe80::1]', 'localhost', 'crm.localhost'])(
    '%s is inside', (host) => expect(isInside(host)).toBe(true),
  );
  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '[2606:4700::1111]', 'crm.example', 'localhost.example'])('%s is not', (host) => expect(isInside(host)).toBe(false));
});

test('over HTTP, an administrator names receivers outside of the house only, and sees the secret once', async () => {
  const office = await openOffice();
  const token = await office.signInAs('administrator');
  const add = (url: string) => office.call('POST', '/api/staff/webhooks', { token, body: { url, events: ['case.closed'] } });
  for (const url of ['http://crm.example/x', 'https://localhost/x', 'https://169.254.169.254/latest', 'https://10.0.0.7/x', 'javascript:alert(1)', 'https://[::1]/x']) {
    expect([url, (await add(url)).status]).toEqual([url, 400]);
  }
  const made = await add('https://crm.example/x');
  expect([made.status, made.body]).toMatchObject([201, { webhook: { active: true }, secret: expect.stringMatching(/^[\w-]{43}$/) }]);
  expect(JSON.stringify((await office.call('GET', '/api/staff/webhooks', { token })).body)).not.toContain('secret');
  await office.close();
});
