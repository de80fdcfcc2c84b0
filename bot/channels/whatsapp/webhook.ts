/**
 * The body of a webhook, read leniently: Meta adds fields without notice, batches up to 1,000 updates, and may put
 * messages and statuses of one number side by side. What cannot be read is told by its place, never by its content, and
 * does not take the rest of the batch with it.
 */
import { z } from 'zod';
import { newsOfError, readAccountNews, type AccountNews } from './account-news';
import { readSaid, type Said } from './said';

/** One message that opens a turn. */
export interface InboundMessage extends Said {
  readonly phoneNumberId: string;
  /** The business-scoped user id; the WhatsApp number for payloads without one. */
  readonly user: string;
  /** E.164 with `+`; absent when the customer hides it. */
  readonly phone?: string;
  readonly wamid: string;
  /** The message that this one quotes, or whose button was tapped. */
  readonly contextId?: string;
  readonly kind: string;
  /** Epoch milliseconds; Meta's resolution is one second. */
  readonly at: number;
}

/** What became of a message that we sent. */
export interface StatusNews {
  readonly wamid: string;
  readonly status: string;
  /** Meta's error codes; empty unless it failed. */
  readonly errors: readonly number[];
  /** `biz_opaque_callback_data` of the send. */
  readonly opaque?: string;
}

/** A person goes by another id from now on. */
export interface Move {
  readonly phoneNumberId: string;
  readonly from: string;
  readonly to: string;
  /** E.164 with `+`. */
  readonly phone?: string;
}

/** Why an update opened no turn. `malformed` is a fault; the others are as they should be. */
export type Skip =
  | { readonly why: 'malformed'; readonly at: string }
  | { readonly why: 'silent_kind' | 'group' | 'other_number' | 'other_field' };

export interface Update {
  readonly messages: readonly InboundMessage[];
  readonly statuses: readonly StatusNews[];
  readonly moves: readonly Move[];
  /** Of the account itself. */
  readonly news: readonly AccountNews[];
  readonly skips: readonly Skip[];
}

const list = z.array(z.unknown()).catch([]);
const envelope = z.object({ entry: list });
const entrySchema = z.object({ changes: list, time: z.number().optional().catch(undefined) });
const changeSchema = z.object({ field: z.string(), value: z.unknown() });
const valueSchema = z.object({
  metadata: z.object({ phone_number_id: z.string().min(1).max(40) }),
  contacts: list,
  messages: list,
  statuses: list,
  errors: list,
});
const contactSchema = z.object({ wa_id: z.string().optional(), user_id: z.string().optional() });
type Contact = z.infer<typeof contactSchema>;

const ID = z.string().regex(/^[\w.]{1,140}$/);
const messageSchema = z.object({
  id: z.string().min(1).max(512),
  from: ID.optional(),
  from_user_id: ID.optional(),
  timestamp: z.coerce.number().int().positive(),
  type: z.string().min(1).max(40),
  context: z.object({ id: z.string().max(512).optional() }).optional().catch(undefined),
  group_id: z.string().optional().catch(undefined),
});
const statusSchema = z.object({
  id: z.string().min(1).max(512),
  status: z.string().regex(/^[a-z_]{1,20}$/),
  errors: z.array(z.object({ code: z.number() })).catch([]),
  biz_opaque_callback_data: z.string().max(1_000).optional().catch(undefined),
});

interface Reading {
  readonly messages: InboundMessage[];
  readonly statuses: StatusNews[];
  readonly moves: Move[];
  readonly news: AccountNews[];
  readonly skips: Skip[];
}

/** Everything in a parsed body that concerns our numbers; `null` when it is no webhook body at all. */
export const readWebhook = (body: unknown, numbers: readonly string[]): Update | null => {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return null;
  const reading: Reading = { messages: [], statuses: [], moves: [], news: [], skips: [] };
  for (const entry of parsed.data.entry) {
    const { changes = [], time } = entrySchema.safeParse(entry).data ?? {};
    for (const change of changes) readChange(reading, change, { numbers, time });
  }
  return reading;
};

const readChange = (reading: Reading, raw: unknown, { numbers, time }: { readonly numbers: readonly string[]; readonly time: number | undefined }): void => {
  const change = changeSchema.safeParse(raw);
  if (!change.success) return malformed(reading, 'change', change.error);
  if (change.data.field === MOVED_FIELD) return readMovedField(reading, change.data.value, numbers);
  if (change.data.field !== 'messages') return readOther(reading, change.data, time);
  const value = valueSchema.safeParse(change.data.value);
  if (!value.success) return malformed(reading, 'value', value.error);
  const { metadata, contacts, messages, statuses, errors } = value.data;
  const phoneNumberId = metadata.phone_number_id;
  if (!numbers.includes(phoneNumberId)) return void reading.skips.push({ why: 'other_number' });
  const known = contacts.flatMap((contact) => contactSchema.safeParse(contact).data ?? []);
  for (const message of messages) readMessage(reading, message, { phoneNumberId, contacts: known });
  for (const status of statuses) readStatus(reading, status);
  for (const error of errors) reading.news.push(...newsOfError(error, phoneNumberId, time));
};

