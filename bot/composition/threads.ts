/** The loop that decides conversations, with those who carry and join them. */
import type { ThreadId } from '../../dialogs/ids';
import { readsTranscript } from '../channels/directline/adapter';
import { makeHub, type Hub } from '../channels/directline/hub';
import { makePeople, type People, type PeopleParts } from '../people';
import { makeDirectory, type Directory } from '../runtime/directory';
import { makeTurn, type Turn } from '../runtime/turn';
import { makeTurnstile } from '../runtime/turnstile';
import type { Ground } from './ground';
import type { Views } from './views';

export interface Threads {
  readonly turn: Turn;
  readonly directory: Directory;
  readonly hub: Hub;
  readonly people: People;
}

/** Who is made later and hears of what happens here. */
export interface Followers {
  /** How far a browser was handed a conversation. */
  readonly reached: (thread: ThreadId, next: number) => void;
  /** A thread was joined into another. */
  readonly moved: (thread: ThreadId) => void;
  readonly carry: PeopleParts['carry'];
}

export const makeThreads = ({ config, storage, clock, content, log, metrics, pressure }: Ground, views: Views, { reached, moved, carry }: Followers): Threads => {
  const turn = makeTurn({
    storage, clock, log, metrics, readsTranscript, turnstile: makeTurnstile(pressure.isLate),
    releases: content.releases, articles: content.articles.library, learnt: content.understanding.learnt, treatment: config.treatment, proofMs: config.proofMs,
    desk: views.desk, outages: views.outages, zones: views.zones,
  });
  const directory = makeDirectory(storage.addresses);
  const hub = makeHub({ storage, log, metrics, reached });
  const leave = (thread: ThreadId): void => {
    hub.moved(thread);
    moved(thread);
  };
  return { turn, directory, hub, people: makePeople({ storage, turn, directory, now: clock.now, moved: leave, carry }) };
};
