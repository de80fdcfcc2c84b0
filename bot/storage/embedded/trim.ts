/** Forgets what may not be kept any longer: a part of the threads with each call, in the order of their keys. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Retention, Trimmed } from '../../runtime/ports';
import { timeOfEntry } from '../codec';
import { under, type Engine, type Key } from './engine';
import { forgetLettersOf } from './letters';
import { threadRow } from './rows';

/** Entries removed in one transaction; a longer transcript is shortened by several calls. */
const ENTRIES_AT_ONCE = 2_000;

/** Older than the end of time: all of it. */
const EVERYTHING: Retention = { entriesBefore: Infinity, idleBefore: Infinity };

export class EmbeddedTrimmer {
  /** The thread that was looked at last; '' begins a new round. */
  private last = '';

  constructor(private readonly engine: Engine) {}

  async next(retention: Retention, limit: number): Promise<Trimmed> {
    const range = { from: this.last === '' ? ['t'] : ['t', `${this.last}\u0000`], to: ['t', '\uffff'], limit };
    const threads = this.engine.keys(range).map(([, id]) => id as ThreadId);
    this.last = threads.length < limit ? '' : (threads.at(-1) ?? '');
    const counts = { shortened: 0, emptied: 0 };
    for (const thread of threads) {
      const done = await this.engine.run(() => this.trim(thread, retention));
      if (done) counts[done] += 1;
    }
    return counts;
  }

  /** In parts, as every transaction is bounded. */
  async forget(thread: ThreadId): Promise<boolean> {
    for (;;) {
      const done = await this.engine.run(() => this.trim(thread, EVERYTHING));
      if (done !== 'shortened') return done === 'emptied';
    }
  }

  private trim(thread: ThreadId, { entriesBefore, idleBefore }: Retention): keyof Trimmed | null {
    const row = threadRow(this.engine, thread);
    if (!row || row.into !== undefined || row.lease !== 0 || this.any(under('o', thread))) return null;
    const [newest] = this.engine.keys({ ...under('e', thread), limit: 1, backwards: true });
    if (!newest) return null;
    const idle = this.isBefore(newest, idleBefore);
    const old: Key[] = [];
    for (const key of this.engine.keys({ ...under('e', thread), limit: ENTRIES_AT_ONCE })) {
      if (!idle && !this.isBefore(key, entriesBefore)) break;
      old.push(key);
    }
    for (const key of old) this.engine.remove(key);
    if (!idle || old.length === ENTRIES_AT_ONCE) return old.length > 0 ? 'shortened' : null;
    this.engine.remove(['s', thread]);
    this.forgetMarks(thread);
    forgetLettersOf(this.engine, thread);
    return 'emptied';
  }

  /** Their rows by age go with their age. */
  private forgetMarks(thread: ThreadId): void {
    for (const key of this.engine.keys(under('d', thread))) this.engine.remove(key);
  }

  private any(range: Parameters<Engine['keys']>[0]): boolean {
    return this.engine.keys({ ...range, limit: 1 }).length > 0;
  }

  private isBefore(key: Key, time: number): boolean {
    const at = timeOfEntry(this.engine.get(key) ?? '');
    return at !== null && at < time;
  }
}
