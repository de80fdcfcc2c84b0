/** The measures of P10 out of the counted rows, cut by day, flow, level, zone, channel or agent; and as CSV. */
import type { Language } from '../../knowledge/language';
import type { QualityCut, QualityReply, QualityRow } from '../web/desk-contracts';
import { grouped } from './grouped';
import { DROP_MS, type DayRow } from './row';
import type { Titles } from './titles';

/** A customer who wrote and was not answered for so long went without. */
const ANSWER_MS = 5 * 60_000;
const MOST_STEPS = 50;

export interface Counted {
  readonly day: string;
  readonly rows: readonly DayRow[];
  /** People touched by outages who did not write. */
  readonly silent?: number | undefined;
}

export interface Cut extends Titles {
  readonly by: QualityCut;
  readonly now: number;
  readonly language: Language;
}

export const reportOf = (days: readonly Counted[], cut: Cut): Pick<QualityReply, 'total' | 'rows' | 'handOffSteps'> => {
  const all = days.flatMap(({ day, rows }) => rows.map((row) => ({ day, row })));
  const rows = cut.by === 'day' ? days.filter(isCounted).map((one) => dayRow(one, cut)) : cutRows(all, cut);
  rows.sort(cut.by === 'day' ? (a, b) => (a.key < b.key ? -1 : 1) : (a, b) => b.conversations - a.conversations);
  return { total: measure({ key: 'total', label: TOTAL[cut.language] }, all.map(({ row }) => row), cut.now), rows, handOffSteps: stepsOf(all.map(({ row }) => row), cut) };
};

const isCounted = ({ rows, silent = 0 }: Counted): boolean => rows.length > 0 || silent > 0;

const dayRow = ({ day, rows, silent }: Counted, { now }: Cut): QualityRow => ({ ...measure({ key: day, label: day }, rows, now), affectedSilent: silent ?? null });

const cutRows = (all: readonly { readonly day: string; readonly row: DayRow }[], cut: Cut): QualityRow[] =>
  [...grouped(all, ({ day, row }) => keyOf(day, row, cut.by))].map(([key, list]) => measure({ key, label: labelOf(key, cut) }, list.map(({ row }) => row), cut.now));

const TOTAL: Readonly<Record<Language, string>> = { es: 'Total', en: 'Total' };
const UNKNOWN: Readonly<Record<Language, string>> = { es: 'sin dato', en: 'not known' };

const keyOf = (day: string, row: DayRow, by: QualityCut): string => (by === 'day' ? day : (row[by] ?? ''));

const labelOf = (key: string, { by, language, titleOf }: Cut): string => (key === '' ? UNKNOWN[language] : by === 'flow' ? titleOf(key, language) : key);

const measure = (name: Pick<QualityRow, 'key' | 'label'>, rows: readonly DayRow[], now: number): QualityRow => {
  const sum = (of: (row: DayRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const resolved = rows.filter(({ confirmed }) => confirmed > 0);
  const ratings = rows.flatMap((row) => row.ratings);
  const left = rows.filter(({ open }) => open?.by === 'us' && open.asks && now - open.at > DROP_MS).length;
  const unheard = rows.filter(({ open }) => open?.by === 'customer' && now - open.at > ANSWER_MS).length;
  const resumed = sum((row) => row.resumed);
  const conversations = rows.filter(({ said }) => said > 0).length;
  return {
    ...name, conversations, affectedSilent: null,
    resolvedConfirmed: sum((row) => row.confirmed), resolvedUnconfirmed: sum((row) => row.unconfirmed), handedOff: sum((row) => row.handedOff),
    handOffRate: conversations === 0 ? null : round(rows.filter(({ handedOff }) => handedOff > 0).length / conversations),
    abandoned: left + sum((row) => row.left ?? 0), abandonedBeforeAnswer: unheard, repeatedQuestions: sum((row) => row.repeated), wrongLevelCorrected: sum((row) => row.corrected),
    drops: resumed + left, dropsResumed: resumed,
    questionsPerResolution: resolved.length === 0 ? null : round(resolved.reduce((total, row) => total + row.questions, 0) / resolved.length),
    botSeconds: median(rows.map(({ bot }) => bot)), queueSeconds: median(rows.map(({ queue }) => queue)), humanSeconds: median(rows.map(({ human }) => human)),
    rating: ratings.length === 0 ? null : round(ratings.reduce((total, score) => total + score, 0) / ratings.length), ratings: ratings.length,
  };
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** In seconds, of those that took any time at all. */
const median = (all: readonly number[]): number | null => {
  const some = all.filter((ms) => ms > 0).sort((a, b) => a - b);
  const middle = some[Math.floor((some.length - 1) / 2)];
  return middle === undefined ? null : Math.round(middle / 1_000);
};

const stepsOf = (rows: readonly DayRow[], { language, stepTitleOf }: Cut): QualityReply['handOffSteps'] => {
  const reached = new Map<string, number>();
  const handed = new Map<string, number>();
  for (const row of rows) {
    for (const step of row.steps) reached.set(step, (reached.get(step) ?? 0) + 1);
    for (const step of row.handedAt) handed.set(step, (handed.get(step) ?? 0) + 1);
  }
  return [...handed]
    .map(([step, handedOff]) => ({ step, title: stepTitleOf(step, language), reached: Math.max(reached.get(step) ?? 0, handedOff), handedOff }))
    .sort((a, b) => b.handedOff - a.handedOff)
    .slice(0, MOST_STEPS);
};

/** For spreadsheets: one line a row, the total last. A cell that a spreadsheet would run as a formula is text. */
export const csvOf = ({ rows, total }: Pick<QualityReply, 'rows' | 'total'>): string => tableOf(Object.keys(total), [...rows, total]);

/** Which steps lead to a person, with the share of those who came to them. */
export const stepsCsvOf = ({ handOffSteps }: Pick<QualityReply, 'handOffSteps'>): string =>
  tableOf(['step', 'title', 'reached', 'handedOff', 'rate'], handOffSteps.map((one) => ({ ...one, rate: round(one.handedOff / Math.max(1, one.reached)) })));

const tableOf = (columns: readonly string[], rows: readonly object[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => cell((row as Readonly<Record<string, Cell>>)[column] ?? null)).join(','))].join('\r\n');

type Cell = string | number | null;

const cell = (value: Cell): string => {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
