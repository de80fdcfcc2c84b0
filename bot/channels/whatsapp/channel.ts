/**
 * WhatsApp as a channel of the relay: renders entries, sends them in order, and says by Meta's error code how it went.
 * Sending is not idempotent and Meta offers no key for it, so every part carries its own mark, by which a status can tell
 * that it arrived although the call was never answered. What statuses tell stands in the store (`receipts.ts`), so another
 * process, or the next one, does not send again what arrived (I4).
 */
import type { Address } from '../../../dialogs/ids';
import type { ThreadStore } from '../../runtime/ports';
import type { Media } from '../../media/media';
import type { About, Channel, Delivery } from '../channel';
import type { LinkOf } from '../linked';
import type { DeliveryState } from '../../web/message-contracts';
import type { Noted, Receipts } from '../receipts';
import type { Undelivered } from '../undelivered';
import { makeGraph, makeUpload, type Called, type GraphOptions } from './graph';
import { makeLines, type Attempt } from './lines';
import { isOfOneEntry, partsOf, placeIn, type Part, type Place } from './parts';
import type { People } from './people';
import { Recent } from './recent';
import type { Content, OutgoingFile } from './render';
import type { Templates } from './templates';
import { makeUploads } from './uploads';
import { isAlarming, lateVerdict, refused, uncertain, unreached, verdictOf, WINDOW_CLOSED } from './verdict';
import type { StatusNews } from './webhook';
import { makeWindow } from './window';
import { CHANNEL, placeOf } from './where';

export interface WhatsAppChannelParts extends GraphOptions {
  readonly people: People;
  readonly receipts: Receipts;
  readonly threads: Pick<ThreadStore, 'peek' | 'read'>;
  readonly media: Pick<Media, 'find'>;
  readonly linkOf: LinkOf;
  readonly templates?: Templates;
  /** Business time: the window of free messages is counted by it. */
  readonly businessNow: () => number;
  /** Machine time. */
  readonly now?: () => number;
  /** Meta refused for a reason that a person must see to. */
  readonly alarm?: (code: number, reason: string) => void;
}

export interface WhatsAppChannel extends Channel {
  /** Hears what became of a sent message. Resolves when it is stored, with what its thread must be told. */
  heard(news: StatusNews): Promise<Undelivered | undefined>;
}

/** How long WhatsApp shows the typing mark. */
const TYPING_MS = 25_000;
const REMEMBERED = 20_000;
const STATES: Readonly<Record<string, DeliveryState>> = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' };
/** A message that failed after it was taken is sent again so often. */
const MOST_AGAIN = 2;
/** What a refused call is noted under; nothing was sent that could have an id. */
const NOT_SENT = 'not sent';

type Ended = Called | { readonly kind: 'gone' };

