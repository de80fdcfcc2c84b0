/** The chat over good and bad lines: it resumes by itself, sends everything once, and says no more than it must. */
import { openChoices } from '../../bot/web/chat-state';
import { FakeLine, memoryShelf, openPage, shown } from './fake-line';

const PHOTO = { name: 'modem.jpg', type: 'image/jpeg', data: `data:image/jpeg;base64,${btoa('bytes')}` };
const choices = { suggestedActions: { actions: [{ type: 'postBack', title: 'Sí', value: { step: 'lights' } }, { type: 'imBack', title: 'No', value: 'No' }] } };

describe('on a good line', () => {
  test('given a first visit, when the page opens, then a conversation begins and the greeting shows', async () => {
    const line = new FakeLine();
    const { chat, store } = await openPage(line, memoryShelf());
    expect(shown(chat)).toEqual(['bot: Hola']);
    expect(store.session()).toMatchObject({ conversationId: 'c1', watermark: '1' });
  });

  test('given a message, when it is echoed and answered, then the order is the server\'s', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    chat.say('  sin internet ');
    expect(shown(chat)).toEqual(['bot: Hola', 'me*: sin internet']);
    await line.pass(10);
    line.say('Lo siento');
    expect(shown(chat)).toEqual(['bot: Hola', 'me: sin internet', 'bot: Lo siento']);
    expect(line.posted[0]).toMatchObject({ locale: 'es', channelData: { clientActivityID: 'id2' } });
  });

  test('given buttons, when one is tapped twice, then its title shows once, its value goes along, and the buttons are gone', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.say('¿Tiene luces?', choices);
    const [yes] = openChoices(chat.state);
    for (const tapped of [yes, yes]) if (tapped !== undefined) chat.choose(tapped);
    expect(openChoices(chat.state)).toEqual([]);
    await line.pass(10);
    expect(line.posted).toHaveLength(1);
    expect(line.posted[0]).toMatchObject({ text: 'Sí', value: { step: 'lights' }, channelData: { postBack: true } });
  });

  test('given the bot types, when nothing follows for six seconds, then the mark goes', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.frame(JSON.stringify({ activities: [{ type: 'typing', from: { role: 'bot' } }] }));
    expect(chat.state.typing).toBe(true);
    await line.pass(6_000);
    expect(chat.state.typing).toBe(false);
  });

  test('given somebody writes, then a person who reads along is told every four seconds, and the bot never', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    const marks = (): number => line.posted.filter(({ type }) => type === 'typing').length;
    chat.typed();
    line.say('Ya está con usted Ana', { channelData: { notice: 'claimed' } });
    for (let key = 0; key < 10; key++) {
      chat.typed();
      await line.pass(1_000);
    }
    expect(marks()).toBe(3);
    line.say('Hola', { from: { role: 'bot', name: 'Ana' } });
    chat.typed();
    line.cut();
    chat.typed();
    await line.pass(5_000);
    expect(marks()).toBe(3);
    line.up = true;
    await line.pass(30_000);
    chat.typed();
    line.say('Seguimos', { from: { role: 'bot', name: 'Hilo' } });
    await line.pass(5_000);
    chat.typed();
    await line.pass(10);
    expect(marks()).toBe(4);
  });

  test('given a person wrote, then it is told once that it was seen, when it is: not behind another page, not the bot\'s words', async () => {
    const line = new FakeLine();
    let looking = false;
    const { chat } = await openPage(line, memoryShelf(), () => looking);
    const told = (): unknown[] => line.posted.flatMap(({ name, value }) => (name === 'hilo/seen' ? [value] : []));
    line.say('Ya está con usted Ana', { channelData: { notice: 'claimed' } });
    line.say('Hola, soy Ana', { from: { role: 'bot', name: 'Ana' } });
    await line.pass(10_000);
    expect(told()).toEqual([]);
    looking = true;
    chat.wake(false);
    await line.pass(10);
    expect(told()).toEqual(['3']);
    for (let more = 0; more < 5; more++) line.say(`Y ${more}`, { from: { role: 'bot', name: 'Ana' } });
    line.say('Sigo yo', { from: { role: 'bot', name: 'Hilo' } });
    chat.look();
    await line.pass(10_000);
    expect(told()).toEqual(['3', '8']);
  });

  test('given the line breaks while it is told, then it is told when the line is back', async () => {
    const line = new FakeLine();
    await openPage(line, memoryShelf(), () => true);
    line.loseAnswers = true;
    line.say('Hola, soy Ana', { from: { role: 'bot', name: 'Ana' } });
    await line.pass(1_000);
    line.loseAnswers = false;
    line.cut();
    await line.pass(10_000);
    line.up = true;
    const before = line.posted.length;
    await line.pass(60_000);
    expect(line.posted.slice(before).map(({ name, value }) => [name, value])).toEqual([['hilo/seen', '2']]);
  });

  test('given an open socket, then an empty frame goes out every twenty seconds', async () => {
    const line = new FakeLine();
    await openPage(line, memoryShelf());
    await line.pass(60_000);
    expect(line.heartbeats).toEqual(['', '', '']);
  });

  test('given a photo, when it goes out, then it shows with how far it is, and its preview stays when it comes back', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    chat.say('', PHOTO);
    expect(chat.state.pending[0]).toMatchObject({ text: '', delivery: 'sending', files: [{ url: PHOTO.data }] });
    await line.pass(10);
    expect(chat.state.pending).toEqual([]);
    expect(chat.state.items.at(-1)).toMatchObject({ author: 'me', delivery: 'sent', files: [{ url: PHOTO.data, name: 'modem.jpg' }] });
    expect(line.posted[0]).toMatchObject({ attachments: [{ contentType: 'image/jpeg', name: 'modem.jpg' }], channelData: { clientActivityID: 'id2' } });
  });

  test('given a message the server refuses for good, then it says so and the next one still goes', async () => {
    const line = new FakeLine();
    const { chat, store } = await openPage(line, memoryShelf());
    chat.say('demasiado');
    chat.say('corto');
    await line.pass(10);
    expect(shown(chat)).toEqual(['bot: Hola', 'me: corto', 'me!: demasiado']);
    expect(store.unsent()).toEqual([]);
  });
});

