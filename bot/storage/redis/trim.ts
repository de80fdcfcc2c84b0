/**
 * Forgets what may not be kept any longer. The threads are found by SCAN, a part with each call, so that no index has to be
 * kept on the customer's path for what happens once in years.
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Leaving, Retention, Trimmed } from '../../runtime/trimming';
import { timeOfEntry } from '../codec';
import { COUNTERS_HOURS, DEDUPE_HOURS, hourOf, type Settings } from '../options';
import { keysOfThread } from './keys';
import { storedOf, type Reply } from './replies';
import { run } from './script';
import { FORGET_LETTERS_OF } from './scripts/letters';
import { MARK } from './scripts/prelude';
import { END, TRIM } from './scripts/trim';
import { scan } from './sweep';
import type { Wire } from './wire';

const PAGE = 100;
/** A key of a thread's state, in any shard. */
const STATES = 'h:{s*}:t*';
/** SCAN counts all keys; a thread has up to four. */
const KEYS_A_THREAD = 4;

/** Older than the end of time: all of it. */
const EVERYTHING: Retention = { entriesBefore: Infinity, idleBefore: Infinity };

const ALL_MAY_GO: Leaving = () => Promise.resolve(true);

interface Trimming extends Retention {
  /** What has a timer stays. */
  readonly keepTimers?: boolean;
  readonly leaving: Leaving;
}

export class RedisTrimmer {
  private readonly cursors = new Map<string, string>();

  constructor(
    private readonly wire: Wire,
    private readonly settings: Pick<Settings, 'machineNow'>,
  ) {}

  async next(retention: Retention, limit: number, leaving?: Leaving): Promise<Trimmed> {
    const counts = { shortened: 0, emptied: 0, ended: 0 };
    const ended = await Promise.all((await this.scan(limit)).map((thread) => this.trim(thread, { ...retention, leaving: leaving ?? ALL_MAY_GO })));
    for (const end of ended) if (end) counts[end] += 1;
    return counts;
  }

  async forget(thread: ThreadId): Promise<boolean> {
    return (await this.trim(thread, { ...EVERYTHING, keepTimers: true, leaving: ALL_MAY_GO })) === 'emptied';
  }

  private async scan(limit: number): Promise<readonly ThreadId[]> {
    const keys = await scan(this.wire, { cursors: this.cursors, match: STATES, count: limit * KEYS_A_THREAD });
    return keys.map((key) => threadId(key.slice(key.indexOf('}') + 3)));
  }

  private async trim(thread: ThreadId, { entriesBefore, idleBefore, keepTimers = false, leaving }: Trimming): Promise<keyof Trimmed | null> {
    const keys = keysOfThread(thread);
    const newest = await this.wire.send(keys.log, ['LINDEX', keys.log, '-1']);
    if (newest === null) return (await this.end(thread)) ? 'ended' : null;
    const joined = (await this.intoOf(keys.state)) !== null && !(await this.hasLetters(thread));
    const idle = joined || isBefore(newest, idleBefore);
    const length = Number(await this.wire.send(keys.log, ['LLEN', keys.log]));
    const old = idle ? length : await this.countOld(keys.log, entriesBefore);
    if (old === 0 || (idle && ((await this.isBusy(thread, keepTimers)) || !(await leaving(thread, joined ? 'joined' : 'idle'))))) return null;
    const rest = idle ? (keepTimers ? '1' : 'timers') : '0';
    return (await this.remove(thread, { old, length, rest })) ? (idle ? 'emptied' : 'shortened') : null;
  }

  private async intoOf(state: string): Promise<ThreadId | null> {
    const text = await this.wire.send(state, ['GET', state]);
    return text === null ? null : storedOf(String(text)).into;
  }

  private async hasLetters(thread: ThreadId): Promise<boolean> {
    const { dead } = keysOfThread(thread).of;
    const letters = (await this.wire.send(dead, ['LRANGE', dead, '0', '-1'])) as readonly unknown[];
    return letters.some((letter) => String(letter).startsWith(`${thread}\t`));
  }

