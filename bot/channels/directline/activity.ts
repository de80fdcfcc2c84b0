/**
 * Activities at the door of Direct Line 3.0: what a client posts is parsed to a Bot Framework Activity, and transcript
 * entries are rebuilt as activities. Ids and watermarks are transcript positions, always strings.
 * Source: the protocol pages of Direct Line 3.0 and what the stock clients were seen to send.
 */
import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';
import { MOST_ATTACHMENTS } from '../../../dialogs/attachment';
import type { ThreadId } from '../../../dialogs/ids';
import type { AgentEntry, BotEntry, CustomerEntry, SystemEntry, VisibleEntry } from '../../../dialogs/transcript';
import { isForCustomer, ofThisCustomer, shownText } from '../../../dialogs/transcript';
import type { Positioned } from '../../runtime/ports';
import { idOf } from '../../media/ref';
import { isShown } from '../../media/sniff';
import type { Attachment as Sent } from '../../../dialogs/attachment';
import type { Claims } from './tokens';

/** A customer's message is cut by no one: longer ones are refused with the limit in the answer. */
export const LONGEST_TEXT = 4_000;
const LONGEST_CHANNEL_DATA = 2_000;

const posted = z.looseObject({
  type: z.string().min(1).max(40),
  text: z.string().max(LONGEST_TEXT).optional(),
  locale: z.string().max(35).optional(),
  value: z.unknown().optional(),
  name: z.string().max(100).optional(),
  channelData: z.record(z.string(), z.unknown()).optional(),
  attachments: z
    .array(z.object({ contentType: z.string().max(200), contentUrl: z.string().optional(), name: z.string().max(500).optional() }))
    .max(MOST_ATTACHMENTS)
    .optional(),
});
export type Posted = z.infer<typeof posted>;
export type ParsedActivity = { readonly ok: true; readonly activity: Posted } | { readonly ok: false; readonly field: string; readonly message: string };

export const parseActivity = (body: unknown): ParsedActivity => {
  const parsed = posted.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, field: issue?.path.join('.') || 'activity', message: issue?.message ?? 'not an activity' };
  }
  if (typeof parsed.data.value === 'string' && parsed.data.value.length > LONGEST_TEXT) {
    return { ok: false, field: 'value', message: `longer than ${LONGEST_TEXT} characters` };
  }
  if (lengthOf(parsed.data.channelData) > LONGEST_CHANNEL_DATA) {
    return { ok: false, field: 'channelData', message: `longer than ${LONGEST_CHANNEL_DATA} characters` };
  }
  return { ok: true, activity: parsed.data };
};

/** As JSON; what is nested deeper than the engine follows is as long as can be. */
const lengthOf = (value: object = {}): number => {
  try {
    return JSON.stringify(value).length;
  } catch {
    return Infinity;
  }
};

/** The posted activity with everything that a client may not choose replaced by what its token says. */
export const inbound = (body: Posted, claims: Claims, fallbackId: string): Partial<Activity> => {
  const clientId = body.channelData?.['clientActivityID'];
  return {
    type: body.type,
    id: typeof clientId === 'string' && clientId !== '' ? `c:${clientId.slice(0, 100)}` : fallbackId,
    text: body.text ?? textOfValue(body.value),
    ...(body.value !== undefined && { value: body.value }),
    ...(body.locale !== undefined && { locale: body.locale }),
    ...(body.name !== undefined && { name: body.name }),
    ...(body.channelData !== undefined && { channelData: body.channelData }),
    ...(body.attachments !== undefined && { attachments: body.attachments.map(believed) }),
    channelId: 'directline',
    serviceUrl: '',
    conversation: { id: claims.conversation, name: '', isGroup: false, conversationType: 'personal' },
    from: { id: claims.user, name: '', role: 'user' },
    recipient: { id: BOT.id, name: BOT.name, role: 'bot' },
  };
};

/** A client may point to an address of the web; what lies with us is referred to by its upload alone. */
const believed = ({ contentUrl, ...rest }: NonNullable<Posted['attachments']>[number]): Attachment => ({
  contentType: rest.contentType,
  ...(rest.name !== undefined && { name: rest.name }),
  ...(contentUrl !== undefined && /^https?:/i.test(contentUrl) && { contentUrl }),
});

/** A tapped postBack carries a value and no text: the value is what was said. */
const textOfValue = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '');

const BOT = { id: 'hilo', name: 'Hilo', role: 'bot' } as const;

/**
 * Positions count within a thread, and a conversation may be joined into another thread: ids and watermarks carry a
 * mark of the thread, so that a client never takes one thread's position for another's.
 */
const markOf = (thread: ThreadId): string => thread.slice(-4);

