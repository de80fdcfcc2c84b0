/**
 * A customer at WhatsApp: Meta delivers what she writes, again until it was answered with 200, sometimes twice, sometimes
 * late and out of order; her screen is the fake Meta's.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { placeIn } from '../../bot/channels/whatsapp/parts';
import type { FakeMeta } from '../fake-meta/server';
import type { Json } from '../fake-meta/rules';
import { envelope, escapedJson, signatureOf } from '../fake-meta/webhooks';
import { SECRETS } from '../support/whatsapp';
import type { Mouth } from './customer';
import type { Doors } from './doors';
import type { Seen } from './observed';

const DELIVERED_AGAIN = 0.15;
const LATEST_AGAIN_MS = 3_000;
const LATE = 0.1;
const LATEST_MS = 200;

let numbers = 0;

export const whatsAppMouth = (doors: Doors, meta: FakeMeta): Mouth => {
  const person = meta.user(`57399${String((numbers += 1)).padStart(7, '0')}`);
  const messages = new Map<string, Json>();
  const late: Promise<unknown>[] = [];
  const observed: Mouth['observed'] & { refusals: string[] } = {
    name: `${SECRETS.phoneNumberId}:${person.userId ?? person.number}`, channel: 'whatsapp', sent: [], refusals: [],
    get seen(): readonly Seen[] {
      return person.phone.bubbles.flatMap(({ opaque = '', text }, index): Seen[] => {
        const place = placeIn(opaque);
        // An entry may be several messages: the first one stands for it.
        return place?.name.includes('.') === true ? [] : [{ position: place?.position ?? Number.NaN, by: 'bot', text, at: person.phone.cameAt[index] ?? 0 }];
      });
    },
  };
  const post = (key: string, text: string): Promise<Response | undefined> => {
    const message = messages.get(key) ?? { ...person.text(text), id: key };
    messages.set(key, message);
    const body = escapedJson(envelope(SECRETS.phoneNumberId, [person.change([message])]));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, SECRETS.appSecret) };
    return doors.call('/webhooks/whatsapp', { method: 'POST', headers, body });
  };

  return {
    observed,
    open: () => Promise.resolve(),
    newKey: () => String(person.message('text', {})['id']),
    async deliver(sent) {
      if (Math.random() < LATE) await pause(Math.random() * LATEST_MS);
      for (;;) {
        const response = await post(sent.key, sent.text);
        if (response?.status === 200) break;
        if (response && response.status < 500 && response.status !== 429) observed.refusals.push(`webhook: ${response.status}`);
        await doors.rest();
      }
      sent.acceptedAt ??= Date.now();
      if (Math.random() < DELIVERED_AGAIN) late.push(pause(Math.random() * LATEST_AGAIN_MS).then(() => post(sent.key, sent.text)));
    },
    catchUp: async () => void (await Promise.all(late)),
    lookBack: () => Promise.resolve(),
    close: () => undefined,
  };
};
