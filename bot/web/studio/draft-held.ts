/**
 * What the draft's desk holds, and the ways in which it changes: a draft is taken up, let go, listed, or found to be gone. When
 * somebody else published or removed it, what was not saved yet goes on as a draft of its own.
 */
import type { ChangedFiles, DraftEnd, DraftList, FlowDraft } from '../flow-contracts';
import type { Call, Reply } from '../staff/http';
import type { DraftLine, DraftState, EndedDraft, OpenedDraft } from './draft-state';

export interface Held {
  readonly line: DraftLine;
  state: DraftState;
  /** What the page's texts differ in now, and what of it stands on the server. */
  files: ChangedFiles;
  saved: ChangedFiles;
  /** What was sent last: it may have arrived although its answer did not. */
  sent: ChangedFiles | undefined;
  /** How often a save was put off: only the last one happens. */
  due: number;
}

export const RETRY_MS = 4_000;

/** Until there is an answer. */
export const patiently = async <T>(later: DraftLine['later'], call: () => Promise<T | undefined>): Promise<T> => {
  const found = await call();
  if (found !== undefined) return found;
  await new Promise<void>((resolve) => later(resolve, RETRY_MS));
  return patiently(later, call);
};

export const DRAFTS = '/flows/drafts';

export const NOTHING: ChangedFiles = {};

/** Looked at with every keystroke: texts that nobody touched are the very same ones. */
export const sameTexts = (one: ChangedFiles, other: ChangedFiles): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && one[name] === other[name]);
};

export const isDirty = ({ files, saved }: Held): boolean => !sameTexts(files, saved);

export const isGone = (reply: Reply<unknown>): boolean => reply.kind === 'refused' && reply.status === 404;

export const endIn = (reply: Reply<unknown>): Pick<EndedDraft, 'how'> => {
  const how = reply.kind === 'refused' ? (reply.body as { readonly ended?: DraftEnd }).ended : undefined;
  return how === undefined ? {} : { how };
};

export const withoutEnd = ({ ended: _read, ...state }: DraftState): DraftState => state;

export const set = (held: Held, change: Partial<DraftState>): void => {
  held.state = { ...held.state, ...change };
  held.line.onState(held.state);
};

/** A call about the open draft. */
export const to = ({ state }: Held, rest: string, call: Omit<Call, 'path'>): Call => ({ ...call, path: `${DRAFTS}/${state.open?.id ?? ''}${rest}` });

export const read = ({ line }: Held, id: string): Promise<Reply<{ readonly draft: FlowDraft }>> => line.ask({ method: 'GET', path: `${DRAFTS}/${id}` });

export const fetchOpen = async (held: Held, id: string): Promise<OpenedDraft | undefined> => {
  const reply = await read(held, id);
  if (reply.kind !== 'ok') return undefined;
  const { draft } = reply.body;
  const base = await held.line.fetchUnder(draft);
  return base && { draft, base };
};

export const take = (held: Held, opened: OpenedDraft): void => {
  const { files, ...summary } = opened.draft;
  [held.files, held.saved] = [files, files];
  held.state = withoutEnd(held.state);
  set(held, { open: summary, elsewhere: false, saving: 'saved' });
  held.line.onTexts(opened);
};

export const close = (held: Held, ended?: EndedDraft): void => {
  [held.files, held.saved] = [NOTHING, NOTHING];
  const { open: _open, ...rest } = withoutEnd(held.state);
  held.state = { ...rest, mine: held.line.mayEdit, saving: 'saved', elsewhere: false, ...(ended && { ended }) };
  held.line.onState(held.state);
};

export const list = async (held: Held): Promise<boolean> => {
  const reply = await held.line.ask<DraftList>({ method: 'GET', path: DRAFTS });
  if (reply.kind !== 'ok') return false;
  const own = reply.body.drafts.find(({ id }) => id === held.state.open?.id);
  set(held, { list: reply.body, ...(own && { open: own }) });
  return held.state.open === undefined || own !== undefined || passedAway(held);
};

/** The open draft is not there: says what became of it and shows what is published. False when that has to wait. */
export const passedAway = async (held: Held): Promise<boolean> => {
  if (held.state.open === undefined) return true;
  const { id, name } = held.state.open;
  const [reply, published] = [await read(held, id), await held.line.fetchPublished()];
  if (!isGone(reply) || published === undefined) return false;
  const kept = isDirty(held) && Object.entries(held.files).some(([file, text]) => (published.files[file] ?? null) !== text);
  const before = held.saved;
  // First closed, then shown: what is shown comes back as what is to be saved.
  close(held, { name, kept, ...endIn(reply) });
  held.line.onEnded(published, kept ? before : undefined);
  return list(held);
};
