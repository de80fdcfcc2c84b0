/** Forgets what may not be kept any longer: a part of the threads with each call, in the order of their keys. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Leaving, Retention, Trimmed } from '../../runtime/ports';
import { timeOfEntry } from '../codec';
import { under, type Engine, type Key } from './engine';
import { forgetLettersOf, hasLetters } from './letters';
import { DEDUPE_HOURS, hourOf } from '../options';
import { dropTimers, effectsOf, threadRow, type ThreadRow } from './rows';

/** Entries removed in one transaction; a longer transcript is shortened by several calls. */
const ENTRIES_AT_ONCE = 2_000;

/** Older than the end of time: all of it. */
const EVERYTHING: Retention = { entriesBefore: Infinity, idleBefore: Infinity };

interface Trimming extends Retention {
  /** What has a timer stays. */
  readonly keepTimers?: boolean;
}

export class EmbeddedTrimmer {
  /** The thread that was looked at last; '' begins a new round. */
  private last = '';

  constructor(private readonly engine: Engine) {}

  async next(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed> {
    const range = { from: this.last === '' ? ['t'] : ['t', `${this.last}\u0000`], to: ['t', '\uffff'], limit };
    const threads = this.engine.keys(range).map(([, id]) => id as ThreadId);
    this.last = threads.length < limit ? '' : (threads.at(-1) ?? '');
    const counts = { shortened: 0, emptied: 0 };
    for (const thread of threads) {
      const going = leaving && this.goingOf(thread, retention);
      if (leaving && going && !(await leaving(thread, going.into === undefined ? 'idle' : 'joined'))) continue;
      const done = await this.engine.run(() => this.trim(thread, retention));
      if (done) counts[done] += 1;
    }
    return counts;
  }

  /** In parts, as every transaction is bounded. */
  async forget(thread: ThreadId): Promise<boolean> {
    for (;;) {
      const done = await this.engine.run(() => this.trim(thread, { ...EVERYTHING, keepTimers: true }));
      if (done !== 'shortened') return done === 'emptied';
    }
  }

  private trim(thread: ThreadId, retention: Trimming): keyof Trimmed | null {
    const idle = this.goingOf(thread, retention) !== null;
    if (!idle && !this.atRest(thread, true)) return null;
    const oldest = this.engine.keys({ ...under('e', thread), limit: ENTRIES_AT_ONCE + 1 });
    const kept = idle ? -1 : oldest.findIndex((key) => !this.isBefore(key, retention.entriesBefore));
    const old = oldest.slice(0, Math.min(kept < 0 ? Infinity : kept, ENTRIES_AT_ONCE));
    for (const key of old) this.engine.remove(key);
    if (!idle || oldest.length > ENTRIES_AT_ONCE) return old.length > 0 ? 'shortened' : null;
    this.engine.remove(['s', thread]);
    dropTimers(this.engine, thread);
    forgetLettersOf(this.engine, thread);
    return 'emptied';
  }

  /** The row of a thread of which all may go; its dedupe marks go with their own age (I1). */
  private goingOf(thread: ThreadId, { idleBefore, keepTimers = false }: Trimming): ThreadRow | null {
    const row = this.atRest(thread, keepTimers);
    const [newest] = this.engine.keys({ ...under('e', thread), limit: 1, backwards: true });
    if (!row || !newest) return null;
    const isCopy = row.into !== undefined && !hasLetters(this.engine, thread);
    return isCopy || this.isBefore(newest, idleBefore) ? row : null;
  }

  /** `null`: it has work to do, or a timer where that counts. */
  private atRest(thread: ThreadId, keepTimers: boolean): ThreadRow | null {
    const row = threadRow(this.engine, thread);
    if (!row || row.lease !== 0) return null;
    return effectsOf(this.engine, thread).some(([, { due }]) => keepTimers || due === undefined) ? null : row;
  }

  private isBefore(key: Key, time: number): boolean {
    const at = timeOfEntry(this.engine.get(key) ?? '');
    return at !== null && at < time;
  }
}

/** Of the thread, or of the one it was joined into: counters at most. One that nothing was accepted for yet is no such thread. */
export const isNothingLeft = (engine: Engine, thread: ThreadId, machineNow: number): boolean => {
  const row = threadRow(engine, thread);
  if (!row || row.lease !== 0 || ['e', 's', 'o', 'i'].some((kind) => engine.keys({ ...under(kind, thread), limit: 1 }).length > 0)) return false;
  const oldest = hourOf(machineNow) - DEDUPE_HOURS;
  if (engine.keys(under('d', thread)).some((mark) => Number.parseInt(engine.get(mark) ?? '', 10) >= oldest)) return false;
  return row.into === undefined || isNothingLeft(engine, row.into, machineNow);
};
