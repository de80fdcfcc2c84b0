/**
 * WhatsApp as a channel of the relay: renders entries, sends them in order, and says by Meta's error code how it went.
 * Sending is not idempotent and Meta offers no key for it, so every part carries its own mark, by which a status can tell
 * that it arrived although the call was never answered. What statuses tell stands in the store (`receipts.ts`), so another
 * process, or the next one, does not send again what arrived (I4).
 */
import type { ThreadStore } from '../../runtime/ports';
import type { Media } from '../../media/media';
import type { Channel } from '../channel';
import type { LinkOf } from '../linked';
import type { DeliveryState } from '../../web/message-contracts';
import type { Noted, Receipts } from '../receipts';
import type { Undelivered } from '../undelivered';
import type { Alarm } from './alarm';
import { makeGraph, makeUpload, type Graph, type GraphOptions } from './graph';
import { makeLines } from './lines';
import { partsOf, placeIn, type Place } from './parts';
import type { People } from './people';
import { Recent } from './recent';
import { sendAll, type SendingParts } from './sending';
import type { Templates } from './templates';
import { makeUploads } from './uploads';
import { tellingOpened } from './shut';
import { isAlarming, lateVerdict, WINDOW_CLOSED } from './verdict';
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
  readonly alarm?: Alarm;
  /** Meta takes messages of this number again, which it did not. */
  readonly opened?: (phoneNumberId: string) => void;
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

export const whatsAppChannel = (parts: WhatsAppChannelParts): WhatsAppChannel => {
  const { receipts, templates = {}, linkOf, now = Date.now } = parts;
  const sending = sendingParts(parts, now);
  const lines = makeLines(now);
  return {
    name: CHANNEL,
    idempotent: false,
    async deliver(to, entries, about) {
      const all = entries.flatMap((entry) => partsOf({ to, thread: about.thread, templates, linkOf }, entry));
      const position = entries[0]?.position;
      if (position === undefined || all.length === 0) return { kind: 'delivered' };
      return lines.inTurn(to, position, async (attempt) => {
        if (about.late) for (const name of await receipts.arrived(about.thread)) attempt.sent.add(name);
        return sendAll(sending, all, { to, about, ...attempt });
      });
    },
    typing: makeTyping(sending.graph, parts.people, now),
    async heard(news) {
      const place = placeIn(news.opaque ?? '');
      const state = STATES[news.status];
      if (!place || state === undefined) return undefined;
      if (state !== 'failed') lines.arrived(place.to, place.name);
      const noted = await note(receipts, place, { ...news, state });
      // What is still tried here, or arrived by another sending, has not failed.
      if (state !== 'failed' || noted.state !== 'failed' || lines.holds(place.to, place.position)) return undefined;
      return failureOf(news, { place, failures: noted.failures, templates, alarm: sending.alarm });
    },
  };
};

const sendingParts = (parts: WhatsAppChannelParts, now: () => number): SendingParts => ({
  people: parts.people,
  receipts: parts.receipts,
  graph: tellingOpened(makeGraph(parts), parts.opened ?? (() => undefined)),
  uploads: makeUploads({ media: parts.media, upload: makeUpload(parts), now }),
  isClosed: makeWindow({ threads: parts.threads, now: parts.businessNow, heardAt: (from) => parts.people.lastFrom(from)?.at }),
  alarm: parts.alarm ?? (() => undefined),
});

/** Once a message of hers and 25 seconds. Nothing is lost without it, so how it ends does not matter. */
const makeTyping = (graph: Graph, people: People, now: () => number): Channel['typing'] => {
  const typed = new Recent<{ readonly wamid: string; readonly at: number }>(REMEMBERED);
  return async (to) => {
    const last = people.lastFrom(to);
    if (last === undefined) return;
    const shown = typed.get(to);
    if (shown?.wamid === last.wamid && now() - shown.at < TYPING_MS) return;
    typed.set(to, { wamid: last.wamid, at: now() });
    await graph(placeOf(to).phoneNumberId, { status: 'read', message_id: last.wamid, typing_indicator: { type: 'text' } });
  };
};

/** What an older version sent names no thread: it is told, and not sent again. */
const note = async (receipts: Receipts, { thread, name }: Place, { wamid, errors, state }: StatusNews & { readonly state: DeliveryState }): Promise<Noted> => {
  if (thread === undefined) return { state, failures: MOST_AGAIN + 1 };
  return receipts.note({ thread, part: name, sending: wamid, state, ...(state === 'failed' && { reason: lateVerdict(errors).reason }) });
};

interface Failure {
  readonly place: Place;
  readonly failures: number;
  readonly templates: Templates;
  readonly alarm: SendingParts['alarm'];
}

/** A failure as its thread is told. */
const failureOf = ({ wamid, errors }: StatusNews, { place, failures, templates, alarm }: Failure): Undelivered => {
  const { reason, mayHelp } = lateVerdict(errors);
  const [code] = errors;
  if (isAlarming(code)) alarm(code, reason);
  const hasTemplate = Object.values(templates).some((name) => name !== undefined);
  const again = failures <= MOST_AGAIN && (mayHelp || (errors.includes(WINDOW_CLOSED) && hasTemplate));
  return { id: wamid, to: place.to, position: place.position, reason, again, ...(place.thread !== undefined && { thread: place.thread }) };
};
