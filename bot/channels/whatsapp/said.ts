/**
 * What a message of each type says, as text and value. Kinds that carry no words get a short honest marker, so that the
 * transcript is complete (I5); kinds that are no utterance (reactions, edits, system notices) open no turn.
 */
import { z } from 'zod';

export interface Said {
  readonly text: string;
  /** Id of a tapped button or row. */
  readonly value?: string;
}

export type ReadSaid =
  /** `name` is the kind to remember with the message: the type, or what it really is (`voice`, `button_reply`). */
  | { readonly kind: 'said'; readonly name: string; readonly said: Said }
  | { readonly kind: 'silent' }
  | { readonly kind: 'malformed'; readonly error: z.ZodError };

/** WhatsApp's own limit for a text. */
const LONGEST_TEXT = 4_096;
const words = z.string().transform((text) => text.slice(0, LONGEST_TEXT));
const option = z.string().max(256);

interface Reading extends Said {
  readonly name?: string;
}

/** A media message: its caption, or the marker. */
const media = <Type extends string>(type: Type, marker: string): z.ZodType<Reading> =>
  z.looseObject({ [type]: z.object({ caption: words.optional() }) }).transform((message): Reading => {
    const { caption } = message[type] as { caption?: string | undefined };
    return { text: caption === undefined || caption.trim() === '' ? marker : caption };
  });

const reply = z.object({ id: option, title: words });
const tapped = z.union([
  z.object({ button_reply: reply }).transform(({ button_reply: { id, title } }): Reading => ({ name: 'button_reply', text: title, value: id })),
  z.object({ list_reply: reply }).transform(({ list_reply: { id, title } }): Reading => ({ name: 'list_reply', text: title, value: id })),
]);

const KINDS: Readonly<Record<string, z.ZodType<Reading>>> = {
  text: z.object({ text: z.object({ body: words }) }).transform(({ text }) => ({ text: text.body })),
  interactive: z.object({ interactive: tapped }).transform(({ interactive }) => interactive),
  button: z
    .object({ button: z.object({ text: words, payload: option.optional().catch(undefined) }) })
    .transform(({ button: { text, payload } }) => ({ text, ...(payload !== undefined && { value: payload }) })),
  image: media('image', '[imagen]'),
  video: media('video', '[video]'),
  document: media('document', '[documento]'),
  sticker: media('sticker', '[sticker]'),
  audio: z
    .object({ audio: z.object({ voice: z.boolean().optional().catch(undefined) }) })
    .transform(({ audio: { voice } }) => (voice ? { text: '[nota de voz]', name: 'voice' } : { text: '[audio]' })),
  location: z
    .object({ location: z.object({ name: words.optional().catch(undefined), address: words.optional().catch(undefined) }) })
    .transform(({ location: { name, address } }) => ({ text: ['[ubicación]', name, address].filter(Boolean).join(' ').slice(0, LONGEST_TEXT) })),
  contacts: z.object({ contacts: z.array(z.unknown()).min(1) }).transform(() => ({ text: '[contacto]' })),
};

export const readSaid = (type: string, message: unknown): ReadSaid => {
  const schema = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!schema) return { kind: 'silent' };
  const parsed = schema.safeParse(message);
  if (!parsed.success) return { kind: 'malformed', error: parsed.error };
  const { name, ...said } = parsed.data;
  return { kind: 'said', name: name ?? type, said };
};
