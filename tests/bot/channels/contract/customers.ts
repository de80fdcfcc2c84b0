/** One customer on each channel, who can do the same things everywhere: say, tap, see. Each speaks her channel's own wire. */
import { setTimeout as pause } from 'node:timers/promises';
import { address, type Address } from '../../../../dialogs/ids';
import type { FakeMeta } from '../../../fake-meta/server';
import { Chat } from '../../../support/chat';
import type { Connector } from '../azure/given';
import { SECRETS } from '../../../support/whatsapp';

export interface Shown {
  readonly text: string;
  readonly choices: readonly string[];
  /** The bytes of a file that came with it, as she sees or saves them. */
  file?(): Promise<Buffer>;
}

export interface Customer {
  readonly address: Address;
  /** Resolves when the channel has acknowledged it; the same id is the same message, delivered again. */
  says(text: string, id?: string): Promise<void>;
  taps(label: string): Promise<void>;
  /** What was said to her, without her own words. */
  sees(): Promise<readonly Shown[]>;
  /** Her own words, as often as her channel brought them back. */
  echoes(): Promise<readonly string[]>;
}

export interface Wires {
  /** Of the server. */
  readonly url: string;
  readonly meta: FakeMeta;
  readonly connector: Connector;
}

const LONGEST_WAIT_MS = 30_000;

/** Waits until she was told more than `before` things; gives what came. */
export const told = async (customer: Customer, before: number): Promise<readonly Shown[]> => {
  for (const deadline = Date.now() + LONGEST_WAIT_MS; ; await pause(15)) {
    const seen = await customer.sees();
    if (seen.length > before) return seen.slice(before);
    if (Date.now() > deadline) throw new Error(`nothing more came; on her screen:\n${seen.map(({ text }) => text).join('\n')}`);
  }
};

/** Says or taps something and gives the first reply. */
export const ask = async (customer: Customer, act: (who: Customer) => Promise<void>): Promise<Shown> => {
  const before = (await customer.sees()).length;
  await act(customer);
  const [first] = await told(customer, before);
  return first ?? { text: '', choices: [] };
};

let count = 0;
const next = (): number => (count += 1);

const onWeb = async ({ url }: Wires): Promise<Customer> => {
  const chat = await Chat.open(url);
  const post = async (text: string, id?: string): Promise<void> => {
    const { status } = await chat.post(text, id);
    if (status !== 200) throw new Error(`the web answered ${status}`);
  };
  const look = async (by: 'bot' | 'customer') => (await chat.look(), chat.seen.filter((said) => said.by === by));
  return { address: address('web', chat.conversation), says: post, taps: (label) => post(label), sees: async () => (await look('bot')).map((said) => ({ ...said, ...(said.files?.[0] !== undefined && { file: () => bytesAt(said.files?.[0]) }) })), echoes: async () => (await look('customer')).map(({ text }) => text) };
};

const bytesAt = async (url = ''): Promise<Buffer> => {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`the file was answered with ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

const onWhatsApp = ({ meta }: Wires): Promise<Customer> => {
  const person = meta.user(`57311${String(next()).padStart(7, '0')}`);
  const sent = new Map<string, ReturnType<typeof person.text>>();
  const acknowledged = async (status: Promise<number>): Promise<void> => {
    if ((await status) !== 200) throw new Error('the webhook was not acknowledged');
  };
  const whole = person.sees.bind(person);
  return Promise.resolve({
    address: address('whatsapp', `${SECRETS.phoneNumberId}:${person.userId ?? person.number}`),
    says(text, id = `m${next()}`) {
      const message = sent.get(id) ?? person.text(text);
      sent.set(id, message);
      return acknowledged(person.sends(message));
    },
    taps: (label) => acknowledged(person.taps(label)),
    sees: () => Promise.resolve(whole().map(({ text, options, file }) => ({
      text, choices: options.map(({ title, description }) => description ?? title), ...(file && { file: () => Promise.resolve(meta.files.sendable(file.id, 'image')?.bytes ?? Buffer.alloc(0)) }),
    }))),
    echoes: () => Promise.resolve([]),
  });
};

const onAzure = ({ url, connector }: Wires): Promise<Customer> => {
  const conversation = `conv-${next()}`;
  const says = async (text: string, id = `a${next()}`): Promise<void> => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message', id, text, channelId: 'emulator', serviceUrl: connector.url, conversation: { id: conversation },
        from: { id: 'rosa', role: 'user' }, recipient: { id: 'hilo', role: 'bot' }, timestamp: new Date().toISOString(),
      }),
    });
    if (response.status !== 200) throw new Error(`the endpoint answered ${response.status}`);
  };
  const own = () => connector.sent.filter(({ path, type }) => type === 'message' && path.includes(`/${conversation}/`));
  return Promise.resolve({
    address: address('emulator', conversation),
    says,
    taps: (label) => says(label),
    sees: () => Promise.resolve(own().map(({ text = '', suggestedActions }) => {
      const link = /https?:\S+\/media\/\S+/.exec(text)?.[0];
      // The address is the one that the server knows of itself, which in this process is not the port it got.
      return { text, choices: suggestedActions?.actions.map(({ title }) => title) ?? [], ...(link !== undefined && { file: () => bytesAt(link.replace(/^https?:\/\/[^/]+/, url)) }) };
    })),
    echoes: () => Promise.resolve([]),
  });
};

/** A new customer on the channel of that name. */
export const CUSTOMERS = { web: onWeb, whatsapp: onWhatsApp, azure: onAzure } as const satisfies Record<string, (wires: Wires) => Promise<Customer>>;
