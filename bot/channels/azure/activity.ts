/**
 * Activities of Azure's channels at the door: parsed once, told by field when they are malformed, and written from
 * transcript entries. Channel ids that name channels of our own are told apart, so that nobody reaches the web or
 * WhatsApp address of another person through this door (I11).
 */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { address, type Address } from '../../../dialogs/ids';
import { isForCustomer, type BotEntry, type CustomerEntry, type VisibleEntry } from '../../../dialogs/transcript';
import type { Positioned } from '../../runtime/ports';
import { linkedText, type LinkOf } from '../linked';
import { withChoices } from './choices';

const LONGEST_TEXT = 4_000;
const LONGEST_ID = 512;
/** What the product's own channels are called in addresses. */
const OURS: readonly string[] = ['web', 'directline', 'whatsapp'];

const account = z.looseObject({ id: z.string().min(1).max(LONGEST_ID), name: z.string().max(500).nullish() });
const inboundSchema = z
  .looseObject({
    type: z.string().min(1).max(40),
    id: z.string().min(1).max(LONGEST_ID).optional(),
    channelId: z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'letters, digits and hyphens'),
    serviceUrl: z.url({ protocol: /^https?$/ }).max(2_000),
    conversation: account,
    from: account,
    recipient: account,
    text: z.string().max(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters`).nullish(),
    locale: z.string().max(35).nullish(),
    deliveryMode: z.string().max(40).nullish(),
    membersAdded: z.array(account).max(1_000).nullish(),
    attachments: z.array(z.looseObject({ contentType: z.string(), contentUrl: z.string().nullish(), name: z.string().nullish() })).max(100).nullish(),
  })
  .refine(({ type, id }) => type !== 'message' || id !== undefined, { path: ['id'], message: 'a message needs one, so that it counts once' });

export type ParsedInbound = { readonly ok: true; readonly activity: Activity } | { readonly ok: false; readonly field: string; readonly message: string };

export const parseInbound = (body: unknown): ParsedInbound => {
  const parsed = inboundSchema.safeParse(body);
  if (parsed.success) return { ok: true, activity: body as Activity };
  const [issue] = parsed.error.issues;
  return { ok: false, field: issue?.path.join('.') || 'activity', message: issue?.message ?? 'not an activity' };
};

const channelOf = (channelId: string): string => (OURS.includes(channelId.toLowerCase()) ? `azure-${channelId}` : channelId);

export const addressOf = ({ channelId, conversation }: Activity): Address => address(channelOf(channelId), conversation.id);

/** The activity as the bot hears it: without the channel's own data, which nobody would send back. */
export const forBot = (activity: Activity): Partial<Activity> => {
  const { channelData: _channelData, ...rest } = activity;
  return { ...rest, channelId: channelOf(activity.channelId), ...(activity.id !== undefined && { id: `a:${activity.id}` }) };
};

export const isGroup = ({ conversation }: Activity): boolean => conversation.isGroup === true || conversation.conversationType === 'channel';

export const wantsReplies = ({ deliveryMode }: Activity): boolean => deliveryMode === 'expectReplies';

/** What is said to the customer: all that her channels may show but her own words. */
export type Speech = Exclude<VisibleEntry, CustomerEntry>;

export const speechOf = (entries: readonly Positioned[]): readonly { readonly position: number; readonly speech: Speech }[] =>
  entries.flatMap(({ position, entry }) => (isForCustomer(entry) && entry.kind !== 'customer' ? [{ position, speech: entry }] : []));

export interface Rendering {
  /** Whose client shows it. */
  readonly channelId: string;
  readonly linkOf: LinkOf;
}

export const outbound = (speech: Speech, { channelId, linkOf }: Rendering): Partial<Activity> => {
  switch (speech.kind) {
    case 'bot':
      return { ...common(speech.text), ...ofBot(speech, channelId) };
    case 'agent':
      return { ...common(`${speech.name}: ${linkedText(speech, linkOf)}`), textFormat: 'plain' };
    case 'system':
      return common(speech.text);
  }
};

const common = (text: string): Partial<Activity> => ({ type: 'message', text, textFormat: 'markdown' });

const ofBot = ({ text, choices, language }: BotEntry, channelId: string): Partial<Activity> => ({
  locale: language === 'es' ? 'es-CO' : 'en',
  inputHint: choices ? 'expectingInput' : 'acceptingInput',
  ...(choices && withChoices(channelId, { text, choices, language })),
});
