/**
 * All cases of the desk, in small shared records by hash of the thread, each changed by compare-and-set. A projection:
 * `refresh` folds what a thread has grown by, so performing it twice, late or in two processes at once changes nothing.
 * Lists are read from this process's copy, which news keep fresh and a look every few seconds catches up.
 */
import { newState, type ThreadState } from '../../dialogs/conversation/state';
import { ofThisCustomer, type Entry } from '../../dialogs/transcript';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Storage } from '../runtime/ports';
import { readThreadState } from '../runtime/thread-state';
import { readTranscript } from '../runtime/transcript';
import { waitingCustomers } from '../runtime/waiting-customers';
import { foldCase, isOpen, rowBeside, type CaseRow, type Grown } from './case-row';
import type { Calendar } from './hours';

const BUCKETS = 64;
const MOST_TRIES = 100;
const DAY_MS = 86_400_000;
/** A closed case is found by search for so long, one given back is listed for so long (business time). */
const CLOSED_MS = 30 * DAY_MS;
const GIVEN_BACK_MS = DAY_MS;
/** What news may have missed is seen after this (machine time). */
const CATCH_UP_MS = 5_000;

type Rows = Readonly<Record<string, CaseRow>>;

interface Bucket {
  rows: Rows;
  version: number;
  readAt: number;
  stale: boolean;
}

export interface CaseIndexParts {
  readonly storage: Storage;
  readonly calendar: () => Calendar;
  readonly topicsOf: (state: ThreadState, entries: readonly Entry[]) => Grown['topics'];
  /** Where a service is, as its zone is called. */
  readonly zoneOf: (service: string) => Promise<string | undefined>;
  readonly now: () => number;
  readonly machineNow: () => number;
}

export interface CaseIndex {
  /** Folds what the thread has grown by; the row after it, `null` for no case of the desk. */
  refresh(thread: ThreadId): Promise<CaseRow | null>;
  /** The row of a customer who waits for an answer, or whose answer could not be sent, and who is no case; kept nowhere. */
  beside(thread: ThreadId): Promise<CaseRow | null>;
  /** Changes what only the desk knows of a case. */
  edit(thread: ThreadId, change: (row: CaseRow) => CaseRow): Promise<CaseRow | null>;
  /** The thread was joined into another: it is no case of its own any more. */
  forget(thread: ThreadId): Promise<void>;
  get(thread: ThreadId): Promise<CaseRow | null>;
  /** At most a few seconds old. */
  all(): Promise<ReadonlyMap<ThreadId, CaseRow>>;
  /** The row as this process knows it now, without asking the store. */
  peek(thread: ThreadId): CaseRow | undefined;
  /** What this process knows now, without asking the store. */
  known(): Iterable<CaseRow>;
  /** Another number whenever that may have changed. */
  revision(): number;
  stop(): void;
}

export const makeCaseIndex = (parts: CaseIndexParts): CaseIndex => {
  const { storage, machineNow } = parts;
  const { buckets, load, change, revision } = makeBuckets(parts);
  const stops = buckets.map((bucket, index) => storage.news.subscribeRecord(nameOf(index), () => void (bucket.stale = true)));
  let merged: { readonly revision: number; readonly rows: ReadonlyMap<ThreadId, CaseRow> } | undefined;
  return {
    refresh: (thread) => change(thread, (before) => grown(parts, thread, before)),
    edit: (thread, edit) => change(thread, (before) => (before ? { ...edit(before), changed: machineNow() } : null)),
    beside: async (thread) => ((await isOwed(storage, thread, machineNow())) ? unlisted(parts, thread) : null),
    forget: async (thread) => void (await change(thread, () => null)),
    get: async (thread) => (await load(indexOf(thread))).rows[thread] ?? null,
    async all() {
      const due = buckets.flatMap((bucket, index) => (bucket.stale || machineNow() - bucket.readAt > CATCH_UP_MS ? [index] : []));
      await Promise.all(due.map(load));
      if (merged?.revision !== revision()) merged = { revision: revision(), rows: new Map(buckets.flatMap(({ rows }) => Object.entries(rows).map(([thread, row]) => [threadId(thread), row] as const))) };
      return merged.rows;
    },
    peek: (thread) => at(buckets, indexOf(thread)).rows[thread],
    *known() {
      for (const { rows } of buckets) yield* Object.values(rows);
    },
    revision,
    stop: () => stops.forEach((stop) => stop()),
  };
};

interface Buckets {
  readonly buckets: readonly Bucket[];
  /** As the store has it now. */
  load(index: number): Promise<Bucket>;
  /** What is left as it was is not written. */
  change(thread: ThreadId, next: (row: CaseRow | null) => Promise<CaseRow | null> | CaseRow | null): Promise<CaseRow | null>;
  /** Another number whenever what is known here changed. */
  revision(): number;
}

