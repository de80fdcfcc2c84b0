/** Threads on disk: the same steps as in Redis (I1, I2, I3), each one transaction. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Acceptance, Accepted, Beginning, Commit, Committed, Held, Joined, KeyedEffect, Lease, Positioned, ThreadStore } from '../../runtime/ports';
import type { Leaving, Retention, Trimmed } from '../../runtime/trimming';
import { decodeEntry, encodeEffect, encodeEntry, encodeEvent, impliedBy } from '../codec';
import { dueOf } from '../due';
import { keyOf, suffixOf } from '../effect-key';
import { markOf } from '../mark';
import { DEDUPE_HOURS, FIRST_TOKEN, hourOf, type Settings } from '../options';
import { under, type Engine } from './engine';
import { joinThreads } from './join';
import {
  append, dropEffect, effectKeyOf, enqueue, freshRow, heldOf, putEffect, putThread, setLease, setWaiting, threadRow, waitingEvents, type ThreadRow,
} from './rows';
import { EmbeddedTrimmer } from './trim';

/** Marks forgotten with each acceptance: more than come in, so they never pile up. */
const FORGOTTEN_AT_ONCE = 4;

/** As exact as both stores tell how long somebody waits. */
const secondOf = (machineTime: number): number => Math.floor(machineTime / 1000) * 1000;

interface Prepared {
  readonly thread: ThreadId;
  readonly mark: string;
  readonly entry: string | null;
  /** `null` when the entry implies it. */
  readonly event: string | null;
  readonly now: number;
}

export class EmbeddedThreads implements ThreadStore {
  private readonly trimmer: EmbeddedTrimmer;

  constructor(
    private readonly engine: Engine,
    private readonly settings: Settings,
  ) {
    this.trimmer = new EmbeddedTrimmer(engine, settings.machineNow);
  }

  async accept({ thread, dedupe, event, entry }: Acceptance): Promise<Accepted> {
    const prepared: Prepared = {
      thread,
      mark: markOf(dedupe),
      entry: entry ? encodeEntry(entry) : null,
      event: impliedBy(event, entry) ? null : encodeEvent(event),
      now: this.settings.machineNow(),
    };
    return this.engine.run(() => this.acceptNow(prepared));
  }

  private acceptNow({ thread, mark, entry, event, now }: Prepared): Accepted {
    const row = threadRow(this.engine, thread) ?? freshRow();
    const seen = this.seen(thread, mark, now);
    if (seen !== null) return { kind: 'duplicate', position: seen < 0 ? seen : seen + (row.shift ?? 0) };
    if (row.into !== undefined) return { kind: 'moved', to: row.into };
    const position = entry === null ? -1 : append(this.engine, thread, { row, entry });
    this.remember(thread, mark, { hour: hourOf(now), position });
    enqueue(this.engine, thread, { row, event: event ?? `@${position}` });
    if (position >= 0 && row.since === undefined) setWaiting(this.engine, thread, { row, since: secondOf(now) });
    const free = row.lease <= now;
    if (free) setLease(this.engine, thread, { row, lease: now + this.settings.threadLeaseMs });
    putThread(this.engine, thread, row);
    return free ? { kind: 'held', position, held: heldOf(this.engine, thread, row) } : { kind: 'queued', position };
  }

  /** Position of the first acceptance, if it is recent enough to count. */
  private seen(thread: ThreadId, mark: string, now: number): number | null {
    const oldest = hourOf(now) - DEDUPE_HOURS;
    const [hour, position] = (this.engine.get(['d', thread, mark]) ?? '').split(' ');
    return position !== undefined && Number(hour) >= oldest ? Number(position) : null;
  }

  private remember(thread: ThreadId, mark: string, { hour, position }: { hour: number; position: number }): void {
    const old = this.engine.keys({ from: ['g'], to: ['g', hour - DEDUPE_HOURS], limit: FORGOTTEN_AT_ONCE });
    for (const key of old) {
      const [, oldHour, of = '', oldMark = ''] = key;
      this.engine.remove(key);
      if (this.engine.get(['d', of, oldMark])?.startsWith(`${oldHour} `)) this.engine.remove(['d', of, oldMark]);
    }
    this.engine.put(['d', thread, mark], `${hour} ${position}`);
    this.engine.put(['g', hour, thread, mark], '');
  }

  async commit(commit: Commit): Promise<Committed> {
    const entries = commit.entries.map(encodeEntry);
    const effects = commit.effects.map(encodeEffect);
    return this.engine.run(() => this.commitNow(commit, { entries, effects }));
  }

  private commitNow(commit: Commit, texts: { readonly entries: readonly string[]; readonly effects: readonly string[] }): Committed {
    const { thread } = commit;
    const row = threadRow(this.engine, thread) ?? freshRow();
    if (row.into !== undefined) return { kind: 'moved', to: row.into };
    if (row.version !== commit.version) return { kind: 'stale', held: this.stale(thread, row, commit.version) };
    row.version += 1;
    this.engine.put(['s', thread], commit.state);
    const base = row.length;
    for (const entry of texts.entries) append(this.engine, thread, { row, entry });
    this.cancel(thread, commit.cancel);
    const effects = this.keep(commit, { texts: texts.effects, base });
    const first = Math.min(row.next, row.first + commit.consumed);
    for (let number = row.first; number < first; number += 1) this.engine.remove(['i', thread, number]);
    row.first = first;
    this.holdOrRelease(thread, row);
    this.noteWaiting(commit, row);
    putThread(this.engine, thread, row);
    return { kind: 'committed', base, effects, next: waitingEvents(this.engine, thread, row) };
  }

