/**
 * Forgets what may not be kept any longer. The threads are found by SCAN, a part with each call, so that no index has to be
 * kept on the customer's path for what happens once in years.
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Retention, Trimmed } from '../../runtime/ports';
import { timeOfEntry } from '../codec';
import { keysOfThread } from './keys';
import type { Reply } from './replies';
import { run } from './script';
import { FORGET_LETTERS_OF } from './scripts/letters';
import { TRIM } from './scripts/trim';
import type { Wire } from './wire';

const PAGE = 100;
/** A key of a thread's state, in any shard. */
const STATES = 'h:{s*}:t*';
/** SCAN counts all keys; a thread has up to four. */
const KEYS_A_THREAD = 4;

/** Older than the end of time: all of it. */
const EVERYTHING: Retention = { entriesBefore: Infinity, idleBefore: Infinity };

export class RedisTrimmer {
  private readonly cursors = new Map<string, string>();

  constructor(private readonly wire: Wire) {}

  async next(retention: Retention, limit: number): Promise<Trimmed> {
    const counts = { shortened: 0, emptied: 0 };
    const ended = await Promise.all((await this.scan(limit)).map((thread) => this.trim(thread, retention)));
    for (const end of ended) if (end) counts[end] += 1;
    return counts;
  }

  async forget(thread: ThreadId): Promise<boolean> {
    return (await this.trim(thread, EVERYTHING)) === 'emptied';
  }

  private async scan(limit: number): Promise<readonly ThreadId[]> {
    const count = String(limit * KEYS_A_THREAD);
    const pages = await this.wire.eachNode((node) => ['SCAN', this.cursors.get(node) ?? '0', 'MATCH', STATES, 'COUNT', count]);
    return pages.flatMap(({ node, reply }) => {
      const [cursor, keys] = reply as readonly [string, readonly string[]];
      this.cursors.set(node, cursor);
      return keys.map((key) => threadId(key.slice(key.indexOf('}') + 3)));
    });
  }

  private async trim(thread: ThreadId, { entriesBefore, idleBefore }: Retention): Promise<keyof Trimmed | null> {
    const { log } = keysOfThread(thread);
    const newest = await this.wire.send(log, ['LINDEX', log, '-1']);
    if (newest === null) return null;
    const idle = isBefore(newest, idleBefore);
    const length = Number(await this.wire.send(log, ['LLEN', log]));
    const old = idle ? length : await this.countOld(log, entriesBefore);
    if (old === 0) return null;
    return (await this.remove(thread, { old, length, idle })) ? (idle ? 'emptied' : 'shortened') : null;
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
  private async remove(thread: ThreadId, { old, length, idle }: { old: number; length: number; idle: boolean }): Promise<boolean> {
    const keys = keysOfThread(thread);
    const reply = (await run(this.wire, TRIM, [
      keys.state, keys.log, keys.seen, keys.inbox, keys.of.hot, keys.of.timers, thread, String(old), String(length), idle ? '1' : '0',
    ])) as Reply | number;
    if (reply !== 1) return false;
    if (idle) await run(this.wire, FORGET_LETTERS_OF, [keys.of.dead, thread]);
    return true;
  }
}

const isBefore = (entry: unknown, time: number): boolean => {
  const at = timeOfEntry(String(entry));
  return at !== null && at < time;
};
