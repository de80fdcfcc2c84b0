/** Photos and recordings of a message, from Meta's ids to our own: noted to be fetched before the message is accepted (I1). */
import type { AttachmentKind } from '../../../dialogs/attachment';
import type { Arriving } from '../../media/arriving';
import { refOf } from '../../media/ref';
import type { InboundMessage } from './webhook';

export type Files = Pick<Arriving, 'expect'>;

const HELD_AT_META: ReadonlySet<AttachmentKind> = new Set<AttachmentKind>(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

/** @throws StorageUnavailable: the message is not accepted then, and Meta delivers it again. */
export const noteFiles = async (files: Files, message: InboundMessage): Promise<InboundMessage> => {
  const { attachments, phoneNumberId, user } = message;
  if (!attachments?.some(({ kind, ref }) => ref !== undefined && HELD_AT_META.has(kind))) return message;
  const ours = attachments.map(async (one) => {
    if (one.ref === undefined || !HELD_AT_META.has(one.kind)) return one;
    return { ...one, ref: refOf(await files.expect(`${phoneNumberId}:${user}`, { number: phoneNumberId, media: one.ref })) };
  });
  return { ...message, attachments: await Promise.all(ours) };
};
