/** One conversation in several tabs and over reloads: it goes on everywhere, and nothing that was written is lost or sent twice. */
import { openChoices } from '../../bot/web/chat-state';
import { openStore } from '../../bot/web/store';
import { FakeLine, memoryShelf, openPage, shown } from './fake-line';

const PHOTO = { name: 'modem.jpg', type: 'image/jpeg', data: `data:image/jpeg;base64,${btoa('bytes')}` };
const choices = { suggestedActions: { actions: [{ type: 'postBack', title: 'Sí', value: { step: 'lights' } }, { type: 'imBack', title: 'No', value: 'No' }] } };

describe('in two tabs', () => {
  test('given one conversation, when one of them speaks and taps, then both show the same, once, and neither offers what was answered', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const [first, second] = [await openPage(line, shelf), await openPage(line, shelf)];
    first.chat.say('desde una');
    await line.pass(10);
    second.chat.say('desde la otra');
    await line.pass(10);
    line.say('¿Tiene luces?', choices);
    const [yes] = openChoices(first.chat.state);
    expect(openChoices(second.chat.state)).toHaveLength(2);
    if (yes !== undefined) first.chat.choose(yes);
    await line.pass(10);
    for (const { chat } of [first, second]) {
      expect(shown(chat)).toEqual(['bot: Hola', 'me: desde una', 'me: desde la otra', 'bot: ¿Tiene luces?', 'me: Sí']);
      expect(openChoices(chat.state)).toEqual([]);
    }
    expect(line.conversations.size).toBe(1);
  });

  test('given a conversation that is gone, then both go on in one new conversation', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const [first, second] = [await openPage(line, shelf), await openPage(line, shelf)];
    line.conversations.delete('c1');
    first.chat.say('¿siguen ahí?');
    await line.pass(3_000);
    second.chat.wake(true);
    await line.pass(3_000);
    expect(line.conversations.size).toBe(1);
    expect(first.store.session()?.conversationId).toBe('c2');
    line.say('Sí, aquí seguimos');
    for (const { chat } of [first, second]) expect(shown(chat).at(-1)).toBe('bot: Sí, aquí seguimos');
  });
});

describe('over a reload', () => {
  test('given a conversation, when the page opens again, then the whole history is back and nothing begins anew', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const first = await openPage(line, shelf);
    first.chat.say('mi historia');
    await line.pass(10);
    const { chat } = await openPage(line, shelf);
    expect(shown(chat)).toEqual(['bot: Hola', 'me: mi historia']);
    expect(line.conversations.size).toBe(1);
    expect(line.requests.at(-1)).toBe('GET /conversations/c1?watermark=');
  });

  test('given unsent messages, when the page opens again, then they go out in order with the same ids', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const first = await openPage(line, shelf);
    line.cut();
    first.chat.say('uno');
    line.now += 5;
    first.chat.say('dos');
    await line.pass(100);
    line.up = true;
    const second = await openPage(line, shelf);
    await line.pass(3_000);
    expect(shown(second.chat)).toEqual(['bot: Hola', 'me: uno', 'me: dos']);
    expect(second.store.unsent()).toEqual([]);
  });
});

describe('over a reload of what was not sent', () => {
  test('given a photo written without a network, when the page opens again with one, then it goes out once, with its words', async () => {
    const line = new FakeLine();
    const shelf = memoryShelf();
    const { chat } = await openPage(line, shelf);
    line.cut();
    chat.say('el módem', PHOTO);
    line.up = true;
    const later = await openPage(line, shelf);
    expect(shown(later.chat)).toEqual(['bot: Hola', 'me: el módem']);
    // The first page still runs: what both of them sent is one message by its id.
    expect(new Set(line.posted.map((activity) => JSON.stringify(activity['channelData']))).size).toBe(1);
    expect(line.posted[0]).toMatchObject({ text: 'el módem', attachments: [{ name: 'modem.jpg' }] });
  });

  test('given words that were typed only, when the page opens again, then they are there, and gone once they were sent', () => {
    const shelf = memoryShelf();
    openStore(() => shelf).keepDraft('no me ha');
    expect(openStore(() => shelf).draft()).toBe('no me ha');
    openStore(() => shelf).keepDraft('');
    expect(openStore(() => shelf).draft()).toBe('');
  });
});
