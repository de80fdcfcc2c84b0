/**
 * Where each conversation of an Azure channel is answered, in the store, so that any process can speak first. Beside it,
 * for a caller who waits for replies in its own response: until when, and up to where it was answered, so that no reply
 * is sent a second time and none is lost when nobody took it.
 */
import type { ConversationReference } from 'botbuilder';
import type { Address, ThreadId } from '../../../dialogs/ids';
import type { Records } from '../../runtime/ports';

/** A position counts within its thread: an address may come to lead to another one. */
export interface Taken {
  readonly thread: ThreadId;
  readonly position: number;
}

export interface Conversation {
  readonly reference: Partial<ConversationReference>;
  /** Machine time, epoch ms: a caller waits for the replies until then. */
  readonly awaitedUntil?: number;
  readonly taken?: Taken;
}

export interface References {
  get(to: Address): Promise<Conversation | null>;
  /** Writes only what changed. */
  save(to: Address, reference: Partial<ConversationReference>, awaitedUntil?: number): Promise<void>;
  /** Nobody waits any longer; `taken` tells what was handed over. */
  settle(to: Address, taken: Taken | null): Promise<void>;
}

const REMEMBERED = 10_000;

export const makeReferences = (records: Records): References => {
  /** What this process wrote last, so that a plain message costs no call to the store. */
  const written = new Map<Address, string>();
  const nameOf = (to: Address): string => `azure:${to}`;
  const remember = (to: Address, key: string): void => {
    if (written.size >= REMEMBERED) written.delete(written.keys().next().value ?? to);
    written.set(to, key);
  };
  const edit = async (to: Address, change: (before: Conversation | null) => Conversation | null): Promise<void> => {
    for (;;) {
      const stored = await records.get(nameOf(to));
      const next = change(stored ? (JSON.parse(stored.json) as Conversation) : null);
      if (next === null || (await records.put(nameOf(to), JSON.stringify(next), stored?.version ?? 0)) === 'saved') return;
    }
  };
  return {
    async get(to) {
      const stored = await records.get(nameOf(to));
      return stored ? (JSON.parse(stored.json) as Conversation) : null;
    },
    async save(to, reference, awaitedUntil) {
      // The activity differs with every message and is not answered to.
      const { activityId: _activityId, ...lasting } = reference;
      const key = JSON.stringify(lasting);
      if (awaitedUntil === undefined && written.get(to) === key) return;
      await edit(to, (before) => ({ ...before, reference: lasting, ...(awaitedUntil !== undefined && { awaitedUntil }) }));
      remember(to, key);
    },
    settle: (to, taken) =>
      edit(to, (before) => {
        if (before === null) return null;
        const { awaitedUntil: _awaitedUntil, ...rest } = before;
        return { ...rest, ...(taken && { taken }) };
      }),
  };
};
