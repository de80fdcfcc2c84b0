/**
 * The studio as a value: what is published, what was made of it, and what the check found. The texts are the only truth;
 * every change of them, from whatever view, is one entry of one history. Always holds: nobody publishes texts that were
 * not checked as they stand, and what another person published is never overwritten unseen.
 */
import type { FlowFault, FlowsReply, ReleaseInfo } from '../contracts';
import type { ArticleEdition } from '../words-contracts';
import { EMPTY_HISTORY, redone, remembered, undone, type History, type Texts } from './history';

export interface Draft {
  /** `null`: the file is taken away. */
  readonly text: string | null;
  /** The published text the work began from; `null` for a new file. */
  readonly from: string | null;
}

export type Drafts = Readonly<Record<string, Draft>>;

/** The flows, and beside them the articles. */
export interface Published extends FlowsReply {
  readonly editions?: readonly ArticleEdition[];
}

export interface Workbench {
  /** `undefined` until the first answer. */
  readonly published?: Published;
  readonly drafts: Drafts;
  readonly history: History;
  readonly file: string;
  /** Files whose unpublished text was found from an earlier visit. */
  readonly recovered: readonly string[];
  /** A text was too large to be taken. */
  readonly refused: boolean;
  /** Somebody else edits the shared draft: texts are read here, not changed. */
  readonly locked: boolean;
  readonly check: Check;
}

/** `revision` counts edits: an answer about an older one is not believed. */
export type Check =
  | { readonly kind: 'idle' | 'waiting' | 'proven' | 'running' | 'unreachable'; readonly revision: number; readonly faults: readonly FlowFault[] }
  | { readonly kind: 'done'; readonly revision: number; readonly faults: readonly FlowFault[] };

export type WorkbenchEvent =
  | { readonly type: 'loaded'; readonly reply: Published; readonly kept: Drafts }
  | { readonly type: 'reloaded'; readonly reply: Published }
  /** A shared draft was opened or came anew: what differs, and the files that it differs from. */
  | { readonly type: 'taken'; readonly texts: Texts; readonly base: Readonly<Record<string, string>> }
  | { readonly type: 'locked'; readonly locked: boolean }
  | { readonly type: 'opened'; readonly file: string }
  /** `at`: when, ms; keystrokes in a row are one entry of the history. */
  | { readonly type: 'typed'; readonly text: string; readonly at: number }
  /** One change, of one or of several files; `null` takes a file away. */
  | { readonly type: 'changed'; readonly texts: Texts }
  | { readonly type: 'undo' | 'redo' }
  | { readonly type: 'undone'; readonly file: string }
  | { readonly type: 'kept-mine'; readonly file: string }
  | { readonly type: 'noticed' }
  /** `proven`: here at the page; the server has the last word. */
  | { readonly type: 'proven' | 'checking' | 'check-failed'; readonly revision: number }
  | { readonly type: 'checked'; readonly revision: number; readonly faults: readonly FlowFault[] }
  /** The shared draft was published or removed by somebody: only what was typed over its saved texts stays, when anything was. */
  | { readonly type: 'ended'; readonly reply: Published; readonly typedOver: Texts | undefined };

export const EMPTY_WORKBENCH: Workbench = {
  drafts: {}, history: EMPTY_HISTORY, file: '', recovered: [], refused: false, locked: false, check: { kind: 'idle', revision: 0, faults: [] },
};

/** No flow that a person can still read is as long; the server takes no more either. */
export const MOST_CHARACTERS = 256 * 1024;

const CHANGES: ReadonlySet<WorkbenchEvent['type']> = new Set(['typed', 'changed', 'undo', 'redo', 'undone', 'kept-mine']);

