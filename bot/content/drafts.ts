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
  const list: SharedRecord<readonly string[]> = { records, name: 'studio:drafts', first: [] };
  const textOf = (id: string): SharedRecord<StoredDraft | null> => ({ records, name: `studio:draft:${id}`, first: null });
  const lockOf = (id: string): SharedRecord<HeldLock | null> => ({ records, name: `studio:draft-lock:${id}`, first: null });
  const ends: SharedRecord<readonly DraftEnd[]> = { records, name: 'studio:draft-ends', first: [] };
  const moment = ({ id, name }: Who): Moment => ({ by: { id, name }, at: new Date(now()).toISOString() });

  const get = async (id: string): Promise<DraftView | null> => {
    const [draft, lock] = await Promise.all([readShared(textOf(id)), readShared(lockOf(id))]);
    return draft && { draft, lock: heldAt(lock, now()) };
  };
  const lock = async (id: string, act: LockAct, who: Who): Promise<DraftView | null> => {
    const draft = await readShared(textOf(id));
    return draft && { draft, lock: await changeShared(lockOf(id), (held) => lockAfter(held, { act, who, now: now() })) };
  };
  const change = async (id: string, version: number, to: (draft: StoredDraft) => StoredDraft | ReviewRefusal): Promise<StoredDraft | ReviewRefusal | 'unknown' | 'changed'> => {
    let refused: ReviewRefusal | 'changed' | null = null;
    const draft = await changeShared(textOf(id), (held) => {
      const next = held === null ? null : held.version === version ? to(held) : 'changed';
      refused = typeof next === 'string' ? next : null;
      return typeof next === 'string' ? held : next;
    });
    return refused ?? draft ?? 'unknown';
  };

  return {
    now, get, lock,
    async list() {
      const all = await Promise.all((await readShared(list)).map(get));
      return all.filter((view) => view !== null).sort((one, other) => (one.draft.changedAt < other.draft.changedAt ? 1 : -1));
    },
    async add(draft, by) {
      const stored = newDraft({ ...draft, id: randomBytes(6).toString('hex') }, moment(by));
      if ((await readShared(list)).length >= MOST_DRAFTS) return null;
      await changeShared(textOf(stored.id), () => stored);
      await changeShared(list, (ids) => [...ids, stored.id]);
      return { draft: stored, lock: null };
    },
    async save(id, { version, ...wanted }, by) {
      const view = await lock(id, 'hold', by);
      if (view === null) return { kind: 'unknown' };
      if (view.lock !== null && view.lock.holder.id !== by.id) return { kind: 'locked', by: view.lock.holder.name };
      const saved = await change(id, version, (draft) => changedDraft(draft, wanted, moment(by)));
      return typeof saved === 'object' ? { kind: 'saved', view: { draft: saved, lock: view.lock } } : refusal(saved);
    },
    async review(id, { version, ...review }, by) {
      const saved = await change(id, version, (draft) => reviewedDraft(draft, review, moment(by)));
      if (typeof saved === 'object') return { kind: 'saved', view: { draft: saved, lock: heldAt(await readShared(lockOf(id)), now()) } };
      return { kind: saved };
    },
    endOf: async (id) => (await readShared(ends)).findLast((end) => end.id === id) ?? null,
    async remove({ id, name }, { by, ...end }) {
      await changeShared(ends, (before) => [...before, { id, name, ...end, ...moment(by) }].slice(-MOST_ENDS));
      await changeShared(list, (ids) => (ids.includes(id) ? ids.filter((one) => one !== id) : ids));
      await changeShared(textOf(id), () => null);
      await changeShared(lockOf(id), () => null);
    },
  };
};

const refusal = (why: ReviewRefusal | 'unknown' | 'changed'): DraftRefusal => (why === 'unknown' ? { kind: 'unknown' } : { kind: 'changed' });
