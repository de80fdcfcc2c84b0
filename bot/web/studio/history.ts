/** The one history of all views: what each change made of which files. Keystrokes in a row are one change. */
export type Texts = Readonly<Record<string, string | null>>;

export interface Change {
  readonly before: Texts;
  readonly after: Texts;
  /** When it was typed, ms; absent for what was done in one piece. */
  readonly at?: number | undefined;
}

export interface History {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

const MOST = 300;
const PAUSE_MS = 800;

export function remembered({ past }: History, change: Change): History {
  const last = past.at(-1);
  const goesOn = last?.at !== undefined && change.at !== undefined && change.at - last.at < PAUSE_MS && sameFiles(last.after, change.after);
  const next = goesOn ? [...past.slice(0, -1), { before: last.before, after: change.after, at: change.at }] : [...past, change];
  return { past: next.slice(-MOST), future: [] };
}

export interface Turned {
  readonly history: History;
  /** What the files say now; absent when there was nothing to turn back. */
  readonly texts?: Texts;
}

export function undone({ past, future }: History): Turned {
  const last = past.at(-1);
  return last === undefined ? { history: { past, future } } : { history: { past: past.slice(0, -1), future: [last, ...future] }, texts: last.before };
}

export function redone({ past, future }: History): Turned {
  const [next, ...rest] = future;
  return next === undefined ? { history: { past, future } } : { history: { past: [...past, next], future: rest }, texts: next.after };
}

const sameFiles = (one: Texts, other: Texts): boolean => Object.keys(one).sort().join() === Object.keys(other).sort().join();
