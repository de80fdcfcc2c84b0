/**
 * The shared draft behind the page. One call at a time, so that what is typed meanwhile is never overtaken; what could not be
 * saved is tried again (`draft-saving.ts`), and a draft that somebody ended is told of (`draft-held.ts`).
 */
import type { ChangedFiles, DraftSummary, LockAct, ReviewAct } from '../flow-contracts';
import type { Reply } from '../staff/http';
import { close, endIn, fetchOpen, isDirty, isGone, list, NOTHING, passedAway, read, sameTexts, set, take, to, withoutEnd, type Held } from './draft-held';
import { hold, PAUSE_MS, rebased, refused, RETRY_MS, save, saveSoon } from './draft-saving';
import type { DraftLine, DraftState, KeptDraft } from './draft-state';

export interface DraftDesk {
  state(): DraftState;
  /** After a reload: the draft that was open, and the page's texts as this browser kept them. False: what the page has is to be saved anew. */
  resume(kept: KeptDraft, texts: ChangedFiles): Promise<boolean>;
  /** What the page's texts differ in now. */
  changed(files: ChangedFiles): void;
  /** Opens a draft, or what is published without an id. Its texts are handed to `onTexts`. */
  open(id: string | undefined): Promise<boolean>;
  /** Everything saved, and the draft on the current release; nothing when that could not be done. */
  flush(currentRelease: string): Promise<DraftSummary | undefined>;
  lock(act: LockAct): Promise<void>;
  review(act: ReviewAct, comment?: string): Promise<Reply<unknown>>;
  rename(name: string): Promise<void>;
  remove(): Promise<void>;
  /** After `elsewhere`: keep what stands here, or take what stands there. */
  settle(whose: 'mine' | 'theirs'): Promise<void>;
  /** The draft was published: it is gone. */
  published(): Promise<void>;
  /** What became of the last one was read. */
  noticed(): void;
  /** Lists, keeps the lock and looks for news, as often as the server asks for. */
  beat(): Promise<boolean>;
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function makeDraftDesk(line: DraftLine): DraftDesk {
  const held: Held = { line, state: { mine: line.mayEdit, saving: 'saved', elsewhere: false }, files: NOTHING, saved: NOTHING, due: 0 };
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn: InTurn = (work) => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  return {
    state: () => held.state,
    changed: (files) => changed(held, files, inTurn),
    resume: (kept, texts) => inTurn(() => resume(held, kept, texts)),
    open: (id) => inTurn(() => open(held, id)),
    flush: (currentRelease) => inTurn(async () => ((await save(held)) && (await rebased(held, currentRelease)) ? held.state.open : undefined)),
    lock: (act) => inTurn(async () => void (await hold(held, act))),
    review: (act, comment) => inTurn(() => review(held, act, comment)),
    rename: (name) => inTurn(() => rename(held, name)),
    remove: () => inTurn(() => remove(held)),
    settle: (whose) => inTurn(() => settle(held, whose)),
    published: () => inTurn(async () => {
      close(held);
      await list(held);
    }),
    noticed() {
      held.state = withoutEnd(held.state);
      line.onState(held.state);
    },
    beat: () => inTurn(async () => (await hold(held, 'hold')) && list(held)),
  };
}

const changed = (held: Held, files: ChangedFiles, inTurn: InTurn): void => {
  held.files = files;
  if (!isDirty(held) || !held.line.mayEdit) return;
  if (held.state.saving !== 'saving') set(held, { saving: 'unsaved' });
  saveSoon(held, PAUSE_MS, inTurn);
};

/** At the start of the page: until the server says yes or no. */
const patiently = async <T>(line: Pick<DraftLine, 'later'>, call: () => Promise<Reply<T>>): Promise<Reply<T>> => {
  const reply = await call();
  if (reply.kind !== 'unreachable') return reply;
  await new Promise<void>((resolve) => line.later(resolve, RETRY_MS));
  return patiently(line, call);
};

const resume = async (held: Held, { id, saved: wasSaved, version }: KeptDraft, texts: ChangedFiles): Promise<boolean> => {
  const reply = await patiently(held.line, () => read(held, id));
  if (reply.kind !== 'ok') {
    const there = endIn(reply);
    const kept = !wasSaved && !sameTexts(texts, NOTHING);
    if (isGone(reply)) set(held, { ended: { name: there.how?.name ?? '', kept, ...there } });
    if (isGone(reply) && wasSaved) held.line.onTexts(undefined);
    return isGone(reply) && wasSaved;
  }
  const { draft } = reply.body;
  if (sameTexts(texts, NOTHING) || sameTexts(texts, draft.files)) take(held, draft);
  else {
    const { files: theirs, ...summary } = draft;
    [held.files, held.saved] = [texts, theirs];
    set(held, { open: summary, saving: 'unsaved', elsewhere: draft.version !== version });
  }
  held.state = { ...held.state, mine: false };
  await hold(held, 'hold');
  if (isDirty(held)) await save(held);
  return true;
};

const open = async (held: Held, id: string | undefined): Promise<boolean> => {
  if (!(await save(held))) return false;
  if (held.state.open !== undefined && held.state.mine) await held.line.ask(to(held, '/lock', { method: 'POST', body: { act: 'leave' } }));
  if (id === undefined) {
    close(held);
    held.line.onTexts(undefined);
    return list(held);
  }
  const draft = await fetchOpen(held, id);
  if (draft === undefined) return list(held).then(() => false);
  held.state = { ...held.state, mine: false };
  take(held, draft);
  await hold(held, 'hold');
  return true;
};

type Summary = { readonly draft: DraftSummary };

const review = async (held: Held, act: ReviewAct, comment: string | undefined): Promise<Reply<unknown>> => {
  const body = { act, version: held.state.open?.version, ...(comment !== undefined && { comment }) };
  const reply = await held.line.ask<Summary>(to(held, '/review', { method: 'POST', body }));
  if (reply.kind === 'ok') set(held, { open: reply.body.draft });
  return reply;
};

const rename = async (held: Held, name: string): Promise<void> => {
  const { files } = held;
  const reply = await held.line.ask<Summary>(to(held, '', { method: 'PUT', body: { version: held.state.open?.version, files, name } }));
  if (reply.kind === 'ok') {
    held.saved = files;
    set(held, { open: reply.body.draft, saving: 'saved' });
    await list(held);
  } else if (!isGone(reply) || !(await passedAway(held))) refused(held, reply);
};

const remove = async (held: Held): Promise<void> => {
  const reply = await held.line.ask(to(held, '', { method: 'DELETE' }));
  if (reply.kind !== 'ok' && !isGone(reply)) return refused(held, reply);
  close(held);
  held.line.onTexts(undefined);
  await list(held);
};

const settle = async (held: Held, whose: 'mine' | 'theirs'): Promise<void> => {
  const draft = held.state.open === undefined ? undefined : await fetchOpen(held, held.state.open.id);
  if (draft === undefined) return void (await passedAway(held));
  if (whose === 'theirs') return take(held, draft);
  const { files, ...summary } = draft;
  set(held, { open: summary, elsewhere: false });
  held.saved = files;
  await save(held);
};
