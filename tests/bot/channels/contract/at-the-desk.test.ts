/** What comes and fails on WhatsApp, as the person who takes the case sees it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseDetail } from '../../../../bot/web/contracts';
import type { FakeMeta } from '../../../fake-meta/server';
import { openHouse, type House } from '../../../support/in-process';
import { PNG } from '../../../support/pictures';
import { ADMINISTRATOR, openTheDesk, Staff } from '../../../support/staff';
import { environmentFor, openMeta } from '../../../support/whatsapp';

let house: House;
let meta: FakeMeta;
let agent: Staff;

beforeAll(async () => {
  meta = await openMeta();
  house = await openHouse({ ...environmentFor(meta), ...ADMINISTRATOR, WHATSAPP_TEMPLATE_AGENT: 'agent_answered' });
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

test('an answer after a day of her silence reaches her as a template', async () => {
  const { customer, thread } = await withAgent('573170000003');
  customer.wasSilent();
  await agent.answer(thread, 'Ya quedó.\nCuéntenos cómo le fue.');

  expect(await customer.nextBubble()).toMatchObject({ kind: 'template', text: 'Ya quedó. Cuéntenos cómo le fue.' });
});
