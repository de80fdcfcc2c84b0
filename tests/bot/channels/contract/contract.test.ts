/** One contract for all channels: the same conversation, the same promises, over each channel's real wire. */
import type { CustomerEntry } from '../../../../dialogs/transcript';
import { openHouse, type House } from '../../../support/in-process';
import { pass } from '../../../support/journey';
import { PNG } from '../../../support/pictures';
import { ADMINISTRATOR, openTheDesk, Staff } from '../../../support/staff';
import { environmentFor, openMeta } from '../../../support/whatsapp';
import { startConnector } from '../azure/given';
import { ask, CUSTOMERS, told, type Customer, type Shown, type Wires } from './customers';

let house: House;
let wires: Wires;
let boss: Staff;

beforeAll(async () => {
  const [meta, connector] = [await openMeta(), await startConnector()];
  house = await openHouse({ ...environmentFor(meta), ...ADMINISTRATOR, ALLOW_ANONYMOUS_BOT: '1' });
  wires = { url: house.url, meta, connector };
  await meta.webhooks.subscribe(`${house.url}/webhooks/whatsapp`);
  await openTheDesk(house.url);
  boss = await Staff.signIn(house.url);
});
afterAll(async () => {
  await house.stop();
  await wires.meta.close();
  await wires.connector.close();
});

const heardFrom = async ({ address }: Customer): Promise<readonly CustomerEntry[]> =>
  (await house.transcript(address)).flatMap((entry) => (entry.kind === 'customer' ? [entry] : []));

/** A picture with a place in it, before its end. */
const withPlace = (png: Buffer): Buffer => {
  const [end, body] = [png.length - 12, Buffer.from('Location\0 4.6097 -74.0817')];
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write('tEXt', 4, 'latin1');
  return Buffer.concat([png.subarray(0, end), head, body, Buffer.alloc(4), png.subarray(end)]);
};

/** The question itself, without what stands around it. */
const askedIn = ({ text }: Shown): string => /¿[^?]+\?/.exec(text)?.[0] ?? 'no question';

describe.each(['web', 'whatsapp', 'azure'] as const)('a customer on %s', (name) => {
  let customer: Customer;
  beforeEach(async () => {
    customer = await CUSTOMERS[name](wires);
  });

  const withAgent = async (): Promise<{ readonly thread: string; readonly agent: Staff }> => {
    await ask(customer, (her) => her.says('asesor'));
    const { thread } = await boss.nextCase();
    await ask(customer, async () => void (await boss.claim(thread)));
    return { thread, agent: boss };
  };

  test('is heard in the order in which she wrote, each message once', async () => {
    const lines = ['hola', 'tengo un problema', 'con algo', 'que no sé qué es'];
    for (const [index, line] of lines.entries()) await customer.says(line, `order-${name}-${index}`);
    await customer.says('hola', `order-${name}-0`);
    await told(customer, 0);

    expect((await heardFrom(customer)).map(({ text }) => text)).toEqual(lines);
  });

  test('gets her own words back at most once, and unchanged', async () => {
    await ask(customer, (her) => her.says('¿Señal "baja"? <b>no</b> & 👩🏽‍🚀 ñandú'));
    const [heard] = await heardFrom(customer);
    expect(heard?.text).toBe('¿Señal "baja"? <b>no</b> & 👩🏽‍🚀 ñandú');
    expect(await customer.echoes()).toEqual(name === 'web' ? [heard?.text] : []);
    expect((await customer.sees()).map(({ text }) => text)).not.toContain(heard?.text);
  });

  test('sees choices, taps one, and it is taken as that choice', async () => {
    const question = await ask(customer, (her) => her.says('algo no me funciona'));
    const television = question.choices.find((label) => /tele/i.test(label)) ?? '';
    const answer = await ask(customer, (her) => her.taps(television));

    expect(question.choices.length).toBeGreaterThan(2);
    expect(answer.text).not.toBe(question.text);
    const entries = await house.transcript(customer.address);
    expect(entries.filter(({ kind }) => kind === 'customer')).toHaveLength(2);
    expect((await heardFrom(customer)).at(-1)?.text).toBe(television);
  });

  test('with a person: the bot is silent, a long answer comes whole, and no letter of it is cut', async () => {
    const { thread } = await withAgent();
    await customer.says('¿sigue ahí?');
    const before = (await customer.sees()).length;
    const long = Array.from({ length: 300 }, (_, line) => `${line} 👨‍👩‍👧‍👦🇨🇴 ñ`).join(' ').slice(0, 3_900).trim();
    expect((await boss.answer(thread, long, `long-${name}`)).status).toBe(200);
    const pieces = await told(customer, before);

    expect(pieces.map(({ text }) => text.replace(/^.{1,40}?: (?=0 )/, '')).join(' ')).toBe(long);
    expect(await customer.sees()).toHaveLength(before + pieces.length);
  });

  test("gets an agent's photo, without what the camera wrote into it", async () => {
    const { thread } = await withAgent();
    const before = (await customer.sees()).length;
    expect(await boss.sendFiles(thread, `Así se ve, ${name}`, [{ bytes: withPlace(PNG), type: 'image/png', name: 'módem.png' }])).toBe(200);
    const [shown] = await told(customer, before);

    expect(shown?.text).toContain(`Así se ve, ${name}`);
    expect((await shown?.file?.())?.equals(PNG)).toBe(true);
  });

  test('is spoken to first: a reminder comes by itself, once', async () => {
    const question = await ask(customer, (her) => her.says('no tengo internet'));
    const before = (await customer.sees()).length;
    await pass(house.url, '35m');
    const [reminder] = await told(customer, before);

    expect(reminder?.text).toContain(askedIn(question));
    expect(await customer.sees()).toHaveLength(before + 1);
  });

  test('who comes back goes on where she was', async () => {
    const question = await ask(customer, (her) => her.says('no tengo internet'));
    await pass(house.url, '20m');
    const before = (await customer.sees()).length;
    await customer.says('hola, ya volví');
    const [back] = await told(customer, before);

    expect(back?.text).toMatch(/de nuevo/i);
    expect(back?.text).toContain(askedIn(question));
  });
});
