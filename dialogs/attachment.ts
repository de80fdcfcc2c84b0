/**
 * What was sent besides words, by reference only: the bytes stay with the channel or with us. `edited`: a message of hers reads as
 * `name` now; `deleted`: she took one back; `unreadable`: the channel could not pass it on. What a customer sent is kept
 * with her message (I5), read by the person who takes her case, and never passed over in silence; an agent may answer with a file.
 */
export const ATTACHMENT_KINDS = ['image', 'video', 'audio', 'voice', 'document', 'sticker', 'location', 'contact', 'reaction', 'edited', 'deleted', 'unreadable'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

export interface Attachment {
  readonly kind: AttachmentKind;
  /** Where the channel finds the bytes: its media id or an address. */
  readonly ref?: string;
  /** MIME type. */
  readonly type?: string;
  /** File name, place, name of a contact, or the sign of a reaction; at most 200 characters. */
  readonly name?: string;
}

export const MOST_ATTACHMENTS = 10;

const SIGNS: Readonly<Record<AttachmentKind, string>> = {
  image: '📷', video: '🎬', audio: '🎵', voice: '🎤', document: '📎', sticker: '🏷️', location: '📍', contact: '👤', reaction: '', edited: '✏️', deleted: '🗑️', unreadable: '❔',
};

const QUIET: ReadonlySet<AttachmentKind> = new Set<AttachmentKind>(['image', 'reaction', 'deleted']);

/** Photos without words, a sign under a message, a message taken back: whoever got them may keep silent. */
export const asksNothing = ({ text, attachments = [] }: { readonly text: string; readonly attachments?: readonly Attachment[] | undefined }): boolean =>
  text.trim() === '' && attachments.length > 0 && attachments.every(({ kind }) => QUIET.has(kind));

/** How it stands in a transcript, in any language: `📎 factura.pdf`. */
export const signOf = ({ kind, name }: Attachment): string => [SIGNS[kind], name].filter(Boolean).join(' ');
