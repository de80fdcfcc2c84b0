/**
 * Counts every conversation from its transcript (P10). A timer of the thread itself says when; each look counts the day
 * under way again from its first entry and replaces what stood there, so a crash, a repetition or two processes at once
 * change nothing. Days that are over are left as they are.
 */
import type { ThreadId } from '../../dialogs/ids';
import type { Positioned, Records, Storage } from '../runtime/ports';
import { changeShared } from '../runtime/shared-record';
import { readTranscript } from '../runtime/transcript';
import type { CaseRow } from '../desk/case-row';
import { grouped } from './grouped';
import { countDay, FRESH, type Carry, type DayRow } from './row';
import type { Titles } from './titles';

const BOGOTA_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;
const SHARDS = 32;

export interface QualityParts {
  readonly storage: Storage;
  readonly now: () => number;
  readonly rowOf: (thread: ThreadId) => Promise<CaseRow | null>;
  readonly titles: Titles;
}

export interface Quality extends Titles {
  count(thread: ThreadId): Promise<void>;
  /** Rows of each day, the first and the last one included. */
  days(from: string, to: string): Promise<readonly { readonly day: string; readonly rows: readonly DayRow[] }[]>;
}

/** Where the day under way begins in the thread, and with what. */
interface Cursor {
  readonly from: number;
  readonly carry: Carry;
}

export const makeQuality = ({ storage, rowOf, titles }: QualityParts): Quality => ({
  async count(thread) {
    const stored = await storage.records.get(cursorName(thread));
    const cursor: Cursor = stored ? (JSON.parse(stored.json) as Cursor) : { from: 0, carry: FRESH };
    const entries = await readTranscript(storage.threads, thread, { from: cursor.from });
    const desk = await rowOf(thread);
    let { from, carry } = cursor;
    const days = [...byDay(entries)];
    for (const [index, [day, list]] of days.entries()) {
      const counted = countDay(carry, list.map(({ entry }) => entry));
      const row: DayRow = { ...counted.row, zone: desk?.zone, agent: desk?.agent?.name ?? agentIn(list) ?? counted.row.agent };
      await setRow(storage.records, { day, thread, row });
      if (index < days.length - 1) [from, carry] = [(list.at(-1)?.position ?? from) + 1, counted.carry];
    }
    if (from !== cursor.from) await storage.records.put(cursorName(thread), JSON.stringify({ from, carry }), stored?.version ?? 0);
  },
  days: async (from, to) =>
    Promise.all(daysBetween(from, to).map(async (day) => {
      const shards = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => storage.records.get(shardName(day, shard))));
      return { day, rows: shards.flatMap((stored) => (stored ? Object.values(JSON.parse(stored.json) as Readonly<Record<string, DayRow>>) : [])) };
    })),
  ...titles,
});

const cursorName = (thread: ThreadId): string => `quality:at:${thread}`;
const shardName = (day: string, shard: number): string => `quality:${day}:${shard}`;

/** The day in Colombia. */
export const dayOf = (at: number): string => new Date(at - BOGOTA_MS).toISOString().slice(0, 10);

const byDay = (entries: readonly Positioned[]): ReadonlyMap<string, readonly Positioned[]> => grouped(entries, ({ entry }) => dayOf(entry.at));

export const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

const agentIn = (entries: readonly Positioned[]): string | undefined => {
  const last = entries.findLast(({ entry }) => entry.kind === 'agent')?.entry;
  return last?.kind === 'agent' ? last.name : undefined;
};

const setRow = async (records: Records, { day, thread, row }: { readonly day: string; readonly thread: ThreadId; readonly row: DayRow }): Promise<void> => {
  const name = shardName(day, [...thread].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) >>> 0, 0) % SHARDS);
  await changeShared<Readonly<Record<string, DayRow>>>({ records, name, first: {} }, (rows) =>
    JSON.stringify(rows[thread]) === JSON.stringify(row) ? rows : { ...rows, [thread]: row });
};
