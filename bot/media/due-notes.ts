/**
 * What is still to be fetched, noted on the disk so that any process finds it (I9): a file each, whose time of change is when
 * it is due. Whoever is at it moves that time on, so that nobody else begins meanwhile.
 */
import { mkdir, readdir, readFile, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { unavailable, write } from './media';
import { ID } from './ref';

const note = z.object({ number: z.string(), media: z.string(), since: z.number(), tries: z.number() });
/** Where the bytes are, since when they are waited for (epoch ms), and how often that was tried. */
export type Note = z.infer<typeof note>;

export interface DueNotes {
  /** Durable when it resolves. @throws StorageUnavailable */
  begin(id: string, to: Note): Promise<void>;
  /** `null`: there is none, or it cannot be read. */
  read(id: string): Promise<Note | null>;
  /** Due no sooner than `at`, epoch ms. */
  keep(id: string, to: Note, at: number): Promise<void>;
  /** The same as it stands; nothing is lost when that fails. */
  hold(id: string, until: number): Promise<void>;
  forget(id: string): Promise<void>;
  has(id: string): Promise<boolean>;
  isDue(id: string, now: number): Promise<boolean>;
  all(): Promise<readonly string[]>;
}

export const makeDueNotes = (folder: string): DueNotes => {
  const fileOf = (id: string): string => path.join(folder, id);
  const found = (id: string) => stat(fileOf(id)).catch(() => null);
  const keep: DueNotes['keep'] = (id, to, at) => write(fileOf(id), Buffer.from(JSON.stringify(to)), at);
  return {
    async begin(id, to) {
      await mkdir(folder, { recursive: true }).catch(unavailable);
      await keep(id, to, to.since).catch(unavailable);
    },
    async read(id) {
      const text = await readFile(fileOf(id), 'utf8').catch(() => null);
      return text === null ? null : (note.safeParse(JSON.parse(text)).data ?? null);
    },
    keep,
    hold: (id, until) => utimes(fileOf(id), until / 1000, until / 1000).catch(() => undefined),
    forget: (id) => unlink(fileOf(id)).catch(() => undefined),
    has: async (id) => (await found(id)) !== null,
    async isDue(id, now) {
      const there = await found(id);
      return there !== null && there.mtimeMs <= now;
    },
    all: async () => (await readdir(folder).catch(() => [])).filter((id) => ID.test(id)),
  };
};
