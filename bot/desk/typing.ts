/**
 * That a customer is typing now, for the agent who has her case open: a comfort only, so it is told between processes as
 * news and kept nowhere. What is lost of it is lost.
 */
import type { ThreadId } from '../../dialogs/ids';
import type { News } from '../runtime/ports';

/** One mark lasts so long; clients send another one before that (machine time, as all here). */
const SHOWN_MS = 6_000;
/** So often at most it is passed on for one thread. */
const TOLD_EVERY_MS = 2_000;
/** An open case is asked for every second or so: after this nobody looks at it any more. */
const WATCHED_MS = 60_000;
const MOST = 2_000;

export interface Typing {
  /** She typed. */
  typed(thread: ThreadId): void;
  /** Whether she typed a moment ago and has sent nothing since, as far as this process heard since it was asked first. */
  isTyping(thread: ThreadId, writtenAt?: number): boolean;
  stop(): void;
}

interface Watched {
  readonly stop: () => void;
  askedAt: number;
  heardAt: number;
}

export const makeTyping = (news: Pick<News, 'publishRecord' | 'subscribeRecord'>, machineNow: () => number): Typing => {
  const watched = new Map<ThreadId, Watched>();
  const told = new Map<ThreadId, number>();
  const watch = (thread: ThreadId): Watched => {
    const stop = news.subscribeRecord(nameOf(thread), () => void (begun.heardAt = machineNow()));
    const begun: Watched = { stop, askedAt: machineNow(), heardAt: -Infinity };
    watched.set(thread, begun);
    return begun;
  };
  const forgetOld = (): void => {
    for (const [thread, { askedAt, stop }] of watched) {
      if (machineNow() - askedAt < WATCHED_MS) continue;
      stop();
      watched.delete(thread);
    }
  };
  return {
    typed(thread) {
      const now = machineNow();
      if (now - (told.get(thread) ?? -Infinity) < TOLD_EVERY_MS) return;
      told.delete(thread);
      if (told.size >= MOST) told.delete(told.keys().next().value ?? thread);
      told.set(thread, now);
      news.publishRecord(nameOf(thread));
    },
    isTyping(thread, writtenAt = -Infinity) {
      const known = watched.get(thread);
      if (!known) forgetOld();
      const one = known ?? watch(thread);
      one.askedAt = machineNow();
      return one.heardAt > writtenAt && one.askedAt - one.heardAt < SHOWN_MS;
    },
    stop: () => watched.forEach(({ stop }) => stop()),
  };
};

const nameOf = (thread: ThreadId): string => `typing:${thread}`;
