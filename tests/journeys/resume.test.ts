/** P3 under failure: killed processes, a second process, a store that goes away, a resent message. */
import { Chat } from '../support/chat';
import { identify, install, type Installation } from '../support/journey';
import type { Server } from '../support/server';

describe('a killed server', () => {
  test.each(['embedded', 'redis'] as const)('goes on at the same question when it is started again (%s)', async (kind) => {
    const house = await install(kind);
    try {
      const first = await house.start();
      const chat = await Chat.open(first.url);
      await chat.say('se me fue el internet, no sé nada de eso');
      const open = await identify(chat, '9900000001');

      await first.kill('SIGKILL');
      const second = await house.start();
      chat.base = second.url;
      await chat.look();
      expect(chat.last()).toEqual(open);
      const next = await chat.say(open.choices[0] ?? '');

      expect(next.id).not.toBe(open.id);
      expect(chat.script()).not.toMatch(/cédula[\s\S]*cédula/);
    } finally {
      await house.dispose();
    }
  });

  test('decides after the restart what it had accepted before', async () => {
    const house = await install('redis');
    try {
      const first = await house.start();
      const chat = await Chat.open(first.url);
      const before = chat.replies().length;
      const posting = chat.post('no tengo internet, soy técnico de redes');
      const { status } = await posting;
      await first.kill('SIGKILL');
      expect(status).toBe(200);

      chat.base = (await house.start()).url;
      const reply = await chat.nextReply(before);
      expect(reply.text).toMatch(/cédula/i);
    } finally {
      await house.dispose();
    }
  }, 180_000);
});

describe('two processes on one Redis', () => {
  let house: Installation;
  let one: Server;
  let other: Server;

  beforeAll(async () => {
    house = await install('redis');
    [one, other] = [await house.start(), await house.start()];
  });
  afterAll(() => house.dispose());

  test('when one is killed the other answers the next message', async () => {
    const third = await house.start();
    const chat = await Chat.open(third.url);
    await chat.say('no tengo internet, soy técnico de redes');

    await third.kill('SIGKILL');
    chat.base = other.url;
    const diagnosis = await identify(chat, '9900000001');

    expect(diagnosis.text).toMatch(/-40/);
  });

  test('each message goes to the process that has least to do, and the order holds', async () => {
    const chat = await Chat.open(one.url);
    for (const [index, text] of ['no tengo internet, soy técnico de redes', '9900000001'].entries()) {
      chat.base = index % 2 === 0 ? other.url : one.url;
      await chat.say(text);
    }
    expect(chat.last().text).toMatch(/código/i);
  });

  test('a message that is delivered twice, once to each, counts once', async () => {
    const chat = await Chat.open(one.url);
    const before = chat.replies().length;
    const first = await chat.post('no tengo internet, soy técnico de redes', 'same');
    chat.base = other.url;
    const second = await chat.post('no tengo internet, soy técnico de redes', 'same');
    await chat.nextReply(before);
    await chat.look();

    expect(second).toEqual(first);
    expect(chat.seen.filter(({ by }) => by === 'customer')).toHaveLength(1);
  });
});

describe('Redis away', () => {
  test('nothing is accepted that cannot be kept, nothing accepted is lost, and it goes on by itself', async () => {
    const house = await install('redis');
    try {
      const server = await house.start();
      const chat = await Chat.open(server.url);
      await chat.say('no tengo internet, soy técnico de redes');

      await house.redis?.kill();
      const refused = await chat.post('9900000001', 'while away');
      expect(refused.status).toBe(503);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(503);

      await house.redis?.start();
      await untilReady(server.url);
      const before = chat.replies().length;
      expect((await chat.post('9900000001', 'while away')).status).toBe(200);
      expect((await chat.nextReply(before)).text).toMatch(/código/i);
    } finally {
      await house.dispose();
    }
  }, 180_000);
});

const untilReady = async (url: string): Promise<void> => {
  for (let look = 0; look < 1_200; look += 1) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not become ready again');
};
