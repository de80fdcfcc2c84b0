/**
 * The shared draft behind the page: made with the first change, saved a moment after each, locked while somebody edits. One
 * call at a time, so that what is typed meanwhile is never overtaken; what could not be saved is tried again. When somebody
 * publishes or removes it, what was not saved yet goes on as a draft of its own.
 */
import type { ChangedFiles, DraftEnd, DraftList, DraftSummary, FlowDraft, LockAct, LockReply, RebaseReply, ReviewAct } from '../flow-contracts';
import type { Call, Reply } from '../staff/http';
import type { DraftLine, DraftState, EndedDraft, KeptDraft } from './draft-state';

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

const PAUSE_MS = 1_200;
const RETRY_MS = 4_000;
const DRAFTS = '/flows/drafts';

const NOTHING: ChangedFiles = {};

/** Looked at with every keystroke: texts that nobody touched are the very same ones. */
const sameTexts = (one: ChangedFiles, other: ChangedFiles): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && one[name] === other[name]);
};

const withoutEnd = ({ ended: _read, ...state }: DraftState): DraftState => state;

const endIn = (reply: Reply<unknown>): Pick<EndedDraft, 'how'> => {
  const how = reply.kind === 'refused' ? (reply.body as { readonly ended?: DraftEnd }).ended : undefined;
  return how === undefined ? {} : { how };
};

const isGone = (reply: Reply<unknown>): boolean => reply.kind === 'refused' && reply.status === 404;

