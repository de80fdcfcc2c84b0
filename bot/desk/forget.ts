/**
 * Deletes a conversation because its customer asked for it (P14, Ley 1581 de 2012): what was said, what she sent, what was
 * learned of her, the case. What belongs to a request she filed is its proof and is kept; the answer says which, so that
 * she hears why. Repeatable: what is gone already stays gone, and what was begun is brought to its end.
 */
import type { Attachment } from '../../dialogs/attachment';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import type { Office } from '../operator/office';
import type { Media } from '../media/media';
import { idOf } from '../media/ref';
import { isHers } from '../own-data/seen';
import { changeShared, readShared, type SharedRecord } from '../runtime/shared-record';
import { readTranscript } from '../runtime/transcript';
import type { CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import { removeTraces, type TraceParts } from './traces';

export interface ForgetParts extends TraceParts {
  readonly media: Pick<Media, 'remove'>;
  readonly cases: Pick<CaseIndex, 'get' | 'forget'>;
  readonly office: Pick<Office, 'requests'>;
}

export type Forgotten =
  /** `later`: something is still to be done in the thread; it goes as soon as that is over, without being asked again. */
  | { readonly ok: true; readonly later?: true }
  /** `open`: the case is not closed. `away`: the office does not answer. */
  | { readonly ok: false; readonly reason: 'unknown' | 'open' | 'away' }
  /** Numbers of the requests it is the proof of. */
  | { readonly ok: false; readonly reason: 'kept'; readonly requests: readonly string[] };

export interface Forget {
  /** `customer`: also a conversation that never came to the desk, as long as it is hers alone. */
  forget(thread: ThreadId, customer?: string): Promise<Forgotten>;
  /** Whether somebody of the desk still has to do with it. */
  isOpen(thread: ThreadId): Promise<boolean>;
  /** Goes on with what could not be deleted yet, or whose process died. */
  sweep(): Promise<void>;
}

/** What a thread that is to be deleted leaves behind elsewhere, by thread: known before it is emptied. */
type Traces = Readonly<Record<string, { readonly files: readonly string[]; readonly customer?: string }>>;

export const makeForget = (parts: ForgetParts): Forget => {
  const { storage, cases } = parts;
  const noted: SharedRecord<Traces> = { records: storage.records, name: 'desk:forgetting', first: {} };
  const drop = (thread: ThreadId): Promise<Traces> => changeShared(noted, ({ [thread]: _, ...others }) => others);
  const carryOut = async (thread: ThreadId, of?: string): Promise<Forgotten> => {
    const row = await cases.get(thread);
    const before = (await readShared(noted))[thread];
    const isAlone = row === null && before === undefined && of !== undefined && isHers(await readTranscript(storage.threads, thread), of);
    const refusal = row || isAlone ? await refusalOf(parts, thread, row) : before ? null : ({ ok: false, reason: 'unknown' } as const);
    if (refusal) return refusal;
    const files = [...new Set([...(before?.files ?? []), ...(await sentIn(storage, thread))])];
    const customer = row?.customer ?? before?.customer ?? of;
    await changeShared(noted, (all) => ({ ...all, [thread]: { files, ...(customer !== undefined && { customer }) } }));
    const gone = await storage.threads.forget(thread);
    // Emptied by a call before this one, which did not come to its end.
    if (!gone && (await storage.threads.peek(thread))?.state != null) return { ok: true, later: true };
    await Promise.all(files.map((id) => parts.media.remove(id)));
    await removeTraces(parts, thread, customer);
    await drop(thread);
    return { ok: true };
  };
  return {
    forget: carryOut,
    isOpen: async (thread) => ((await cases.get(thread))?.status ?? 'closed') !== 'closed',
    async sweep() {
      for (const thread of Object.keys(await readShared(noted)).map(threadId)) {
        const end = await carryOut(thread);
        // Somebody wrote again, or filed something: it is no closed case any more, and who wants it gone asks again.
        if (!end.ok && end.reason !== 'away') await drop(thread);
      }
    },
  };
};

const refusalOf = async ({ office }: ForgetParts, thread: ThreadId, row: CaseRow | null): Promise<Forgotten | null> => {
  if (row && row.status !== 'closed') return { ok: false, reason: 'open' };
  const filed = await office.requests();
  if (!filed.ok) return { ok: false, reason: 'away' };
  const proofs = filed.value.filter((request) => request.thread === thread);
  return proofs.length > 0 ? { ok: false, reason: 'kept', requests: proofs.map(({ id, cun }) => cun ?? id) } : null;
};

/** Ids of all files in the thread: hers, those of agents, those in notes. */
const sentIn = async ({ threads }: ForgetParts['storage'], thread: ThreadId): Promise<readonly string[]> =>
  (await readTranscript(threads, thread)).flatMap(({ entry }) => attachmentsOf(entry).flatMap(({ ref }) => idOf(ref) ?? []));

const attachmentsOf = (entry: Entry): readonly Attachment[] => ('attachments' in entry ? (entry.attachments ?? []) : []);