/** This process's copy of the records, and changing them. */
const makeBuckets = ({ storage, machineNow, now }: CaseIndexParts): Buckets => {
  const buckets: Bucket[] = Array.from({ length: BUCKETS }, () => ({ rows: {}, version: 0, readAt: 0, stale: true }));
  let revision = 0;
  const keep = (bucket: Bucket, rows: Rows, version: number): void => {
    Object.assign(bucket, { rows, version });
    revision += 1;
  };
  const load = async (index: number): Promise<Bucket> => {
    const bucket = at(buckets, index);
    bucket.stale = false;
    const stored = await storage.records.get(nameOf(index));
    bucket.readAt = machineNow();
    if ((stored?.version ?? 0) !== bucket.version) keep(bucket, stored ? (JSON.parse(stored.json) as Rows) : {}, stored?.version ?? 0);
    return bucket;
  };
  return {
    buckets,
    load,
    async change(thread, next) {
      const index = indexOf(thread);
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const { rows, version } = await load(index);
        const before = rows[thread] ?? null;
        const row = await next(before);
        if (row === before) return row;
        const kept = withRow(rows, { thread, row, now: now() });
        if ((await storage.records.put(nameOf(index), JSON.stringify(kept), version)) === 'stale') continue;
        keep(at(buckets, index), kept, version + 1);
        storage.news.publishRecord(nameOf(index));
        return row;
      }
      throw new Error('a case could not be noted at the desk');
    },
    revision: () => revision,
  };
};

const nameOf = (index: number): string => `desk:cases:${index}`;

const at = (buckets: readonly Bucket[], index: number): Bucket => {
  const bucket = buckets[index];
  if (!bucket) throw new Error(`the desk has no bucket ${index}`);
  return bucket;
};

const indexOf = (thread: ThreadId): number => {
  let hash = 0;
  for (let place = 0; place < thread.length; place += 1) hash = (hash * 31 + thread.charCodeAt(place)) >>> 0;
  return hash % BUCKETS;
};

/** With the row, and without what is over for long. */
const withRow = (rows: Rows, { thread, row, now }: { readonly thread: string; readonly row: CaseRow | null; readonly now: number }): Rows => {
  const others = Object.entries(rows).filter(([id, one]) => id !== thread && isKept(one, now));
  return Object.fromEntries(row ? [...others, [thread, row]] : others);
};

const isKept = (row: CaseRow, now: number): boolean =>
  isOpen(row) || now - row.updatedAt < (row.status === 'closed' ? CLOSED_MS : GIVEN_BACK_MS);

/** Looked through for her; as long as the lists that lead to a conversation. */
const MOST_OWED = 200;

/** Nobody else's conversation is anybody's to open. */
const isOwed = async (storage: Storage, thread: ThreadId, now: number): Promise<boolean> => {
  const [waiting, failed] = await Promise.all([waitingCustomers(storage, now, MOST_OWED), storage.outbox.deadLetters(MOST_OWED)]);
  return waiting.some((one) => one.thread === thread) || failed.some((one) => one.thread === thread);
};

const unlisted = async (parts: CaseIndexParts, thread: ThreadId): Promise<CaseRow | null> => {
  const { storage, calendar, topicsOf, machineNow } = parts;
  const peeked = await storage.threads.peek(thread);
  if (!peeked) return null;
  const entries = ofThisCustomer(await readTranscript(storage.threads, thread, { from: 0, to: peeked.length }));
  const state = beganAs(peeked.state, entries);
  if (!state) return null;
  const spoken = entries.map(({ entry }) => entry);
  const grown = { state, entries: spoken, length: peeked.length, topics: topicsOf(state, spoken), zone: undefined, calendar: calendar(), machineNow: machineNow() };
  return rowBeside(grown, peeked.state !== null);
};

/** The state, or the one that her first message will be decided on. */
export const beganAs = (stored: string | null, entries: readonly { readonly entry: Entry }[]): ThreadState | null => {
  if (stored !== null) return readThreadState(stored);
  const first = entries.find(({ entry }) => entry.kind === 'customer')?.entry;
  return first?.kind === 'customer' ? newState(first.from, first.language?.startsWith('en') ? 'en' : 'es', first.at) : null;
};

const grown = async (parts: CaseIndexParts, thread: ThreadId, before: CaseRow | null): Promise<CaseRow | null> => {
  const { storage, calendar, topicsOf, zoneOf, machineNow } = parts;
  const peeked = await storage.threads.peek(thread);
  if (peeked?.state == null) return null;
  const state = readThreadState(peeked.state);
  const entries = (await readTranscript(storage.threads, thread, { from: before?.length ?? 0, to: peeked.length })).map(({ entry }) => entry);
  if (before && entries.length === 0 && before.epoch === state.epoch) return before;
  const service = state.facts['service.id']?.value;
  const zone = typeof service === 'string' ? await zoneOf(service) : undefined;
  return foldCase(before, { state, entries, length: peeked.length, topics: topicsOf(state, entries), zone, calendar: calendar(), machineNow: machineNow() });
};
