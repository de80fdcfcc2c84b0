/** Gives a conversation a long past through the product's own storage port, a thousand entries a commit. */
import { openRedis } from '../../../bot/storage/redis/open';
import { address, type ThreadId } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import type { Storage } from '../../../bot/runtime/ports';
import type { Seat } from '../load/contract';
import type { Running } from '../servers';

const CHUNK = 1000;

const entryAt = (index: number): Entry =>
  index % 2 === 0
    ? { kind: 'customer', at: index, text: `ya revisé el módem y sigue igual ${index}`, from: address('web', 'bench') }
    : { kind: 'bot', at: index, text: `Gracias por contarme. Sigamos con el paso ${index}.`, language: 'es' };

const append = async (storage: Storage, thread: ThreadId, entries: readonly Entry[]): Promise<void> => {
  for (;;) {
    const seen = await storage.threads.peek(thread);
    const state = seen?.state ?? '';
    const done = await storage.threads.commit({ thread, version: seen?.version ?? 0, state, entries, effects: [], cancel: [], consumed: 0 });
    if (done.kind === 'committed') return;
  }
};

/** Appends `entries` entries to each conversation; the seats come back with their new watermark. */
export const preload = async (server: Running, seats: readonly Seat[], entries: number): Promise<readonly Seat[]> => {
  const storage = await openRedis([server.redis?.url ?? ''], {});
  try {
    const longer: Seat[] = [];
    for (const seat of seats) {
      const thread = await storage.addresses.resolve(address('web', seat.conversationId));
      if (thread === null) throw new Error(`no thread behind ${seat.conversationId}`);
      for (let from = 0; from < entries; from += CHUNK) {
        await append(storage, thread, Array.from({ length: Math.min(CHUNK, entries - from) }, (_, i) => entryAt(from + i)));
      }
      longer.push({ ...seat, watermark: String((await storage.threads.peek(thread))?.length ?? 0) });
    }
    return longer;
  } finally {
    await storage.close();
  }
};