export function makeDraftDesk({ ask, fetchPublished, later, mayEdit, nameOf, onEnded, onState, onTexts }: DraftLine): DraftDesk {
  let state: DraftState = { mine: mayEdit, saving: 'saved', elsewhere: false };
  let files = NOTHING;
  let saved = NOTHING;
  let due = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const set = (change: Partial<DraftState>): void => {
    state = { ...state, ...change };
    onState(state);
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const to = (rest: string, call: Omit<Call, 'path'>): Call => ({ ...call, path: `${DRAFTS}/${state.open?.id ?? ''}${rest}` });
  const isDirty = (): boolean => !sameTexts(files, saved);

  const list = async (): Promise<boolean> => {
    const reply = await ask<DraftList>({ method: 'GET', path: DRAFTS });
    if (reply.kind !== 'ok') return false;
    const own = reply.body.drafts.find(({ id }) => id === state.open?.id);
    set({ list: reply.body, ...(own && { open: own }) });
    return state.open === undefined || own !== undefined || passedAway();
  };

  const take = (draft: FlowDraft): void => {
    files = draft.files;
    saved = files;
    const { files: _texts, ...summary } = draft;
    state = withoutEnd(state);
    set({ open: summary, elsewhere: false, saving: 'saved' });
    onTexts(draft);
  };
  const close = (ended?: EndedDraft): void => {
    [files, saved] = [NOTHING, NOTHING];
    const { open: _open, ...rest } = withoutEnd(state);
    state = { ...rest, mine: mayEdit, saving: 'saved', elsewhere: false, ...(ended && { ended }) };
    onState(state);
  };

  const read = (id: string): Promise<Reply<{ readonly draft: FlowDraft }>> => ask({ method: 'GET', path: `${DRAFTS}/${id}` });
  const fetchOpen = async (id: string): Promise<FlowDraft | undefined> => {
    const reply = await read(id);
    return reply.kind === 'ok' ? reply.body.draft : undefined;
  };

  /** The open draft is not there: says what became of it and shows what is published. False when that has to wait. */
  const passedAway = async (): Promise<boolean> => {
    if (state.open === undefined) return true;
    const { id, name } = state.open;
    const [reply, published] = [await read(id), await fetchPublished()];
    if (!isGone(reply) || published === undefined) return false;
    const kept = isDirty() && Object.entries(files).some(([file, text]) => (published.files[file] ?? null) !== text);
    const before = saved;
    // First closed, then shown: what is shown comes back as what is to be saved.
    close({ name, kept, ...endIn(reply) });
    onEnded(published, kept ? before : undefined);
    return list();
  };

  const make = async (): Promise<boolean> => {
    const reply = await ask<{ readonly draft: FlowDraft }>({ method: 'POST', path: DRAFTS, body: { name: nameOf() } });
    if (reply.kind !== 'ok') return false;
    const { files: _none, ...summary } = reply.body.draft;
    set({ open: summary, mine: true });
    return true;
  };

  const refused = (reply: Exclude<Reply<unknown>, { readonly kind: 'ok' }>): void => {
    if (reply.kind !== 'refused') set({ saving: 'offline' });
    else if (reply.code === 'DraftChanged') set({ saving: 'unsaved', elsewhere: true });
    else if (reply.status === 423) set({ saving: 'unsaved', mine: false });
    else set({ saving: 'offline' });
  };

  /** Whether everything stands on the server now. */
  const save = async (): Promise<boolean> => {
    if (!state.mine || state.elsewhere) return !isDirty();
    if (!isDirty()) return true;
    set({ saving: 'saving' });
    if (state.open === undefined && !(await make())) {
      set({ saving: 'offline' });
      return false;
    }
    const sent = files;
    const reply = await ask<{ readonly draft: DraftSummary }>(to('', { method: 'PUT', body: { version: state.open?.version, files: sent } }));
    if (isGone(reply) && (await passedAway())) return false;
    if (reply.kind !== 'ok') {
      refused(reply);
      return false;
    }
    saved = sent;
    set({ open: reply.body.draft, saving: isDirty() ? 'unsaved' : 'saved' });
    return !isDirty();
  };

  /** At the start of the page: until the server says yes or no. */
  const patiently = async <T>(call: () => Promise<Reply<T>>): Promise<Reply<T>> => {
    const reply = await call();
    if (reply.kind !== 'unreachable') return reply;
    await new Promise<void>((resolve) => later(resolve, RETRY_MS));
    return patiently(call);
  };

  const saveSoon = (ms: number): void => {
    due += 1;
    const own = due;
    later(() => {
      if (own !== due) return;
      void inTurn(save).then((worked) => {
        if (!worked && (state.saving === 'offline' || state.saving === 'unsaved') && state.mine && !state.elsewhere) saveSoon(RETRY_MS);
      });
    }, ms);
  };

  const rebased = async (currentRelease: string): Promise<boolean> => {
    if (state.open === undefined || state.open.base.id === currentRelease) return true;
    const rebase = (take?: Readonly<Record<string, 'mine'>>): Promise<Reply<RebaseReply>> =>
      ask<RebaseReply>(to('/rebase', { method: 'POST', body: { version: state.open?.version, ...(take && { take }) } }));
    let reply = await rebase();
    // What was chosen at the page stands in its texts already.
    if (reply.kind === 'ok' && reply.body.conflicts.length > 0) reply = await rebase(Object.fromEntries(reply.body.conflicts.map(({ file }) => [file, 'mine' as const])));
    if (reply.kind !== 'ok' || reply.body.conflicts.length > 0) return false;
    const { files: _texts, ...summary } = reply.body.draft;
    set({ open: summary });
    return true;
  };

  const hold = async (act: LockAct): Promise<boolean> => {
    if (state.open === undefined || !mayEdit) return true;
    const reply = await ask<LockReply>(to('/lock', { method: 'POST', body: { act } }));
    if (isGone(reply)) return passedAway();
    if (reply.kind !== 'ok') return reply.kind === 'refused';
    const grew = reply.body.version > state.open.version;
    set({ open: { ...state.open, lock: reply.body.lock }, mine: reply.body.mine });
    if (grew && !isDirty()) {
      const draft = await fetchOpen(state.open.id);
      if (draft !== undefined) take({ ...draft, lock: reply.body.lock });
    } else if (grew) set({ elsewhere: true });
    return true;
  };

  return {
    state: () => state,
    changed(next) {
      files = next;
      if (!isDirty() || !mayEdit) return;
      if (state.saving !== 'saving') set({ saving: 'unsaved' });
      saveSoon(PAUSE_MS);
    },
    resume: ({ id, saved: wasSaved, version }, texts) => inTurn(async () => {
      const reply = await patiently(() => read(id));
      if (reply.kind !== 'ok') {
        const there = endIn(reply);
        const kept = !wasSaved && !sameTexts(texts, NOTHING);
        if (isGone(reply)) set({ ended: { name: there.how?.name ?? '', kept, ...there } });
        if (isGone(reply) && wasSaved) onTexts(undefined);
        return isGone(reply) && wasSaved;
      }
      const { draft } = reply.body;
      if (sameTexts(texts, NOTHING) || sameTexts(texts, draft.files)) take(draft);
      else {
        const { files: theirs, ...summary } = draft;
        files = texts;
        saved = theirs;
        set({ open: summary, saving: 'unsaved', elsewhere: draft.version !== version });
      }
      state = { ...state, mine: false };
      await hold('hold');
      if (isDirty()) await save();
      return true;
    }),
    open: (id) => inTurn(async () => {
      if (!(await save())) return false;
      if (state.open !== undefined && state.mine) await ask(to('/lock', { method: 'POST', body: { act: 'leave' } }));
      if (id === undefined) {
        close();
        onTexts(undefined);
        return list();
      }
      const draft = await fetchOpen(id);
      if (draft === undefined) return list().then(() => false);
      state = { ...state, mine: false };
      take(draft);
      await hold('hold');
      return true;
    }),
    flush: (currentRelease) => inTurn(async () => ((await save()) && (await rebased(currentRelease)) ? state.open : undefined)),
    lock: (act) => inTurn(async () => void (await hold(act))),
    review: (act, comment) => inTurn(async () => {
      const reply = await ask<{ readonly draft: DraftSummary }>(to('/review', { method: 'POST', body: { act, version: state.open?.version, ...(comment !== undefined && { comment }) } }));
      if (reply.kind === 'ok') set({ open: reply.body.draft });
      return reply;
    }),
    rename: (name) => inTurn(async () => {
      const reply = await ask<{ readonly draft: DraftSummary }>(to('', { method: 'PUT', body: { version: state.open?.version, files, name } }));
      if (reply.kind === 'ok') {
        saved = files;
        set({ open: reply.body.draft, saving: 'saved' });
        await list();
      } else if (!isGone(reply) || !(await passedAway())) refused(reply);
    }),
    remove: () => inTurn(async () => {
      const reply = await ask(to('', { method: 'DELETE' }));
      if (reply.kind !== 'ok' && !isGone(reply)) return refused(reply);
      close();
      onTexts(undefined);
      await list();
    }),
    settle: (whose) => inTurn(async () => {
      const draft = state.open === undefined ? undefined : await fetchOpen(state.open.id);
      if (draft === undefined) return void (await passedAway());
      if (whose === 'theirs') return take(draft);
      const { files: _theirs, ...summary } = draft;
      set({ open: summary, elsewhere: false });
      saved = draft.files;
      await save();
    }),
    published: () => inTurn(async () => {
      close();
      await list();
    }),
    noticed() {
      state = withoutEnd(state);
      onState(state);
    },
    beat: () => inTurn(async () => (await hold('hold')) && list()),
  };
}