export const whatsAppChannel = (parts: WhatsAppChannelParts): WhatsAppChannel => {
  const { people, receipts, templates = {}, linkOf, now = Date.now, alarm = () => undefined } = parts;
  const graph = makeGraph(parts);
  const uploads = makeUploads({ media: parts.media, upload: makeUpload(parts), now });
  const isClosed = makeWindow({ threads: parts.threads, now: parts.businessNow, heardAt: (from) => people.lastFrom(from)?.at });
  const lines = makeLines(now);
  const typed = new Recent<{ readonly wamid: string; readonly at: number }>(REMEMBERED);

  const post = async (to: Address, key: string, content: Content | OutgoingFile): Promise<Ended> => {
    const { phoneNumberId, user } = placeOf(to);
    const given = content.type === 'file' ? await withId(content, phoneNumberId) : { content };
    if ('ended' in given) return given.ended;
    const reached = await people.reach(user);
    return graph(phoneNumberId, {
      recipient_type: 'individual',
      ...(reached.phone === undefined ? { recipient: reached.user } : { to: reached.phone }),
      ...given.content,
      biz_opaque_callback_data: key,
    });
  };
  const withId = async ({ as, media, filename, caption }: OutgoingFile, phoneNumberId: string): Promise<{ readonly content: object } | { readonly ended: Ended }> => {
    const uploaded = await uploads(phoneNumberId, media);
    // Nothing was shown to anybody yet, so a missing answer is no uncertainty.
    if (uploaded.kind !== 'uploaded') return { ended: uploaded.kind === 'unanswered' ? { kind: 'unreached' } : uploaded };
    const content = { type: as, [as]: { id: uploaded.id, ...(as === 'document' && { filename }), ...(caption !== '' && { caption }) } };
    return { content };
  };
  const ended = (called: Ended, tries: number): Delivery => {
    const delivery = deliveryOf(called, tries);
    if (called.kind === 'failed' && isAlarming(called.code) && delivery.kind !== 'delivered') alarm(called.code, delivery.reason);
    return delivery;
  };
  /** `whole`: nothing of the entry has to follow. */
  const send = async (to: Address, { key, content, template }: Part, { tries, about }: Trying): Promise<{ readonly delivery: Delivery; readonly whole: boolean }> => {
    const free = template && (await isClosed(to, about)) ? undefined : await post(to, key, content);
    const isRefused = free === undefined || (free.kind === 'failed' && free.code === WINDOW_CLOSED);
    if (free && !(isRefused && template)) return { delivery: ended(free, tries), whole: false };
    return { delivery: ended(await post(to, key, template ?? content), tries), whole: true };
  };
  const sendAll = async (to: Address, all: readonly Part[], { about, tries, sent }: Trying): Promise<Delivery> => {
    for (const part of all) {
      if (sent.has(part.name)) continue;
      const { delivery, whole } = await send(to, part, { about, tries, sent });
      if (delivery.kind === 'refused') await receipts.note({ thread: about.thread, part: part.name, sending: NOT_SENT, state: 'failed', reason: delivery.reason });
      if (delivery.kind !== 'delivered') return delivery;
      sent.add(part.name);
      if (whole) for (const other of all) if (isOfOneEntry(part, other)) sent.add(other.name);
    }
    return { kind: 'delivered' };
  };
  /** A failure as its thread is told; what is still tried here, or arrived by another sending, is none. */
  const failureOf = ({ wamid, errors }: StatusNews, place: Place, { state, failures }: Noted): Undelivered | undefined => {
    if (state !== 'failed' || lines.holds(place.to, place.position)) return undefined;
    const { reason, mayHelp } = lateVerdict(errors);
    const [code] = errors;
    if (isAlarming(code)) alarm(code, reason);
    const hasTemplate = Object.values(templates).some((name) => name !== undefined);
    const again = failures <= MOST_AGAIN && (mayHelp || (errors.includes(WINDOW_CLOSED) && hasTemplate));
    return { id: wamid, to: place.to, position: place.position, reason, again, ...(place.thread !== undefined && { thread: place.thread }) };
  };

  return {
    name: CHANNEL,
    idempotent: false,
    async deliver(to, entries, about) {
      const all = entries.flatMap((entry) => partsOf({ to, thread: about.thread, templates, linkOf }, entry));
      const position = entries[0]?.position;
      if (position === undefined || all.length === 0) return { kind: 'delivered' };
      return lines.inTurn(to, position, async (attempt) => {
        if (about.late) for (const name of await receipts.arrived(about.thread)) attempt.sent.add(name);
        return sendAll(to, all, { about, ...attempt });
      });
    },
    async typing(to) {
      const last = people.lastFrom(to);
      if (last === undefined) return;
      const shown = typed.get(to);
      if (shown?.wamid === last.wamid && now() - shown.at < TYPING_MS) return;
      typed.set(to, { wamid: last.wamid, at: now() });
      // Nothing is lost without it, so how it ends does not matter.
      await graph(placeOf(to).phoneNumberId, { status: 'read', message_id: last.wamid, typing_indicator: { type: 'text' } });
    },
    async heard(news) {
      const place = placeIn(news.opaque ?? '');
      const state = STATES[news.status];
      if (!place || state === undefined) return undefined;
      if (state !== 'failed') lines.arrived(place.to, place.name);
      if (place.thread === undefined) return state === 'failed' ? failureOf(news, place, { state, failures: MOST_AGAIN + 1 }) : undefined;
      const noted = await receipts.note({ thread: place.thread, part: place.name, sending: news.wamid, state, ...(state === 'failed' && { reason: lateVerdict(news.errors).reason }) });
      return state === 'failed' ? failureOf(news, place, noted) : undefined;
    },
  };
};

interface Trying extends Attempt {
  readonly about: About;
}

const deliveryOf = (called: Ended, tries: number): Delivery => {
  switch (called.kind) {
    case 'accepted':
      return { kind: 'delivered' };
    case 'failed':
      return verdictOf(called, tries);
    case 'unreached':
      return unreached(tries);
    case 'unanswered':
      return uncertain(tries);
    case 'gone':
      return refused('the file is not kept any more');
  }
};
