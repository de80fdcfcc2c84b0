/**
 * The counted rows of each day, on pages that hold a few conversations each: what it costs to count one does not grow with
 * the day. A conversation keeps the place that it was given first, so counting it again writes over its own row; a place
 * that was given and not used, because a process died in between, stays empty.
 */
import type { ThreadId } from '../../dialogs/ids';
import type { Records } from '../runtime/ports';
import { changeShared, editShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { DayRow } from './row';

/** Days are kept in so many parts, so that processes that count at once seldom meet. */
const PARTS = 32;
export const ROWS_A_PAGE = 16;

export interface Place {
  readonly day: string;
  readonly thread: ThreadId;
  readonly page: number;
}

export interface DayBook {
  /** A page with room for her, asked for once a day and kept by who asks. */
  page(day: string, thread: ThreadId): Promise<number>;
  set(place: Place, row: DayRow): Promise<void>;
  rows(day: string): Promise<readonly DayRow[]>;
}

type Page = Readonly<Record<string, DayRow>>;

export const makeDayBook = (records: Records): DayBook => {
  const givenOf = (day: string, part: number): SharedRecord<number> => ({ records, name: `quality:given:${day}:${part}`, first: 0 });
  const pageOf = (day: string, part: number, page: number): SharedRecord<Page> => ({ records, name: `quality:${day}:${part}${page === 0 ? '' : `.${page}`}`, first: {} });
  const partOfDay = async (day: string, part: number): Promise<Page> => {
    const pages = Math.max(1, Math.ceil((await readShared(givenOf(day, part))) / ROWS_A_PAGE));
    const all = await Promise.all(Array.from({ length: pages }, (_, page) => readShared(pageOf(day, part, page))));
    return Object.assign({}, ...all) as Page;
  };
  return {
    page: (day, thread) => editShared(givenOf(day, partFor(thread)), (given) => ({ next: given + 1, result: Math.floor(given / ROWS_A_PAGE) })),
    async set({ day, thread, page }, row) {
      await changeShared(pageOf(day, partFor(thread), page), (rows) => (JSON.stringify(rows[thread]) === JSON.stringify(row) ? rows : { ...rows, [thread]: row }));
    },
    rows: async (day) => (await Promise.all(Array.from({ length: PARTS }, (_, part) => partOfDay(day, part)))).flatMap((page) => Object.values(page)),
  };
};

const partFor = (thread: ThreadId): number => [...thread].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) >>> 0, 0) % PARTS;
