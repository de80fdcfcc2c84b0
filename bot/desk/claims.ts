/**
 * Carrying out what a customer claimed about her personal data (Ley 1581 de 2012, art. 15): staff say how it ended, a deletion
 * takes her conversations but for those that the law keeps, and she is told where she asked. Every step may be repeated: a
 * process that dies in between is gone on with by the same call (I1).
 */
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { ClaimKind, Office, PqrOnFile } from '../operator/office';
import type { Turn } from '../runtime/turn';
import type { Forget } from './forget';

export interface Settling {
  /** False: it could not be done, and `how` says why. */
  readonly done: boolean;
  /** What the customer reads beside the result; may be empty for a deletion that was carried out. */
  readonly how: string;
}

export type SettledClaim =
  /** `deleted`: conversations that are gone, or go as soon as nothing is to be done there; `kept`: those that the law keeps. */
  | { readonly ok: true; readonly deleted: number; readonly kept: number }
  /** `open`: a case of hers is not closed. `away`: the office does not answer. */
  | { readonly ok: false; readonly reason: 'unknown' | 'open' | 'away' };

export interface Claims {
  settle(id: string, settling: Settling): Promise<SettledClaim>;
}

export interface ClaimParts {
  readonly office: Pick<Office, 'requests' | 'settleClaim'>;
  readonly forget: Pick<Forget, 'forget' | 'isOpen'>;
  readonly threadsOf: (customer: string) => Promise<readonly ThreadId[]>;
  readonly turn: Pick<Turn, 'receive'>;
  readonly now: () => number;
}

type Claim = PqrOnFile & { readonly kind: ClaimKind };

export const makeClaims = (parts: ClaimParts): Claims => ({
  async settle(id, settling) {
    const { office } = parts;
    const requests = await office.requests();
    if (!requests.ok) return { ok: false, reason: 'away' };
    const claim = requests.value.find((each): each is Claim => each.id === id && isClaim(each) && !each.answered);
    if (!claim) return { ok: false, reason: 'unknown' };
    const gone = settling.done && claim.kind === 'data_deletion' ? await deleteAll(parts, claim) : NOTHING;
    if (!gone) return { ok: false, reason: 'open' };
    await tell(parts, claim, { ...settling, ...gone });
    const settled = await office.settleClaim(id, { how: settling.how, key: `settled:${id}` });
    return settled.ok ? { ok: true, ...gone } : { ok: false, reason: 'away' };
  },
});

const NOTHING = { deleted: 0, kept: 0 } as const;

const isClaim = ({ kind }: PqrOnFile): boolean => kind === 'data_correction' || kind === 'data_deletion';

/** `null`: a case is open, and nothing was touched. */
const deleteAll = async ({ forget, threadsOf }: ClaimParts, { customer }: Claim): Promise<{ readonly deleted: number; readonly kept: number } | null> => {
  const threads = await threadsOf(customer);
  const open = await Promise.all(threads.map((thread) => forget.isOpen(thread)));
  if (open.includes(true)) return null;
  const ends = [];
  for (const thread of threads) ends.push(await forget.forget(thread, customer));
  return { deleted: ends.filter(({ ok }) => ok).length, kept: ends.filter((end) => !end.ok && end.reason === 'kept').length };
};

const tell = async ({ turn, now }: ClaimParts, { id, cun, kind, customer, thread }: Claim, { done, how, deleted, kept }: Settling & { readonly deleted: number; readonly kept: number }): Promise<void> => {
  if (thread === undefined) return;
  const event = { kind: 'claim_settled', at: now(), customer, number: cun ?? id, about: kind, done, how, deleted, kept } as const;
  await turn.receive({ thread: threadId(thread), dedupe: `settled:${id}`, event });
};
