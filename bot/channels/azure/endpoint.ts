/**
 * `/api/messages`: Azure's channels and the emulator. What arrives runs the same bot as every channel; replies leave
 * after their commit, through the relay (I4), as proactive messages. A caller with delivery mode `expectReplies` gets
 * them in the response instead: the relay's delivery waits until they were taken, and sends them itself if they were not.
 */
import { TurnContext, type Activity } from 'botbuilder';
import { splitAddress, type Address } from '../../../dialogs/ids';
import { receivedOf, type HiloBot } from '../../bot';
import { problem, type HttpReply, type HttpRequest, type Route } from '../../http/route';
import type { Directory } from '../../runtime/directory';
import type { Positioned, Storage } from '../../runtime/ports';
import type { Channel, Delivery } from '../channel';
import type { LinkOf } from '../linked';
import { AzureAdapter, type AzureSettings } from './adapter';
import { addressOf, forBot, isGroup, outbound, parseInbound, speechOf, wantsReplies } from './activity';
import { makeReferences, type References, type Taken } from './references';
import { awaitReplies, type Reply } from './replies';

/** Microsoft's limit for one activity. */
const ACTIVITY_BYTES = 256 * 1024;
/** Azure gives up after 15 s. */
const LONGEST_WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 2_000;

export interface AzureParts {
  readonly bot: HiloBot;
  readonly directory: Directory;
  readonly storage: Pick<Storage, 'threads' | 'news' | 'records'>;
  readonly linkOf: LinkOf;
  /** How long a caller who expects replies is kept waiting, ms. */
  readonly longestWaitMs?: number;
}

export interface Azure {
  readonly routes: readonly Route[];
  /** For every address whose channel is none of the product's own. */
  readonly channel: Channel;
}

/**
 * Null when it is off: neither an app id nor anonymous callers are allowed.
 * @throws Error when the settings contradict each other.
 */
export const makeAzure = (settings: AzureSettings, parts: AzureParts): Azure | null => {
  if (settings.appId === undefined && !settings.allowAnonymous) return null;
  const adapter = new AzureAdapter(settings);
  const door: Door = { ...parts, adapter, references: makeReferences(parts.storage.records), waiting: new Map() };
  return {
    routes: [{ method: 'POST', path: '/api/messages', bodyLimit: ACTIVITY_BYTES, handle: (request) => receive(door, request) }],
    channel: {
      name: 'azure',
      idempotent: false,
      deliver: (to, entries) => deliver(door, to, entries),
      typing: (to) => typing(door, to),
    },
  };
};

interface Door extends AzureParts {
  readonly adapter: AzureAdapter;
  readonly references: References;
  /** Callers of this process who wait for replies. */
  readonly waiting: Map<Address, Promise<unknown>>;
}

const receive = async (door: Door, { body, headers }: HttpRequest): Promise<HttpReply> => {
  const parsed = parseInbound(body);
  if (!parsed.ok) return problem(400, 'BadArgument', `"${parsed.field}": ${parsed.message}.`);
  const { activity } = parsed;
  const done = await door.adapter.receive(headers.authorization ?? '', activity, (context) => converse(door, context, activity));
  if (!done) return problem(401, 'Unauthorized', 'The caller could not be verified as a channel of this bot.');
  return { status: done.reply?.status ?? 200, ...(done.reply?.body !== undefined && { json: done.reply.body as unknown }) };
};

const converse = async (door: Door, context: TurnContext, activity: Activity): Promise<void> => {
  const to = addressOf(activity);
  const reference = TurnContext.getConversationReference(activity);
  if (isGroup(activity)) return inPrivate(context, activity);
  if (!wantsReplies(activity)) {
    await door.references.save(to, reference);
    return door.bot.run(new TurnContext(door.adapter, forBot(activity)));
  }
  const until = Date.now() + (door.longestWaitMs ?? LONGEST_WAIT_MS);
  await door.references.save(to, reference, until);
  const replies = await whileWaiting(door, to, collect(door, activity, until));
  if (replies.length > 0) await context.sendActivities(replies.map(({ speech }) => outbound(speech, { channelId: activity.channelId, linkOf: door.linkOf })));
};

/** I11: what is said of somebody's service is for her alone, and a group reads along. */
const inPrivate = async (context: TurnContext, { type, locale }: Activity): Promise<void> => {
  if (type === 'message') await context.sendActivity(locale?.startsWith('en') ? IN_PRIVATE.en : IN_PRIVATE.es);
};

const IN_PRIVATE = { es: 'Para cuidar sus datos, escríbame en un chat entre los dos.', en: 'To protect your data, please write to me in a chat between the two of us.' } as const;

/** Runs the bot and waits for the replies; then nobody waits any longer, however it went. */
const collect = async (door: Door, activity: Activity, until: number): Promise<readonly Reply[]> => {
  const to = addressOf(activity);
  let taken: Taken | null = null;
  try {
    const before = await lengthOf(door, to);
    const turn = new TurnContext(door.adapter, forBot(activity));
    await door.bot.run(turn);
    const received = receivedOf(turn);
    if (!received) return [];
    const { thread, position } = received;
    const replies = await awaitReplies(door.storage, { thread, from: position >= 0 ? position + 1 : before, until });
    const last = replies.at(-1);
    if (last) taken = { thread, position: last.position };
    return replies;
  } finally {
    await door.references.settle(to, taken);
  }
};

const lengthOf = async ({ directory, storage }: Door, to: Address): Promise<number> => {
  const thread = await directory.find(to);
  return (thread && (await storage.threads.peek(thread))?.length) ?? 0;
};

const whileWaiting = async <T>({ waiting }: Door, to: Address, work: Promise<T>): Promise<T> => {
  const all = Promise.allSettled([waiting.get(to), work]);
  waiting.set(to, all);
  try {
    return await work;
  } finally {
    if (waiting.get(to) === all) waiting.delete(to);
  }
};

const deliver = async (door: Door, to: Address, entries: readonly Positioned[]): Promise<Delivery> => {
  await door.waiting.get(to);
  const known = await door.references.get(to);
  if (!known) return { kind: 'refused', reason: 'nobody wrote from this address' };
  if ((known.awaitedUntil ?? 0) > Date.now()) return { kind: 'retry', afterMs: LOOK_AGAIN_MS, reason: 'a caller of another process waits for it' };
  const thread = await door.directory.find(to);
  const isTaken = (position: number): boolean => known.taken?.thread === thread && position <= (known.taken?.position ?? -1);
  for (const { position, speech } of speechOf(entries)) {
    if (isTaken(position)) continue;
    const delivery = await door.adapter.send(known.reference, outbound(speech, { channelId: splitAddress(to).channel, linkOf: door.linkOf }));
    if (delivery.kind !== 'delivered') return delivery;
    // Of several, those that went out are not sent again with the rest.
    if (thread && entries.length > 1) await door.references.settle(to, { thread, position });
  }
  return { kind: 'delivered' };
};

/** A mark that does not arrive is no loss. */
const typing = async (door: Door, to: Address): Promise<void> => {
  if (door.waiting.has(to)) return;
  const known = await door.references.get(to);
  if (known && (known.awaitedUntil ?? 0) <= Date.now()) await door.adapter.send(known.reference, { type: 'typing' });
};
