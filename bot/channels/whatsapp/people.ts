/**
 * What the channel remembers of a person between messages: the phone behind a business-scoped user id, because sending
 * to a phone always works; her new id after a change; and the last message of hers, because the typing mark must name
 * one. The store is written when something is new or changed only, so that a message costs no write; the last message is in
 * this process alone.
 */
import { z } from 'zod';
import type { Address } from '../../../dialogs/ids';
import type { Records } from '../../runtime/ports';
import type { InboundMessage, Move } from './webhook';
import { Recent } from './recent';
import { addressOf, isBusinessScoped } from './where';

const REMEMBERED = 20_000;
/** Ids that changed one after the other. */
const MOST_MOVES = 3;
const stored = z.object({ phone: z.string().optional(), movedTo: z.string().optional() });
type Known = z.infer<typeof stored>;

/** How a person is reached now. */
export interface Reached {
  readonly user: string;
  /** E.164 with `+`; absent for a user whose phone was never seen. */
  readonly phone?: string;
}

export interface LastMessage {
  readonly wamid: string;
  /** By Meta's clock, epoch ms. */
  readonly at: number;
}

export interface People {
  /** Notes who wrote, before the message is accepted. */
  met(message: InboundMessage): Promise<void>;
  /** Notes that she goes by another id. */
  moved(move: Move): Promise<void>;
  reach(user: string): Promise<Reached>;
  /** The last message from there that this process saw. */
  lastFrom(address: Address): LastMessage | undefined;
}

export const makePeople = (records: Records): People => {
  const known = new Recent<Known>(REMEMBERED);
  const messages = new Recent<LastMessage>(REMEMBERED);
  const read = async (user: string): Promise<{ readonly is: Known; readonly version: number }> => {
    const found = await records.get(recordOf(user));
    return { is: found ? (stored.safeParse(JSON.parse(found.json)).data ?? {}) : {}, version: found?.version ?? 0 };
  };
  const keep = async (user: string, change: Known): Promise<void> => {
    for (;;) {
      const { is, version } = await read(user);
      const next = { ...is, ...change };
      if (isSame(is, next) || (await records.put(recordOf(user), JSON.stringify(next), version)) === 'saved') return known.set(user, next);
    }
  };
  const recall = async (user: string): Promise<Known> => {
    const is = known.get(user) ?? (await read(user)).is;
    known.set(user, is);
    return is;
  };

  return {
    async met(message) {
      const { user, phone } = message;
      const { wamid, at, kind } = message;
      // A sign under a message can neither be marked read nor does it open the window of free messages.
      if (kind !== 'reaction') messages.set(addressOf(message), { wamid, at });
      if (phone !== undefined && isBusinessScoped(user) && known.get(user)?.phone !== phone) await keep(user, { phone });
    },
    async moved({ from, to, phone }) {
      if (from === to) return;
      if (phone !== undefined && isBusinessScoped(to)) await keep(to, { phone });
      await keep(from, { movedTo: to });
      known.set(from, { movedTo: to });
    },
    async reach(user) {
      let [now, is] = [user, await recall(user)];
      for (let moves = 0; is.movedTo !== undefined && moves < MOST_MOVES; moves += 1) [now, is] = [is.movedTo, await recall(is.movedTo)];
      const phone = isBusinessScoped(now) ? is.phone : `+${now}`;
      return { user: now, ...(phone !== undefined && { phone }) };
    },
    lastFrom: (address) => messages.get(address),
  };
};

const isSame = (one: Known, other: Known): boolean => one.phone === other.phone && one.movedTo === other.movedTo;

const recordOf = (user: string): string => `wa:${user}`;
