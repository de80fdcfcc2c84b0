/**
 * The shared draft behind the page. One call at a time, so that what is typed meanwhile is never overtaken; what could not be
 * saved is tried again (`draft-saving.ts`), and a draft that somebody ended is told of (`draft-held.ts`).
 */
import type { ChangedFiles, DraftSummary, LockAct, ReviewAct } from '../flow-contracts';
import type { Reply } from '../staff/http';
import { close, endIn, fetchOpen, isDirty, isGone, list, NOTHING, passedAway, patiently, read, sameTexts, set, take, to, withoutEnd, type Held } from './draft-held';
import { publish, type Publication, type PublishReply } from './draft-publishing';
import { hold, PAUSE_MS, refused, save, saveSoon } from './draft-saving';
import type { DraftLine, DraftState, KeptDraft } from './draft-state';

export interface DraftDesk {
  state(): DraftState;
  /** After a reload: the draft that was open, and the page's texts as this browser kept them. False: what the page has is to be saved anew. */
  resume(kept: KeptDraft, texts: ChangedFiles): Promise<boolean>;
  /** What the page's texts differ in now. */
  changed(files: ChangedFiles): void;
  /** Opens a draft, or what is published without an id. Its texts are handed to `onTexts`. */
  open(id: string | undefined): Promise<boolean>;
  /** Everything saved, brought onto the release that the page shows, and published; nothing when it could not be saved. */
  publish(wanted: Publication): Promise<Reply<PublishReply> | undefined>;
  lock(act: LockAct): Promise<void>;
  review(act: ReviewAct, comment?: string): Promise<Reply<unknown>>;
  /** Whether it worked. */
  rename(name: string): Promise<boolean>;
  remove(): Promise<boolean>;
  /** Two texts of one draft: what stands here goes over the other one or into a draft of its own, or what stands there is taken. */
  settle(whose: 'mine' | 'theirs' | 'apart'): Promise<void>;
  /** What became of the last one was read. */
  noticed(): void;
  /** Lists, keeps the lock and looks for news, as often as the server asks for. */
  beat(): Promise<boolean>;
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function makeDraftDesk(line: DraftLine): DraftDesk {
  const held: Held = { line, state: { mine: line.mayEdit, saving: 'saved', elsewhere: false }, files: NOTHING, saved: NOTHING, sent: undefined, due: 0 };
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
    publish: (wanted) => inTurn(() => publish(held, wanted)),
    // Whoever hands it over hands over what she wrote.
    lock: (act) => inTurn(async () => void ((act !== 'give' || (await save(held))) && (await hold(held, act)))),
    review: (act, comment) => inTurn(() => review(held, act, comment)),
    rename: (name) => inTurn(() => rename(held, name)),
    remove: () => inTurn(() => remove(held)),
    settle: (whose) => inTurn(() => settle(held, whose)),
    noticed() {
      held.state = withoutEnd(held.state);
      line.onState(held.state);
    },
    // What could not be saved while somebody else had the turn is saved when it comes back.
    beat: () => inTurn(async () => {
      if (!(await hold(held, 'hold'))) return false;
      await save(held);
      return list(held);
    }),
  };
}

const changed = (held: Held, files: ChangedFiles, inTurn: InTurn): void => {
  held.files = files;
  if (!held.line.mayEdit || (!isDirty(held) && held.state.saving === 'saved')) return;
  if (held.state.saving !== 'saving') set(held, isDirty(held) ? { saving: 'unsaved' } : { saving: 'saved', refusal: undefined });
  saveSoon(held, PAUSE_MS, inTurn);
};

const resume = async (held: Held, { id, saved: wasSaved, version }: KeptDraft, texts: ChangedFiles): Promise<boolean> => {
  const { later } = held.line;
  // Until the server says yes or no.
  const reply = await patiently(later, async () => {
    const answer = await read(held, id);
    return answer.kind === 'unreachable' ? undefined : answer;
  });
  if (reply.kind !== 'ok') {
    const there = endIn(reply);
    const kept = !wasSaved && !sameTexts(texts, NOTHING);
    if (isGone(reply)) set(held, { ended: { name: there.how?.name ?? '', kept, ...there } });
    if (isGone(reply) && wasSaved) held.line.onTexts(undefined);
    return isGone(reply) && wasSaved;
  }
  const { draft } = reply.body;
  if (sameTexts(texts, NOTHING) || sameTexts(texts, draft.files)) take(held, { draft, base: await patiently(later, () => held.line.fetchUnder(draft)) });
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

/** What is typed while it comes would go with the draft that it was typed into: until then texts are read. */
const open = async (held: Held, id: string | undefined): Promise<boolean> => {
  set(held, { opening: true, notOpened: false });
  const opened = await opening(held, id);
  set(held, { opening: false, notOpened: !opened });
  return opened;
};

const opening = async (held: Held, id: string | undefined): Promise<boolean> => {
  if (!(await save(held))) return false;
  if (held.state.open !== undefined && held.state.mine) await held.line.ask(to(held, '/lock', { method: 'POST', body: { act: 'leave' } }));
  if (id === undefined) {
    close(held);
    held.line.onTexts(undefined);
    return list(held);
  }
  const opened = await fetchOpen(held, id);
  if (opened === undefined) return list(held).then(() => false);
  held.state = { ...held.state, mine: false };
  take(held, opened);
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

const rename = async (held: Held, name: string): Promise<boolean> => {
  const { files } = held;
  const reply = await held.line.ask<Summary>(to(held, '', { method: 'PUT', body: { version: held.state.open?.version, files, name } }));
  if (reply.kind === 'ok') {
    held.saved = files;
    set(held, { open: reply.body.draft, saving: isDirty(held) ? 'unsaved' : 'saved', refusal: undefined });
    return list(held).then(() => true);
  }
  if (isGone(reply)) return passedAway(held);
  refused(held, reply);
  return false;
};

const remove = async (held: Held): Promise<boolean> => {
  const reply = await held.line.ask(to(held, '', { method: 'DELETE' }));
  if (reply.kind !== 'ok' && !isGone(reply)) {
    refused(held, reply);
    return false;
  }
  close(held);
  held.line.onTexts(undefined);
  return list(held).then(() => true);
};

const settle = async (held: Held, whose: Parameters<DraftDesk['settle']>[0]): Promise<void> => {
  const { files } = held;
  if (whose === 'apart') {
    close(held);
    held.files = files;
    return void ((await save(held)) && (await list(held)));
  }
  const opened = held.state.open === undefined ? undefined : await fetchOpen(held, held.state.open.id);
  if (opened === undefined) return void (await passedAway(held));
  if (whose === 'theirs') return take(held, opened);
  const { files: theirs, ...summary } = opened.draft;
  set(held, { open: summary, elsewhere: false });
  held.saved = theirs;
  await save(held);
};