  /** So that nothing is told that it goes which stays. */
  private async isBusy(thread: ThreadId, keepTimers: boolean): Promise<boolean> {
    const { hot, timers } = keysOfThread(thread).of;
    if ((await this.wire.send(hot, ['HEXISTS', hot, thread])) === 1) return true;
    return keepTimers && (await this.wire.send(timers, ['ZSCORE', timers, thread])) !== null;
  }

  /** Of a thread that nobody accepts anything for, the age of its marks is looked at by nobody else. */
  private async end(thread: ThreadId): Promise<boolean> {
    const { state, log, inbox, seen, of } = keysOfThread(thread);
    const hour = hourOf(this.settings.machineNow());
    const hours = [hour + COUNTERS_HOURS, hour, hour - DEDUPE_HOURS].map(String);
    return (await run(this.wire, END, [state, log, inbox, of.hot, of.timers, seen, thread, ...hours, (await this.leadsNowhere(state)) ? '1' : '0'])) === 1;
  }

  /** While there is anything of the thread that it was joined into, old addresses find that one by it. */
  private async leadsNowhere(state: string): Promise<boolean> {
    const into = await this.intoOf(state);
    if (into === null) return true;
    const target = keysOfThread(into);
    return (await this.wire.send(target.state, ['EXISTS', target.state, target.log])) === 0;
  }

  private async countOld(log: string, before: number): Promise<number> {
    for (let old = 0; ; ) {
      const page = (await this.wire.send(log, ['LRANGE', log, String(old), String(old + PAGE - 1)])) as readonly string[];
      const kept = page.findIndex((entry) => !isBefore(entry, before));
      if (kept >= 0) return old + kept;
      old += page.length;
      if (page.length < PAGE) return old;
    }
  }

  /** Looked at again in one step: whoever wrote meanwhile keeps all. */
  private async remove(thread: ThreadId, { old, length, rest }: { old: number; length: number; rest: '0' | '1' | 'timers' }): Promise<boolean> {
    const keys = keysOfThread(thread);
    const reply = (await run(this.wire, TRIM, [
      keys.state, keys.log, keys.inbox, keys.of.hot, keys.of.timers, keys.seen, thread, String(old), String(length), rest,
    ])) as Reply | number;
    if (reply !== 1) return false;
    if (rest !== '0') await run(this.wire, FORGET_LETTERS_OF, [keys.of.dead, thread]);
    return true;
  }
}

const isBefore = (entry: unknown, time: number): boolean => {
  const at = timeOfEntry(String(entry));
  return at !== null && at < time;
};

const oldestMark = (machineNow: number): number => (hourOf(machineNow) - DEDUPE_HOURS) * MARK;

/**
 * Of the thread, or of the one it was joined into: counters at most. One that nothing was accepted for yet is no such thread;
 * one that others were joined into had been talked in.
 */
export const isNothingLeft = async (wire: Wire, thread: ThreadId, { machineNow, isTarget = false }: { readonly machineNow: number; readonly isTarget?: boolean }): Promise<boolean> => {
  const { state, log, seen, inbox, of } = keysOfThread(thread);
  if ((await wire.send(log, ['EXISTS', log])) === 1) return false;
  const [text, marks, events, hot, timer] = await Promise.all([
    wire.send(state, ['GET', state]),
    wire.send(seen, ['ZCOUNT', seen, String(oldestMark(machineNow)), String((hourOf(machineNow) + 1) * MARK)]),
    wire.send(inbox, ['EXISTS', inbox]),
    wire.send(of.hot, ['HEXISTS', of.hot, thread]),
    wire.send(of.timers, ['ZSCORE', of.timers, thread]),
  ]);
  if (marks !== 0 || events !== 0 || hot !== 0 || timer !== null) return false;
  if (text === null) return isTarget;
  const { state: is, into } = storedOf(String(text));
  return is === null && (into === null || isNothingLeft(wire, into, { machineNow, isTarget: true }));
};
