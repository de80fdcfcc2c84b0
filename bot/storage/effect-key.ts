/**
 * The stable key of an effect (I4): `<thread>/<version>/<index>`, where `version` is the one its commit made and
 * `index` its place among the commit's effects. Stores keep only the part behind the thread.
 */
import type { ThreadId } from '../../dialogs/ids';

export const keyOf = (thread: ThreadId, suffix: string): string => `${thread}/${suffix}`;

/** `<version>/<index>` of a key of this thread; `null` for a key of another thread. */
export const suffixOf = (thread: ThreadId, key: string): string | null =>
  key.startsWith(`${thread}/`) ? key.slice(thread.length + 1) : null;

/** Whether the effect of one suffix was committed before that of another. */
export const isEarlier = (one: string, other: string): boolean => {
  const [version = 0, index = 0] = one.split('/').map(Number);
  const [otherVersion = 0, otherIndex = 0] = other.split('/').map(Number);
  return version < otherVersion || (version === otherVersion && index < otherIndex);
};