describe('when the line fails', () => {
  test('given a killed server, when it is back, then the same page goes on and what was written goes out once', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.cut();
    chat.say('uno');
    chat.say('dos');
    await line.pass(3 * 60_000);
    expect(shown(chat)).toEqual(['bot: Hola', 'me*: uno', 'me*: dos']);
    line.up = true;
    line.say('Volví');
    await line.pass(30_000);
    expect(shown(chat)).toEqual(['bot: Hola', 'bot: Volví', 'me: uno', 'me: dos']);
    expect(line.requests.filter((request) => request.includes('watermark=1')).length).toBeGreaterThan(3);
  });

  test('given an hour without a server, then it keeps trying at most thirty seconds apart', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.cut();
    await line.pass(3_600_000);
    const before = line.requests.length;
    await line.pass(300_000);
    expect(line.requests.length - before).toBeGreaterThanOrEqual(10);
    line.up = true;
    await line.pass(30_000);
    expect(chat.state.link).toBe('online');
  });

  test('given a stumble shorter than a second and a half, then nothing is said; a longer one is told', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.cut();
    await line.pass(1_400);
    expect(chat.state.hint).toBe(false);
    await line.pass(200);
    expect(chat.state.hint).toBe(true);
    line.up = true;
    await line.pass(30_000);
    expect(chat.state.hint).toBe(false);
  });

  test('given a long wait before the next try, when the network is back, then it reconnects at once', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.cut();
    await line.pass(600_000);
    line.up = true;
    chat.wake(true);
    await line.pass(1);
    expect(chat.state.link).toBe('online');
  });

  test('given a socket that died silently, when a post is taken but not shown back, then the stream is renewed', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.deafen();
    chat.say('¿hay alguien?');
    await line.pass(6_000);
    line.say('Aquí estoy');
    expect(shown(chat)).toEqual(['bot: Hola', 'me: ¿hay alguien?', 'bot: Aquí estoy']);
  });

  test('given a server that sends heartbeats, when they stop, then the stream is renewed', async () => {
    const line = new FakeLine();
    await openPage(line, memoryShelf());
    line.frame('');
    line.deafen();
    await line.pass(61_000);
    expect(line.openSockets).toBe(1);
  });

  test('given sockets that never open, then it polls every two seconds and goes back to sockets when they work', async () => {
    const line = new FakeLine();
    line.socketsWork = false;
    const { chat } = await openPage(line, memoryShelf());
    await line.pass(4_000);
    chat.say('hola');
    await line.pass(10);
    line.say('Por sondeo');
    await line.pass(2_000);
    expect(shown(chat)).toEqual(['bot: Hola', 'me: hola', 'bot: Por sondeo']);
    expect(chat.state.hint).toBe(false);
    line.socketsWork = true;
    await line.pass(40_000);
    const polls = line.requests.filter((request) => request.includes('/activities?')).length;
    await line.pass(10_000);
    expect(line.requests.filter((request) => request.includes('/activities?')).length).toBe(polls);
  });

  test('given an answer that got lost, when the post is repeated, then it carries the same id and shows once', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.socketsWork = false;
    line.loseAnswers = true;
    line.deafen();
    chat.say('una vez');
    await line.pass(3_000);
    line.loseAnswers = false;
    line.socketsWork = true;
    await line.pass(10_000);
    expect(line.posted.length).toBeGreaterThan(1);
    expect(new Set(line.posted.map((activity) => JSON.stringify(activity['channelData']))).size).toBe(1);
    chat.wake(true);
    await line.pass(10);
    expect(shown(chat)).toEqual(['bot: Hola', 'me: una vez']);
  });
});

