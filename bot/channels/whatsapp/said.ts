/**
 * What a message of each type says, as text, value and attachments: what carries no words is kept by reference, so that
 * the transcript is complete (I5); system notices open no turn.
 */
import { z } from 'zod';
import { MOST_ATTACHMENTS, type Attachment, type AttachmentKind } from '../../../dialogs/attachment';

export interface Said {
  readonly text: string;
  /** Id of a tapped button or row. */
  readonly value?: string;
  readonly attachments?: readonly Attachment[];
}

export type ReadSaid =
  /** `name` is the kind to remember with the message: the type, or what it really is (`voice`, `button_reply`). */
  | { readonly kind: 'said'; readonly name: string; readonly said: Said }
  | { readonly kind: 'silent' }
  | { readonly kind: 'malformed'; readonly error: z.ZodError };

/** WhatsApp's own limit for a text. */
const LONGEST_TEXT = 4_096;
const LONGEST_NAME = 200;
const words = z.string().transform((text) => text.slice(0, LONGEST_TEXT));
const option = z.string().max(256);

interface Reading extends Said {
  readonly name?: string;
}

const word = z.string().transform((text) => text.slice(0, LONGEST_NAME)).optional().catch(undefined);
const file = z.object({ id: option.optional().catch(undefined), mime_type: word, filename: word, caption: words.optional(), voice: z.boolean().optional().catch(undefined) });

/** A media message: its caption and a reference to the bytes, which stay at Meta. */
const media = (type: AttachmentKind): z.ZodType<Reading> =>
  z.looseObject({ [type]: file }).transform((message): Reading => {
    const { id, mime_type, filename, caption = '', voice } = message[type] as z.infer<typeof file>;
    const kind = voice === true ? 'voice' : type;
    return { text: caption, name: kind, attachments: [attached(kind, { ref: id, type: mime_type, name: filename })] };
  });

const attached = (kind: AttachmentKind, details: { readonly [Key in 'ref' | 'type' | 'name']?: string | undefined }): Attachment => ({
  kind, ...(Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value !== '')) as Partial<Attachment>),
});

const reply = z.object({ id: option, title: words });
/** The answer to a form comes as JSON in a text: its fields become lines that a person can read. */
const form = z.object({ nfm_reply: z.object({ response_json: z.string().max(20_000), body: word }) }).transform(({ nfm_reply }): Reading => ({
  name: 'nfm_reply', text: linesOf(nfm_reply.response_json) ?? nfm_reply.body ?? '',
}));

const linesOf = (json: string): string | undefined => {
  try {
    const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(json));
    const shown = Object.entries(fields).filter(([name, value]) => name !== 'flow_token' && ['string', 'number', 'boolean'].includes(typeof value));
    return shown.map(([name, value]) => `${name}: ${String(value)}`).join('\n').slice(0, LONGEST_TEXT);
  } catch {
    return undefined;
  }
};

const tapped = z.union([
  form,
  z.object({ button_reply: reply }).transform(({ button_reply: { id, title } }): Reading => ({ name: 'button_reply', text: title, value: id })),
  z.object({ list_reply: reply }).transform(({ list_reply: { id, title } }): Reading => ({ name: 'list_reply', text: title, value: id })),
]);

const card = z.object({
  name: z.object({ formatted_name: word }).optional().catch(undefined),
  phones: z.array(z.object({ phone: word })).catch([]),
  origin: word,
});

const KINDS: Readonly<Record<string, z.ZodType<Reading>>> = {
  text: z.object({ text: z.object({ body: words }) }).transform(({ text }) => ({ text: text.body })),
  interactive: z.object({ interactive: tapped }).transform(({ interactive }) => interactive),
  button: z
    .object({ button: z.object({ text: words, payload: option.optional().catch(undefined) }) })
    .transform(({ button: { text, payload } }) => ({ text, ...(payload !== undefined && { value: payload }) })),
  image: media('image'),
  video: media('video'),
  document: media('document'),
  sticker: media('sticker'),
  audio: media('audio'),
  location: z
    .object({ location: z.object({ latitude: z.number().optional().catch(undefined), longitude: z.number().optional().catch(undefined), name: word, address: word }) })
    .transform(({ location: { latitude, longitude, name, address } }) => {
      const place = [name, address].filter(Boolean).join(', ').slice(0, LONGEST_NAME);
      const ref = latitude === undefined || longitude === undefined ? undefined : `geo:${latitude},${longitude}`;
      return { text: '', attachments: [attached('location', { ref, name: place })] };
    }),
  contacts: z.object({ contacts: z.array(card).min(1) }).transform(({ contacts }) => {
    const [first] = contacts;
    // Asked for her own number she answers with her own card: the number is what she says.
    if (first?.origin === 'contact_request') return { name: 'contact_request', text: first.phones[0]?.phone ?? '' };
    return { text: '', attachments: contacts.slice(0, MOST_ATTACHMENTS).map(({ name, phones }) => attached('contact', { name: [name?.formatted_name, phones[0]?.phone].filter(Boolean).join(' ').slice(0, LONGEST_NAME) })) };
  }),
  order: z
    .object({ order: z.object({ text: words.optional().catch(undefined), product_items: z.array(z.unknown()).catch([]) }) })
    .transform(({ order: { text = '', product_items } }) => ({ text, attachments: [attached('document', { name: `catalog: ${product_items.length}` })] })),
  // A poll, a film that is too large: she sees it as sent, so she is told that it cannot be read instead of being left in silence.
  unsupported: z.looseObject({}).transform(() => ({ text: '', attachments: [attached('unreadable', {})] })),
  /** What was decided on the former words stands; the new ones are kept for whoever reads the conversation. */
  edit: z
    .object({ edit: z.object({ message: z.object({ text: z.object({ body: word }).optional().catch(undefined) }) }) })
    .transform(({ edit: { message } }) => ({ text: '', attachments: [attached('edited', { name: message.text?.body })] })),
  revoke: z.object({ revoke: z.looseObject({}) }).transform(() => ({ text: '', attachments: [attached('deleted', {})] })),
  /** A reaction that is taken back has no sign: nothing is said by it. */
  reaction: z
    .object({ reaction: z.object({ emoji: word }) })
    .transform(({ reaction: { emoji } }) => ({ text: '', ...(emoji !== undefined && emoji !== '' && { attachments: [attached('reaction', { name: emoji })] }) })),
};

export const readSaid = (type: string, message: unknown): ReadSaid => {
  const schema = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!schema) return { kind: 'silent' };
  const parsed = schema.safeParse(message);
  if (!parsed.success) return { kind: 'malformed', error: parsed.error };
  const { name, ...said } = parsed.data;
  if (said.text === '' && said.attachments === undefined) return { kind: 'silent' };
  return { kind: 'said', name: name ?? type, said };
};
