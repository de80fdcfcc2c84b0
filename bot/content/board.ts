/**
 * The board of releases: Current, Draining, Drained, how many conversations each still has and at which steps; and what a
 * draft would take away from under those who are talking now.
 */
import type { ThreadId } from '../../dialogs/ids';
import { parseFlow } from '../../flows/parse';
import { kindOf, type SourceFiles } from '../../flows/sources';
import type { ReleaseInfo } from '../web/contracts';
import type { BoardRow, ChangedFiles, ImpactReply, StepCount } from '../web/flow-contracts';
import { placeOf, standOf, type StandingRow } from './standing';

const MOST_STEPS = 500;

export type StandingRows = ReadonlyMap<ThreadId, StandingRow>;

/** Newest first, as they are given. */
export const boardOf = (releases: readonly ReleaseInfo[], rows: StandingRows): readonly BoardRow[] => {
  const byRelease = new Map<string, StandingRow[]>();
  for (const row of rows.values()) {
    for (const release of new Set(row.stands.map((stand) => placeOf(stand).release))) {
      const list = byRelease.get(release);
      if (list) list.push(row);
      else byRelease.set(release, [row]);
    }
  }
  return releases.map((release) => boardRow(release, byRelease.get(release.id) ?? []));
};

const boardRow = (release: ReleaseInfo, rows: readonly StandingRow[]): BoardRow => {
  const oldest = rows.reduce((least, { at }) => Math.min(least, at), Infinity);
  const steps = counted(rows.flatMap(({ stands }) => stands.find((stand) => placeOf(stand).release === release.id) ?? []));
  const state = release.current ? 'current' : rows.length > 0 ? 'draining' : 'drained';
  return { release, state, threads: rows.length, steps, ...(rows.length > 0 && { oldest: new Date(oldest).toISOString() }) };
};

/** Most first. */
const counted = (stands: readonly string[]): readonly StepCount[] => {
  const counts = new Map<string, number>();
  for (const stand of stands) counts.set(stand, (counts.get(stand) ?? 0) + 1);
  const steps = [...counts].map(([stand, threads]) => ({ flow: placeOf(stand).flow, step: placeOf(stand).step, threads }));
  return steps.sort((one, other) => other.threads - one.threads || (`${one.flow}/${one.step}` < `${other.flow}/${other.step}` ? -1 : 1)).slice(0, MOST_STEPS);
};

/** Threads that stand in releases that are not current any more: few, and worth a second look before somebody trusts a zero. */
export const drainingThreads = (current: string, rows: StandingRows): readonly ThreadId[] =>
  [...rows].flatMap(([thread, { stands }]) => (stands.some((stand) => placeOf(stand).release !== current) ? [thread] : []));

export interface Impact {
  /** Id of the release that most are on. */
  readonly current: string;
  readonly files: SourceFiles;
  readonly changed: ChangedFiles;
  readonly rows: StandingRows;
}

export const impactOf = ({ current, files, changed, rows }: Impact): ImpactReply => {
  const here = [...rows.values()].flatMap(({ stands }) => stands.find((stand) => placeOf(stand).release === current) ?? []);
  const gone = removedSteps(files, changed);
  const removed = counted(here.filter((stand) => gone.has(standOf({ ...placeOf(stand), release: '' }))));
  return { inRemoved: removed.reduce((sum, { threads }) => sum + threads, 0), removed: removed.map((step) => ({ ...step, release: current })), onCurrent: here.length };
};

/** Steps that stand in the old files and not in the new ones. Of a file that cannot be read nothing is said. */
const removedSteps = (files: SourceFiles, changed: ChangedFiles): ReadonlySet<string> => {
  const flows = Object.keys(changed).filter((path) => kindOf(path) === 'flow');
  const [before, after] = [flows.map((path) => stepsIn(path, files[path] ?? '')), flows.map((path) => stepsIn(path, changed[path] ?? ''))];
  const unread = flows.filter((path, index) => changed[path] !== null && after[index] === null);
  const kept = new Set(after.flatMap((steps) => steps ?? []));
  return new Set(before.flatMap((steps, index) => (unread.includes(flows[index] ?? '') ? [] : (steps ?? []))).filter((step) => !kept.has(step)));
};

const stepsIn = (path: string, text: string): readonly string[] | null => {
  if (text === '') return [];
  const { value } = parseFlow(path, text);
  if (value === undefined) return null;
  const { flow, steps } = value.value;
  return [...Object.keys(steps), ...(value.unread ?? [])].map((step) => standOf({ release: '', flow, step }));
};
