/**
 * The heartbeat of one process: claims what is due, sweeps up what a dead process left, reads the shared clock and the
 * current release again. All of it is catching up; nothing on the customer's path waits for it.
 */
import type { Log } from '../observability/log';
import type { Relay } from './relay';

const TICK_MS = 250;
/** The shared clock, the current release and what is known of outages are at most this old. */
const REFRESH_MS = 1_000;
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
  readonly log: Log;
}

export const startPulse = ({ relay, refresh, rounds, trim, log }: PulseParts): Pulse => {
  const beat = (work: () => Promise<void>, ms: number): (() => Promise<void>) => {
    let stopped = false;
    let timer: NodeJS.Timeout;
    let running: Promise<void> = Promise.resolve();
    const again = (): void => {
      timer = setTimeout(() => {
        running = work()
          .catch((error: unknown) => log.warn({ err: error }, 'the store did not answer; going on when it does'))
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
  const stops = [beat(() => relay.tick(), TICK_MS), beat(refresh, REFRESH_MS), beat(rounds, REFRESH_MS), beat(trim, TRIM_MS)];
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
};
