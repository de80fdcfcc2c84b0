/**
 * Activities at the door of Direct Line 3.0: what a client posts is parsed to a Bot Framework Activity, and transcript
 * entries are rebuilt as activities. Ids and watermarks are transcript positions, always strings.
 * Source: the protocol pages of Direct Line 3.0 and what the stock clients were seen to send.
 */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { BotEntry, CustomerEntry } from '../../../dialogs/transcript';
import { isForCustomer } from '../../../dialogs/transcript';
import type { Positioned } from '../../runtime/ports';
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
});
export type Posted = z.infer<typeof posted>;
export type ParsedActivity = { readonly ok: true; readonly activity: Posted } | { readonly ok: false; readonly field: string; readonly message: string };

export const parseActivity = (body: unknown): ParsedActivity => {
  const parsed = posted.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { ok: false, field: issue?.path.join('.') || 'activity', message: issue?.message ?? 'not an activity' };
  }
  if (JSON.stringify(parsed.data.channelData ?? {}).length > LONGEST_CHANNEL_DATA) {
    return { ok: false, field: 'channelData', message: `longer than ${LONGEST_CHANNEL_DATA} characters` };
  }
  return { ok: true, activity: parsed.data };
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
    channelId: 'directline',
    serviceUrl: '',
    conversation: { id: claims.conversation, name: '', isGroup: false, conversationType: 'personal' },
    from: { id: claims.user, name: '', role: 'user' },
    recipient: { id: BOT.id, name: BOT.name, role: 'bot' },
  };
};

/** A tapped postBack carries a value and no text: the value is what was said. */
const textOfValue = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : '');

const BOT = { id: 'hilo', name: 'Hilo', role: 'bot' } as const;

export const activityId = (conversation: string, position: number): string => `${conversation}|${String(position).padStart(7, '0')}`;

/** What a client of this conversation sees of the entries: the allow-list, in order, as activities. */
export const outbound = (viewer: Claims, entries: readonly Positioned[]): readonly object[] =>
  entries.flatMap(({ position, entry }) => (isForCustomer(entry) ? [rebuild(viewer, position, entry)] : []));

const rebuild = ({ conversation, user }: Claims, position: number, entry: CustomerEntry | BotEntry): object => {
  const common = {
    type: 'message',
    id: activityId(conversation, position),
    timestamp: new Date(entry.at).toISOString(),
    channelId: 'directline',
    conversation: { id: conversation },
    text: entry.text,
  };
  return entry.kind === 'customer' ? { ...common, ...ofCustomer(entry, user) } : { ...common, ...ofBot(entry) };
};

/** The echo: `channelData` untouched, or stock Web Chat marks the message as failed after 20 s. */
const ofCustomer = ({ channelData, value, language }: CustomerEntry, user: string): object => ({
  from: { id: user, role: 'user' },
  ...(language !== undefined && { locale: language }),
  ...(value !== undefined && { value }),
  ...(channelData !== undefined && { channelData }),
});

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