describe('when the server does not accept us', () => {
  test('given an aged token, then it is renewed for the same conversation and nobody notices', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.goodTokens.clear();
    chat.say('sigo aquí');
    await line.pass(10);
    expect(shown(chat)).toEqual(['bot: Hola', 'me: sigo aquí']);
    expect(line.conversations.size).toBe(1);
  });

  test('given a page that stays open for weeks, then its token is renewed twice a day and no more', async () => {
    const line = new FakeLine();
    const { chat, store } = await openPage(line, memoryShelf());
    const before = store.session()?.token;
    await line.pass(25 * 3_600_000);
    expect(line.requests.filter((request) => request.endsWith('/tokens/refresh'))).toHaveLength(2);
    expect(store.session()?.token).not.toBe(before);
    expect(line.openSockets).toBe(1);
    expect(shown(chat)).toEqual(['bot: Hola']);
  });

  test('given a conversation that is gone, then a new one begins, says so, and takes the unsent words along', async () => {
    const line = new FakeLine();
    const { chat } = await openPage(line, memoryShelf());
    line.say('¿Tiene luces?', choices);
    line.conversations.delete('c1');
    const [yes] = openChoices(chat.state);
    if (yes !== undefined) chat.choose(yes);
    await line.pass(3_000);
    expect(shown(chat)).toEqual(['bot: Hola', 'bot: ¿Tiene luces?', '(new conversation)', 'bot: Hola', 'me: Sí']);
    expect(line.posted.at(-1)).not.toHaveProperty('value');
  });
});

describe('a signed-in visitor', () => {
  test('given a proof, when the conversation is replaced, then the proof goes to the new one too and is never stored', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const { chat } = await openPage(line, shelf);
    chat.identify('a.b.c');
    await line.pass(10);
    line.conversations.clear();
    chat.wake(true);
    await line.pass(3_000);
    expect(line.posted.map((activity) => activity['name'])).toEqual(['hilo/identify', 'hilo/identify']);
    expect(Array.from({ length: shelf.length }, (_, index) => shelf.getItem(shelf.key(index) ?? '')).join()).not.toContain('a.b.c');
  });
});
