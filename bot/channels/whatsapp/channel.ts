/**
 * WhatsApp as a channel of the relay: renders entries, sends them in order, and says by Meta's error code how it went.
 * Sending is not idempotent and Meta offers no key for it, so every part carries its own mark, by which a status can tell
 * that it arrived although the call was never answered.
 */
import type { Address } from '../../../dialogs/ids';
import type { Positioned } from '../../runtime/ports';
import type { Channel, Delivery } from '../channel';
import type { Undelivered } from '../undelivered';
import { makeGraph, type Called, type GraphOptions } from './graph';
import { makeLines, type Attempt } from './lines';
import type { People } from './people';
import { Recent } from './recent';
import { render, type Content } from './render';
import { templateFor, type Templates } from './templates';
import { lateVerdict, uncertain, unreached, verdictOf, WINDOW_CLOSED } from './verdict';
import type { StatusNews } from './webhook';
import { CHANNEL, placeOf } from './where';

export interface WhatsAppChannelParts extends GraphOptions {
  readonly people: People;
  readonly templates?: Templates;
  /** Machine time. */
  readonly now?: () => number;
}

export interface WhatsAppChannel extends Channel {
  /** Hears what became of sent messages: one that arrived is not sent again, one that failed is told. */
  heard(news: StatusNews): Undelivered | undefined;
}

/** How long WhatsApp shows the typing mark. */
const TYPING_MS = 25_000;
const REMEMBERED = 20_000;
const ARRIVED: ReadonlySet<string> = new Set(['sent', 'delivered', 'read']);

interface Part {
  /** Unique for the address, the entry and the place in it. */
  readonly key: string;
  readonly content: Content;
  /** What may be said instead when the window of free messages is closed; it stands for the whole entry. */
  readonly template: Content | undefined;
}

/** A message that failed after it was taken is sent again so often, as far as this process remembers. */
const MOST_AGAIN = 2;
/** Meta was trusted when it said that the window is closed; then it is tried again whether she wrote. */
const CLOSED_MS = 10 * 60_000;

export const whatsAppChannel = (parts: WhatsAppChannelParts): WhatsAppChannel => {
  const { people, templates = {}, now = Date.now } = parts;
  const graph = makeGraph(parts);
  const lines = makeLines(now);
  const typed = new Recent<{ readonly wamid: string; readonly at: number }>(REMEMBERED);

  const failed = new Recent<number>(REMEMBERED);
  const closed = new Recent<number>(REMEMBERED);

  const post = async (to: Address, key: string, content: Content): Promise<Called> => {
    const { phoneNumberId, user } = placeOf(to);
    const reached = await people.reach(user);
    return graph(phoneNumberId, {
      recipient_type: 'individual',
      ...(reached.phone === undefined ? { recipient: reached.user } : { to: reached.phone }),
      ...content,
      biz_opaque_callback_data: key,
    });
  };
  const isClosed = (to: Address): boolean => now() - (closed.get(to) ?? -Infinity) < CLOSED_MS;
  /** `whole`: nothing of the entry has to follow. */
  const send = async (to: Address, { key, content, template }: Part, tries: number): Promise<{ readonly delivery: Delivery; readonly whole: boolean }> => {
    const free = template && isClosed(to) ? undefined : await post(to, key, content);
    const refused = free === undefined || (free.kind === 'failed' && free.code === WINDOW_CLOSED);
    if (free && !(refused && template)) return { delivery: deliveryOf(free, tries), whole: false };
    return { delivery: deliveryOf(await post(to, key, template ?? content), tries), whole: true };
  };
  const sendAll = async (to: Address, all: readonly Part[], { tries, sent }: Attempt): Promise<Delivery> => {
    for (const part of all) {
      if (sent.has(part.key)) continue;
      const { delivery, whole } = await send(to, part, tries);
      if (delivery.kind !== 'delivered') return delivery;
      sent.add(part.key);
      if (whole) for (const other of all) if (isOfOneEntry(part, other)) sent.add(other.key);
    }
    return { kind: 'delivered' };
  };

  return {
    name: CHANNEL,
    idempotent: false,
    async deliver(to, entries) {
      const all = entries.flatMap((entry) => partsOf(to, entry, templates));
      const position = entries[0]?.position;
      if (position === undefined || all.length === 0) return { kind: 'delivered' };
      return lines.inTurn(to, position, (attempt) => sendAll(to, all, attempt));
    },
    async typing(to) {
      const wamid = people.lastFrom(to);
      if (wamid === undefined) return;
      const shown = typed.get(to);
      if (shown?.wamid === wamid && now() - shown.at < TYPING_MS) return;
      typed.set(to, { wamid, at: now() });
      // Nothing is lost without it, so how it ends does not matter.
      await graph(placeOf(to).phoneNumberId, { status: 'read', message_id: wamid, typing_indicator: { type: 'text' } });
    },
    heard({ wamid, opaque = '', status, errors }) {
      const place = placeIn(opaque);
      if (!place) return undefined;
      if (ARRIVED.has(status)) lines.arrived(place.to, opaque);
      if (status !== 'failed' || lines.holds(place.to, place.position)) return undefined;
      const times = failed.get(opaque) ?? 0;
      failed.set(opaque, times + 1);
      const isWindow = errors.includes(WINDOW_CLOSED);
      if (isWindow) closed.set(place.to, now());
      const { reason, mayHelp } = lateVerdict(errors);
      const again = times < MOST_AGAIN && (mayHelp || (isWindow && Object.values(templates).some((name) => name !== undefined)));
      return { id: wamid, ...place, reason, again };
    },
  };
};

/** The first part of an entry is `<address>|<position>`; a further one has its place behind. */
const partsOf = (to: Address, { position, entry }: Positioned, templates: Templates): readonly Part[] => {
  const template = templateFor(templates, entry);
  return render(entry).map((content, index) => ({ key: `${to}|${position}${index === 0 ? '' : `.${index}`}`, content, template }));
};

const isOfOneEntry = (one: Part, other: Part): boolean => one.key === other.key || other.key.startsWith(`${one.key}.`);

const placeIn = (opaque: string): { readonly to: Address; readonly position: number } | undefined => {
  const [, to = '', position = ''] = /^(.+)\|(\d{1,9})(?:\.\d+)?$/.exec(opaque) ?? [];
  return to === '' ? undefined : { to: to as Address, position: Number(position) };
};

const deliveryOf = (called: Called, tries: number): Delivery => {
  switch (called.kind) {
    case 'accepted':
      return { kind: 'delivered' };
    case 'failed':
      return verdictOf(called, tries);
    case 'unreached':
      return unreached(tries);
    case 'unanswered':
      return uncertain(tries);
  }
};
