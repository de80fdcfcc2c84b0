/**
 * A draft of flows that several people share: what differs from a release, who changed it, and what the review says. An
 * approval is one of the very texts that were looked at: the next change takes it back.
 */
import type { SourceFiles } from '../../flows/sources';
import { isArticlePath } from './limits';
import type { ChangedFiles, DraftSummary, ReviewAct, ReviewEvent, Who } from '../web/flow-contracts';

const MOST_EVENTS = 50;
const MOST_AUTHORS = 30;

export interface StoredDraft extends Omit<DraftSummary, 'base' | 'changed' | 'lock'> {
  /** Id of the release. */
  readonly base: string;
  readonly files: ChangedFiles;
}

export interface Moment {
  readonly by: Who;
  /** ISO. */
  readonly at: string;
}

export interface NewDraft {
  readonly id: string;
  readonly name: string;
  readonly base: string;
  readonly files: ChangedFiles;
}

/** Who only opens a draft for others wrote nothing in it. */
export const newDraft = (draft: NewDraft, { by, at }: Moment): StoredDraft => ({
  ...draft, version: 1, createdAt: at, createdBy: by, changedAt: at, changedBy: by,
  authors: Object.keys(draft.files).length > 0 ? [by] : [], review: { state: 'none', events: [] },
});

export interface Change {
  readonly files: ChangedFiles;
  readonly name?: string | undefined;
  readonly base?: string | undefined;
}

/** The same again changes nothing, so that an autosave without news takes no approval back. */
export const changedDraft = (draft: StoredDraft, { files, name = draft.name, base = draft.base }: Change, { by, at }: Moment): StoredDraft => {
  const isSame = base === draft.base && sameFiles(files, draft.files);
  if (isSame && name === draft.name) return draft;
  if (isSame) return { ...draft, name, version: draft.version + 1, changedAt: at, changedBy: by };
  const isLookedAt = draft.review.state === 'asked' || draft.review.state === 'approved';
  return {
    ...draft, name, base, files, version: draft.version + 1, changedAt: at, changedBy: by, authors: withAuthor(draft.authors, by),
    review: isLookedAt ? { state: 'none', events: noted(draft, { what: 'changed', by, at }) } : draft.review,
  };
};

const sameFiles = (one: ChangedFiles, other: ChangedFiles): boolean => {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => Object.hasOwn(other, path) && one[path] === other[path]);
};

const withAuthor = (authors: readonly Who[], by: Who): readonly Who[] => (authors.some(({ id }) => id === by.id) ? authors : [...authors, by].slice(-MOST_AUTHORS));

const noted = ({ review }: StoredDraft, event: ReviewEvent): readonly ReviewEvent[] => [...review.events, event].slice(-MOST_EVENTS);

export type ReviewRefusal = 'own_work' | 'nothing_changed' | 'not_asked';

const OUTCOMES = { ask: 'asked', withdraw: 'withdrawn', approve: 'approved', send_back: 'sent_back' } as const satisfies Record<ReviewAct, ReviewEvent['what']>;

export const reviewedDraft = (draft: StoredDraft, { act, comment }: { readonly act: ReviewAct; readonly comment?: string | undefined }, { by, at }: Moment): StoredDraft | ReviewRefusal => {
  const refusal = refusalOf(draft, act, by);
  if (refusal !== null) return refusal;
  const what = OUTCOMES[act];
  return { ...draft, review: { state: what === 'withdrawn' ? 'none' : what, events: noted(draft, { what, by, at, ...(comment !== undefined && { comment }) }) } };
};

const refusalOf = (draft: StoredDraft, act: ReviewAct, by: Who): ReviewRefusal | null => {
  if (Object.keys(draft.files).length === 0) return 'nothing_changed';
  if (act === 'ask' || act === 'withdraw') return null;
  if (draft.authors.some(({ id }) => id === by.id)) return 'own_work';
  return draft.review.state === 'asked' || (act === 'send_back' && draft.review.state === 'approved') ? null : 'not_asked';
};

/** Who approved what stands there now. */
export const approverOf = ({ review }: StoredDraft): Who | undefined => (review.state === 'approved' ? review.events.findLast(({ what }) => what === 'approved')?.by : undefined);

/** What of a draft are flows, and what articles (by their path in `knowledge/articles`). */
export const partsOf = (changed: ChangedFiles): { readonly flows: ChangedFiles; readonly articles: ChangedFiles } => {
  const all = Object.entries(changed);
  return {
    flows: Object.fromEntries(all.filter(([path]) => !isArticlePath(path))),
    articles: Object.fromEntries(all.filter(([path]) => isArticlePath(path)).map(([path, text]) => [path.slice('articles/'.length), text])),
  };
};

/** All flow files as they would be published. */
export const filesOf = (base: SourceFiles, changed: ChangedFiles): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...base, ...partsOf(changed).flows }).filter((entry): entry is [string, string] => entry[1] !== null).sort(([one], [other]) => (one < other ? -1 : 1)));

/** What differs between two whole sets of files. */
export const changesOf = (base: SourceFiles, files: SourceFiles): ChangedFiles =>
  Object.fromEntries([
    ...Object.entries(files).filter(([path, text]) => base[path] !== text),
    ...Object.keys(base).filter((path) => files[path] === undefined).map((path) => [path, null] as const),
  ]);

export interface Conflict {
  readonly file: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
}

export interface Rebase {
  readonly base: SourceFiles;
  /** The release that the draft goes on from. */
  readonly onto: SourceFiles;
  readonly take: Readonly<Record<string, 'mine' | 'theirs'>>;
}

/** What the draft still changes on another release; conflicts are files that both changed otherwise. */
export const rebased = (changed: ChangedFiles, { base, onto, take }: Rebase): { readonly files: ChangedFiles; readonly conflicts: readonly Conflict[] } => {
  const textIn = (files: SourceFiles, path: string): string | null => files[path] ?? null;
  const open = Object.entries(changed).filter(([path, mine]) => isArticlePath(path) || textIn(onto, path) !== mine);
  const conflicts = open
    .filter(([path]) => !isArticlePath(path) && textIn(onto, path) !== textIn(base, path) && take[path] === undefined)
    .map(([file, mine]): Conflict => ({ file, base: textIn(base, file), mine, theirs: textIn(onto, file) }));
  return { files: Object.fromEntries(open.filter(([path]) => take[path] !== 'theirs')), conflicts };
};
