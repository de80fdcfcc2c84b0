/**
 * How the draft gets to the server: made with the first change, saved a moment after each, tried again until it stands there,
 * locked while somebody edits, and brought onto the release that is current.
 */
import type { DraftSummary, FlowDraft, LockAct, LockReply, RebaseReply } from '../flow-contracts';
import type { Reply } from '../staff/http';
import { DRAFTS, fetchOpen, isDirty, isGone, passedAway, set, take, to, type Held } from './draft-held';

export const PAUSE_MS = 1_200;
export const RETRY_MS = 4_000;

const make = async (held: Held): Promise<boolean> => {
  const { ask, nameOf } = held.line;
  const reply = await ask<{ readonly draft: FlowDraft }>({ method: 'POST', path: DRAFTS, body: { name: nameOf() } });
  if (reply.kind !== 'ok') return false;
  const { files: _none, ...summary } = reply.body.draft;
  set(held, { open: summary, mine: true });
  return true;
};

export const refused = (held: Held, reply: Exclude<Reply<unknown>, { readonly kind: 'ok' }>): void => {
  if (reply.kind !== 'refused') set(held, { saving: 'offline' });
  else if (reply.code === 'DraftChanged') set(held, { saving: 'unsaved', elsewhere: true });
  else if (reply.status === 423) set(held, { saving: 'unsaved', mine: false });
  else set(held, { saving: 'offline' });
};

/** Whether everything stands on the server now. */
export const save = async (held: Held): Promise<boolean> => {
  if (!held.state.mine || held.state.elsewhere) return !isDirty(held);
  if (!isDirty(held)) return true;
  set(held, { saving: 'saving' });
  if (held.state.open === undefined && !(await make(held))) {
    set(held, { saving: 'offline' });
    return false;
  }
  const sent = held.files;
  const reply = await held.line.ask<{ readonly draft: DraftSummary }>(to(held, '', { method: 'PUT', body: { version: held.state.open?.version, files: sent } }));
  if (isGone(reply) && (await passedAway(held))) return false;
  if (reply.kind !== 'ok') {
    refused(held, reply);
    return false;
  }
  held.saved = sent;
  set(held, { open: reply.body.draft, saving: isDirty(held) ? 'unsaved' : 'saved' });
  return !isDirty(held);
};

/** `inTurn`: after the calls that are under way. */
export const saveSoon = (held: Held, ms: number, inTurn: (work: () => Promise<boolean>) => Promise<boolean>): void => {
  held.due += 1;
  const own = held.due;
  held.line.later(() => {
    if (own !== held.due) return;
    void inTurn(() => save(held)).then((worked) => {
      const { elsewhere, mine, saving } = held.state;
      if (!worked && (saving === 'offline' || saving === 'unsaved') && mine && !elsewhere) saveSoon(held, RETRY_MS, inTurn);
    });
  }, ms);
};

/** The draft on that release; false when it cannot be brought there. */
export const rebased = async (held: Held, currentRelease: string): Promise<boolean> => {
  const { open } = held.state;
  if (open === undefined || open.base.id === currentRelease) return true;
  const rebase = (mine?: Readonly<Record<string, 'mine'>>): Promise<Reply<RebaseReply>> =>
    held.line.ask<RebaseReply>(to(held, '/rebase', { method: 'POST', body: { version: held.state.open?.version, ...(mine && { take: mine }) } }));
  let reply = await rebase();
  // What was chosen at the page stands in its texts already.
  if (reply.kind === 'ok' && reply.body.conflicts.length > 0) reply = await rebase(Object.fromEntries(reply.body.conflicts.map(({ file }) => [file, 'mine' as const])));
  if (reply.kind !== 'ok' || reply.body.conflicts.length > 0) return false;
  const { files: _texts, ...summary } = reply.body.draft;
  set(held, { open: summary });
  return true;
};

export const hold = async (held: Held, act: LockAct): Promise<boolean> => {
  const { open } = held.state;
  if (open === undefined || !held.line.mayEdit) return true;
  const reply = await held.line.ask<LockReply>(to(held, '/lock', { method: 'POST', body: { act } }));
  if (isGone(reply)) return passedAway(held);
  if (reply.kind !== 'ok') return reply.kind === 'refused';
  const { lock, mine, version } = reply.body;
  const now = held.state.open ?? open;
  const grew = version > now.version;
  set(held, { open: { ...now, lock }, mine });
  if (grew && !isDirty(held)) {
    const draft = await fetchOpen(held, now.id);
    if (draft !== undefined) take(held, { ...draft, lock });
  } else if (grew) set(held, { elsewhere: true });
  return true;
};
