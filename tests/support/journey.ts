/** What journeys share: a server on either store, identification through the demo operator, its clock and its records. */
import type { Entry } from '../../dialogs/transcript';
import { address, threadId } from '../../dialogs/ids';
import { openEmbedded } from '../../bot/storage/embedded/open';
import { openRedis } from '../../bot/storage/redis/open';
import type { Storage } from '../../bot/runtime/ports';
import type { Chat, Said } from './chat';
import { callApi, freshFolder, removeFolder, startServer, type Server, type ServerEnvironment } from './server';
import { startRedis, type TestRedis } from './redis';
import type { Street } from './street';

export type StoreKind = 'embedded' | 'redis';

/** One installation of the product: its store outlives its processes. */
export interface Installation {
  readonly environment: ServerEnvironment;
  start(more?: ServerEnvironment): Promise<Server>;
  /** The whole transcript of a web conversation, read from the store; the embedded store allows it when no process runs. */
  transcript(chat: Chat): Promise<readonly Entry[]>;
  readonly redis: TestRedis | undefined;
  dispose(): Promise<void>;
}

/** Its servers are processes of their own, as users run them and as a test may kill them; or houses of a street, which start fast. */
export const install = async (kind: StoreKind, street?: Street): Promise<Installation> => {
  const folder = freshFolder();
  const redis = kind === 'redis' ? await startRedis() : undefined;
  const environment: ServerEnvironment = { DATA_DIR: folder, ...(redis && { REDIS_URL: redis.url }) };
  const servers: Server[] = [];
  const openStore = (): Promise<Storage> => (redis ? openRedis(redis.url, {}) : openEmbedded(folder, {}));
  return {
    environment,
    redis,
    async start(more = {}) {
      const server = await (street?.open ?? startServer)({ ...environment, ...more });
      servers.push(server);
      return server;
    },
    async transcript(chat) {
      if (!redis) await Promise.all(servers.map((server) => server.kill('SIGTERM')));
      const store = await openStore();
      const thread = await store.addresses.resolve(address('web', chat.conversation));
      const read = await store.threads.read(thread ?? threadId('none'), 0, 1_000);
      await store.close();
      return read.map(({ entry }) => entry);
    },
    async dispose() {
      await Promise.all(servers.map((server) => server.kill()));
      await redis?.stop();
      removeFolder(folder);
    },
  };
};

/** Types the customer's document and the code that the demo operator "sent"; gives the bot's reply after that. */
export const identify = async (chat: Chat, document: string): Promise<Said> => {
  await chat.say(document);
  return chat.say(await lastCode(chat.base));
};

export const lastCode = async (server: string): Promise<string> => {
  const { body } = await callApi<readonly { readonly text: string }[]>(`${server}/api/demo/messages`);
  const code = /\b\d{6}\b/.exec(body.at(-1)?.text ?? '')?.[0];
  if (code === undefined) throw new Error('the operator sent no code');
  return code;
};

/** Moves the demo clock. */
export const pass = async (server: string, advance: string): Promise<void> => {
  const { status, body } = await callApi(`${server}/api/demo/clock`, 'POST', { advance });
  if (status !== 200) throw new Error(`the clock answered ${status} ${JSON.stringify(body)}`);
};

export const repeatedQuestions = async (server: string): Promise<number> => {
  const { body } = await callApi<string>(`${server}/metrics`);
  return Number(/^hilo_repeated_questions_total (\d+)$/m.exec(body)?.[1] ?? Number.NaN);
};

/** Steps asked, by name, out of a transcript. */
export const asked = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'steps'
      ? entry.passages.flatMap(({ flow, outcomes }) => outcomes.filter(({ outcome }) => outcome === 'asked').map(({ step }) => `${flow}/${step}`))
      : [],
  );

export const ends = (entries: readonly Entry[]): readonly string[] => entries.flatMap((entry) => (entry.kind === 'end' ? [entry.code] : []));
