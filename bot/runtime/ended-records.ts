/**
 * Shared records with the end that the table gives their kind (P14), so that nobody who writes one has to think of it. What may
 * be read for years without a change is given a later end from time to time when it is read.
 */
import type { KeptRecords } from './ports';
import { kindOf, type RecordEnd } from './record-kinds';

const DAY_MS = 86_400_000;
/** Of an idle conversation the addresses go after the window of what was delivered, the counters a month later. */
const BEHIND_MS = 60 * DAY_MS;
/** Business time: so seldom reading is a write. */
const RENEWED_MS = 30 * DAY_MS;
const REMEMBERED = 20_000;

interface EndedParts {
  readonly records: KeptRecords;
  /** Business time, ms. */
  readonly now: () => number;
  readonly retention: { readonly entriesMs: number; readonly idleMs: number };
}

export const withEnds = ({ records, now, retention }: EndedParts): KeptRecords => {
  /** When this process put off the end of a record. */
  const renewed = new Map<string, number>();
  const untilOf = (name: string): number | undefined => {
    const ms = lengthOf(kindOf(name)?.end, retention);
    return ms === undefined ? undefined : now() + ms;
  };
  const put: KeptRecords['put'] = (name, json, expected) => {
    const until = untilOf(name);
    return until === undefined ? records.put(name, json, expected) : records.putUntil({ name, json, expected, until });
  };
  const isDue = (name: string): boolean => kindOf(name)?.end === 'used' && now() - (renewed.get(name) ?? -Infinity) >= RENEWED_MS;
  const note = (name: string): void => {
    renewed.delete(name);
    if (renewed.size >= REMEMBERED) renewed.delete(renewed.keys().next().value ?? name);
    renewed.set(name, now());
  };
  return {
    async get(name) {
      const stored = await records.get(name);
      if (!stored || !isDue(name)) return stored;
      note(name);
      // Whoever was quicker put it off as well; a store that only reads now is asked again by the next process or month.
      const saved = await put(name, stored.json, stored.version).catch(() => 'away' as const);
      return saved === 'saved' ? { ...stored, version: stored.version + 1 } : saved === 'away' ? stored : records.get(name);
    },
    put,
    putUntil: (record) => records.putUntil(record),
    forget: (before) => records.forget(before),
  };
};

const lengthOf = (end: RecordEnd | undefined, { entriesMs, idleMs }: EndedParts['retention']): number | undefined => {
  if (typeof end === 'object') return end.days * DAY_MS;
  switch (end) {
    case 'idle':
    case 'used':
      return idleMs + BEHIND_MS;
    case 'said':
      return entriesMs;
    case 'own':
    case 'thread':
    case 'fixed':
    case 'staff':
    case 'good':
    case undefined:
      return undefined;
  }
};
