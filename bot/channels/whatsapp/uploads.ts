/**
 * Files on their way to WhatsApp: the bytes are given to Meta once and sent by the id that it gives back. What this process
 * gave it is not given again; after a restart it is, which costs a moment and nothing else.
 * Source: Meta, "Media" of the Cloud API: ids of uploads live 30 days.
 */
import type { Media } from '../../media/media';
import type { Called, Upload } from './graph';
import { Recent } from './recent';

const REMEMBERED = 2_000;
/** Much less than Meta keeps it, so that none is sent in its last hour. */
const KEPT_MS = 7 * 86_400_000;

export type Uploaded =
  | { readonly kind: 'uploaded'; readonly id: string }
  /** It lies with us no more. */
  | { readonly kind: 'gone' }
  | Exclude<Called, { readonly kind: 'accepted' }>;

export interface UploadParts {
  readonly media: Pick<Media, 'find'>;
  readonly upload: Upload;
  /** Machine time. */
  readonly now: () => number;
}

/** Gives Meta's id of a file of ours, for a number; never rejects. */
export type Uploads = (phoneNumberId: string, media: string) => Promise<Uploaded>;

export const makeUploads = ({ media, upload, now }: UploadParts): Uploads => {
  const known = new Recent<{ readonly id: string; readonly at: number }>(REMEMBERED);
  return async (phoneNumberId, id) => {
    const key = `${phoneNumberId} ${id}`;
    const before = known.get(key);
    if (before && now() - before.at < KEPT_MS) return { kind: 'uploaded', id: before.id };
    const file = await media.find(id);
    if (!file) return { kind: 'gone' };
    const uploaded = await upload(phoneNumberId, file);
    if (uploaded.kind === 'uploaded') known.set(key, { id: uploaded.id, at: now() });
    return uploaded;
  };
};