export function reduceWorkbench(bench: Workbench, event: WorkbenchEvent): Workbench {
  if (bench.locked && CHANGES.has(event.type)) return bench;
  switch (event.type) {
    case 'loaded':
      return loaded(bench, event.reply, event.kept);
    case 'reloaded':
      return renewed(bench, event.reply);
    case 'ended':
      return renewed({ ...bench, drafts: event.typedOver === undefined ? {} : Object.fromEntries(Object.entries(bench.drafts).map(([file, draft]) => [file, overSaved(draft, event.typedOver?.[file])])) }, event.reply);
    case 'taken':
      return taken(bench, event);
    case 'locked':
      return { ...bench, locked: event.locked };
    case 'opened':
      return { ...bench, file: event.file, refused: false };
    case 'typed':
      return rewritten(bench, { [bench.file]: event.text }, event.at);
    case 'changed':
      return rewritten(bench, event.texts);
    case 'undo':
    case 'redo':
      return turned(bench, event.type);
    case 'undone':
      return rewritten({ ...bench, recovered: bench.recovered.filter((file) => file !== event.file) }, { [event.file]: bench.published?.files[event.file] ?? null });
    case 'kept-mine':
      return edited(bench, { drafts: rebased(bench, event.file) });
    case 'noticed':
      return { ...bench, recovered: [], refused: false };
    case 'proven':
    case 'checking':
    case 'check-failed':
    case 'checked':
      return event.revision === bench.check.revision ? { ...bench, check: checkAfter(bench.check, event) } : bench;
  }
}

export function filesOf({ published, drafts }: Workbench): readonly string[] {
  const names = new Set([...Object.keys(published?.files ?? {}), ...Object.keys(drafts)]);
  return [...names].filter((file) => drafts[file]?.text !== null).sort();
}

export function textOf({ published, drafts }: Workbench, file: string): string {
  return drafts[file]?.text ?? published?.files[file] ?? '';
}

/** Stands among the files of a draft; the flows are checked without them. */
export const isArticle = (file: string): boolean => file.startsWith('articles/');

/** All files of the flows as they would be published. */
export function allTexts(bench: Workbench): Readonly<Record<string, string>> {
  return Object.fromEntries(filesOf(bench).filter((file) => !isArticle(file)).map((file) => [file, textOf(bench, file)]));
}

export function changedFiles({ drafts }: Workbench): readonly string[] {
  return Object.keys(drafts).sort();
}

/** Changed here and, meanwhile, published differently by somebody else. */
export function conflictsIn({ published, drafts }: Workbench): readonly string[] {
  return Object.entries(drafts).filter(([file, { from }]) => (published?.files[file] ?? null) !== from).map(([file]) => file);
}

export type Obstacle = 'nothing_changed' | 'conflict' | 'faults' | 'not_checked';

/** Why publishing is not possible now, or nothing. */
export function obstacle(bench: Workbench): Obstacle | undefined {
  if (changedFiles(bench).length === 0) return 'nothing_changed';
  if (conflictsIn(bench).length > 0) return 'conflict';
  if (bench.check.faults.length > 0) return 'faults';
  return bench.check.kind === 'done' ? undefined : 'not_checked';
}

export function currentRelease({ published }: Workbench): ReleaseInfo | undefined {
  return published?.current;
}

function loaded(bench: Workbench, reply: Published, kept: Drafts): Workbench {
  const drafts = stillDifferent(reply.files, kept);
  const file = bench.file in reply.files ? bench.file : (Object.keys(drafts)[0] ?? firstIn(reply.files));
  return edited({ ...bench, file }, { published: reply, drafts, recovered: Object.keys(drafts) });
}

/** A conversation, not an article or the words that all share. */
function firstIn(files: Texts): string {
  const names = Object.keys(files).sort();
  return names.find((file) => !file.includes('/') && !SHARED.has(file)) ?? names[0] ?? '';
}

const SHARED: ReadonlySet<string> = new Set(['glossary.yaml', 'thresholds.yaml']);

