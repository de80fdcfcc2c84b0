/**
 * The studio as a value: what is published, what was typed over it, and what the check found. Always holds: nobody
 * publishes texts that were not checked as they stand, and what another person published is never overwritten unseen.
 */
import type { FlowFault, FlowsReply, ReleaseInfo } from '../contracts';

export interface Draft {
  readonly text: string;
  /** The published text the work began from. */
  readonly from: string;
}

export type Drafts = Readonly<Record<string, Draft>>;

export interface Workbench {
  /** `undefined` until the first answer. */
  readonly published?: FlowsReply;
  readonly drafts: Drafts;
  readonly file: string;
  /** Files whose unpublished text was found from an earlier visit. */
  readonly recovered: readonly string[];
  readonly check: Check;
}

/** `revision` counts edits: an answer about an older one is not believed. */
export type Check =
  | { readonly kind: 'idle' | 'waiting' | 'running' | 'unreachable'; readonly revision: number; readonly faults: readonly FlowFault[] }
  | { readonly kind: 'done'; readonly revision: number; readonly faults: readonly FlowFault[] };

export type WorkbenchEvent =
  | { readonly type: 'loaded'; readonly reply: FlowsReply; readonly kept: Drafts }
  | { readonly type: 'reloaded'; readonly reply: FlowsReply }
  | { readonly type: 'opened'; readonly file: string }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'undone'; readonly file: string }
  | { readonly type: 'kept-mine'; readonly file: string }
  | { readonly type: 'noticed' }
  | { readonly type: 'checking' | 'check-failed'; readonly revision: number }
  | { readonly type: 'checked'; readonly revision: number; readonly faults: readonly FlowFault[] }
  | { readonly type: 'released'; readonly reply: FlowsReply };

export const EMPTY_WORKBENCH: Workbench = { drafts: {}, file: '', recovered: [], check: { kind: 'idle', revision: 0, faults: [] } };

export function reduceWorkbench(bench: Workbench, event: WorkbenchEvent): Workbench {
  switch (event.type) {
    case 'loaded':
      return loaded(bench, event.reply, event.kept);
    case 'reloaded':
    case 'released':
      return edited(bench, { published: event.reply, drafts: stillDifferent(event.reply.files, bench.drafts) });
    case 'opened':
      return { ...bench, file: event.file };
    case 'typed':
      return edited(bench, { drafts: withText(bench, bench.file, event.text), recovered: [] });
    case 'undone':
      return edited(bench, { drafts: without(bench.drafts, event.file), recovered: bench.recovered.filter((file) => file !== event.file) });
    case 'kept-mine':
      return edited(bench, { drafts: rebased(bench, event.file) });
    case 'noticed':
      return { ...bench, recovered: [] };
    case 'checking':
    case 'check-failed':
    case 'checked':
      return event.revision === bench.check.revision ? { ...bench, check: checkAfter(bench.check, event) } : bench;
  }
}

export function filesOf({ published }: Workbench): readonly string[] {
  return Object.keys(published?.files ?? {}).sort((one, other) => one.localeCompare(other));
}

export function textOf({ published, drafts }: Workbench, file: string): string {
  return drafts[file]?.text ?? published?.files[file] ?? '';
}

/** All files as they would be published. */
export function allTexts(bench: Workbench): Readonly<Record<string, string>> {
  return Object.fromEntries(filesOf(bench).map((file) => [file, textOf(bench, file)]));
}

export function changedFiles({ drafts }: Workbench): readonly string[] {
  return Object.keys(drafts).sort((one, other) => one.localeCompare(other));
}

/** Changed here and, meanwhile, published differently by somebody else. */
export function conflictsIn({ published, drafts }: Workbench): readonly string[] {
  return Object.entries(drafts).filter(([file, { from }]) => published?.files[file] !== from).map(([file]) => file);
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

function loaded(bench: Workbench, reply: FlowsReply, kept: Drafts): Workbench {
  const drafts = stillDifferent(reply.files, kept);
  const file = bench.file in reply.files ? bench.file : (Object.keys(drafts)[0] ?? Object.keys(reply.files).sort()[0] ?? '');
  return edited({ ...bench, file }, { published: reply, drafts, recovered: Object.keys(drafts) });
}

function edited(bench: Workbench, change: Partial<Workbench>): Workbench {
  const next = { ...bench, ...change };
  const revision = bench.check.revision + 1;
  const clean = Object.keys(next.drafts).length === 0;
  return { ...next, check: { kind: clean ? 'idle' : 'waiting', revision, faults: clean ? [] : bench.check.faults } };
}

function withText(bench: Workbench, file: string, text: string): Drafts {
  const from = bench.drafts[file]?.from ?? bench.published?.files[file];
  if (from === undefined) return bench.drafts;
  return text === from && bench.published?.files[file] === from ? without(bench.drafts, file) : { ...bench.drafts, [file]: { text, from } };
}

function without(drafts: Drafts, file: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== file));
}

/** Drafts that say what is published already are done; files that exist no more are dropped. */
function stillDifferent(files: Readonly<Record<string, string>>, drafts: Drafts): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([file, { text }]) => files[file] !== undefined && files[file] !== text));
}

function rebased(bench: Workbench, file: string): Drafts {
  const draft = bench.drafts[file];
  const now = bench.published?.files[file];
  return draft === undefined || now === undefined ? bench.drafts : { ...bench.drafts, [file]: { ...draft, from: now } };
}

function checkAfter(check: Check, event: Extract<WorkbenchEvent, { readonly revision: number }>): Check {
  switch (event.type) {
    case 'checking':
      return { kind: 'running', revision: check.revision, faults: check.faults };
    case 'check-failed':
      return { kind: 'unreachable', revision: check.revision, faults: check.faults };
    case 'checked':
      return { kind: 'done', revision: check.revision, faults: event.faults };
  }
}
