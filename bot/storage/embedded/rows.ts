/** The rows of the embedded store, and the few moves on them that several steps share. Called inside a transaction. */
import type { ThreadEvent } from '../../../dialogs/event';
import type { ThreadId } from '../../../dialogs/ids';
import type { Held } from '../../runtime/ports';
import { decodeEntry, decodeEvent, eventOfEntry } from '../codec';
import { EVENTS_AT_ONCE } from '../options';
import { under, type Engine } from './engine';

export interface ThreadRow {
  version: number;
  /** Transcript length. */
  length: number;
  /** End of the holder's lease, machine time; 0 = free. */
  lease: number;
  /** Numbers of the first waiting event and of the next one to come. */
  first: number;
  next: number;
  into?: ThreadId;
  /** From this thread's positions to those of the thread it moved into. */
  shift?: number;
  /** Since when its customer waits for an answer, machine time in whole seconds' milliseconds. */
  since?: number;
}

export interface EffectRow {
  /** How often it was handed out: the token of who has it. */
  handed: number;
  failures?: number;
  /** When it was put off first, machine time in whole seconds' milliseconds. */
  putOff?: number;
  sending: boolean;
  base: number;
  /** Business due of a timer that has not fired. */
  due?: number;
  /** Machine time of the next hand-out. */
  at: number;
  /** Leased to the process (void when it restarts), not waiting for a retry. */
  leased: boolean;
  effect: string;
}

export const threadRow = (engine: Engine, thread: ThreadId): ThreadRow | null => {
  const text = engine.get(['t', thread]);
  return text === undefined ? null : (JSON.parse(text) as ThreadRow);
};

export const freshRow = (): ThreadRow => ({ version: 0, length: 0, lease: 0, first: 0, next: 0 });

export const putThread = (engine: Engine, thread: ThreadId, row: ThreadRow): void =>
  engine.put(['t', thread], JSON.stringify(row));

/** Moves the thread in the list of held ones; the row still has to be put. */
export const setLease = (engine: Engine, thread: ThreadId, change: { readonly row: ThreadRow; readonly lease: number }): void => {
  const { row, lease } = change;
  if (row.lease === lease) return;
  if (row.lease !== 0) engine.remove(['r', row.lease, thread]);
  if (lease !== 0) engine.put(['r', lease, thread], '');
  row.lease = lease;
};

/** Who waits for an answer without being held is found by a row of its own. */
export const setWaiting = (engine: Engine, thread: ThreadId, change: { readonly row: ThreadRow; readonly since: number | null }): void => {
  const { row, since } = change;
  if (since === (row.since ?? null)) return;
  if (since === null) {
    engine.remove(['u', thread]);
    delete row.since;
    return;
  }
  engine.put(['u', thread], '');
  row.since = since;
};

export const append = (engine: Engine, thread: ThreadId, change: { readonly row: ThreadRow; readonly entry: string }): number => {
  const position = change.row.length;
  engine.put(['e', thread, position], change.entry);
  change.row.length = position + 1;
  return position;
};

export const enqueue = (engine: Engine, thread: ThreadId, change: { readonly row: ThreadRow; readonly event: string }): void => {
  engine.put(['i', thread, change.row.next], change.event);
  change.row.next += 1;
};

export const waitingTexts = (engine: Engine, thread: ThreadId, row: ThreadRow): string[] => {
  const texts: string[] = [];
  for (let number = row.first; number < row.next; number += 1) texts.push(engine.get(['i', thread, number]) ?? '');
  return texts;
};

const eventOf = (engine: Engine, thread: ThreadId, text: string): ThreadEvent =>
  text.startsWith('@')
    ? eventOfEntry(decodeEntry(engine.get(['e', thread, Number(text.slice(1))]) ?? ''))
    : decodeEvent(text);

export const waitingEvents = (engine: Engine, thread: ThreadId, row: ThreadRow): ThreadEvent[] =>
  waitingTexts(engine, thread, { ...row, next: Math.min(row.next, row.first + EVENTS_AT_ONCE) }).map((text) =>
    eventOf(engine, thread, text),
  );

export const heldOf = (engine: Engine, thread: ThreadId, row: ThreadRow): Held => ({
  state: engine.get(['s', thread]) ?? null,
  version: row.version,
  events: waitingEvents(engine, thread, row),
});

type EffectKey = readonly [thread: string, version: number, index: number];

const indexOf = (row: EffectRow, key: EffectKey): (string | number)[] =>
  row.due === undefined ? ['z', row.at, ...key] : ['w', row.due, ...key];

export const effectKeyOf = (thread: ThreadId, suffix: string): EffectKey => {
  const [version = '', index = ''] = suffix.split('/');
  return [thread, Number(version), Number(index)];
};

export const effectRow = (engine: Engine, key: EffectKey): EffectRow | null => {
  const text = engine.get(['o', ...key]);
  return text === undefined ? null : (JSON.parse(text) as EffectRow);
};

export const putEffect = (engine: Engine, key: EffectKey, change: { readonly was: EffectRow | null; readonly row: EffectRow }): void => {
  if (change.was) engine.remove(indexOf(change.was, key));
  engine.put(['o', ...key], JSON.stringify(change.row));
  engine.put(indexOf(change.row, key), '');
};

export const dropEffect = (engine: Engine, key: EffectKey): EffectRow | null => {
  const row = effectRow(engine, key);
  if (!row) return null;
  engine.remove(indexOf(row, key));
  engine.remove(['o', ...key]);
  return row;
};

export const effectsOf = (engine: Engine, thread: ThreadId): readonly (readonly [EffectKey, EffectRow])[] =>
  engine.keys(under('o', thread)).flatMap(([, , version, index]) => {
    const key = [thread, Number(version), Number(index)] as const;
    const row = effectRow(engine, key);
    return row ? [[key, row]] : [];
  });

export const dropTimers = (engine: Engine, thread: ThreadId): void => {
  for (const [key, { due }] of effectsOf(engine, thread)) if (due !== undefined) dropEffect(engine, key);
};
