/**
 * Business time: what wakes, freshness and retention are counted in. It runs with the machine's clock plus an offset
 * kept in the store, so that all processes share it; the demo moves it forward, never back. Machine time (leases,
 * retries) does not come from here. I9: timers are in the store; moving the clock plays them in due order, each seeing
 * its own due time as now.
 */
import type { News, Outbox, Records } from './ports';

const RECORD = 'clock';
const MOST_TIMERS = 100_000;

interface ClockRecord {
  readonly offsetMs: number;
  /** While timers are played the clock stands still at each one's due time. */
  readonly frozenAt?: number;
  /** Machine time at which it was made to stand still. */
  readonly since?: number;
}

/** Whoever plays timers may die meanwhile: after so long (machine time) the clock goes on from where it stood. */
const LONGEST_STILL_MS = 30_000;

export interface BusinessClock {
  now(): number;
  /** Reads the shared record again. */
  refresh(): Promise<void>;
  /**
   * Moves business time to `target` (epoch ms), playing due timers in order. `settle` performs what is due now and
   * resolves when the system is at rest. Returns `past` when `target` is behind,
   * `taken` when another process moved the clock meanwhile.
   */
  moveTo(target: number, settle: () => Promise<void>): Promise<'moved' | 'past' | 'taken'>;
  stop(): void;
}

interface ClockParts {
  readonly records: Records;
  readonly news: News;
  readonly outbox: Outbox;
  readonly machineNow?: () => number;
}

/** Another process wrote the clock while this one was playing timers. */
class ClockTaken extends Error {}

export const makeClock = async ({ records, news, outbox, machineNow = Date.now }: ClockParts): Promise<BusinessClock> => {
  let current: ClockRecord = { offsetMs: 0 };
  let version = 0;

  const now = (): number => timeIn(current, machineNow());
  const refresh = async (): Promise<void> => {
    const stored = await records.get(RECORD);
    if (!stored) return;
    current = JSON.parse(stored.json) as ClockRecord;
    version = stored.version;
  };
  const write = async (next: ClockRecord): Promise<boolean> => {
    if ((await records.put(RECORD, JSON.stringify(next), version)) === 'stale') return false;
    version += 1;
    current = next;
    news.publishRecord(RECORD);
    return true;
  };
  const stopListening = news.subscribeRecord(RECORD, () => void refresh().catch(() => undefined));
  await refresh();

  const playTo = async (target: number, settle: () => Promise<void>): Promise<void> => {
    for (let played = 0; played < MOST_TIMERS; played += 1) {
      const timer = await outbox.nextTimer();
      if (!timer || timer.due > target) return;
      if (!(await write({ ...current, frozenAt: Math.max(timer.due, now()), since: machineNow() }))) throw new ClockTaken();
      await settle();
    }
  };

  return {
    now,
    refresh,
    async moveTo(target, settle) {
      await refresh();
      if (target < now()) return 'past';
      try {
        await playTo(target, settle);
        return (await write({ offsetMs: Math.max(target, now()) - machineNow() })) ? 'moved' : 'taken';
      } catch (error) {
        if (error instanceof ClockTaken) return 'taken';
        await write({ offsetMs: now() - machineNow() });
        throw error;
      }
    },
    stop: stopListening,
  };
};

const timeIn = ({ offsetMs, frozenAt, since = Infinity }: ClockRecord, machineNow: number): number =>
  frozenAt === undefined ? machineNow + offsetMs : frozenAt + Math.max(0, machineNow - since - LONGEST_STILL_MS);
