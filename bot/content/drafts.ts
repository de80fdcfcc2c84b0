/**
 * The drafts that people share, in the store: a list of them, a record each for what is written in it and one for who edits
 * it now, so that a sign of life never writes texts. All by compare-and-set: of two editors the slower one is told.
 */
import { randomBytes } from 'node:crypto';
import type { Records } from '../runtime/ports';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import type { ChangedFiles, DraftEnd, LockAct, ReviewAct, Who } from '../web/flow-contracts';
import { changedDraft, newDraft, reviewedDraft, type Change, type Moment, type ReviewRefusal, type StoredDraft } from './draft';
import { heldAt, lockAfter, type HeldLock } from './draft-lock';

const MOST_DRAFTS = 50;
/** Pages that have a draft open learn within seconds what became of it. */
const MOST_ENDS = 100;

export interface DraftView {
  readonly draft: StoredDraft;
  readonly lock: HeldLock | null;
}

export type DraftRefusal = { readonly kind: 'unknown' } | { readonly kind: 'changed' } | { readonly kind: 'locked'; readonly by: string };
export type Saved = { readonly kind: 'saved'; readonly view: DraftView } | DraftRefusal;
export type Reviewed = { readonly kind: 'saved'; readonly view: DraftView } | DraftRefusal | { readonly kind: ReviewRefusal };

export type Ending = Pick<DraftEnd, 'what' | 'release' | 'by'>;

export interface Drafts {
  /** Newest change first. */
  list(): Promise<readonly DraftView[]>;
  get(id: string): Promise<DraftView | null>;
  /** `null` when there are too many. */
  add(draft: { readonly name: string; readonly base: string; readonly files: ChangedFiles }, by: Who): Promise<DraftView | null>;
  /** Takes the lock when it is free. `version`: the one that was seen. */
  save(id: string, change: Change & { readonly version: number }, by: Who): Promise<Saved>;
  review(id: string, review: { readonly act: ReviewAct; readonly version: number; readonly comment?: string | undefined }, by: Who): Promise<Reviewed>;
  /** `null` for an unknown draft. */
  lock(id: string, act: LockAct, who: Who): Promise<DraftView | null>;
  /** Done or thrown away: whoever still has it open can be told which, and by whom. */
  remove(draft: Pick<StoredDraft, 'id' | 'name'>, end: Ending): Promise<void>;
  /** What became of a draft that is gone; `null` when that is long ago. */
  endOf(id: string): Promise<DraftEnd | null>;
  now(): number;
}

export const makeDrafts = (records: Records, now: () => number): Drafts => {
  const desk: Desk = { records, now };
  return {
    now,
    get: (id) => viewOf(desk, id),
    list: () => listed(desk),
    add: (draft, by) => added(desk, draft, by),
    save: (id, change, by) => saved(desk, { id, ...change }, by),
    review: (id, review, by) => reviewed(desk, { id, ...review }, by),
    lock: (id, act, who) => locked(desk, id, { act, who }),
    remove: (draft, end) => removed(desk, draft, end),
    endOf: async (id) => (await readShared(endsIn(records))).findLast((end) => end.id === id) ?? null,
  };
};

interface Desk {
  readonly records: Records;
  readonly now: () => number;
}

const idsIn = (records: Records): SharedRecord<readonly string[]> => ({ records, name: 'studio:drafts', first: [] });
const textOf = (records: Records, id: string): SharedRecord<StoredDraft | null> => ({ records, name: `studio:draft:${id}`, first: null });
const lockOf = (records: Records, id: string): SharedRecord<HeldLock | null> => ({ records, name: `studio:draft-lock:${id}`, first: null });
const endsIn = (records: Records): SharedRecord<readonly DraftEnd[]> => ({ records, name: 'studio:draft-ends', first: [] });

const momentOf = ({ now }: Desk, { id, name }: Who): Moment => ({ by: { id, name }, at: new Date(now()).toISOString() });

