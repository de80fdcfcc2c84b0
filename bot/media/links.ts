/**
 * Addresses at which a customer's own files are served. A picture's address travels without a header, so it carries its
 * permission: good for one file and for a day or two, signed. It stays the same all day, so that browsers keep the picture.
 */
import { createHmac } from 'node:crypto';
import { problem, type HttpReply, type HttpRequest, type Route } from '../http/route';
import { sameText } from '../same-text';
import type { Media } from './media';
import { isShown, type MediaType } from './sniff';

const DAY_MS = 86_400_000;
const BASE = '/v3/directline/media';

export interface MediaLinks {
  /** `origin`: how the client reaches this server. Good for so many days, and the rest of this one. */
  urlOf(id: string, origin: string, days?: number): string;
  mayRead(id: string, permission: string): boolean;
}

export const makeLinks = (secret: Uint8Array): MediaLinks => {
  const sign = (id: string, until: string): string => createHmac('sha256', secret).update(`media link ${id} ${until}`).digest('base64url').slice(0, 32);
  return {
    urlOf(id, origin, days = 1) {
      const until = ((Math.floor(Date.now() / DAY_MS) + 1 + days) * DAY_MS).toString(36);
      return `${origin}${BASE}/${id}?t=${until}.${sign(id, until)}`;
    },
    mayRead(id, permission) {
      const [until = '', mac = ''] = permission.split('.', 2);
      return sameText(mac, sign(id, until)) && Date.now() < Number.parseInt(until, 36);
    },
  };
};

export const mediaRoute = (media: Media, links: MediaLinks): Route => ({
  method: 'GET', path: `${BASE}/:id`, cors: true,
  async handle({ params, query }: HttpRequest) {
    const id = params['id'] ?? '';
    if (!links.mayRead(id, query.get('t') ?? '')) return problem(403, 'BadLink', 'This link is not one of this server, or too old. Open the conversation again.');
    return fileReply(await media.find(id));
  },
});

const EXTENSIONS: Readonly<Record<MediaType, string>> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif', 'image/webp': 'webp', 'image/heic': 'heic', 'application/pdf': 'pdf',
  'audio/ogg': 'ogg', 'audio/mpeg': 'mp3', 'audio/aac': 'aac', 'audio/amr': 'amr', 'audio/mp4': 'm4a', 'video/mp4': 'mp4', 'video/3gpp': '3gp',
};

/** Pictures are shown, all else is offered for saving; whatever the bytes hold, they run nothing here. */
export const fileReply = (found: Awaited<ReturnType<Media['find']>>): HttpReply =>
  found === null
    ? problem(404, 'UnknownFile', 'This file is not kept any more.')
    : {
        status: 200,
        content: found.bytes,
        headers: {
          'content-type': found.type,
          'content-disposition': `${isShown(found.type) ? 'inline' : 'attachment'}; filename="hilo.${EXTENSIONS[found.type]}"`,
          'content-security-policy': "default-src 'none'; sandbox",
          'cross-origin-resource-policy': 'cross-origin',
          'cache-control': 'private, max-age=86400, immutable',
        },
      };
