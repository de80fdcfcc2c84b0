/** The list of cases: filtered, in order, page by page, or only what changed. Works on rows, so that ten thousand are quick. */
import type { ThreadId } from '../../dialogs/ids';
import { before } from '../../dialogs/handoff/routing';
import type { CaseStatus, CaseSummary, Priority } from '../web/contracts';
import type { CaseList } from '../web/desk-contracts';
import type { CaseRow } from './case-row';
import { isoOf } from './lines';
import { slaState, summaryOf, type Moment } from './summary';

export const MOST_CASES = 500;
/** Two processes' clocks may differ: what changed shortly before the mark is told again. */
const OVERLAP_MS = 5_000;

export interface CaseQuery {
  /** Open ones and those just given back when empty. */
  readonly status: readonly CaseStatus[];
  readonly agent?: string | undefined;
  readonly level?: string | undefined;
  readonly language?: string | undefined;
  readonly service?: string | undefined;
  readonly zone?: string | undefined;
  readonly channel?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly sla?: 'warning' | 'breached' | undefined;
  readonly q?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A mark of an earlier list. */
  readonly since?: number | undefined;
}

export interface ListParts extends Moment {
  readonly machineNow: number;
  /** Whose `mine` is counted. */
  readonly user: string;
}

type Listed = readonly [ThreadId, CaseRow];

export const listOf = (rows: ReadonlyMap<ThreadId, CaseRow>, query: CaseQuery, parts: ListParts): CaseList => {
  const all = [...rows];
  const marks = new Map<CaseRow, CaseSummary['sla']['state']>();
  const markOf = (row: CaseRow): CaseSummary['sla']['state'] => {
    const known = marks.get(row) ?? slaState(row, parts);
    marks.set(row, known);
    return known;
  };
  const fits = matcher(query, markOf);
  const found = all.filter(([thread, row]) => fits(thread, row)).sort(inOrder);
  const start = query.cursor === undefined ? 0 : found.findIndex(([thread]) => thread === query.cursor) + 1;
  const page = found.slice(start, start + query.limit);
  const [last] = page.at(-1) ?? [];
  return {
    cases: page.map(([thread, row]) => summaryOf(thread, row, parts)),
    total: found.length,
    counts: countsOf(all.map(([, row]) => row), markOf, parts.user),
    ...(last !== undefined && start + page.length < found.length && { cursor: last }),
    mark: String(parts.machineNow),
    at: isoOf(parts.now),
  };
};

const RANK: Readonly<Record<CaseStatus, number>> = { waiting: 0, with_agent: 1, with_bot: 2, closed: 3 };

const inOrder = ([oneId, one]: Listed, [otherId, other]: Listed): number =>
  RANK[one.status] - RANK[other.status] ||
  (one.status === 'closed' ? (other.closedAt ?? 0) - (one.closedAt ?? 0) : before(one, other)) ||
  (oneId < otherId ? -1 : 1);

const LISTED: ReadonlySet<CaseStatus> = new Set(['waiting', 'with_agent', 'with_bot']);

type Matches = (thread: ThreadId, row: CaseRow) => boolean;

const matcher = (query: CaseQuery, markOf: (row: CaseRow) => CaseSummary['sla']['state']): Matches => {
  const words = plain(query.q ?? '').split(' ').filter((word) => word !== '');
  const statuses = query.status.length > 0 ? new Set(query.status) : words.length > 0 || query.since !== undefined ? undefined : LISTED;
  const same = (wanted: string | undefined, has: string | null | undefined): boolean => wanted === undefined || plain(wanted) === plain(has ?? '');
  return (thread, row) =>
    (statuses?.has(row.status) ?? true) &&
    (query.since === undefined || row.changed >= query.since - OVERLAP_MS) &&
    (query.agent === undefined || row.agent?.id === query.agent || row.reservedFor?.id === query.agent) &&
    same(query.level, row.level) && same(query.language, row.language) && same(query.service, row.service) &&
    same(query.zone, row.zone) && same(query.channel, row.channel) && same(query.priority, row.priority) &&
    (query.sla === undefined || markOf(row) === query.sla) &&
    (words.length === 0 || contains(thread, row, words));
};

const contains = (thread: ThreadId, { name, number, topic, topics, keys = [], zone, customer }: CaseRow, words: readonly string[]): boolean => {
  const text = plain([thread, name, number, topic, topics?.es, topics?.en, zone, customer, ...keys].filter((part) => part !== undefined).join(' '));
  return words.every((word) => text.includes(word));
};

/** Lower case without accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

const countsOf = (rows: readonly CaseRow[], markOf: (row: CaseRow) => string, user: string): CaseList['counts'] => {
  const counts = { waiting: 0, with_agent: 0, with_bot: 0, closed: 0, mine: 0, warning: 0, breached: 0 };
  for (const row of rows) {
    counts[row.status] += 1;
    if (row.status !== 'waiting' && row.status !== 'with_agent') continue;
    if (row.agent?.id === user) counts.mine += 1;
    const mark = markOf(row);
    if (mark === 'warning' || mark === 'breached') counts[mark] += 1;
  }
  return counts;
};
