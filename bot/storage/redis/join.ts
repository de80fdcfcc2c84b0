/**
 * Joins two threads that turned out to be one person's: redirect, append, close the old one. Its three steps may each
 * be repeated, so the whole may be (a process that died in between only leaves it to be repeated).
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Joined, Lease } from '../../runtime/ports';
import { suffixOf } from '../effect-key';
import { markOf } from '../mark';
import { hourOf, type Settings } from '../options';
import { keysOfThread } from './keys';
import { storedOf, type Reply } from './replies';
import { keep, run } from './script';
import { ARRIVE, DEPART, DEPARTED } from './scripts/move';
import type { Wire } from './wire';

type Departed = readonly [shift: string, into: string, base: number, entries: Reply, events: Reply];

interface Join {
  readonly from: ThreadId;
  readonly into: ThreadId;
  /** Looked at where the thread is marked: from there on the join is decided, whoever ends it. */
  readonly by: Lease | undefined;
}

/** @throws Error when a thread would be joined into itself, directly or in a circle. Nothing is marked then. */
export const joinThreads = async (wire: Wire, settings: Settings, join: Join): Promise<Joined | null> => {
  const keys = keysOfThread(join.from);
  await refuseCircle(wire, join);
  const departed = (await run(wire, DEPART, [
    keys.state, keys.log, keys.inbox, keys.of.hot, keys.of.timers, join.from, join.into, ...fenceOf(settings, join),
  ])) as Departed | null;
  if (departed === null) return null;
  const into = threadId(departed[1]);
  if (departed[0] !== '?') return { into, shift: Number(departed[0]) };
  const shift = await arrive(wire, settings, { from: join.from, departed });
  await run(wire, DEPARTED, [keys.state, keys.inbox, keys.of.hot, join.from, departed[1], String(shift)]);
  return { into, shift };
};

const fenceOf = ({ machineNow }: Settings, { from, by }: Join): readonly string[] =>
  by ? [suffixOf(from, by.key) ?? '?', String(by.token), String(machineNow())] : [];

/** Looked at before anything is marked. Joining is decided on one thread at a time, so the chain does not change meanwhile. */
const refuseCircle = async (wire: Wire, { from, into }: Pick<Join, 'from' | 'into'>): Promise<void> => {
  // Joined before: this only repeats it.
  if ((await intoOf(wire, from)) !== null) return;
  for (let at: ThreadId | null = into; at !== null; at = await intoOf(wire, at)) {
    if (at === from) throw new Error('threads are joined in a circle');
  }
};

const intoOf = async (wire: Wire, thread: ThreadId): Promise<ThreadId | null> => {
  const { state } = keysOfThread(thread);
  const text = await wire.send(state, ['GET', state]);
  return text === null ? null : storedOf(String(text)).into;
};

/** Appends where the chain of joins ends, once; returns how far positions shifted. */
const arrive = async (wire: Wire, settings: Settings, { from, departed }: { from: ThreadId; departed: Departed }): Promise<number> => {
  const [, first, base, entries, events] = departed;
  let into = threadId(first);
  for (;;) {
    if (into === from) throw new Error('threads are joined in a circle');
    const keys = keysOfThread(into);
    const reply = (await keep(wire, ARRIVE, [
      keys.state, keys.log, keys.seen, keys.inbox, keys.of.hot,
      into, `>${markOf(from)}`, String(hourOf(settings.machineNow())), String(base), String(entries.length),
      ...entries.map(String), ...events.map(String),
    ])) as Reply;
    if (reply[0] === 0) return Number(reply[1]);
    into = threadId(String(reply[1]));
  }
};
