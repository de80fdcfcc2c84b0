/** The stock `botframework-directlinejs`, unmodified: sends, hears, loses its socket, and goes on after a kill. */
import { randomUUID } from 'node:crypto';
import type { Activity, DirectLine as StockClient } from 'botframework-directlinejs';
import WebSocket from 'ws';
import { identify, install, lastCode, type Installation } from '../support/journey';
import { Chat } from '../support/chat';
import { callApi, type Server } from '../support/server';
import { makeStreet, type Street } from '../support/street';
import { until } from '../support/until';

interface StockModule {
  readonly DirectLine: new (options: object) => StockClient;
}

/** In Node the stock client needs these two globals and nothing else. */
const loadStock = (): StockModule => {
  Object.assign(globalThis, { XMLHttpRequest: jest.requireActual<object>('xhr2'), WebSocket });
  return jest.requireActual<StockModule>('botframework-directlinejs');
};

const LONGEST_MS = 45_000;

/** One stock client and what it heard. */
class Stock {
  readonly heard: Activity[] = [];
  private waiting: (() => void)[] = [];

  constructor(private readonly client: StockClient) {
    client.activity$.subscribe({
      next: (activity) => {
        this.heard.push(activity);
        this.waiting.splice(0).forEach((go) => go());
      },
      // The stock client tells its own end as an error.
      error: () => undefined,
    });
  }

  /** What did not arrive the stock client calls `retry`: its users send it again under the name that it had, as Web Chat does. */
  async post(text: string): Promise<void> {
    const activity = { type: 'message', from: { id: 'dl_ignored' }, text, channelData: { clientActivityID: randomUUID() } } as Activity;
    await until(async () => (await this.postOnce(activity)) !== 'retry', () => `"${text}" was never taken`);
  }

  private postOnce(activity: Activity): Promise<string> {
    return new Promise((resolve, reject) => this.client.postActivity(activity).subscribe(resolve, reject));
  }

  bot(): readonly Activity[] {
    return this.heard.filter(({ type, from }) => type === 'message' && from.role === 'bot');
  }

  async reply(before: number): Promise<Activity> {
    const deadline = Date.now() + LONGEST_MS;
    for (;;) {
      const found = this.bot()[before];
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`the stock client heard nothing new after ${before} messages`);
      await Promise.race([new Promise<void>((go) => this.waiting.push(go)), new Promise((go) => setTimeout(go, 200))]);
    }
  }

  async say(text: string): Promise<string> {
    const before = this.bot().length;
    await this.post(text);
    const reply = await this.reply(before);
    return 'text' in reply ? (reply.text ?? '') : '';
  }

  end(): void {
    this.client.end();
  }
}

const street = makeStreet();
afterAll(() => street.end());

describe('the stock Direct Line client', () => {
  let house: Installation;
  let server: Server;
  let stock: Stock;
  let token: string;

  const connect = (more: object = {}): Stock =>
    new Stock(new (loadStock().DirectLine)({ token, domain: `${server.url}/v3/directline`, random: () => 0, ...more }));

  const opens = async (where?: Street): Promise<void> => {
    house = await install('embedded', where);
    server = await house.start();
    ({ body: { token } } = await callApi<{ token: string }>(`${server.url}/v3/directline/tokens/generate`, 'POST', {}));
    stock = connect();
  };
  afterEach(async () => {
    stock.end();
    await house.dispose();
  });

  test('is greeted, asks for help and is led to a diagnosis', async () => {
    await opens(street);
    await stock.reply(0);
    await stock.say('No tengo internet, soy ingeniero de sistemas');
    await stock.say('9900000001');
    const diagnosis = await stock.say(await lastCode(server.url));

    expect(diagnosis).toMatch(/-40/);
    const echoes = stock.heard.filter(({ from }) => from.role === 'user');
    expect(echoes.map((activity) => ('text' in activity ? activity.text : '')).slice(0, 2)).toEqual([
      'No tengo internet, soy ingeniero de sistemas', '9900000001',
    ]);
    expect(new Set(stock.heard.map(({ id }) => id)).size).toBe(stock.heard.length);
  });

  test('keeps its place when the server is killed and comes back', async () => {
    await opens();
    await stock.reply(0);
    await stock.say('No tengo internet, soy ingeniero de sistemas');
    const { port } = server;

    await server.kill('SIGKILL');
    server = await house.start({ PORT: String(port) });

    const next = await stock.say('9900000001');
    expect(next).toMatch(/código/i);
    expect(stock.bot().filter((activity) => 'text' in activity && /cédula/.test(activity.text ?? ''))).toHaveLength(1);
  }, 120_000);

  test('polls when sockets are not wanted', async () => {
    await opens(street);
    const polling = connect({ webSocket: false, pollingInterval: 200 });
    await polling.reply(0);
    expect(await polling.say('No tengo internet, soy ingeniero de sistemas')).toMatch(/cédula/i);
    polling.end();
  });

  test('and our own client see the same conversation', async () => {
    await opens(street);
    const chat = await Chat.open(server.url);
    await chat.say('No tengo internet, soy ingeniero de sistemas');
    await identify(chat, '9900000001');
    token = chat.token;
    const late = connect({ conversationId: chat.conversation, watermark: '0' });
    await late.reply(chat.replies().length - 1);

    expect(late.bot().map(({ id }) => id)).toEqual(chat.replies().map(({ id }) => id));
    late.end();
  });
});
