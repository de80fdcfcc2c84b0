/** P3 over time, with the demo clock: five hours, four days and a week are played in seconds. */
import { Chat } from '../support/chat';
import { identify, install, pass, repeatedQuestions, type Installation } from '../support/journey';
import { callApi, type Server } from '../support/server';
import { makeStreet, type Street } from '../support/street';

const street = makeStreet();
afterAll(() => street.end());

describe.each(['embedded', 'redis'] as const)('on the %s store', (kind) => {
  let house: Installation;
  let server: Server;
  let chat: Chat;

  const opens = async (where?: Street): Promise<void> => {
    house = await install(kind, where);
    server = await house.start();
    chat = await Chat.open(server.url);
    await chat.say('se me fue el internet y yo de eso no sé nada');
    await identify(chat, '9900000001');
  };
  afterEach(() => house.dispose());

  test('silence is met with one reminder, not with a stream of them', async () => {
    await opens(street);
    const open = chat.last();
    await pass(server.url, '5h');
    await chat.look();

    expect(chat.replies().filter(({ choices }) => String(choices) === String(open.choices))).toHaveLength(2);
  });

  test('five hours later the line is read again and one question asks whether to go on; killed in between, the same step is open', async () => {
    await opens();
    const open = chat.last();
    await pass(server.url, '5h');
    await chat.look();
    const back = await chat.say('hola, ya volví');
    expect(back.text).toMatch(/de nuevo[\s\S]*5 horas[\s\S]*estado de la línea: [\s\S]*¿Seguimos\?$/i);
    expect(back.choices).toEqual(['Sí', 'No']);

    await server.kill('SIGKILL');
    server = await house.start();
    chat.base = server.url;
    const again = await chat.say('sí, sigamos');

    expect(again.choices).toEqual(open.choices);
    const still = await chat.say('hola, ¿sigue ahí?');
    expect(still.choices).toEqual(open.choices);
    expect(`${again.text} ${still.text}`).not.toMatch(/hola/i);
    expect(await repeatedQuestions(server.url)).toBe(0);
  });

  test('five hours later an answer is simply taken', async () => {
    await opens(street);
    const open = chat.last();
    await pass(server.url, '5h');
    await chat.look();
    const next = await chat.say(open.choices[0] ?? '');

    expect(next.choices.join() === open.choices.join() && next.text.includes(open.text)).toBe(false);
    expect(next.text).not.toMatch(/de nuevo/i);
  });

  test('four days later it asks once whether the problem is still there, and what is old is measured and asked again', async () => {
    await opens(street);
    const open = chat.last();
    await pass(server.url, '4d');
    await chat.look();
    const back = await chat.say('buenos días');
    expect(back.text).toMatch(/4 días/);
    const again = await chat.say('sí');

    expect(again.text).toMatch(/puede haber cambiado/);
    expect(again.choices).toEqual(open.choices);
    expect(chat.script()).not.toMatch(/cédula[\s\S]*cédula/);
    expect(await repeatedQuestions(server.url)).toBe(0);
  });

  test('four days later a line that healed meanwhile is not troubleshot', async () => {
    await opens(street);
    await pass(server.url, '4d');
    await chat.look();
    await chat.say('buenos días');
    const bye = await chat.say('no, ya me volvió el internet');

    expect(bye.text).toMatch(/buena noticia/i);
  });

  test('time only moves forward', async () => {
    await opens(street);
    const { status } = await callApi(`${server.url}/api/demo/clock`, 'POST', { now: '2020-01-01T00:00:00-05:00' });
    expect(status).toBe(409);
  });
});
