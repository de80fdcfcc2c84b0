/**
 * WhatsApp as a channel of the relay: renders entries, sends them in order, and says by Meta's error code how it went.
 * Sending is not idempotent and Meta offers no key for it, so every part carries its own mark, by which a status can tell
 * that it arrived although the call was never answered.
 */
import type { Address } from '../../../dialogs/ids';
import type { Positioned } from '../../runtime/ports';
import type { Channel, Delivery } from '../channel';
import { makeGraph, type Called, type GraphOptions } from './graph';
import { makeLines, type Attempt } from './lines';
import type { People } from './people';
import { Recent } from './recent';
import { render, type Content } from './render';
import { uncertain, unreached, verdictOf } from './verdict';
import type { StatusNews } from './webhook';
import { CHANNEL, placeOf } from './where';

export interface WhatsAppChannelParts extends GraphOptions {
  readonly people: People;
  /** Machine time. */
  readonly now?: () => number;
}

export interface WhatsAppChannel extends Channel {
  /** Hears what became of sent messages: one that arrived is not sent again. */
  heard(news: StatusNews): void;
}

/** How long WhatsApp shows the typing mark. */
const TYPING_MS = 25_000;
const REMEMBERED = 20_000;
const ARRIVED: ReadonlySet<string> = new Set(['sent', 'delivered', 'read']);

interface Part {
  /** Unique for the address, the entry and the place in it. */
  readonly key: string;
  readonly content: Content;
}

export const whatsAppChannel = (parts: WhatsAppChannelParts): WhatsAppChannel => {
  const { people, now = Date.now } = parts;
  const graph = makeGraph(parts);
  const lines = makeLines(now);
  const typed = new Recent<{ readonly wamid: string; readonly at: number }>(REMEMBERED);

  const send = async (to: Address, { key, content }: Part, tries: number): Promise<Delivery> => {
    const { phoneNumberId, user } = placeOf(to);
    const phone = await people.phoneOf(user);
    const called = await graph(phoneNumberId, {
      recipient_type: 'individual',
      ...(phone === undefined ? { recipient: user } : { to: phone }),
      ...content,
      biz_opaque_callback_data: key,
    });
    return deliveryOf(called, tries);
  };
  const sendAll = async (to: Address, all: readonly Part[], { tries, sent }: Attempt): Promise<Delivery> => {
    for (const part of all) {
      if (sent.has(part.key)) continue;
      const delivery = await send(to, part, tries);
      if (delivery.kind !== 'delivered') return delivery;
      sent.add(part.key);
    }
    return { kind: 'delivered' };
  };

  return {
    name: CHANNEL,
    idempotent: false,
    async deliver(to, entries) {
      const all = entries.flatMap((entry) => partsOf(to, entry));
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
    heard({ opaque, status }) {
      const to = opaque === undefined ? undefined : addressIn(opaque);
      if (opaque !== undefined && to !== undefined && ARRIVED.has(status)) lines.arrived(to, opaque);
    },
  };
};

/** The first part of an entry is `<address>|<position>`; a further one has its place behind. */
const partsOf = (to: Address, { position, entry }: Positioned): readonly Part[] =>
  render(entry).map((content, index) => ({ key: `${to}|${position}${index === 0 ? '' : `.${index}`}`, content }));

const addressIn = (opaque: string): Address | undefined => {
  const bar = opaque.lastIndexOf('|');
  return bar > 0 ? (opaque.slice(0, bar) as Address) : undefined;
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