function taken(bench: Workbench, { base, texts }: Extract<WorkbenchEvent, { readonly type: 'taken' }>): Workbench {
  const all: Drafts = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, { text, from: base[file] ?? null }]));
  const drafts = stillDifferent(bench.published?.files ?? {}, all);
  const next = edited(bench, { drafts, history: EMPTY_HISTORY, recovered: [], refused: false });
  const files = filesOf(next);
  return files.includes(next.file) ? next : { ...next, file: files[0] ?? '' };
}

/** With nothing left in the draft there is nothing to undo either: what was published comes back by its name. */
function renewed(bench: Workbench, reply: Published): Workbench {
  const drafts = stillDifferent(reply.files, bench.drafts);
  return edited(bench, { published: reply, drafts, ...(Object.keys(drafts).length === 0 && { history: EMPTY_HISTORY }) });
}

/** What was saved in the draft is what she saw: nothing to choose from when that was published. */
function overSaved(draft: Draft, saved: string | null | undefined): Draft {
  return saved === undefined ? draft : { ...draft, from: saved };
}

function edited(bench: Workbench, change: Partial<Workbench>): Workbench {
  const next = { ...bench, ...change };
  const revision = bench.check.revision + 1;
  const clean = Object.keys(next.drafts).length === 0;
  return { ...next, check: { kind: clean ? 'idle' : 'waiting', revision, faults: clean ? [] : bench.check.faults } };
}

function rewritten(bench: Workbench, texts: Texts, at?: number): Workbench {
  if (Object.values(texts).some((text) => text !== null && text.length > MOST_CHARACTERS)) return { ...bench, refused: true };
  const before = Object.fromEntries(Object.keys(texts).map((file) => [file, filesOf(bench).includes(file) ? textOf(bench, file) : null]));
  const different = Object.keys(texts).some((file) => texts[file] !== before[file]);
  if (!different) return bench;
  return written({ ...bench, refused: false }, texts, remembered(bench.history, { before, after: texts, at }));
}

function turned(bench: Workbench, way: 'undo' | 'redo'): Workbench {
  const { history, texts } = way === 'undo' ? undone(bench.history) : redone(bench.history);
  if (texts === undefined) return bench;
  const [first] = Object.keys(texts);
  const next = written(bench, texts, history);
  return first === undefined || Object.hasOwn(texts, bench.file) || texts[first] === null ? next : { ...next, file: first };
}

function written(bench: Workbench, texts: Texts, history: History): Workbench {
  const drafts = Object.entries(texts).reduce<Drafts>((all, [file, text]) => withText(bench, all, { file, text }), bench.drafts);
  const next = edited(bench, { drafts, history, recovered: [] });
  const files = filesOf(next);
  return files.includes(next.file) ? next : { ...next, file: files[0] ?? '' };
}

function withText({ published }: Workbench, drafts: Drafts, { file, text }: { readonly file: string; readonly text: string | null }): Drafts {
  const now = published?.files[file] ?? null;
  const from = drafts[file] === undefined ? now : drafts[file].from;
  return text === now ? without(drafts, file) : { ...drafts, [file]: { text, from } };
}

function without(drafts: Drafts, file: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== file));
}

/** Drafts that say what is published already are done. */
function stillDifferent(files: Readonly<Record<string, string>>, drafts: Drafts): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([file, { text }]) => (files[file] ?? null) !== text));
}

function rebased(bench: Workbench, file: string): Drafts {
  const draft = bench.drafts[file];
  return draft === undefined ? bench.drafts : { ...bench.drafts, [file]: { ...draft, from: bench.published?.files[file] ?? null } };
}

function checkAfter(check: Check, event: Extract<WorkbenchEvent, { readonly revision: number }>): Check {
  switch (event.type) {
    case 'proven':
      return check.kind === 'waiting' ? { kind: 'proven', revision: check.revision, faults: [] } : check;
    case 'checking':
      return { kind: 'running', revision: check.revision, faults: check.faults };
    case 'check-failed':
      return { kind: 'unreachable', revision: check.revision, faults: check.faults };
    case 'checked':
      return { kind: 'done', revision: check.revision, faults: event.faults };
  }
}
