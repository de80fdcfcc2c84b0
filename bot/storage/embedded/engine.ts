/**
 * The embedded database (lmdb): one ordered map on disk. A step's reads and writes run in one transaction, steps of one
 * tick share one; a promise resolves after the data is on the disk (`overlappingSync: false`: the commit itself syncs).
 * A throw does not undo the writes before it, so steps compute first and write last.
 *
 * | key                                | value |
 * | ---------------------------------- | ----- |
 * | `['t', thread]`                    | ThreadRow as JSON |
 * | `['s', thread]`                    | the state's text |
 * | `['e', thread, position]`          | transcript entry |
 * | `['d', thread, mark]`              | `<hour> <position>` of the first acceptance; mark `~`: the hour until which counters alone are kept |
 * | `['g', hour, thread, mark]`        | dedupe marks by age |
 * | `['i', thread, number]`            | waiting event, or `@<position>` when an entry implies it |
 * | `['r', lease, thread]`             | threads with a holder, by the end of its lease |
 * | `['o', thread, version, index]`    | EffectRow as JSON |
 * | `['z', at, thread, version, index]`| effects in flight or to retry, by machine time |
 * | `['w', due, thread, version, index]`| timers by business time |
 * | `['u', thread]`                    | threads whose customer waits for an answer |
 * | `['x', number]`                    | dead letters |
 * | `['n']`                            | what is written to learn whether anything is kept |
 * | `['a', address]`, `['c', name]`    | thread of an address; shared record as JSON |
 * | `['b', name]`, `['v', end, name]`  | end of a shared record that has one; such records by business time |
 */
import { open, type RootDatabase } from 'lmdb';
import { StorageUnavailable } from '../../runtime/ports';

export type Key = readonly (string | number)[];
type Row = (string | number)[];

export interface Range {
  readonly from: Key;
  /** Exclusive. */
  readonly to: Key;
  readonly limit?: number;
  readonly backwards?: boolean;
}

/** Databases that are open in this process. */
let databases = 0;

/**
 * A commit that fails, on a full disk, is told to every step that waits for it; lmdb keeps two more promises of it, one that
 * nobody can hold and one inside of the error, and they would end the process. Whatever else nobody waited for stays an exception.
 */
const passOver = (error: unknown): void => {
  if (!settled(error)) throw error;
};

/** Whether it is a failed commit's; if so, the promise inside of it is held. */
const settled = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('commitError' in error)) return false;
  Promise.resolve(error.commitError).catch(() => undefined);
  return true;
};

/** All keys below a prefix; nothing sorts behind this character. */
export const under = (...prefix: Key): Range => ({ from: prefix, to: [...prefix, '\uffff'] });

export class Engine {
  private readonly opened: RootDatabase<string, Row>;
  private isOpen = true;

  constructor(dir: string) {
    this.opened = open<string, Row>({ path: `${dir}/hilo.mdb`, encoding: 'string', cache: false, overlappingSync: false });
    if (databases === 0) process.on('unhandledRejection', passOver);
    databases += 1;
  }

  /** A look at a closed database would end the process, a moment later and far from who looked. */
  private get db(): RootDatabase<string, Row> {
    if (!this.isOpen) throw new StorageUnavailable('the store is closed');
    return this.opened;
  }

  /** Runs a step; resolves when it is durable. */
  async run<Result>(step: () => Result): Promise<Result> {
    let outcome: { readonly value: Result } | { readonly error: unknown } | undefined;
    try {
      await this.db.transaction(() => {
        try {
          outcome = { value: step() };
        } catch (error) {
          outcome = { error };
        }
      });
    } catch (error) {
      settled(error);
      throw new StorageUnavailable('the data directory cannot be written', { cause: error, why: 'cannot be written' });
    }
    if (outcome && 'value' in outcome) return outcome.value;
    throw outcome?.error;
  }

  get(key: Key): string | undefined {
    return this.db.get(key as Row);
  }

  put(key: Key, value: string): void {
    void this.db.put(key as Row, value);
  }

  remove(key: Key): void {
    void this.db.remove(key as Row);
  }

  /** A copy, so that the caller may write while it walks. */
  keys({ from, to, limit, backwards }: Range): Key[] {
    const bounds = backwards ? { start: to as Row, end: from as Row, reverse: true } : { start: from as Row, end: to as Row };
    return [...this.db.getKeys({ ...bounds, ...(limit === undefined ? {} : { limit }) })];
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.opened.close();
    databases -= 1;
    if (databases === 0) process.off('unhandledRejection', passOver);
  }
}
