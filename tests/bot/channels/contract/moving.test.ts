/** One case, many channels: a customer goes from one to the other and back, also on a telephone that is not hers. */
import path from 'node:path';
import { ROOT } from '../../../support/sources';
import { openHouse, type House } from '../../../support/in-process';
import { callApi } from '../../../support/server';
import { ADMINISTRATOR } from '../../../support/staff';
import { environmentFor, openMeta, SECRETS } from '../../../support/whatsapp';
import { Chat } from '../../../support/chat';
import { identify, lastCode, repeatedQuestions } from '../../../support/journey';
import type { FakeMeta } from '../../../fake-meta/server';
import { address, type Address } from '../../../../dialogs/ids';

/** Marta: her fibre has no light. */
const MARTA = '573000000001';
const MARTAS_DOCUMENT = '9900000001';

let house: House;
let meta: FakeMeta;
beforeEach(async () => {
  meta = await openMeta();
  house = await openHouse({ ...environmentFor(meta), ...ADMINISTRATOR, FLOWS_DIR: path.join(ROOT, 'flows', 'definitions') });
  await meta.webhooks.subscribe(`${house.url}/webhooks/whatsapp`);
});
afterEach(async () => {
  await house.stop();
  await meta.close();
});

const threadOf = (of: Address) => house.storage.addresses.resolve(of);
const onWhatsApp = (userId: string | null): Address => address('whatsapp', `${SECRETS.phoneNumberId}:${userId}`);
const records = async () => (await callApi<{ visits: readonly object[]; tickets: readonly object[] }>(`${house.url}/api/demo/records`)).body;

test('web, WhatsApp and back is one thread, one visit and no question twice', async () => {
  const before = await records();
  const chat = await Chat.open(house.url);
  await chat.say('no tengo internet, soy ingeniera de sistemas');
  const open = await identify(chat, MARTAS_DOCUMENT);

  const marta = meta.user(MARTA);
  await marta.says('hola');
  const here = await marta.nextBubble();
  expect(here.labels).toEqual(open.choices);
  await marta.taps('Todo está bien');
  const slots = await marta.nextBubble();

  const booked = await chat.say(slots.options[0]?.description ?? '1');
  expect(booked.text).toMatch(/visita/i);
  await marta.says('no tengo internet');
  const again = await marta.nextBubble();

  expect(again.text).toMatch(/visita/i);
  expect(again.labels).not.toEqual(open.choices);
  expect(await threadOf(onWhatsApp(marta.userId))).toBe(await threadOf(address('web', chat.conversation)));
  const after = await records();
  expect([after.visits.length - before.visits.length, after.tickets.length - before.tickets.length]).toEqual([1, 0]);
  expect(await repeatedQuestions(house.url)).toBe(0);
}, 40_000);

test("somebody else's telephone serves her after she proved who she is, and nothing of it is kept with her or its owner", async () => {
  const people = async () => (await callApi<{ customers: readonly unknown[] }>(`${house.url}/api/demo/world`)).body.customers;
  const before = JSON.stringify(await people());
  const neighbour = meta.user('573000000008');
  await neighbour.says('le escribo desde el celular de mi vecino, no tengo internet y soy técnica de redes');
  await neighbour.nextBubble();
  await neighbour.says(MARTAS_DOCUMENT);
  await neighbour.nextBubble();
  await neighbour.says(await lastCode(house.url));
  expect((await neighbour.nextBubble()).text).toMatch(/-40/);

  expect(JSON.stringify(await people())).toBe(before);
});
