/**
 * Sends the parts of a delivery one after the other, each to where its person is reached now: what waits for Meta's answer
 * keeps the rest waiting (I2), a file is given to Meta before it is sent, and outside the window of free messages a template
 * stands for the whole entry. How it ended is told by Meta's code.
 */
import type { Address } from '../../../dialogs/ids';
import type { About, Delivery } from '../channel';
import type { Receipts } from '../receipts';
import type { Alarm } from './alarm';
import type { Called, Graph } from './graph';
import type { Attempt } from './lines';
import { isOfOneEntry, type Part } from './parts';
import type { People } from './people';
import type { Content, OutgoingFile } from './render';
import type { Uploads } from './uploads';
import { isAlarming, refused, uncertain, unreached, verdictOf, WINDOW_CLOSED } from './verdict';
import type { IsClosed } from './window';
import { placeOf } from './where';

export interface SendingParts {
  readonly people: Pick<People, 'reach'>;
  readonly receipts: Pick<Receipts, 'note'>;
  readonly graph: Graph;
  readonly uploads: Uploads;
  readonly isClosed: IsClosed;
  readonly alarm: Alarm;
}

export interface Trying extends Attempt {
  readonly to: Address;
  readonly about: About;
}

/** What a refused call is noted under; nothing was sent that could have an id. */
const NOT_SENT = 'not sent';

/** Marks in `sent` what went out; stops at the first part that did not. */
export const sendAll = async (parts: SendingParts, all: readonly Part[], trying: Trying): Promise<Delivery> => {
  const { about, sent } = trying;
  for (const part of all) {
    if (sent.has(part.name)) continue;
    const { delivery, isWhole } = await send(parts, part, trying);
    if (delivery.kind === 'refused') await parts.receipts.note({ thread: about.thread, part: part.name, sending: NOT_SENT, state: 'failed', reason: delivery.reason });
    if (delivery.kind !== 'delivered') return delivery;
    sent.add(part.name);
    if (isWhole) for (const other of all) if (isOfOneEntry(part, other)) sent.add(other.name);
  }
  return { kind: 'delivered' };
};

interface Sent {
  readonly delivery: Delivery;
  /** Nothing of the entry has to follow. */
  readonly isWhole: boolean;
}

/** Freely while that is allowed as far as we know; when Meta knows better, it is believed. */
const send = async (parts: SendingParts, { key, content, template }: Part, { to, about, tries }: Trying): Promise<Sent> => {
  const free = template && (await parts.isClosed(to, about)) ? undefined : await post(parts, { to, key, content });
  const isRefused = free === undefined || (free.kind === 'failed' && free.code === WINDOW_CLOSED);
  if (free && !(isRefused && template)) return { delivery: ended(parts, free, tries), isWhole: false };
  return { delivery: ended(parts, await post(parts, { to, key, content: template ?? content }), tries), isWhole: true };
};

/** The file lies with us no more. */
type Ended = Called | { readonly kind: 'gone' };

interface Message {
  readonly to: Address;
  readonly key: string;
  readonly content: Content | OutgoingFile;
}

const post = async ({ people, graph, uploads }: SendingParts, { to, key, content }: Message): Promise<Ended> => {
  const { phoneNumberId, user } = placeOf(to);
  const given = content.type === 'file' ? await withId(uploads, content, phoneNumberId) : { content };
  if ('ended' in given) return given.ended;
  const reached = await people.reach(user);
  return graph(phoneNumberId, {
    recipient_type: 'individual',
    ...(reached.phone === undefined ? { recipient: reached.user } : { to: reached.phone }),
    ...given.content,
    biz_opaque_callback_data: key,
  });
};

const withId = async (uploads: Uploads, { as, media, filename, caption }: OutgoingFile, phoneNumberId: string): Promise<{ readonly content: object } | { readonly ended: Ended }> => {
  const uploaded = await uploads(phoneNumberId, media);
  // Nothing was shown to anybody yet, so a missing answer is no uncertainty.
  if (uploaded.kind !== 'uploaded') return { ended: uploaded.kind === 'unanswered' ? { kind: 'unreached' } : uploaded };
  return { content: { type: as, [as]: { id: uploaded.id, ...(as === 'document' && { filename }), ...(caption !== '' && { caption }) } } };
};

const ended = ({ alarm }: SendingParts, called: Ended, tries: number): Delivery => {
  const delivery = deliveryOf(called, tries);
  if (called.kind === 'failed' && isAlarming(called.code) && delivery.kind !== 'delivered') alarm(called.code, delivery.reason);
  return delivery;
};

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
