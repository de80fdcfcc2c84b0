/**
 * Which release is current and what was published, by whom and why: one shared record, so that naming a release, listing
 * it and making it current is one compare-and-set. The files stand in a record of their own for each release and are
 * never written twice (I7).
 */
import type { SourceFiles } from '../../flows/sources';
import type { Records } from '../runtime/ports';
import type { ReleaseInfo } from '../web/contracts';

export const RELEASE_LOG = 'release:current';
/** Older ones stay stored for the threads that are pinned to them, they are only no longer listed. */
const MOST_LISTED = 200;

/** Which of them is current is told by the log, and not kept with each. */
export type ReleaseMeta = Omit<ReleaseInfo, 'current'>;

/** Who made which release current, and why: also going back to an older one. */
export interface ReleaseMove {
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly approvedBy?: string;
  readonly reason: string;
}

export interface ReleaseLog {
  /** The current release. */
  readonly id: string;
  /** The release that the definitions on disk made last: only a change on disk replaces what was published since. */
  readonly fromDisk: string;
  /** How many names were given: the next one is `r<given + 1>`. */
  readonly given: number;
  /** Newest last. */
  readonly releases: readonly ReleaseMeta[];
  readonly moves: readonly ReleaseMove[];
}

export interface VersionedLog {
  readonly version: number;
  readonly log: ReleaseLog | null;
}

const recordName = (id: string): string => `release:${id}`;

export const readLog = async (records: Records): Promise<VersionedLog> => {
  const stored = await records.get(RELEASE_LOG);
  if (!stored) return { version: 0, log: null };
  const log = JSON.parse(stored.json) as Pick<ReleaseLog, 'id' | 'fromDisk'> & Partial<ReleaseLog>;
  return { version: stored.version, log: { given: 0, releases: [], moves: [], ...log } };
};

export const writeLog = async (records: Records, log: ReleaseLog, expected: number): Promise<boolean> =>
  (await records.put(RELEASE_LOG, JSON.stringify(log), expected)) === 'saved';

/** The log with that release current, named and listed if it was not. */
export const moved = (log: ReleaseLog, move: ReleaseMove): ReleaseLog => {
  const isListed = log.releases.some(({ id }) => id === move.id);
  const given = isListed ? log.given : log.given + 1;
  const releases = isListed ? log.releases : [...log.releases, { ...move, name: `r${given}` }];
  return { ...log, id: move.id, given, releases: releases.slice(-MOST_LISTED), moves: [...log.moves, move].slice(-MOST_LISTED) };
};

interface StoredRelease {
  readonly files: SourceFiles;
}

/** Immutable: a second time changes nothing. */
export const keepFiles = async (records: Records, id: string, files: SourceFiles): Promise<void> => {
  const stored: StoredRelease = { files };
  await records.put(recordName(id), JSON.stringify(stored), 0);
};

/** @throws Error for a release that was never kept. */
export const readFiles = async (records: Records, id: string): Promise<SourceFiles> => {
  const stored = await records.get(recordName(id));
  if (!stored) throw new Error(`release ${id} is not in the store`);
  return (JSON.parse(stored.json) as StoredRelease).files;
};
