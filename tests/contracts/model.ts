/** The whole truth about a few threads on one page: what the stores are compared with. */
import type { ThreadId } from '../../dialogs/ids';

export interface Belief {
  readonly version: number;
  readonly events: readonly string[];
}

export interface Effect {
  readonly key: string;
  readonly thread: ThreadId;
  token: number;
  leased: boolean;
}

export type Process = 0 | 1;

export class ThreadModel {
  readonly log: string[] = [];
  /** Position of each message's first acceptance. */
  readonly seen = new Map<string, number>();
  waiting: string[] = [];
  version = 0;
  leased = false;
  into: ThreadModel | null = null;
  /** From its own positions to those where it was joined. */
  shift = 0;
  /** What each process believes to hold; a dead lease does not tell its former holder. */
  readonly belief: [Belief | null, Belief | null] = [null, null];

  constructor(readonly id: ThreadId) {}

  get isUnknown(): boolean {
    return this.seen.size === 0 && this.version === 0 && this.into === null;
  }

  /** Where a chain of joins ends. */
  last(): ThreadModel {
    return this.into?.last() ?? this;
  }

  hold(by: Process): void {
    this.leased = this.waiting.length > 0;
    this.belief[by] = this.leased ? { version: this.version, events: [...this.waiting] } : null;
  }
}

export class Model {
  readonly threads: readonly ThreadModel[];
  effects: Effect[] = [];

  constructor(ids: readonly ThreadId[]) {
    this.threads = ids.map((id) => new ThreadModel(id));
  }

  at(index: number): ThreadModel {
    const thread = this.threads[index % this.threads.length];
    if (!thread) throw new Error('a model without threads');
    return thread;
  }

  /** All leases run out at once. */
  expire(): void {
    for (const thread of this.threads) thread.leased = false;
    for (const effect of this.effects) effect.leased = false;
  }

  isCircle(from: ThreadModel, into: ThreadModel): boolean {
    return into.last() === from;
  }

  join(from: ThreadModel, into: ThreadModel): void {
    if (from.into) return;
    const last = into.last();
    from.into = into;
    from.shift = last.log.length;
    last.log.push(...from.log);
    last.waiting.push(...from.waiting);
    Object.assign(from, { waiting: [], leased: false });
  }
}
