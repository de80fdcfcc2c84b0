/**
 * What the channel remembers of a person between messages: the phone behind a business-scoped user id, because sending
 * to a phone always works, and the last message of hers, because the typing mark must name one. A phone is written to the
 * store when it is new or changed only, so that a message costs no write; the last message is in this process alone.
 */
import { z } from 'zod';
import type { Address } from '../../../dialogs/ids';
import type { Records } from '../../runtime/ports';
import type { InboundMessage } from './webhook';
import { Recent } from './recent';
import { addressOf, isBusinessScoped } from './where';

const REMEMBERED = 20_000;
const stored = z.object({ phone: z.string().optional() });

export interface People {
  /** Notes who wrote, before the message is accepted. */
  met(message: InboundMessage): Promise<void>;
  /** E.164 with `+`; `undefined` for a user whose phone was never seen. */
  phoneOf(user: string): Promise<string | undefined>;
  /** Id of the last message from there that this process saw. */
  lastFrom(address: Address): string | undefined;
}

export const makePeople = (records: Records): People => {
  /** An empty text: the store knows none. */
  const phones = new Recent<string>(REMEMBERED);
  const messages = new Recent<string>(REMEMBERED);
  const read = async (user: string): Promise<{ phone: string; version: number }> => {
    const found = await records.get(recordOf(user));
    const phone = found ? (stored.safeParse(JSON.parse(found.json)).data?.phone ?? '') : '';
    return { phone, version: found?.version ?? 0 };
  };
  const keep = async (user: string, phone: string): Promise<void> => {
    for (;;) {
      const { phone: before, version } = await read(user);
      if (before === phone || (await records.put(recordOf(user), JSON.stringify({ phone }), version)) === 'saved') break;
    }
    phones.set(user, phone);
  };

  return {
    async met(message) {
      const { user, phone } = message;
      messages.set(addressOf(message), message.wamid);
      if (phone !== undefined && isBusinessScoped(user) && phones.get(user) !== phone) await keep(user, phone);
    },
    async phoneOf(user) {
      if (!isBusinessScoped(user)) return `+${user}`;
      const remembered = phones.get(user) ?? (await read(user)).phone;
      phones.set(user, remembered);
      return remembered === '' ? undefined : remembered;
    },
    lastFrom: (address) => messages.get(address),
  };
};

const recordOf = (user: string): string => `wa:${user}`;
