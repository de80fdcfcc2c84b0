/**
 * How the records of a store are laid out, as a number kept in the store itself (state, entries, events and effects carry
 * their own beside it). A store of an older layout is brought forward when it is opened; one of a newer version is refused,
 * since whatever we wrote there would be lost or misread.
 */
import type { Records } from '../runtime/ports';

const RECORD = 'layout';
/** 2: dead letters carry what is needed to send them again. */
export const LAYOUT = 2;
/** A store from before the number was kept, or an empty one. */
const FIRST = 1;

/** From each layout to the next; repeatable, because two processes may do it at once. Only ever added to. */
export type Migrations = Readonly<Record<number, () => Promise<void>>>;

/** @throws Error when a newer version wrote the store. */
export const bringForward = async (records: Records, migrations: Migrations): Promise<void> => {
  const stored = await records.get(RECORD);
  const found = stored ? (JSON.parse(stored.json) as { readonly layout: number }).layout : FIRST;
  if (found > LAYOUT) throw new Error(`a newer version wrote this store: its layout is ${found}, this version knows ${LAYOUT}`);
  if (found === LAYOUT) return;
  for (let layout = found; layout < LAYOUT; layout += 1) await migrations[layout]?.();
  await records.put(RECORD, JSON.stringify({ layout: LAYOUT }), stored?.version ?? 0);
};
