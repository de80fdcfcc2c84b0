/**
 * What the scripts answer, as values. The scripts are ours, so their replies are trusted; this is the one place that
 * knows how they look on the wire.
 */
import type { Held } from '../../runtime/ports';
import type { ThreadEvent } from '../../../dialogs/event';
import { threadId, type ThreadId } from '../../../dialogs/ids';
import { expand } from '../compact';
import { decodeEntry, decodeEvent, eventOfEntry } from '../codec';

export type Reply = readonly (string | number)[];

/** A flat reply cut into rows. */
export const rows = (reply: Reply, width: number): string[][] =>
  Array.from({ length: reply.length / width }, (_, row) => reply.slice(row * width, (row + 1) * width).map(String));

/** `@<entry>` is the event that a customer's entry implies. */
export const eventOf = (text: string | number): ThreadEvent => {
  const item = String(text);
  return item.startsWith('@') ? eventOfEntry(decodeEntry(item.slice(1))) : decodeEvent(item);
};

export interface Stored {
  readonly state: string | null;
  readonly version: number;
  readonly base: number;
  /** The thread that this one was joined into. */
  readonly into: ThreadId | null;
}

/** A thread's string: state, newline, `version TAB base TAB ...`. Empty for a thread without one. */
export const storedOf = (text: string): Stored => {
  if (text === '') return { state: null, version: 0, base: 0, into: null };
  const cut = text.lastIndexOf('\n');
  const [version, base, moved = ''] = text.slice(cut + 1).split('\t', 3);
  const into = moved.slice(moved.indexOf(' ') + 1);
  return {
    state: cut === 0 ? null : expand(text.slice(0, cut)),
    version: Number(version),
    base: Number(base),
    into: into === '' ? null : threadId(into),
  };
};

/** `{ stored string, event... }` from `at` on. */
export const heldOf = (reply: Reply, at: number): Held => {
  const { state, version } = storedOf(String(reply[at]));
  return { state, version, events: reply.slice(at + 1).map(eventOf) };
};
