/**
 * Who of the staff saw, took and changed what: append-only, one chain of small records a day and lane, each record bound
 * to the one before it by a hash, so that a line that was changed or taken out later shows. Never holds what was said.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Records } from '../runtime/ports';
import type { AuditRecord } from '../web/desk-contracts';

/** People of one lane wait for each other; eight lanes are enough for hundreds. */
const LANES = 8;
const PER_CHUNK = 200;
const MOST_TRIES = 200;
const MOST_PER_PAGE = 200;
const DAY_MS = 86_400_000;
const MOST_DAYS = 92;

export interface Audited {
  /** Of the staff; or the customer whose data it is, who opened her own copy. */
  readonly user: AuditRecord['user'];
  readonly action: string;
  readonly thread?: string | undefined;
  readonly subject?: string | undefined;
  readonly detail?: string | undefined;
}

export interface AuditQuery {
  /** First and last day, `2026-11-22`. */
  readonly from: string;
  readonly to: string;
  readonly user?: string | undefined;
  readonly action?: string | undefined;
  readonly thread?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface Audit {
  append(audited: Audited): Promise<void>;
  /** Newest first. */
  read(query: AuditQuery): Promise<{ readonly records: readonly AuditRecord[]; readonly cursor?: string }>;
  /** Ids of records of that day that were changed, or stand where one was taken out. */
  broken(day: string): Promise<readonly string[]>;
}

interface Chained extends AuditRecord {
  /** Over the record before it and this one. */
  readonly hash: string;
}

export const makeAudit = (records: Records, now: () => number): Audit => {
  const lanes = makeLanes(records);
  const dayRows = (day: string): Promise<readonly (readonly Chained[])[]> =>
    Promise.all(Array.from({ length: LANES }, (_, lane) => lanes.rows(laneName(day, lane))));
  return {
    append(audited) {
      const at = now();
      return lanes.append(laneName(dayOf(at), laneOf(audited.user.id)), () => recordOf(audited, at));
    },
    async read(query) {
      const found: AuditRecord[] = [];
      for (const day of daysOf(query)) {
        const rows = (await dayRows(day)).flat().filter((row) => matches(row, query));
        rows.sort((a, b) => (a.id < b.id ? 1 : -1));
        for (const row of rows) {
          if (query.cursor !== undefined && row.id >= query.cursor) continue;
          if (found.length === MOST_PER_PAGE) return { records: found, cursor: found.at(-1)?.id ?? '' };
          found.push(plain(row));
        }
      }
      return { records: found };
    },
    async broken(day) {
      const all = await dayRows(day);
      return all.flatMap((rows) => rows.filter((row, index) => chained(plain(row), rows[index - 1]).hash !== row.hash).map(({ id }) => id));
    },
  };
};

interface Lanes {
  append(lane: string, record: () => AuditRecord): Promise<void>;
  rows(lane: string): Promise<readonly Chained[]>;
}

/** A lane is written in chunks, each bound to the last record of the one before it. */
const makeLanes = (records: Records): Lanes => {
  /** Where each lane writes today, so that the chunks before it are not read again. */
  const heads = new Map<string, number>();
  const chunkOf = async (name: string): Promise<{ readonly version: number; readonly rows: readonly Chained[] }> => {
    const stored = await records.get(name);
    return { version: stored?.version ?? 0, rows: stored ? (JSON.parse(stored.json) as readonly Chained[]) : [] };
  };
  const lastOf = async (lane: string, chunk: number): Promise<Chained | undefined> => (chunk < 0 ? undefined : (await chunkOf(`${lane}:${chunk}`)).rows.at(-1));
  return {
    async append(lane, record) {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const chunk = heads.get(lane) ?? 0;
        const { version, rows } = await chunkOf(`${lane}:${chunk}`);
        if (rows.length >= PER_CHUNK) {
          heads.set(lane, chunk + 1);
          continue;
        }
        const next = chained(record(), rows.at(-1) ?? (await lastOf(lane, chunk - 1)));
        if ((await records.put(`${lane}:${chunk}`, JSON.stringify([...rows, next]), version)) === 'saved') return;
      }
      throw new Error('an act of the staff could not be recorded');
    },
    async rows(lane) {
      const all: Chained[] = [];
      for (let chunk = 0; ; chunk += 1) {
        const { rows } = await chunkOf(`${lane}:${chunk}`);
        all.push(...rows);
        if (rows.length < PER_CHUNK) return all;
      }
    },
  };
};

const plain = ({ hash: _, ...record }: Chained): AuditRecord => record;

const recordOf = ({ user, action, thread, subject, detail }: Audited, at: number): AuditRecord => ({
  // Sorts by time; chance tells apart what happened in one millisecond.
  id: `${at.toString(36).padStart(9, '0')}-${randomBytes(5).toString('hex')}`,
  at: new Date(at).toISOString(), user: { id: user.id, name: user.name, role: user.role }, action,
  ...(thread !== undefined && { thread }), ...(subject !== undefined && { subject }), ...(detail !== undefined && { detail }),
});

const chained = (record: AuditRecord, before: Chained | undefined): Chained => ({
  ...record, hash: createHash('sha256').update(`${before?.hash ?? ''}${JSON.stringify(record)}`).digest('base64url'),
});

const laneName = (day: string, lane: number): string => `audit:${day}:${lane}`;
const laneOf = (user: string): number => (createHash('sha256').update(user).digest()[0] ?? 0) % LANES;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Newest first. */
const daysOf = ({ from, to }: AuditQuery): readonly string[] => {
  const days: string[] = [];
  for (let at = Date.parse(to); at >= Date.parse(from) && days.length < MOST_DAYS; at -= DAY_MS) days.push(dayOf(at));
  return days;
};

const matches = ({ user, action, thread }: AuditRecord, query: AuditQuery): boolean =>
  (query.user === undefined || user.id === query.user) &&
  (query.action === undefined || action === query.action || action.startsWith(`${query.action}.`)) &&
  (query.thread === undefined || thread === query.thread);
