/**
 * What may not be said of an outage: hours that cannot be, and one that touches everybody without a second look. Pure: the
 * caller knows which places exist and how many services they hold. A person and the operator's feed are judged alike.
 */
export type DraftField = 'since' | 'eta' | 'nextUpdate' | 'confirm';
export type DraftFaultCode = 'in_the_future' | 'in_the_past' | 'before_start' | 'missing' | 'needs_confirmation';

export interface DraftFault {
  readonly field: DraftField;
  readonly code: DraftFaultCode;
}

/** Times are epoch milliseconds. Of a change only what it changes is given; `since` always. */
export interface DraftHours {
  readonly since: number;
  readonly planned: boolean;
  readonly eta?: number | undefined;
  readonly nextUpdate?: number | undefined;
}

/** A person's clock may be a little ahead of ours, and saving takes a moment. */
const SLACK_MS = 5 * 60_000;

export const hourFaults = ({ since, planned, eta, nextUpdate }: DraftHours, now: number, isNew = true): readonly DraftFault[] => {
  const faults: DraftFault[] = [];
  if (isNew && !planned && since > now + SLACK_MS) faults.push({ field: 'since', code: 'in_the_future' });
  if (isNew && planned && eta === undefined) faults.push({ field: 'eta', code: 'missing' });
  faults.push(...laterFaults('eta', eta, { since, now }));
  // News of work to come may be due before it begins.
  faults.push(...laterFaults('nextUpdate', nextUpdate, { since: planned ? Number.NEGATIVE_INFINITY : since, now }));
  return faults;
};

const laterFaults = (field: 'eta' | 'nextUpdate', at: number | undefined, { since, now }: { since: number; now: number }): readonly DraftFault[] => {
  if (at === undefined) return [];
  if (at <= since) return [{ field, code: 'before_start' }];
  return at < now - SLACK_MS ? [{ field, code: 'in_the_past' }] : [];
};

/** So large a part of all services counts as everybody. */
const EVERYBODY = 0.8;

/** Everybody at once is more often a slip of the hand than the truth: a second look is asked for. */
export const reachFaults = ({ touches, of, confirm }: { readonly touches: number; readonly of: number; readonly confirm: boolean }): readonly DraftFault[] =>
  of > 1 && touches >= of * EVERYBODY && !confirm ? [{ field: 'confirm', code: 'needs_confirmation' }] : [];
