/**
 * How busy the desk is, told to customers only as far as it is known (P4). Looked at with every decision of every
 * conversation, so it is counted over the cases only when one of them changed or a minute went by.
 */
import type { CaseIndex } from './case-index';
import type { Rush } from './hours';

const MINUTE_MS = 60_000;
const RECENT_MS = 3 * 3_600_000;
/** Fewer say nothing about the next one. */
const FEWEST = 5;

type Cases = Pick<CaseIndex, 'known' | 'revision'>;

/** `now`: business time, ms. */
export const makeRush = (cases: Cases, now: () => number): (() => Rush) => {
  let told: { readonly revision: number; readonly minute: number; readonly rush: Rush } | undefined;
  return () => {
    const [at, revision] = [now(), cases.revision()];
    const minute = Math.floor(at / MINUTE_MS);
    if (told?.revision !== revision || told.minute !== minute) told = { revision, minute, rush: rushOf(cases, at) };
    return told.rush;
  };
};

const rushOf = (cases: Cases, now: number): Rush => {
  let waiting = 0;
  const waits: number[] = [];
  for (const { status, waited, updatedAt } of cases.known()) {
    if (status === 'waiting') waiting += 1;
    if (waited !== undefined && now - updatedAt < RECENT_MS) waits.push(waited);
  }
  const usual = waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)];
  return { waiting, ...(usual !== undefined && waits.length >= FEWEST && { usualMinutes: Math.max(1, Math.round(usual / MINUTE_MS)) }) };
};
