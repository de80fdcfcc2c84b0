/** Joins two threads of one person in one transaction; done again, it finds them joined and does nothing. */
import type { ThreadId } from '../../../dialogs/ids';
import type { Joined, Lease } from '../../runtime/ports';
import { suffixOf } from '../effect-key';
import { under, type Engine } from './engine';
import { append, dropTimers, effectKeyOf, effectRow, enqueue, freshRow, putThread, setLease, setWaiting, threadRow, waitingTexts } from './rows';

interface Join {
  readonly from: ThreadId;
  readonly into: ThreadId;
  readonly by: Lease | undefined;
  /** Machine time. */
  readonly now: number;
}

/** @throws Error when a thread would be joined into itself, directly or in a circle. Nothing is written then. */
export const joinThreads = (engine: Engine, { from, into, by, now }: Join): Joined | null => {
  const source = threadRow(engine, from) ?? freshRow();
  if (source.into !== undefined) return { into: source.into, shift: source.shift ?? 0 };
  const last = lastOf(engine, into);
  if (last === from) throw new Error('threads are joined in a circle');
  if (by && !isHeld(engine, by, now)) return null;
  const target = threadRow(engine, last) ?? freshRow();
  const entries = engine.keys(under('e', from));
  // What was too old to be kept is not counted.
  const shift = target.length - Number(entries[0]?.[2] ?? source.length);
  for (const key of entries) append(engine, last, { row: target, entry: engine.get(key) ?? '' });
  const events = waitingTexts(engine, from, source);
  for (const event of events) {
    enqueue(engine, last, { row: target, event: event.startsWith('@') ? `@${Number(event.slice(1)) + shift}` : event });
  }
  for (const key of engine.keys(under('i', from))) engine.remove(key);
  if (events.length > 0 && target.lease === 0) setLease(engine, last, { row: target, lease: 1 });
  setLease(engine, from, { row: source, lease: 0 });
  setWaiting(engine, from, { row: source, since: null });
  // Nothing is decided there any more, so its reminders would wake nobody.
  dropTimers(engine, from);
  putThread(engine, last, target);
  putThread(engine, from, { ...source, first: source.next, into, shift });
  return { into, shift };
};

const isHeld = (engine: Engine, { thread, key, token }: Lease, now: number): boolean => {
  const row = effectRow(engine, effectKeyOf(thread, suffixOf(thread, key) ?? ''));
  return row !== null && row.due === undefined && row.handed === token && row.at > now;
};

/** Where a chain of joins ends. */
const lastOf = (engine: Engine, thread: ThreadId): ThreadId => {
  let last = thread;
  for (let next = threadRow(engine, last)?.into; next !== undefined; next = threadRow(engine, last)?.into) last = next;
  return last;
};
