/** Photos, voice and documents: kept here, fetched from channels that send an address only, handed out by signed links. */
import { makeMediaFetch } from '../channels/whatsapp/media';
import { makeArriving, type Arriving } from '../media/arriving';
import { makeLinks, type MediaLinks } from '../media/links';
import { openMedia, type Media } from '../media/media';
import type { Ground } from './ground';

export interface Files {
  /** What is here. */
  readonly media: Media;
  /** The same, and what is still on its way. */
  readonly found: Media;
  readonly arriving: Arriving | undefined;
  readonly links: MediaLinks;
  /** For a channel that shows an address only. */
  readonly linkOf: (id: string) => string;
}

const LINK_DAYS = 7;

export const makeFiles = ({ config, clock, secret, base, log }: Ground): Files => {
  const directory = config.mediaDir;
  const media = openMedia({ directory, secret, now: clock.now });
  const arriving = config.whatsApp && makeArriving({ directory, secret, media, fetch: makeMediaFetch(config.whatsApp), log });
  const links = makeLinks(secret);
  return { media, arriving, links, found: arriving ? { ...media, find: arriving.find } : media, linkOf: (id) => links.urlOf(id, base, LINK_DAYS) };
};
