/**
 * What happened at each step, by release and level, a day: counted from transcripts as they grow. What was added and how far
 * a conversation was read stand in one record, changed at once, so that a crash, a repetition or two processes together
 * count nothing twice; conversations that wait for the same record are written in one go.
 */
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Language } from '../../knowledge/language';
import { dayOf, daysBetween } from '../quality/quality';
import { grouped } from '../quality/grouped';
import type { Positioned, Records, ThreadStore } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { readTranscript } from '../runtime/transcript';
import { countEntries, MEASURES, type Carried, type Counted, type IsUnheard, type Measure, type StepKey } from './happened-row';
import { shardOf } from './shard';

const SHARDS = 32;
/** A question that nobody answered for so long was left. */
const LEFT_MS = 30 * 60_000;
const MOST_TEXTS = 60;

/** How far a conversation was read on a day, and what it was in the middle of. */
interface Mark {
  readonly read: number;
  readonly carried: Carried;
}

interface DayShard {
  readonly marks: Readonly<Record<string, Mark>>;
  /** In the order of the measures. */
  readonly counts: Readonly<Record<StepKey, readonly number[]>>;
  readonly texts: readonly (readonly [text: string, language: Language, at: StepKey, times: number])[];
}

const EMPTY: DayShard = { marks: {}, counts: {}, texts: [] };

export interface StepCounts {
  readonly at: StepKey;
  readonly counts: Readonly<Record<Measure | 'left', number>>;
}

export interface UnheardCount {
  readonly text: string;
  readonly language: Language;
  readonly at: StepKey;
  readonly day: string;
  readonly times: number;
}

export interface Happened {
  /** Something was said: read at the next look, or by the conversation's own timer. */
  grew(thread: ThreadId): void;
  /** Resolves when all that the conversation holds now is counted. */
  count(thread: ThreadId): Promise<void>;
  /** Both days included. */
  steps(from: string, to: string): Promise<readonly StepCounts[]>;
  unheard(from: string, to: string): Promise<readonly UnheardCount[]>;
  /** Conversations that were counted, with the step that each passed last on that day. */
  conversations(from: string, to: string): Promise<readonly { readonly thread: ThreadId; readonly day: string; readonly last: StepKey }[]>;
}

export interface HappenedParts {
  readonly records: Records;
  readonly threads: Pick<ThreadStore, 'read'>;
  readonly isUnheard: IsUnheard;
  /** Business time, ms. */
  readonly now: () => number;
}

/** Where the day begins that was counted last. */
interface Start {
  readonly from: number;
}

const MOST_NOTED = 20_000;
const PER_LOOK = 500;

export const makeHappened = (parts: HappenedParts): Happened => {
  const { records, now } = parts;
  const noted = new Set<ThreadId>();
  const waiting = new Map<string, Batch>();
  const count = (thread: ThreadId): Promise<void> => {
    noted.delete(thread);
    const index = shardOf(thread, SHARDS);
    const batch = waiting.get(index) ?? newBatch();
    waiting.set(index, batch);
    batch.next.add(thread);
    // Whoever comes while one batch is written goes with the next one.
    batch.done ??= batch.before.then(async () => {
      const threads = [...batch.next];
      waiting.set(index, { ...newBatch(), before: settled(batch.done) });
      await countAll(parts, index, threads);
    });
    return batch.done;
  };
  const shards = async (from: string, to: string): Promise<readonly { readonly day: string; readonly shard: DayShard }[]> => {
    await Promise.all([...noted].slice(0, PER_LOOK).map(count));
    const names = daysBetween(from, to).flatMap((day) => Array.from({ length: SHARDS }, (_, index) => ({ day, index: String(index) })));
    return Promise.all(names.map(async ({ day, index }) => ({ day, shard: await readShared(shardRecord(records, day, index)) })));
  };

  return {
    grew: (thread) => void (noted.size < MOST_NOTED && noted.add(thread)),
    count,
    steps: async (from, to) => summed((await shards(from, to)).map(({ shard }) => shard), now()),
    conversations: async (from, to) =>
      (await shards(from, to)).flatMap(({ day, shard }) =>
        Object.entries(shard.marks).flatMap(([thread, { carried: { last } }]) => (last === undefined ? [] : [{ thread: threadId(thread), day, last }]))),
    unheard: async (from, to) => (await shards(from, to)).flatMap(({ day, shard }) => shard.texts.map(([text, language, at, times]) => ({ day, text, language, at, times }))),
  };
};

interface Batch {
  readonly next: Set<ThreadId>;
  readonly before: Promise<unknown>;
  done?: Promise<void>;
}

const newBatch = (): Batch => ({ next: new Set(), before: Promise.resolve() });
const settled = (work: Promise<void> | undefined): Promise<unknown> => Promise.resolve(work).catch(() => undefined);

const shardRecord = (records: Records, day: string, index: string): SharedRecord<DayShard> => ({ records, name: `studio:happened:${day}:${index}`, first: EMPTY });
const startRecord = (records: Records, thread: ThreadId): SharedRecord<Start> => ({ records, name: `studio:happened-from:${thread}`, first: { from: 0 } });

