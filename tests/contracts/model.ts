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

/** An effect that waits for its business time. */
export interface Timer {
  readonly key: string;
  readonly thread: ThreadId;
  readonly due: number;
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
  timers: Timer[] = [];
  /** Effects that ended badly, in the order in which they did. */
  letters: Effect[] = [];
  /** Business time. */
  now = 0;

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

  /** What is handed out to whoever claims: what nobody has, and what is due. */
  claimed(): readonly Effect[] {
    const left = this.effects.filter(({ leased }) => !leased);
    for (const effect of left) Object.assign(effect, { leased: true, token: effect.token + 1 });
    const due = this.timers.filter((timer) => timer.due <= this.now).map(({ key, thread }): Effect => ({ key, thread, token: 1, leased: true }));
    this.timers = this.timers.filter((timer) => timer.due > this.now);
    this.effects.push(...due);
    return [...left, ...due];
  }

  /** Only the thread that caused it may call it off. */
  cancel(thread: ThreadId, wanted: string): void {
    const stays = (one: Effect | Timer): boolean => one.thread !== thread || one.key !== wanted;
    this.effects = this.effects.filter(stays);
    this.timers = this.timers.filter(stays);
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
    this.timers = this.timers.filter(({ thread }) => thread !== from.id);
  }
}
