/**
 * What both stores can be told, and the constants that both keep alike, so that one contract suite can hold them.
 */
import type { ThreadId } from '../../dialogs/ids';

/** A thread's stored version is older than one that was already seen: the store lost an acknowledged write (failover). */
export interface Regression {
  readonly thread: ThreadId;
  readonly seen: number;
  readonly stored: number;
}

export interface StorageOptions {
  /** Machine time, epoch milliseconds (leases, retries, dedupe); tests move it by hand. */
  readonly machineNow?: () => number;
  /** How long a holder may take to decide before another process takes the thread over. */
  readonly threadLeaseMs?: number;
  /** How long an effect stays with the process it was handed to. */
  readonly effectLeaseMs?: number;
  readonly onRegression?: (regression: Regression) => void;
  /** Said when the store goes away and when it is back; never holds customers' data. */
  readonly log?: (message: string, error?: unknown) => void;
}

export interface Settings {
  readonly machineNow: () => number;
  readonly threadLeaseMs: number;
  readonly effectLeaseMs: number;
  readonly onRegression: (regression: Regression) => void;
  readonly log: (message: string, error?: unknown) => void;
}

export const settingsOf = (options: StorageOptions): Settings => ({
  machineNow: options.machineNow ?? Date.now,
  threadLeaseMs: options.threadLeaseMs ?? 3_000,
  effectLeaseMs: options.effectLeaseMs ?? 5_000,
  onRegression: options.onRegression ?? (() => undefined),
  log: options.log ?? (() => undefined),
});

const HOUR_MS = 3_600_000;
/** The window of I1: a message delivered again after this long counts as new. */
export const DEDUPE_HOURS = 8 * 24;
/** So long after nothing but counters is left of a thread they go too, machine time: no address leads there any more by then. */
export const COUNTERS_HOURS = 30 * 24;
/** Stands among a thread's dedupe marks, until when its counters are kept; no mark of a message looks like it. */
export const COUNTERS_MARK = '~';
/** Dedupe marks are kept by the hour: coarse enough to be short, fine enough for a window of days. */
export const hourOf = (machineTime: number): number => Math.floor(machineTime / HOUR_MS);
/** The token of an effect's first hand-out: to whoever committed it, or for whom its timer fired. */
export const FIRST_TOKEN = 1;
/** Dead letters kept (per shard where there are shards); older ones make room. */
export const DEAD_LETTERS_KEPT = 10_000;
/** Most events handed out at once; the rest comes with the answer to the next commit, so a flood stays linear. */
export const EVENTS_AT_ONCE = 100;
