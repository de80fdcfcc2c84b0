/**
 * The bytes of what customers send. A transcript keeps a reference only; the bytes lie in a folder that all
 * processes share, under an id that nobody can guess and that is made of the conversation and the content: a repeated upload
 * changes nothing (I1). They are on the disk before the message that refers to them is accepted, and without what a camera
 * writes beside the picture (`strip.ts`).
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { StorageUnavailable } from '../runtime/ports';
import { ID } from './ref';
import { isRecording, sniff, type MediaType } from './sniff';
import { withoutMetadata } from './strip';

/** One file, in bytes; telephones' photos are 2 to 4 MB, the widget sends them smaller. */
export const LARGEST_FILE = 5 * 1024 * 1024;

/** A recording or photo that another channel held for us. */
export const LARGEST_FETCHED = 16 * 1024 * 1024;

export interface Kept {
  readonly id: string;
  readonly type: MediaType;
}

/** The port: another implementation (an object store) takes its place without anybody noticing. */
export interface Media {
  /** Resolves when the bytes are durable; a code says why they are not kept. @throws StorageUnavailable when the disk is full or away. */
  keep(conversation: string, bytes: Buffer): Promise<Kept | 'too_large' | 'unknown_type'>;
  /** Keeps under an id that was given out before the bytes were here; recordings too, at most `LARGEST_FETCHED`. */
  fill(id: string, bytes: Buffer): Promise<Kept | 'too_large' | 'unknown_type'>;
  find(id: string): Promise<{ readonly bytes: Buffer; readonly type: MediaType } | null>;
  /** In bytes; `null` when it is not here. */
  sizeOf(id: string): Promise<number | null>;
  /** Forgets one; nothing happens when it is not here. */
  remove(id: string): Promise<void>;
  /** Forgets what was kept before this business time. One call looks at a part, the next one goes on behind it. */
  sweep(before: number): Promise<number>;
}

interface MediaParts {
  readonly directory: string;
  readonly secret: Uint8Array;
  /** Business clock: retention is counted by it. */
  readonly now: () => number;
}

const SHELVES = 256;

export const openMedia = ({ directory, secret, now }: MediaParts): Media => {
  const placeOf = (id: string): string => path.join(directory, id.slice(0, 2), id);
  let shelf = 0;
  const fill = async (id: string, bytes: Buffer): Promise<Kept | 'too_large' | 'unknown_type'> => {
    if (bytes.length > LARGEST_FETCHED) return 'too_large';
    const type = sniff(bytes);
    if (type === null) return 'unknown_type';
    const clean = withoutMetadata(bytes, type);
    if (sniff(clean) !== type) return 'unknown_type';
    await write(placeOf(id), clean, now()).catch(unavailable);
    return { id, type };
  };
  return {
    fill,
    async keep(conversation, bytes) {
      if (bytes.length > LARGEST_FILE) return 'too_large';
      if (isRecording(sniff(bytes) ?? '')) return 'unknown_type';
      const content = createHash('sha256').update(bytes).digest('hex');
      return fill(idFor(secret, `${conversation} ${content}`), bytes);
    },
    async find(id) {
      if (!ID.test(id)) return null;
      const bytes = await readFile(placeOf(id)).catch(() => null);
      const type = bytes && sniff(bytes);
      return bytes && type ? { bytes, type } : null;
    },
    sizeOf: (id) => (ID.test(id) ? stat(placeOf(id)).then(({ size }) => size, () => null) : Promise.resolve(null)),
    async remove(id) {
      if (ID.test(id)) await rm(placeOf(id), { force: true });
    },
    async sweep(before) {
      const folder = path.join(directory, (shelf++ % SHELVES).toString(16).padStart(2, '0'));
      const names = await readdir(folder).catch(() => []);
      const removed = await Promise.all(names.map((name) => removeOlder(path.join(folder, name), before)));
      return removed.filter(Boolean).length;
    },
  };
};

/** What nobody can guess, the same for the same. */
export const idFor = (secret: Uint8Array, what: string): string => createHmac('sha256', secret).update(`media ${what}`).digest('hex').slice(0, 32);

export const unavailable = (error: unknown): never => {
  throw new StorageUnavailable(error instanceof Error ? error.message : String(error));
};

/** Whole or not at all, whenever the process dies; its time is the business time. */
export const write = async (file: string, bytes: Buffer, now: number): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await utimes(draft, now / 1000, now / 1000);
  await rename(draft, file);
};

const removeOlder = async (file: string, before: number): Promise<boolean> => {
  const found = await stat(file).catch(() => null);
  if (!found || found.mtimeMs >= before) return false;
  return unlink(file).then(() => true, () => false);
};
