/**
 * Files that a channel still holds for us: WhatsApp tells a media id and keeps the bytes for some days. What is to be
 * fetched is noted on the disk before the message is accepted (I1) and fetched after it was acknowledged, by whichever
 * process comes to it; a note that is due later carries that time as its own (I9). Fetching twice changes nothing.
 */
import path from 'node:path';
import type { Log } from '../observability/log';
import { makeDueNotes, type DueNotes, type Note } from './due-notes';
import { idFor, type Media } from './media';
import { ID } from './ref';

export type Fetched =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'never'; readonly reason: string };

/** Where the bytes are: the channel's number and its id for them. */
export interface Source {
  readonly number: string;
  readonly media: string;
}

export interface Arriving {
  /** Resolves when the note is durable, with the id under which the file will lie. @throws StorageUnavailable */
  expect(conversation: string, source: Source): Promise<string>;
  /** Begins to fetch what is due; returns at once. */
  tick(): Promise<void>;
  /** As the store of files finds it; what is still away is fetched for that, even before its turn. */
  find: Media['find'];
  /** Resolves when nothing is being fetched in this process. */
  rest(): Promise<void>;
}

interface ArrivingParts {
  readonly directory: string;
  readonly secret: Uint8Array;
  readonly media: Media;
  /** Never rejects. */
  readonly fetch: (source: Source) => Promise<Fetched>;
  readonly log: Log;
}

const MOST_AT_ONCE = 2;
/** Another process keeps away from what this one is fetching for so long. */
const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** Meta keeps the bytes for 7 days. */
const KEPT_MS = 7 * 86_400_000;

export const makeArriving = (parts: ArrivingParts): Arriving => {
  const { directory, secret, media } = parts;
  const notes = makeDueNotes(path.join(directory, 'due'));
  const fetching = makeFetching(parts, notes);
  return {
    async expect(conversation, source) {
      const id = idFor(secret, `${conversation} ${source.number} ${source.media}`);
      if (!(await media.find(id))) await notes.begin(id, { ...source, since: Date.now(), tries: 0 });
      return id;
    },
    async tick() {
      for (const id of await notes.all()) {
        if (fetching.running.size >= MOST_AT_ONCE) return;
        if (!fetching.running.has(id) && (await notes.isDue(id, Date.now()))) void fetching.begin(id);
      }
    },
    async find(id) {
      const found = await media.find(id);
      if (found || !ID.test(id) || !(await notes.has(id))) return found;
      await fetching.begin(id);
      return media.find(id);
    },
    async rest() {
      await Promise.all(fetching.running.values());
    },
  };
};

interface Fetching {
  /** By id. */
  readonly running: ReadonlyMap<string, Promise<void>>;
  /** Shared with who is fetching it already. Never rejects. */
  begin(id: string): Promise<void>;
}

const makeFetching = ({ media, fetch, log }: ArrivingParts, notes: DueNotes): Fetching => {
  const running = new Map<string, Promise<void>>();
  const settle = async (id: string, known: Note, fetched: Fetched): Promise<void> => {
    if (fetched.kind === 'later' && Date.now() - known.since < KEPT_MS) {
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 4 ** known.tries);
      log.warn({ reason: fetched.reason, tries: known.tries + 1 }, 'a file is fetched later');
      return notes.keep(id, { ...known, tries: known.tries + 1 }, Date.now() + wait);
    }
    const end = fetched.kind === 'bytes' ? await media.fill(id, fetched.bytes) : fetched.reason;
    if (typeof end === 'string') log.warn({ reason: end }, 'a file that a customer sent is not kept');
    return notes.forget(id);
  };
  const work = async (id: string): Promise<void> => {
    const known = await notes.read(id);
    if (!known) return notes.forget(id);
    await notes.hold(id, Date.now() + LEASE_MS);
    await settle(id, known, await fetch({ number: known.number, media: known.media }));
  };
  return {
    running,
    begin(id) {
      const going = running.get(id);
      if (going) return going;
      const started = work(id)
        .catch((error: unknown) => log.warn({ err: error }, 'a file could not be kept yet'))
        .finally(() => running.delete(id));
      running.set(id, started);
      return started;
    },
  };
};
