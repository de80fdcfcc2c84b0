/**
 * Deletes a conversation because its customer asked for it (P14, Ley 1581 de 2012): what was said, what she sent, what was
 * learned of her, the case. What belongs to a request she filed is its proof and is kept; the answer says which, so that
 * she hears why. Repeatable: what is gone already stays gone.
 */
import type { Attachment } from '../../dialogs/attachment';
import type { ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Receipts } from '../channels/receipts';
import type { Office } from '../operator/office';
import type { Media } from '../media/media';
import { idOf } from '../media/ref';
import type { Storage } from '../runtime/ports';
import type { CaseIndex } from './case-index';
import { forgetPast } from './customer';
import { forgetCall } from './phone';
import type { WebReach } from './web-reach';

export interface ForgetParts {
  readonly storage: Pick<Storage, 'threads' | 'records'>;
  readonly media: Pick<Media, 'remove'>;
  readonly cases: Pick<CaseIndex, 'get' | 'forget'>;
  readonly office: Pick<Office, 'requests'>;
  readonly receipts: Pick<Receipts, 'forget'>;
  readonly web: Pick<WebReach, 'forget'>;
}

export type Forgotten =
  | { readonly ok: true }
  /** `open`: the case is not closed. `busy`: something is still to be done in the thread. `away`: the office does not answer. */
  | { readonly ok: false; readonly reason: 'unknown' | 'open' | 'busy' | 'away' }
  /** Numbers of the requests it is the proof of. */
  | { readonly ok: false; readonly reason: 'kept'; readonly requests: readonly string[] };

export type Forget = (thread: ThreadId) => Promise<Forgotten>;

const PAGE = 500;

export const makeForget = ({ storage, media, cases, office, receipts, web }: ForgetParts): Forget => async (thread) => {
  const row = await cases.get(thread);
  if (!row) return { ok: false, reason: 'unknown' };
  if (row.status !== 'closed') return { ok: false, reason: 'open' };
  const filed = await office.requests();
  if (!filed.ok) return { ok: false, reason: 'away' };
  const proofs = filed.value.filter((request) => request.thread === thread);
  if (proofs.length > 0) return { ok: false, reason: 'kept', requests: proofs.map(({ id, cun }) => cun ?? id) };
  const sent = await sentIn(storage, thread);
  const gone = await storage.threads.forget(thread);
  // Emptied by a call before this one, which did not come to its end.
  if (!gone && (await storage.threads.peek(thread))?.state != null) return { ok: false, reason: 'busy' };
  await Promise.all(sent.map((id) => media.remove(id)));
  await receipts.forget(thread);
  await web.forget(thread);
  await forgetCall(storage.records, thread);
  if (row.customer !== undefined) await forgetPast(storage.records, row.customer, thread);
  await cases.forget(thread);
  return { ok: true };
};

/** Ids of all files in the thread: hers, those of agents, those in notes. */
const sentIn = async ({ threads }: ForgetParts['storage'], thread: ThreadId): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let from = 0; ; ) {
    const page = await threads.read(thread, from, PAGE);
    for (const { entry } of page) {
      ids.push(...attachmentsOf(entry).flatMap(({ ref }) => idOf(ref) ?? []));
    }
    const last = page.at(-1);
    if (!last) return ids;
    from = last.position + 1;
  }
};

const attachmentsOf = (entry: Entry): readonly Attachment[] => ('attachments' in entry ? (entry.attachments ?? []) : []);