interface Reading {
  readonly thread: ThreadId;
  readonly start: number;
  /** In order; the first day may have been counted in part. */
  readonly days: readonly (readonly [day: string, entries: readonly Positioned[]])[];
}

const countAll = async (parts: HappenedParts, index: string, threads: readonly ThreadId[]): Promise<void> => {
  const readings = await Promise.all(threads.map((thread) => readThread(parts, thread)));
  const carried = new Map<ThreadId, Carried>();
  for (const day of [...new Set(readings.flatMap(({ days }) => days.map(([name]) => name)))].sort()) {
    const here = readings.flatMap(({ thread, days }) => days.flatMap(([name, entries]) => (name === day ? [{ thread, entries }] : [])));
    const shard = await changeShared(shardRecord(parts.records, day, index), (before) => withThreads(before, { here, carried, isUnheard: parts.isUnheard }));
    for (const { thread } of here) carried.set(thread, shard.marks[thread]?.carried ?? {});
  }
  for (const reading of readings) await goOn(parts.records, index, reading);
};

const readThread = async ({ records, threads }: HappenedParts, thread: ThreadId): Promise<Reading> => {
  const { from } = await readShared(startRecord(records, thread));
  const all = await readTranscript(threads, thread, { from });
  return { thread, start: from, days: [...grouped(all, ({ entry }) => dayOf(entry.at))] };
};

/** Days before the last one are over: they are read no more, and a question of theirs that she came back to was not left. */
const goOn = async (records: Records, index: string, { thread, start, days }: Reading): Promise<void> => {
  for (const [day] of days.slice(0, -1)) {
    await changeShared(shardRecord(records, day, index), (shard) => {
      const mark = shard.marks[thread];
      return mark?.carried.open === undefined ? shard : { ...shard, marks: { ...shard.marks, [thread]: { ...mark, carried: { last: mark.carried.last } } } };
    });
  }
  const from = days.at(-1)?.[1][0]?.position ?? start;
  if (days.length > 1 && from > start) await changeShared(startRecord(records, thread), (before) => (before.from < from ? { from } : before));
};

interface Here {
  readonly here: readonly { readonly thread: ThreadId; readonly entries: readonly Positioned[] }[];
  /** What conversations came with from the day before. */
  readonly carried: ReadonlyMap<ThreadId, Carried>;
  readonly isUnheard: IsUnheard;
}

const withThreads = (before: DayShard, { here, carried, isUnheard }: Here): DayShard => {
  const marks = { ...before.marks };
  const counts = { ...before.counts };
  let { texts } = before;
  let isNew = false;
  for (const { thread, entries } of here) {
    const mark = marks[thread] ?? { read: -1, carried: carried.get(thread) ?? {} };
    const news = entries.filter(({ position }) => position > mark.read);
    if (news.length === 0) continue;
    isNew = true;
    const counted = countEntries(mark.carried, news.map(({ entry }) => entry), isUnheard);
    marks[thread] = { read: news.at(-1)?.position ?? mark.read, carried: counted.carried };
    for (const [at, figures] of counted.counts) {
      const so = counts[at] ?? [];
      counts[at] = MEASURES.map((measure, place) => (so[place] ?? 0) + (figures.get(measure) ?? 0));
    }
    texts = withTexts(texts, counted.unheard);
  }
  return isNew ? { marks, counts, texts } : before;
};

const withTexts = (before: DayShard['texts'], unheard: Counted['unheard']): DayShard['texts'] => {
  const texts = [...before];
  for (const { at, language, text } of unheard) {
    const known = texts.findIndex(([other, , where]) => other === text && where === at);
    const [, , , times = 0] = texts[known] ?? [];
    if (known >= 0) texts[known] = [text, language, at, times + 1];
    else if (texts.length < MOST_TEXTS) texts.push([text, language, at, 1]);
  }
  return texts;
};

const summed = (shards: readonly DayShard[], now: number): readonly StepCounts[] => {
  const sums = new Map<StepKey, number[]>();
  const of = (at: StepKey): number[] => {
    const sum = sums.get(at) ?? Array.from({ length: MEASURES.length + 1 }, () => 0);
    sums.set(at, sum);
    return sum;
  };
  for (const { counts, marks } of shards) {
    for (const [at, figures] of Object.entries(counts)) of(at).forEach((value, place, sum) => (sum[place] = value + (figures[place] ?? 0)));
    for (const { carried: { open } } of Object.values(marks)) {
      if (open && now - open.since > LEFT_MS) of(open.at)[MEASURES.length] = (of(open.at)[MEASURES.length] ?? 0) + 1;
    }
  }
  return [...sums].map(([at, figures]) => ({
    at, counts: Object.fromEntries([...MEASURES, 'left' as const].map((measure, place) => [measure, figures[place] ?? 0])) as StepCounts['counts'],
  }));
};
