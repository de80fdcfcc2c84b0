/**
 * What is kept of a conversation outside of it, and goes with it (P14): whether its customer asks for that or it grew too old.
 * Repeatable, and done before or after the conversation is emptied.
 */
import type { Receipts } from '../channels/receipts';
import type { ThreadId } from '../../dialogs/ids';
import type { Log } from '../observability/log';
import type { People } from '../people';
import type { Storage } from '../runtime/ports';
import type { Leaving } from '../runtime/trimming';
import { readThreadState } from '../runtime/thread-state';
import type { CaseIndex } from './case-index';
import { forgetPast } from './customer';
import { textFact } from './packet';
import { forgetCall } from './phone';
import type { WebReach } from './web-reach';

export interface TraceParts {
  readonly storage: Pick<Storage, 'threads' | 'records'>;
  readonly receipts: Pick<Receipts, 'forget'>;
  readonly web: Pick<WebReach, 'forget'>;
  readonly cases: Pick<CaseIndex, 'forget'>;
  readonly people: Pick<People, 'leave'>;
}

export const removeTraces = async ({ storage: { records }, receipts, web, cases, people }: TraceParts, thread: ThreadId, customer: string | undefined): Promise<void> => {
  await receipts.forget(thread);
  await web.forget(thread);
  await forgetCall(records, thread);
  if (customer !== undefined) await forgetPast(records, customer, thread);
  await cases.forget(thread);
  // Last: until then the thread is found by who it belongs to.
  if (customer !== undefined) await people.leave(thread, customer);
};

/**
 * For what retention empties. A case that is open at the desk is not over, however long nobody wrote. Of what was joined the
 * records tell where to, and stay; its customer finds the other one.
 */
export const makeLeaving = (parts: TraceParts, log: Log): Leaving => async (thread, why) => {
  try {
    const stored = (await parts.storage.threads.peek(thread))?.state;
    const state = stored == null ? null : readThreadState(stored);
    const customer = state ? textFact(state, 'customer.id') : undefined;
    if (why === 'idle' && state && state.owner.kind !== 'bot') return false;
    if (why === 'idle') await removeTraces(parts, thread, customer);
    else if (customer !== undefined) await parts.people.leave(thread, customer);
    return true;
  } catch (error) {
    log.warn({ err: error, thread }, 'what is kept of an old conversation could not be removed; it is tried again');
    return false;
  }
};
