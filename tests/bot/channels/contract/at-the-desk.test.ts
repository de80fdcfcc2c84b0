/** What comes and fails on WhatsApp, as the person who takes the case sees it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseDetail } from '../../../../bot/web/contracts';
import type { Bubble } from '../../../fake-meta/phone';
import type { FakeMeta } from '../../../fake-meta/server';
import { openHouse, type House } from '../../../support/in-process';
import { pass } from '../../../support/journey';
import { PNG } from '../../../support/pictures';
import { callApi } from '../../../support/server';
import { ADMINISTRATOR, openTheDesk, Staff } from '../../../support/staff';
import { environmentFor, openMeta } from '../../../support/whatsapp';

/** The telephone of who has that service. */
const OF_S_1007 = '573000000007';

let house: House;
let meta: FakeMeta;
let agent: Staff;

beforeAll(async () => {
  meta = await openMeta();
  house = await openHouse({ ...environmentFor(meta), ...ADMINISTRATOR, WHATSAPP_TEMPLATE_AGENT: 'agent_answered', WHATSAPP_TEMPLATE_NOTICE: 'service_notice' });
  await meta.webhooks.subscribe(`${house.url}/webhooks/whatsapp`);
  await openTheDesk(house.url);
  agent = await Staff.signIn(house.url);
});
afterAll(async () => {
  await house.stop();
  await meta.close();
});

const attachments = ({ transcript }: CaseDetail) => transcript.flatMap((item) => item.attachments ?? []);
const events = ({ transcript }: CaseDetail) => transcript.flatMap(({ kind, text }) => (kind === 'event' ? [text] : []));
const withAgent = async (number: string) => {
  const customer = meta.user(number, { hidesPhone: true });
  await customer.says('asesor');
  await customer.nextBubble();
  const { thread } = await agent.nextCase();
  await agent.claim(thread);
  await customer.nextBubble();
  return { customer, thread };
};

test('a photo from her telephone is seen in the case, behind the sign-in of staff', async () => {
  const { customer, thread } = await withAgent('573170000001');
  await customer.sends(customer.message('image', { image: { ...meta.files.keep(PNG, 'image/png'), caption: 'el módem' } }));
  const [photo] = attachments(await agent.detail(thread));
  const url = `${house.url}${photo?.url ?? ''}`;
  const { body } = await agent.call<{ token: string }>('POST', 'session', { email: ADMINISTRATOR.STAFF_BOOTSTRAP_EMAIL, password: ADMINISTRATOR.STAFF_BOOTSTRAP_PASSWORD });
  const shown = await fetch(url, { headers: { authorization: `Bearer ${body.token}` } });

  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await shown.arrayBuffer()).equals(PNG)).toBe(true);
  expect((await fetch(url)).status).toBe(401);
});

test('an answer that WhatsApp could not bring stands in the case', async () => {
  const { customer, thread } = await withAgent('573170000002');
  await agent.answer(thread, 'Ya lo reviso.');
  const bubble = await customer.nextBubble();
  await meta.reports(bubble.wamid, 'failed', [131026]);

  // The webhook is answered when the news is stored; it is decided a moment later.
  const told = 'undelivered: 131026 cannot be delivered to this person';
  for (let look = 0; look < 200 && !events(await agent.detail(thread)).includes(told); look += 1) await pause(20);
  expect(events(await agent.detail(thread))).toContain(told);
});

test('how far each answer got is seen with it, in whatever order WhatsApp tells', async () => {
  const { customer, thread } = await withAgent('573170000004');
  await agent.answer(thread, 'Ya lo reviso.');
  const { wamid } = await customer.nextBubble();
  for (const status of ['read', 'sent', 'delivered', 'read']) expect(await meta.reports(wamid, status)).toBe(200);
  const { transcript, deliveries } = await agent.detail(thread);
  const { position = -1 } = transcript.find(({ text }) => text === 'Ya lo reviso.') ?? {};

  expect(deliveries[position]).toEqual({ state: 'read' });
});

test('an answer after a day of her silence reaches her as a template', async () => {
  const { customer, thread } = await withAgent('573170000003');
  customer.wasSilent();
  await agent.answer(thread, 'Ya quedó.\nCuéntenos cómo le fue.');

  expect(await customer.nextBubble()).toMatchObject({ kind: 'template', text: 'Ya quedó. Cuéntenos cómo le fue.' });
});

test('who was told of an outage two days ago hears that it is over as a template', async () => {
  const outage = await callApi<{ id: string }>(`${house.url}/api/demo/outages`, 'POST', {
    title: 'Corte de fibra', state: 'identified', services: ['S-1007'], resources: [], places: [], since: '-10m', cause: 'Un poste caído', eta: '+30h',
  });
  const customer = meta.user(OF_S_1007);
  const told = async (what: RegExp): Promise<Bubble> => {
    for (;;) {
      const bubble = await customer.nextBubble(20_000);
      if (what.test(bubble.text)) return bubble;
    }
  };
  await customer.says('no tengo internet, no sé nada de eso');
  expect((await told(/poste/)).kind).not.toBe('template');
  await pass(house.url, '47h');
  await callApi(`${house.url}/api/demo/outages/${outage.body.id}`, 'PATCH', { state: 'restored' });

  expect(await told(/volvió|solucion|restable|ya quedó/i)).toMatchObject({ kind: 'template' });
}, 60_000);
