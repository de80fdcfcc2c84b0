/** WhatsApp against the fake Meta: a known number, somebody else's telephone, and a case that began on the web. */
import type { FakeMeta } from '../fake-meta/server';
import { Chat } from '../support/chat';
import { identify, install, lastCode, type Installation } from '../support/journey';
import type { Server } from '../support/server';
import { makeStreet } from '../support/street';
import { connect, environmentFor, openMeta } from '../support/whatsapp';

/** Marta: her fibre has no light. */
const MARTA = '573000000001';
const MARTAS_DOCUMENT = '9900000001';

const street = makeStreet();
afterAll(() => street.end());

describe.each(['embedded', 'redis'] as const)('WhatsApp on the %s store', (kind) => {
  let house: Installation;
  let server: Server;
  let meta: FakeMeta;

  beforeEach(async () => {
    meta = await openMeta();
    house = await install(kind, street);
    server = await house.start(environmentFor(meta));
    await connect(meta, server);
  });
  afterEach(async () => {
    await house.dispose();
    await meta.close();
  });

  test('a customer who writes from her own number is asked nothing about herself', async () => {
    const marta = meta.user(MARTA);
    await marta.says('No tengo internet, soy ingeniera de sistemas');
    const diagnosis = await marta.nextBubble();

    expect(diagnosis.text).toMatch(/-40/);
    expect(diagnosis.options.map(({ title }) => title)).toContain('Todo está bien');
    await marta.taps('Todo está bien');
    expect((await marta.nextBubble()).text).toMatch(/horario/i);
  });

  test('the same webhook delivered twice counts once', async () => {
    const marta = meta.user(MARTA);
    const message = marta.text('No tengo internet, soy ingeniera de sistemas');
    await marta.sends(message);
    await marta.sends(message);
    await marta.nextBubble();
    await marta.says('gracias');
    await marta.nextBubble();
    expect(marta.sees()).toHaveLength(2);
  });

  test('a case that was cut on the web goes on where it was', async () => {
    const chat = await Chat.open(server.url);
    await chat.say('se me fue el internet, no sé nada de eso');
    const open = await identify(chat, MARTAS_DOCUMENT);

    const marta = meta.user(MARTA);
    await marta.says('hola');
    const here = await marta.nextBubble();

    expect(here.text).toMatch(/Marta/);
    expect(here.options.map(({ title }) => title)).toEqual(open.choices);
    await chat.look();
    expect(chat.seen.at(-1)?.text).toBe(here.text);
  });

  test("from somebody else's telephone she is served after proving who she is, and its owner's account stays closed", async () => {
    const neighbour = meta.user('573000000008');
    await neighbour.says('le escribo desde el celular de mi vecino, no tengo internet y soy técnica de redes');
    expect((await neighbour.nextBubble()).text).toMatch(/cédula/i);
    await neighbour.says(MARTAS_DOCUMENT);
    expect((await neighbour.nextBubble()).text).toMatch(/código/i);
    await neighbour.says(await lastCode(server.url));

    expect((await neighbour.nextBubble()).text).toMatch(/-40/);
    expect(neighbour.sees().map(({ text }) => text).join('\n')).not.toMatch(/suspendido|Gustavo/);
  });

  test('a code carries the case to a telephone that nobody knows, once', async () => {
    const chat = await Chat.open(server.url);
    await chat.say('se me fue el internet, no sé nada de eso');
    const open = await identify(chat, MARTAS_DOCUMENT);
    const offered = await chat.say('quiero seguir por whatsapp');
    const code = /HILO-[A-Z0-9]{8}/.exec(offered.text)?.[0] ?? '';

    const stranger = meta.user('573009999999');
    await stranger.says(code);
    expect((await stranger.nextBubble()).options.map(({ title }) => title)).toEqual(open.choices);
    const other = meta.user('573008888888');
    await other.says(code);
    expect((await other.nextBubble()).text).toMatch(/no existe o ya venció/i);
  });

  test('a tap on an old button is told apart', async () => {
    const marta = meta.user(MARTA);
    await marta.says('No tengo internet, soy ingeniera de sistemas');
    await marta.nextBubble();
    await marta.taps('Todo está bien');
    await marta.nextBubble();
    await marta.taps('Algo no es así');

    expect((await marta.nextBubble()).text).toMatch(/anterior/);
  });
});

describe('WhatsApp on two processes of one Redis', () => {
  let house: Installation;
  let meta: FakeMeta;
  beforeEach(async () => {
    meta = await openMeta();
    house = await install('redis');
  });
  afterEach(async () => {
    await house.dispose();
    await meta.close();
  });

  test('the one goes on where the other died: each message once, in order, and what failed late goes out as its news demand', async () => {
    const environment = { ...environmentFor(meta), WHATSAPP_TEMPLATE_REMINDER: 'question_open' };
    const [one, other] = [await house.start(environment), await house.start(environment)];
    const person = meta.user('573190000001', { hidesPhone: true });
    const message = person.text('hola');
    await connect(meta, one);
    await person.sends(message);
    const greeting = await person.nextBubble();
    await connect(meta, other);
    await person.sends(message);
    await person.says('no sé');
    const asked = await person.nextBubble();
    expect(asked.kind).toBe('list');

    await one.kill();
    // The one that is left never sent that greeting and never heard of it before.
    for (const status of ['delivered', 'sent', 'delivered']) await meta.reports(greeting.wamid, status);
    await meta.reports(asked.wamid, 'failed', [131047]);
    expect(await person.nextBubble()).toMatchObject({ kind: 'template', text: expect.stringContaining('1) ') as string });
    await person.taps(asked.labels[0] ?? '');
    const next = await person.nextBubble();

    expect(next.kind).not.toBe('template');
    expect(person.sees()).toHaveLength(4);
  });
});
