/**
 * The heartbeat of one process: claims what is due, sweeps up what a dead process left, reads the shared clock and the
 * current release again. All of it is catching up; nothing on the customer's path waits for it.
 */
import type { Log } from '../observability/log';
import { StorageUnavailable } from './ports';
import type { Relay } from './relay';

const TICK_MS = 250;
/** The shared clock, the current release and what is known of outages are at most this old. */
const REFRESH_MS = 1_000;
/** How soon the log tells of trouble. */
const WATCH_MS = 5_000;
/** A part of the threads each time: a hundred thousand are seen within the hour. */
const TRIM_MS = 5_000;

export interface Pulse {
  stop(): Promise<void>;
}

interface PulseParts {
  readonly relay: Relay;
  readonly refresh: () => Promise<void>;
  /** Work that may take its time: nothing that conversations look at waits for it. */
  readonly rounds: () => Promise<void>;
  /** Forgets what may not be kept any longer. */
  readonly trim: () => Promise<void>;
  /** Looks for trouble that somebody must see to. */
  readonly watch: () => Promise<void>;
  readonly log: Log;
}

export const startPulse = ({ relay, refresh, rounds, trim, watch, log }: PulseParts): Pulse => {
  const beat = (work: () => Promise<void>, ms: number): (() => Promise<void>) => {
    let stopped = false;
    let timer: NodeJS.Timeout;
    let running: Promise<void> = Promise.resolve();
    let isAway = false;
    // Said once: at every beat it would be the whole log, for as long as the store is away.
    const failed = (error: unknown): void => {
      if (!isAway || !(error instanceof StorageUnavailable)) log.warn({ err: error }, 'the store did not answer; going on when it does');
      isAway = error instanceof StorageUnavailable;
    };
    const again = (): void => {
      timer = setTimeout(() => {
        running = work()
          .then(() => void (isAway = false), failed)
          .finally(() => !stopped && again());
      }, ms);
    };
    again();
    return async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    };
  };
  const stops = [beat(() => relay.tick(), TICK_MS), beat(refresh, REFRESH_MS), beat(rounds, REFRESH_MS), beat(trim, TRIM_MS), beat(watch, WATCH_MS)];
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
};
