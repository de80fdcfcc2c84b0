/**
 * How the draft gets to the server: made with the first change, saved a moment after each, tried again until it stands there,
 * locked while somebody edits, and brought onto the release that is current.
 */
import type { DraftSummary, FlowDraft, LockAct, LockReply, RebaseReply } from '../flow-contracts';
import type { Reply } from '../staff/http';
import { DRAFTS, fetchOpen, isDirty, isGone, passedAway, read, RETRY_MS, sameTexts, set, take, to, type Held } from './draft-held';

export const PAUSE_MS = 1_200;

export const refused = (held: Held, reply: Exclude<Reply<unknown>, { readonly kind: 'ok' }>): void => {
  if (reply.kind !== 'refused') return set(held, { saving: reply.kind === 'unreachable' ? 'offline' : 'unsaved' });
  if (reply.code === 'DraftChanged') return set(held, { saving: 'unsaved', elsewhere: true });
  set(held, { saving: 'unsaved', ...(reply.status === 423 ? { mine: false } : { refusal: reply.said }) });
};

const make = async (held: Held): Promise<boolean> => {
  const { ask, baseOf, nameOf } = held.line;
  const reply = await ask<{ readonly draft: FlowDraft }>({ method: 'POST', path: DRAFTS, body: { name: nameOf(), base: baseOf() } });
  if (reply.kind !== 'ok') {
    refused(held, reply);
    return false;
  }
  const { files: _none, ...summary } = reply.body.draft;
  set(held, { open: summary, mine: true });
  return true;
};

/** Whether what changed the draft was our own call, whose answer was lost: then that is what is saved. */
const arrived = async (held: Held): Promise<boolean> => {
  const { open } = held.state;
  const reply = open && held.sent && (await read(held, open.id));
  if (reply?.kind !== 'ok' || held.sent === undefined || !sameTexts(reply.body.draft.files, held.sent)) return false;
  const { files, ...summary } = reply.body.draft;
  [held.saved, held.sent] = [files, undefined];
  set(held, { open: summary });
  return true;
};

/** Whether everything stands on the server now. */
export const save = async (held: Held): Promise<boolean> => {
  if (!held.state.mine || held.state.elsewhere) return !isDirty(held);
  if (!isDirty(held)) return true;
  set(held, { saving: 'saving' });
  if (held.state.open === undefined && !(await make(held))) return false;
  const sent = held.files;
  const reply = await held.line.ask<{ readonly draft: DraftSummary }>(to(held, '', { method: 'PUT', body: { version: held.state.open?.version, files: sent } }));
  if (isGone(reply) && (await passedAway(held))) return false;
  if (reply.kind === 'refused' && reply.code === 'DraftChanged' && (await arrived(held))) return save(held);
  if (reply.kind !== 'ok') {
    held.sent = reply.kind === 'unreachable' ? sent : held.sent;
    refused(held, reply);
    return false;
  }
  held.saved = sent;
  set(held, { open: reply.body.draft, saving: isDirty(held) ? 'unsaved' : 'saved', refusal: undefined });
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

/** Brings the draft onto the release that the page shows; answers what refused it. */
export const rebased = async (held: Held, onto: string): Promise<Exclude<Reply<RebaseReply>, { readonly kind: 'ok' }> | undefined> => {
  const { open } = held.state;
  if (open === undefined || open.base.id === onto) return undefined;
  const rebase = (mine?: Readonly<Record<string, 'mine'>>): Promise<Reply<RebaseReply>> =>
    held.line.ask<RebaseReply>(to(held, '/rebase', { method: 'POST', body: { version: held.state.open?.version, onto, ...(mine && { take: mine }) } }));
  let reply = await rebase();
  // What was chosen at the page stands in its texts already.
  if (reply.kind === 'ok' && reply.body.conflicts.length > 0) reply = await rebase(Object.fromEntries(reply.body.conflicts.map(({ file }) => [file, 'mine' as const])));
  if (reply.kind !== 'ok') return reply;
  const { files: _texts, ...summary } = reply.body.draft;
  set(held, { open: summary });
  return undefined;
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
  if (!grew) return true;
  const opened = isDirty(held) ? undefined : await fetchOpen(held, now.id);
  // Looked at again: she may have typed while it came.
  if (isDirty(held)) set(held, { elsewhere: !(await arrived(held)) });
  else if (opened !== undefined) take(held, { ...opened, draft: { ...opened.draft, lock } });
  return true;
};