const readOther = ({ news, skips }: Reading, { field, value }: z.infer<typeof changeSchema>, time: number | undefined): void => {
  const found = readAccountNews(field, value, time);
  if (found) news.push(found);
  else skips.push({ why: 'other_field' });
};

interface Place {
  readonly phoneNumberId: string;
  readonly contacts: readonly Contact[];
}

const readMessage = (reading: Reading, raw: unknown, { phoneNumberId, contacts }: Place): void => {
  const message = messageSchema.safeParse(raw);
  if (!message.success) return malformed(reading, 'message', message.error);
  const { id, from, from_user_id, timestamp, type, context, group_id } = message.data;
  if (group_id !== undefined) return void reading.skips.push({ why: 'group' });
  if (type === 'system') return readMove(reading, raw, { phoneNumberId, former: from_user_id ?? from });
  const said = readSaid(type, raw);
  if (said.kind === 'silent') return void reading.skips.push({ why: 'silent_kind' });
  if (said.kind === 'malformed') return malformed(reading, type, said.error);
  const user = from_user_id ?? userOf(contacts, from) ?? from;
  if (user === undefined) return void reading.skips.push({ why: 'malformed', at: 'message.from' });
  const phone = phoneOf(from ?? contacts.find(({ user_id }) => user_id === user)?.wa_id);
  reading.messages.push({
    ...said.said,
    phoneNumberId,
    user,
    wamid: id,
    kind: said.name,
    at: timestamp * 1000,
    ...(phone !== undefined && { phone }),
    ...(context?.id !== undefined && { contextId: context.id }),
  });
};

const movedSchema = z.object({
  system: z.object({
    type: z.string().max(40), wa_id: ID.optional().catch(undefined), user_id: ID.optional().catch(undefined), previous_user_id: ID.optional().catch(undefined),
  }),
});

/** Notices that tell nothing of an id are no fault. */
const readMove = (reading: Reading, raw: unknown, { phoneNumberId, former }: { readonly phoneNumberId: string; readonly former: string | undefined }): void => {
  const { system } = movedSchema.safeParse(raw).data ?? {};
  const [from, to] = [system?.previous_user_id ?? former, system?.user_id ?? system?.wa_id];
  if (!/^user_changed_/.test(system?.type ?? '') || from === undefined || to === undefined || from === to) return void reading.skips.push({ why: 'silent_kind' });
  const phone = phoneOf(system?.wa_id);
  reading.moves.push({ phoneNumberId, from, to, ...(phone !== undefined && { phone }) });
};

/** An older way to tell that a user id changed, by a field of its own; the id is the same for all numbers of the business. */
const MOVED_FIELD = 'user_id_update';
const renewed = z.object({ user_id: z.object({ previous: ID, current: ID }) });

const readMovedField = ({ moves, skips }: Reading, value: unknown, numbers: readonly string[]): void => {
  const inside = z.object({ [MOVED_FIELD]: z.unknown() }).safeParse(value).data?.[MOVED_FIELD];
  const found = [value, ...(Array.isArray(inside) ? (inside as unknown[]) : [inside])].flatMap((one) => renewed.safeParse(one).data ?? []);
  if (found.length === 0) return void skips.push({ why: 'silent_kind' });
  for (const { user_id } of found) moves.push(...numbers.map((phoneNumberId) => ({ phoneNumberId, from: user_id.previous, to: user_id.current })));
};

const userOf = (contacts: readonly Contact[], from: string | undefined): string | undefined => {
  const own = contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === from) ?? (contacts.length === 1 ? contacts[0] : undefined);
  return ID.safeParse(own?.user_id).data;
};

const phoneOf = (waId: string | undefined): string | undefined => (waId !== undefined && /^\d{6,15}$/.test(waId) ? `+${waId}` : undefined);

const readStatus = (reading: Reading, raw: unknown): void => {
  const status = statusSchema.safeParse(raw);
  if (!status.success) return malformed(reading, 'status', status.error);
  const { id, errors, biz_opaque_callback_data } = status.data;
  reading.statuses.push({
    wamid: id,
    status: status.data.status,
    errors: errors.map(({ code }) => code),
    ...(biz_opaque_callback_data !== undefined && { opaque: biz_opaque_callback_data }),
  });
};

const malformed = (reading: Reading, what: string, error: z.ZodError): void => {
  reading.skips.push({ why: 'malformed', at: [what, ...(error.issues[0]?.path ?? [])].join('.') });
};
