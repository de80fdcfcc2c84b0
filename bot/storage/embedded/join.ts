/** Joins two threads of one person in one transaction; done again, it finds them joined and does nothing. */
import type { ThreadId } from '../../../dialogs/ids';
import { under, type Engine } from './engine';
import { append, dropEffect, effectRow, enqueue, freshRow, putThread, setLease, setWaiting, threadRow, waitingTexts } from './rows';

/** @throws Error when a thread would be joined into itself, directly or in a circle. Nothing is written then. */
export const joinThreads = (engine: Engine, { from, into }: { readonly from: ThreadId; readonly into: ThreadId }): void => {
  const source = threadRow(engine, from) ?? freshRow();
  if (source.into !== undefined) return;
  const last = lastOf(engine, into);
  if (last === from) throw new Error('threads are joined in a circle');
  const target = threadRow(engine, last) ?? freshRow();
  const shift = target.length;
  for (const key of engine.keys(under('e', from))) append(engine, last, { row: target, entry: engine.get(key) ?? '' });
  const events = waitingTexts(engine, from, source);
  for (const event of events) {
    enqueue(engine, last, { row: target, event: event.startsWith('@') ? `@${Number(event.slice(1)) + shift}` : event });
  }
  for (const key of engine.keys(under('i', from))) engine.remove(key);
  if (events.length > 0 && target.lease === 0) setLease(engine, last, { row: target, lease: 1 });
  setLease(engine, from, { row: source, lease: 0 });
  setWaiting(engine, from, { row: source, since: null });
  dropTimers(engine, from);
  putThread(engine, last, target);
  putThread(engine, from, { ...source, first: source.next, into, shift });
};

/** Where a chain of joins ends. */
const lastOf = (engine: Engine, thread: ThreadId): ThreadId => {
  let last = thread;
  for (let next = threadRow(engine, last)?.into; next !== undefined; next = threadRow(engine, last)?.into) last = next;
  return last;
};

/** Nothing is decided on the old thread any more, so its reminders would wake nobody. */
const dropTimers = (engine: Engine, thread: ThreadId): void => {
  for (const [, , version, index] of engine.keys(under('o', thread))) {
    const key = [thread, Number(version), Number(index)] as const;
    if (effectRow(engine, key)?.due !== undefined) dropEffect(engine, key);
  }
};
