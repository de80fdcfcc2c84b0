/** How the performing of an effect ends (I4), as its holder tells it. */
import { backoff } from './backoff';
import type { KeyedEffect, Lease, Settlement } from './ports';

/** So many failures and it is a dead letter, which people see and may send again. */
const MOST_FAILURES = 8;

/** Counts only where nobody else has it: then it is handed out again. */
export const LEASE_RAN_OUT = { afterMs: 0, reason: 'its lease ran out before it could join' };

export const leased = ({ key, thread, token }: KeyedEffect): Lease => ({ key, thread, token });

export const done = (keyed: KeyedEffect): Settlement => ({ ...leased(keyed), end: 'performed' });

export const wait = (keyed: KeyedEffect, { afterMs, reason }: { readonly afterMs: number; readonly reason: string }): Settlement =>
  ({ ...leased(keyed), end: 'retry', afterMs, reason, failed: false });

/** Tried again until it failed too often; then it is a dead letter that people see. */
export const again = (keyed: KeyedEffect, reason: string, afterMs = backoff(keyed.failures)): Settlement =>
  keyed.failures + 1 >= MOST_FAILURES
    ? { ...leased(keyed), end: 'failed', reason }
    : { ...leased(keyed), end: 'retry', afterMs, reason, failed: true };
