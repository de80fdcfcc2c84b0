/**
 * Conversations with the two reference servers, which answer inside the HTTP response: "raw" with our own short form,
 * "stock" as a Bot Framework channel does with `expectReplies`.
 */
import { HttpLink } from './http-link';
import { customerMessage, nextAfter, type Conversation, type Door, type SeenActivity } from './talk';

let counter = 0;
const fresh = (): string => `${process.pid.toString(36)}-${(counter++).toString(36)}`;

type Ask = (link: HttpLink, id: string, turn: number, text: string) => Promise<SeenActivity | undefined>;

const posted = async (link: HttpLink, path: string, body: string): Promise<{ readonly activities?: readonly SeenActivity[] }> => {
  const answer = await link.send({ method: 'POST', path, body });
  if (answer.status !== 200) throw new Error(`${path}: HTTP ${answer.status} ${answer.body.slice(0, 200)}`);
  return JSON.parse(answer.body) as { activities?: SeenActivity[] };
};

const lastMessage = (activities: readonly SeenActivity[] = []): SeenActivity | undefined => {
  const message = activities.filter((activity) => activity.type === 'message').at(-1);
  if (message === undefined) throw new Error('an answer without a message');
  return message;
};

const askRaw: Ask = async (link, id, turn, text) => {
  const path = `/v3/directline/conversations/${id}/activities`;
  return lastMessage((await posted(link, path, customerMessage('dl_bench', text, { clientActivityID: `${id}-${turn}`, version: turn }))).activities);
};

const askStock: Ask = async (link, id, turn, text) => {
  const activity = {
    type: 'message',
    id: `${id}-${turn}`,
    text,
    channelId: 'directline',
    serviceUrl: 'https://bench.invalid',
    locale: 'es-es',
    from: { id: `user-${id}`, role: 'user' },
    recipient: { id: 'bot', role: 'bot' },
    conversation: { id },
    deliveryMode: 'expectReplies',
    timestamp: new Date().toISOString(),
  };
  return lastMessage((await posted(link, '/api/messages', JSON.stringify(activity))).activities);
};

const conversation = (link: HttpLink, ask: Ask): Conversation => {
  const id = fresh();
  let turn = 0;
  return {
    say: async (text) => nextAfter(await ask(link, id, turn++, text)),
    seat: (next) => ({ conversationId: id, token: '', watermark: String(turn), next }),
    end: () => undefined,
  };
};

const doorWith = (ask: Ask) => async (port: number): Promise<Door> => {
  const link = await HttpLink.open(port);
  return { open: () => Promise.resolve(conversation(link, ask)), close: () => link.close() };
};

export const rawDoor = doorWith(askRaw);
export const stockDoor = doorWith(askStock);