  async begin({ thread, dedupe, state, entries }: Beginning): Promise<boolean> {
    const [mark, texts, hour] = [markOf(dedupe), entries.map(encodeEntry), hourOf(this.settings.machineNow())];
    return this.engine.run(() => {
      if (threadRow(this.engine, thread)) return false;
      const row = { ...freshRow(), version: 1 };
      this.remember(thread, mark, { hour, position: -1 });
      this.engine.put(['s', thread], state);
      for (const entry of texts) append(this.engine, thread, { row, entry });
      putThread(this.engine, thread, row);
      return true;
    });
  }

  private noteWaiting({ thread, owes }: Commit, row: ThreadRow): void {
    const waits = row.first < row.next || owes === true;
    const since = owes === false ? null : (row.since ?? null);
    setWaiting(this.engine, thread, { row, since: since ?? (waits ? secondOf(this.settings.machineNow()) : null) });
  }

  private stale(thread: ThreadId, row: ThreadRow, seen: number): Held {
    if (row.version < seen) this.settings.onRegression({ thread, seen, stored: row.version });
    if (row.first < row.next) {
      this.holdOrRelease(thread, row);
      putThread(this.engine, thread, row);
    }
    return heldOf(this.engine, thread, row);
  }

  private holdOrRelease(thread: ThreadId, row: ThreadRow): void {
    const lease = row.first < row.next ? this.settings.machineNow() + this.settings.threadLeaseMs : 0;
    setLease(this.engine, thread, { row, lease });
  }

  private cancel(thread: ThreadId, keys: readonly string[]): void {
    for (const key of keys) {
      const suffix = suffixOf(thread, key);
      if (suffix !== null) dropEffect(this.engine, effectKeyOf(thread, suffix));
    }
  }

  /** Stores the commit's effects; those due at once are the committer's. */
  private keep(commit: Commit, { texts, base }: { readonly texts: readonly string[]; readonly base: number }): KeyedEffect[] {
    const { thread } = commit;
    const at = this.settings.machineNow() + this.settings.effectLeaseMs;
    const leased: KeyedEffect[] = [];
    commit.effects.forEach((effect, index) => {
      const suffix = `${commit.version + 1}/${index}`;
      const due = dueOf(effect);
      const row = { handed: due === null ? FIRST_TOKEN : 0, sending: false, base, at, leased: due === null, effect: texts[index] ?? '' };
      putEffect(this.engine, effectKeyOf(thread, suffix), { was: null, row: due === null ? row : { ...row, due } });
      if (due === null) leased.push({ key: keyOf(thread, suffix), thread, effect, base, failures: 0, token: FIRST_TOKEN, wasSending: false });
    });
    return leased;
  }

  async read(thread: ThreadId, from: number, limit: number): Promise<readonly Positioned[]> {
    if (limit <= 0) return [];
    const keys = this.engine.keys({ from: ['e', thread, Math.max(0, from)], to: ['e', thread, '\uffff'], limit });
    return keys.map((key) => ({ position: Number(key[2]), entry: decodeEntry(this.engine.get(key) ?? '') }));
  }

  async peek(thread: ThreadId): ReturnType<ThreadStore['peek']> {
    const row = threadRow(this.engine, thread);
    return row && { state: this.engine.get(['s', thread]) ?? null, version: row.version, length: row.length };
  }

  async recover(limit: number): ReturnType<ThreadStore['recover']> {
    const now = this.settings.machineNow();
    const lost = { from: ['r'], to: ['r', now, '\uffff'], limit };
    if (limit <= 0 || this.engine.keys({ ...lost, limit: 1 }).length === 0) return [];
    return this.engine.run(() => this.engine.keys(lost).flatMap((key) => this.take(key[2] as ThreadId)));
  }

  private take(thread: ThreadId): { thread: ThreadId; held: Held }[] {
    const row = threadRow(this.engine, thread);
    if (!row || row.into !== undefined) return [];
    this.holdOrRelease(thread, row);
    putThread(this.engine, thread, row);
    return row.lease === 0 ? [] : [{ thread, held: heldOf(this.engine, thread, row) }];
  }

  async unanswered(before: number, limit: number): ReturnType<ThreadStore['unanswered']> {
    return this.engine.keys(under('u'))
      .map(([, id]) => ({ thread: id as ThreadId, since: threadRow(this.engine, id as ThreadId)?.since ?? Infinity }))
      .filter(({ since }) => since <= before)
      .sort((one, other) => one.since - other.since)
      .slice(0, limit);
  }

  trim(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed> {
    return this.trimmer.next(retention, limit, leaving);
  }

  forget(thread: ThreadId): Promise<boolean> {
    return this.trimmer.forget(thread);
  }

  async move(from: ThreadId, into: ThreadId, by?: Lease): Promise<Joined | null> {
    return this.engine.run(() => joinThreads(this.engine, { from, into, by, now: this.settings.machineNow() }));
  }
}