const viewOf = async ({ records, now }: Desk, id: string): Promise<DraftView | null> => {
  const [draft, lock] = await Promise.all([readShared(textOf(records, id)), readShared(lockOf(records, id))]);
  return draft && { draft, lock: heldAt(lock, now()) };
};

const listed = async (desk: Desk): Promise<readonly DraftView[]> => {
  const all = await Promise.all((await readShared(idsIn(desk.records))).map((id) => viewOf(desk, id)));
  return all.filter((view) => view !== null).sort((one, other) => (one.draft.changedAt < other.draft.changedAt ? 1 : -1));
};

const added = async (desk: Desk, draft: Parameters<Drafts['add']>[0], by: Who): Promise<DraftView | null> => {
  const { records } = desk;
  if ((await readShared(idsIn(records))).length >= MOST_DRAFTS) return null;
  const stored = newDraft({ ...draft, id: randomBytes(6).toString('hex') }, momentOf(desk, by));
  await changeShared(textOf(records, stored.id), () => stored);
  await changeShared(idsIn(records), (ids) => [...ids, stored.id]);
  return { draft: stored, lock: null };
};

const locked = async ({ records, now }: Desk, id: string, wanted: { readonly act: LockAct; readonly who: Who }): Promise<DraftView | null> => {
  const draft = await readShared(textOf(records, id));
  return draft && { draft, lock: await changeShared(lockOf(records, id), (held) => lockAfter(held, { ...wanted, now: now() })) };
};

/** The version of a draft that somebody saw. */
interface Seen {
  readonly id: string;
  readonly version: number;
}

const changed = async (records: Records, { id, version }: Seen, to: (draft: StoredDraft) => StoredDraft | ReviewRefusal): Promise<StoredDraft | ReviewRefusal | 'unknown' | 'changed'> => {
  let refused: ReviewRefusal | 'changed' | null = null;
  const draft = await changeShared(textOf(records, id), (held) => {
    const next = held === null ? null : held.version === version ? to(held) : 'changed';
    refused = typeof next === 'string' ? next : null;
    return typeof next === 'string' ? held : next;
  });
  return refused ?? draft ?? 'unknown';
};

const saved = async (desk: Desk, { id, version, ...wanted }: Seen & Change, by: Who): Promise<Saved> => {
  const view = await locked(desk, id, { act: 'hold', who: by });
  if (view === null) return { kind: 'unknown' };
  if (view.lock !== null && view.lock.holder.id !== by.id) return { kind: 'locked', by: view.lock.holder.name };
  const draft = await changed(desk.records, { id, version }, (held) => changedDraft(held, wanted, momentOf(desk, by)));
  return typeof draft === 'object' ? { kind: 'saved', view: { draft, lock: view.lock } } : refusal(draft);
};

type Review = Parameters<Drafts['review']>[1];

const reviewed = async (desk: Desk, { id, version, ...review }: Seen & Review, by: Who): Promise<Reviewed> => {
  const { records, now } = desk;
  const draft = await changed(records, { id, version }, (held) => reviewedDraft(held, review, momentOf(desk, by)));
  if (typeof draft === 'string') return { kind: draft };
  return { kind: 'saved', view: { draft, lock: heldAt(await readShared(lockOf(records, id)), now()) } };
};

const removed = async (desk: Desk, { id, name }: Parameters<Drafts['remove']>[0], { by, ...end }: Ending): Promise<void> => {
  const { records } = desk;
  await changeShared(endsIn(records), (before) => [...before, { id, name, ...end, ...momentOf(desk, by) }].slice(-MOST_ENDS));
  await changeShared(idsIn(records), (ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : ids));
  await changeShared(textOf(records, id), () => null);
  await changeShared(lockOf(records, id), () => null);
};

const refusal = (why: ReviewRefusal | 'unknown' | 'changed'): DraftRefusal => (why === 'unknown' ? { kind: 'unknown' } : { kind: 'changed' });
