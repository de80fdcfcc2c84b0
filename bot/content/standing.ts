/**
 * Where conversations stand: at which step of which release (I7), for the board of releases and for moves. A projection in
 * shared records by hash of the thread: what a turn grew is only noted on the customer's path, and looked at soon after in
 * rounds; the timer by which every thread has itself counted looks again, so what a crash lost is made up for.
 */
import { positionsOf } from '../../dialogs/conversation/state';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Position } from '../../flows/run';
import { grouped } from '../quality/grouped';
import type { Records, ThreadStore } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { readThreadState } from '../runtime/thread-state';
import { shardOf } from './shard';

const SHARDS = 32;
/** More are not noted: their timers look at them. */
const MOST_NOTED = 50_000;
const PER_ROUND = 200;
const PER_VISIT = 10;

/** One place, `release/flow/step`. */
export type Stand = string;

export interface StandingRow {
  /** When the customer wrote last, ms. */
  readonly at: number;
  /** Where she stands, then all other places that she comes back to. */
  readonly stands: readonly Stand[];
}

type Rows = Readonly<Record<string, StandingRow>>;
type Seen = readonly [ThreadId, StandingRow | null];

export interface Standing {
  /** Costs nothing but a note. */
  grew(thread: ThreadId, entries: readonly Entry[]): void;
  /** Looks at threads now. */
  look(threads: readonly ThreadId[]): Promise<void>;
  /** Looks at those noted, so many at most. */
  round(most?: number): Promise<void>;
  /** Looks at a few rows again, all of them in the end: what was forgotten, or written by a slower process, is put right. */
  revisit(): Promise<void>;
  /** The thread is joined into another: its old state says nothing any more. */
  forget(thread: ThreadId): Promise<void>;
  all(): Promise<ReadonlyMap<ThreadId, StandingRow>>;
}

export interface StandingParts {
  readonly records: Records;
  readonly threads: Pick<ThreadStore, 'peek'>;
}

export const makeStanding = ({ records, threads }: StandingParts): Standing => {
  const noted = new Set<ThreadId>();
  let place = { shard: 0, from: 0 };
  const shard = (index: string): SharedRecord<Rows> => ({ records, name: `studio:standing:${index}`, first: {} });
  const seen = async (thread: ThreadId): Promise<Seen> => [thread, standingOf((await threads.peek(thread))?.state ?? null)];
  const look = async (wanted: readonly ThreadId[]): Promise<void> => {
    for (const [index, list] of grouped(new Set(wanted), (thread) => shardOf(thread, SHARDS))) {
      const looked = await Promise.all(list.map(seen));
      await changeShared(shard(index), (rows) => withRows(rows, looked));
    }
  };

  return {
    look,
    grew(thread, entries) {
      if (noted.size < MOST_NOTED && entries.some(mayMove)) noted.add(thread);
    },
    async round(most = PER_ROUND) {
      const some = [...noted].slice(0, most);
      // Taken off first: what grows while it is looked at is noted again.
      for (const thread of some) noted.delete(thread);
      await look(some);
    },
    async revisit() {
      const rows = Object.keys(await readShared(shard(String(place.shard))));
      await look(rows.slice(place.from, place.from + PER_VISIT).map(threadId));
      place = place.from + PER_VISIT < rows.length ? { ...place, from: place.from + PER_VISIT } : { shard: (place.shard + 1) % SHARDS, from: 0 };
    },
    async forget(thread) {
      noted.delete(thread);
      await changeShared(shard(shardOf(thread, SHARDS)), (rows) => withRows(rows, [[thread, null]]));
    },
    async all() {
      const rows = await Promise.all(Array.from({ length: SHARDS }, (_, index) => readShared(shard(String(index)))));
      return new Map(rows.flatMap((some) => Object.entries(some).map(([thread, row]) => [threadId(thread), row] as const)));
    },
  };
};

export const standOf = ({ release, flow, step }: Pick<Position, 'release' | 'flow' | 'step'>): Stand => `${release}/${flow}/${step}`;

export const placeOf = (stand: Stand): Pick<Position, 'release' | 'flow' | 'step'> => {
  const [release = '', flow = '', step = ''] = stand.split('/');
  return { release, flow, step };
};

/** `null` for a thread that stands in no flow. */
const standingOf = (stored: string | null): StandingRow | null => {
  if (stored === null) return null;
  const state = readThreadState(stored);
  const inner = state.stack.at(-1);
  const all = [...(inner ? [inner] : []), ...positionsOf(state)].map(standOf);
  return all.length === 0 ? null : { at: state.heardAt, stands: [...new Set(all)] };
};

const MOVES: ReadonlySet<Entry['kind']> = new Set(['steps', 'end', 'event']);
const mayMove = ({ kind }: Entry): boolean => MOVES.has(kind);

const withRows = (rows: Rows, seen: readonly Seen[]): Rows => {
  const news = seen.filter(([thread, row]) => JSON.stringify(rows[thread]) !== JSON.stringify(row ?? undefined));
  if (news.length === 0) return rows;
  const next: Record<string, StandingRow> = { ...rows };
  for (const [thread, row] of news) {
    if (row === null) delete next[thread];
    else next[thread] = row;
  }
  return next;
};
