/**
 * Counts every conversation from its transcript (P10). A timer of the thread itself says when; each look counts the day
 * under way again from its first entry and replaces what stood there, so a crash, a repetition or two processes at once
 * change nothing. Days that are over are left as they are.
 */
import type { ThreadId } from '../../dialogs/ids';
import type { Positioned, Storage } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { readTranscript } from '../runtime/transcript';
import type { CaseRow } from '../desk/case-row';
import { makeDayBook } from './day-book';
import { grouped } from './grouped';
import { countDay, FRESH, type Carry, type DayRow } from './row';
import type { Titles } from './titles';

const BOGOTA_MS = 5 * 3_600_000;
const DAY_MS = 86_400_000;

export interface QualityParts {
  readonly storage: Storage;
  readonly now: () => number;
  readonly rowOf: (thread: ThreadId) => Promise<CaseRow | null>;
  /** Where a service is, as its zone is called. */
  readonly zoneOf: (service: string) => Promise<string | undefined>;
  readonly titles: Titles;
}

export interface Quality extends Titles {
  count(thread: ThreadId): Promise<void>;
  /** Rows of each day, the first and the last one included. */
  days(from: string, to: string): Promise<readonly { readonly day: string; readonly rows: readonly DayRow[] }[]>;
}

/** Where the day under way begins in the thread, with what, and on which page each of her days stands. */
interface Cursor {
  readonly from: number;
  readonly carry: Carry;
  readonly pages?: Readonly<Record<string, number>>;
}

export const makeQuality = ({ storage, rowOf, zoneOf, titles }: QualityParts): Quality => {
  const book = makeDayBook(storage.records);
  const cursorOf = (thread: ThreadId): SharedRecord<Cursor> => ({ records: storage.records, name: `quality:at:${thread}`, first: { from: 0, carry: FRESH } });
  /** Noted before anything is written there, so that whoever counts it again comes to the same place. */
  const placed = async (thread: ThreadId, cursor: Cursor, days: readonly string[]): Promise<Readonly<Record<string, number>>> => {
    const missing = days.filter((day) => cursor.pages?.[day] === undefined);
    if (missing.length === 0) return cursor.pages ?? {};
    const found = await Promise.all(missing.map(async (day) => [day, await book.page(day, thread)] as const));
    return (await changeShared(cursorOf(thread), (held) => ({ ...held, pages: { ...Object.fromEntries(found), ...held.pages } }))).pages ?? {};
  };
  const zoneIn = async ({ service }: Carry): Promise<string | undefined> => (service === undefined ? undefined : zoneOf(service));
  return {
    async count(thread) {
      const cursor = await readShared(cursorOf(thread));
      const days = [...byDay(await readTranscript(storage.threads, thread, { from: cursor.from }))];
      const pages = await placed(thread, cursor, days.map(([day]) => day));
      const desk = await rowOf(thread);
      let { from, carry } = cursor;
      for (const [index, [day, list]] of days.entries()) {
        const counted = countDay(carry, list.map(({ entry }) => entry));
        const isLast = index === days.length - 1;
        const row: DayRow = {
          ...counted.row, zone: desk?.zone ?? (await zoneIn(counted.carry)), agent: desk?.agent?.name ?? agentIn(list) ?? counted.row.agent,
          // What was open in the evening went on: counted there too it would be a drop twice.
          open: isLast ? counted.row.open : undefined,
        };
        await book.set({ day, thread, page: pages[day] ?? 0 }, row);
        if (!isLast) [from, carry] = [(list.at(-1)?.position ?? from) + 1, counted.carry];
      }
      // Who counted it on meanwhile is right.
      if (from !== cursor.from) await changeShared(cursorOf(thread), (held) => (held.from === cursor.from ? { ...held, from, carry } : held));
    },
    days: async (from, to) => Promise.all(daysBetween(from, to).map(async (day) => ({ day, rows: await book.rows(day) }))),
    ...titles,
  };
};

/** The day in Colombia. */
export const dayOf = (at: number): string => new Date(at - BOGOTA_MS).toISOString().slice(0, 10);

const byDay = (entries: readonly Positioned[]): ReadonlyMap<string, readonly Positioned[]> => grouped(entries, ({ entry }) => dayOf(entry.at));

export const daysBetween = (from: string, to: string): readonly string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

/** Who answered last, or closed the case without a word. */
const agentIn = (entries: readonly Positioned[]): string | undefined => {
  const last = entries.findLast(({ entry }) => entry.kind === 'agent' || (entry.kind === 'event' && entry.by !== undefined))?.entry;
  if (last?.kind === 'agent') return last.name;
  return last?.kind === 'event' ? last.by : undefined;
};
