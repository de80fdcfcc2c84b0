/** The photos and documents of a copy: read when it is opened, those of the newest conversations first, as many as a page can carry. */
import type { Media } from '../media/media';
import type { DataCopy } from './copy';

/** All of them together, in bytes: what a telephone opens as one page. */
const MOST_BYTES = 24 * 2 ** 20;

export interface HeldFile {
  /** MIME type, as its bytes say. */
  readonly type: string;
  readonly base64: string;
}

/** By id. What is not here any more, or has no room, is not in it. */
export type HeldFiles = ReadonlyMap<string, HeldFile>;

export const readFiles = async ({ conversations }: DataCopy, media: Pick<Media, 'find'>, most = MOST_BYTES): Promise<HeldFiles> => {
  const held = new Map<string, HeldFile>();
  let left = most;
  for (const { id } of conversations.flatMap(({ lines }) => lines.flatMap(({ files = [] }) => files))) {
    const found = held.has(id) ? null : await media.find(id);
    if (!found || found.bytes.length > left) continue;
    left -= found.bytes.length;
    held.set(id, { type: found.type, base64: found.bytes.toString('base64') });
  }
  return held;
};