export const activityId = (conversation: string, thread: ThreadId, position: number): string =>
  `${conversation}|${markOf(thread)}${String(position).padStart(7, '0')}`;

/** The position in an id of this conversation as it stands now; nothing else is one. */
export const positionIn = (id: unknown, conversation: string, thread: ThreadId): number | undefined => {
  const start = `${conversation}|${markOf(thread)}`;
  const digits = typeof id === 'string' && id.startsWith(start) ? id.slice(start.length) : '';
  return /^\d{7,15}$/.test(digits) ? Number(digits) : undefined;
};

export const watermark = (thread: ThreadId, next: number): string => `${next}.${markOf(thread)}`;

/** The position to read from. Clients send nothing, an empty text, `undefined` or `null` for "from the start". */
export const positionOf = (text: string | null, thread: ThreadId): number => {
  const [number = '', mark] = (text ?? '').split(/\.(.*)/);
  const position = Number(number);
  if (mark !== undefined && mark !== markOf(thread)) return 0;
  return Number.isSafeInteger(position) && position > 0 ? position : 0;
};

/** What a client of this conversation sees of the entries: the allow-list, in order, as activities. */
export const outbound = (viewer: Viewer, entries: readonly Positioned[]): readonly object[] =>
  ofThisCustomer(entries).flatMap(({ position, entry }) => (isForCustomer(entry) ? [rebuild(viewer, position, entry)] : []));

/** Who reads. */
export interface Reader extends Claims {
  /** Where she finds a file of this conversation's. */
  fileUrl(id: string): string;
}

/** Who reads, and which thread. */
export interface Viewer extends Reader {
  readonly thread: ThreadId;
}

// Fields before spreads: a literal that begins with a spread and then grows costs ten times as much in this engine.
const rebuild = (viewer: Viewer, position: number, entry: VisibleEntry): object => ({
  type: 'message',
  id: activityId(viewer.conversation, viewer.thread, position),
  timestamp: new Date(entry.at).toISOString(),
  channelId: 'directline',
  conversation: { id: viewer.conversation },
  text: entry.kind === 'customer' ? customerText(entry) : entry.text,
  ...ownFields(entry, viewer),
});

const isOurs = ({ ref }: Sent): boolean => idOf(ref) !== undefined;

/** What lies with us is shown; of everything else there is a sign. */
const customerText = (entry: CustomerEntry): string =>
  entry.attachments === undefined ? entry.text : shownText({ ...entry, attachments: entry.attachments.filter((one) => !isOurs(one)) });

const ownFields = (entry: VisibleEntry, viewer: Viewer): object => {
  switch (entry.kind) {
    case 'customer':
      return ofCustomer(entry, viewer);
    case 'bot':
      return ofBot(entry);
    case 'agent':
      return ofAgent(entry, viewer);
    case 'system':
      return ofSystem(entry);
  }
};

/** The echo: `channelData` untouched, or stock Web Chat marks the message as failed after 20 s. */
const ofCustomer = ({ from, channelData, value, language, attachments }: CustomerEntry, viewer: Viewer): object => ({
  from: { id: viewer.user, role: 'user' },
  ...(language !== undefined && { locale: language }),
  ...(value !== undefined && { value }),
  ...filesOf(attachments, viewer),
  // What another channel knows of the sender stays there.
  ...(channelData !== undefined && from.startsWith('web:') && { channelData }),
});

const filesOf = (attachments: readonly Sent[] | undefined, { fileUrl }: Viewer): object =>
  attachments?.some(isOurs) ? { attachments: attachments.filter(isOurs).map((one) => fileOf(one, fileUrl)) } : {};

/** With a `thumbnailUrl`, or stock Web Chat shows a customer's own picture as a file to save. */
const fileOf = ({ ref, type = 'application/octet-stream', name }: Sent, fileUrl: Reader['fileUrl']): object => {
  const url = fileUrl(idOf(ref) ?? '');
  return { contentType: type, contentUrl: url, ...(isShown(type) && { thumbnailUrl: url }), ...(name !== undefined && { name }) };
};

/** A person speaks under her own name. */
const ofAgent = ({ name, attachments }: AgentEntry, viewer: Viewer): object => ({
  from: { id: `agent:${name}`, name, role: 'bot' },
  textFormat: 'plain',
  ...filesOf(attachments, viewer),
});

const ofSystem = ({ language, name }: SystemEntry): object => ({ from: BOT, textFormat: 'markdown', channelData: { lang: language, notice: name } });

const ofBot = ({ choices, language }: BotEntry): object => ({
  from: BOT,
  textFormat: 'markdown',
  locale: language === 'es' ? 'es-CO' : 'en',
  channelData: { lang: language },
  ...(choices && {
    inputHint: 'expectingInput',
    suggestedActions: { to: [], actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })) },
  }),
});
