/**
 * Outages beside the conversations: who was told of which one, and the word when it is over, once to each (P7). The list
 * of the told is a shared record; the word itself is an event under a key of its own, so a crash in the middle resumes
 * and nobody hears it twice (I1).
 */
import { threadId, type ThreadId } from '../dialogs/ids';
import type { Operator } from './operator/operator';
import type { Records } from './runtime/ports';
import type { Turn } from './runtime/turn';

const RECORD = 'outages:told';
const MOST_TRIES = 100;

/** Threads by outage. */
type Told = Readonly<Record<string, readonly string[]>>;

export interface OutageWatch {
  watch(thread: ThreadId, outage: string): Promise<void>;
  /** Tells everybody whose outage is over; called from time to time and after a change. */
  sweep(): Promise<void>;
  told(outage: string): Promise<number>;
}

interface WatchParts {
  readonly records: Records;
  readonly turn: Turn;
  readonly now: () => number;
  /** Ids of the outages that are still going on; null when the feed does not answer. */
  readonly active: () => Promise<ReadonlySet<string> | null>;
}

export const makeOutageWatch = ({ records, turn, now, active }: WatchParts): OutageWatch => {
  const read = async () => {
    const stored = await records.get(RECORD);
    return { told: stored ? (JSON.parse(stored.json) as Told) : {}, version: stored?.version ?? 0 };
  };
  const change = async (edit: (told: Told) => Told): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { told, version } = await read();
      const next = edit(told);
      if (next === told || (await records.put(RECORD, JSON.stringify(next), version)) === 'saved') return;
    }
    throw new Error('the told of an outage could not be noted');
  };
  const tellAll = async (outage: string, threads: readonly string[]): Promise<void> => {
    for (const id of threads) {
      const event = { kind: 'outage_restored', at: now(), outage } as const;
      await turn.receive({ thread: threadId(id), dedupe: `restored:${outage}`, event });
    }
    // Only now: whoever was told before a crash is not told again, because of the key above.
    await change((told) => Object.fromEntries(Object.entries(told).filter(([other]) => other !== outage)));
  };
  return {
    watch: (thread, outage) =>
      change((told) => {
        const threads = told[outage] ?? [];
        return threads.includes(thread) ? told : { ...told, [outage]: [...threads, thread] };
      }),
    async sweep() {
      const { told } = await read();
      if (Object.keys(told).length === 0) return;
      const going = await active();
      if (!going) return;
      for (const [outage, threads] of Object.entries(told)) if (!going.has(outage)) await tellAll(outage, threads);
    },
    told: async (outage) => (await read()).told[outage]?.length ?? 0,
  };
};

/** What the operator's feed calls over is over; a feed that does not answer tells nothing. */
export const activeOutages = async ({ outages }: Pick<Operator, 'outages'>): Promise<ReadonlySet<string> | null> => {
  const all = await outages.all();
  if (!all.ok) return null;
  return new Set(all.value.filter(({ state }) => state !== 'restored' && state !== 'cancelled').map(({ id }) => id));
};
