/** Forgets what may not be kept any longer: a part of the threads with each call, in the order of their keys. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Leaving, Retention, Trimmed } from '../../runtime/trimming';
import { timeOfEntry } from '../codec';
import { under, type Engine, type Key } from './engine';
import { forgetLettersOf, hasLetters } from './letters';
import { COUNTERS_HOURS, COUNTERS_MARK, DEDUPE_HOURS, hourOf } from '../options';
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

  constructor(
    private readonly engine: Engine,
    private readonly machineNow: () => number,
  ) {}

  async next(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed> {
    const range = { from: this.last === '' ? ['t'] : ['t', `${this.last}\u0000`], to: ['t', '\uffff'], limit };
    const threads = this.engine.keys(range).map(([, id]) => id as ThreadId);
    this.last = threads.length < limit ? '' : (threads.at(-1) ?? '');
    const counts = { shortened: 0, emptied: 0, ended: 0 };
    for (const thread of threads) {
      const going = leaving && this.goingOf(thread, retention);
      if (leaving && going && !(await leaving(thread, going.into === undefined ? 'idle' : 'joined'))) continue;
      const done = await this.engine.run(() => this.trim(thread, retention) ?? this.end(thread));
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
    this.engine.remove(['d', thread, COUNTERS_MARK]);
    return 'emptied';
  }

  /** The counters of a thread of which nothing else is left: kept until an hour that the first look notes, then gone. */
  private end(thread: ThreadId): 'ended' | null {
    const [machineNow, { into }] = [this.machineNow(), threadRow(this.engine, thread) ?? {}];
    // While there is anything of the thread that it was joined into, old addresses find that one by it.
    if ((into !== undefined && threadRow(this.engine, into)) || !isNothingLeft(this.engine, thread, { machineNow })) return null;
    const mark = ['d', thread, COUNTERS_MARK];
    const until = this.engine.get(mark);
    if (until === undefined) this.engine.put(mark, String(hourOf(machineNow) + COUNTERS_HOURS));
    if (until === undefined || Number(until) > hourOf(machineNow)) return null;
    for (const key of [['t', thread], ...this.engine.keys(under('d', thread))]) this.engine.remove(key);
    return 'ended';
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

/**
 * Of the thread, or of the one it was joined into: counters at most. One that nothing was accepted for yet is no such thread;
 * one that others were joined into had been talked in.
 */
export const isNothingLeft = (engine: Engine, thread: ThreadId, { machineNow, isTarget = false }: { readonly machineNow: number; readonly isTarget?: boolean }): boolean => {
  const row = threadRow(engine, thread);
  if (!row) return isTarget;
  if (row.lease !== 0 || ['e', 's', 'o', 'i'].some((kind) => engine.keys({ ...under(kind, thread), limit: 1 }).length > 0)) return false;
  const oldest = hourOf(machineNow) - DEDUPE_HOURS;
  const isMark = ([, , mark]: Key): boolean => mark !== COUNTERS_MARK;
  if (engine.keys(under('d', thread)).some((key) => isMark(key) && Number.parseInt(engine.get(key) ?? '', 10) >= oldest)) return false;
  return row.into === undefined || isNothingLeft(engine, row.into, { machineNow, isTarget: true });
};
