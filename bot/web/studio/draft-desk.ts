/**
 * The shared draft behind the page: made with the first change, saved a moment after each, locked while somebody edits. One
 * call at a time, so that what is typed meanwhile is never overtaken; what could not be saved is tried again.
 */
import type { ChangedFiles, DraftList, DraftSummary, FlowDraft, LockAct, LockReply, RebaseReply, ReviewAct } from '../flow-contracts';
import type { Ask, Call, Reply } from '../staff/http';

export interface DraftState {
  readonly list?: DraftList;
  readonly open?: DraftSummary;
  /** Texts may be changed here now. */
  readonly mine: boolean;
  readonly saving: 'saved' | 'saving' | 'unsaved' | 'offline';
  /** Somebody, or another window, saved other texts of the open draft: one of the two has to be chosen. */
  readonly elsewhere: boolean;
}

export interface DraftDesk {
  state(): DraftState;
  /** After a reload: the draft that was open, and the page's texts as this browser kept them. Answers whether it is still there. */
  resume(kept: { readonly id: string; readonly version: number }, texts: ChangedFiles): Promise<boolean>;
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
  /** Lists, keeps the lock and looks for news, as often as the server asks for. */
  beat(): Promise<boolean>;
}

export interface DraftLine {
  readonly ask: Ask;
  readonly mayEdit: boolean;
  /** What a draft is called that nobody named. */
  readonly nameOf: () => string;
  readonly onState: (state: DraftState) => void;
  /** Texts of the open draft that came from the server. */
  readonly onTexts: (draft: FlowDraft | undefined) => void;
  readonly later: (work: () => void, ms: number) => void;
}

const PAUSE_MS = 1_200;
const RETRY_MS = 4_000;
const DRAFTS = '/flows/drafts';

/** The same texts, whatever the order of their names. */
const keyOf = (files: ChangedFiles): string => JSON.stringify(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
const NOTHING = keyOf({});

export function makeDraftDesk({ ask, later, mayEdit, nameOf, onState, onTexts }: DraftLine): DraftDesk {
  let state: DraftState = { mine: mayEdit, saving: 'saved', elsewhere: false };
  let files: ChangedFiles = {};
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
  const isDirty = (): boolean => keyOf(files) !== saved;

  const list = async (): Promise<boolean> => {
    const reply = await ask<DraftList>({ method: 'GET', path: DRAFTS });
    if (reply.kind !== 'ok') return false;
    const own = reply.body.drafts.find(({ id }) => id === state.open?.id);
    set({ list: reply.body, ...(own && { open: own }) });
    return true;
  };

  const take = (draft: FlowDraft): void => {
    files = draft.files;
    saved = keyOf(files);
    const { files: _texts, ...summary } = draft;
    set({ open: summary, elsewhere: false, saving: 'saved' });
    onTexts(draft);
  };
  const close = (): void => {
    files = {};
    saved = NOTHING;
    const { open: _open, ...rest } = state;
    state = { ...rest, mine: mayEdit, saving: 'saved', elsewhere: false };
    onState(state);
  };

  const fetchOpen = async (id: string): Promise<FlowDraft | undefined> => {
    const reply = await ask<{ readonly draft: FlowDraft }>({ method: 'GET', path: `${DRAFTS}/${id}` });
    return reply.kind === 'ok' ? reply.body.draft : undefined;
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
    else set({ saving: reply.status === 404 ? 'unsaved' : 'offline' });
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
    const [sent, key] = [files, keyOf(files)];
    const reply = await ask<{ readonly draft: DraftSummary }>(to('', { method: 'PUT', body: { version: state.open?.version, files: sent } }));
    if (reply.kind !== 'ok') {
      refused(reply);
      return false;
    }
    saved = key;
    set({ open: reply.body.draft, saving: isDirty() ? 'unsaved' : 'saved' });
    return !isDirty();
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
    if (reply.kind !== 'ok') {
      if (reply.kind === 'refused' && reply.status === 404) await list();
      return reply.kind === 'refused';
    }
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
    resume: ({ id, version }, texts) => inTurn(async () => {
      const draft = await fetchOpen(id);
      if (draft === undefined) return false;
      if (keyOf(texts) === NOTHING || keyOf(texts) === keyOf(draft.files)) take(draft);
      else {
        const { files: theirs, ...summary } = draft;
        files = texts;
        saved = keyOf(theirs);
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
        saved = keyOf(files);
        set({ open: reply.body.draft, saving: 'saved' });
        await list();
      } else refused(reply);
    }),
    remove: () => inTurn(async () => {
      const reply = await ask(to('', { method: 'DELETE' }));
      if (reply.kind !== 'ok' && !(reply.kind === 'refused' && reply.status === 404)) return refused(reply);
      close();
      onTexts(undefined);
      await list();
    }),
    settle: (whose) => inTurn(async () => {
      const draft = state.open === undefined ? undefined : await fetchOpen(state.open.id);
      if (draft === undefined) return;
      if (whose === 'theirs') return take(draft);
      const { files: _theirs, ...summary } = draft;
      set({ open: summary, elsewhere: false });
      saved = keyOf(draft.files);
      await save();
    }),
    published: () => inTurn(async () => {
      close();
      await list();
    }),
    beat: () => inTurn(async () => (await hold('hold')) && list()),
  };
}
