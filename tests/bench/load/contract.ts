/**
 * What the bench asks of its load process and what comes back, as plain JSON over the child's IPC channel. The load
 * runs in a second process so that its own work never counts as the server's.
 */
export type Dialect = 'inline' | 'botframework' | 'directline';

/** A conversation that another job left open to be continued. */
export interface Seat {
  readonly conversationId: string;
  readonly token: string;
  readonly watermark: string;
  /** What the customer would say next. */
  readonly next: string;
}

export type Limit =
  | { readonly kind: 'time'; readonly warmMs: number; readonly ms: number }
  | { readonly kind: 'conversations'; readonly count: number }
  | { readonly kind: 'seats'; readonly seats: readonly Seat[] }
  /** Every client opens this many conversations first and closes them last; only the turns between are measured. */
  | { readonly kind: 'opened'; readonly each: number };

export interface LoadJob {
  readonly dialect: Dialect;
  /** Client `i` talks to `ports[i % ports.length]`. */
  readonly ports: readonly number[];
  /** Conversations at the same time, each waiting for its reply before it goes on. */
  readonly clients: number;
  readonly turns: number;
  readonly limit: Limit;
  /** Process ids whose processor time is read at both edges of the measured window. */
  readonly watch: readonly number[];
  /** Said in every turn instead of answering what was asked. */
  readonly script?: readonly string[];
}

export interface LoadResult {
  /** Customer messages answered inside the measured window. */
  readonly turns: number;
  /** The same over the whole job, warming included. */
  readonly allTurns: number;
  readonly conversations: number;
  readonly unanswered: number;
  /** The first few faults, for the reader. */
  readonly faults: readonly string[];
  readonly seconds: number;
  /** Processor seconds of the watched processes, together, inside the window. */
  readonly serverCpu: number;
  readonly loadCpu: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Where each conversation stood when the job ended (jobs limited by conversations or seats). */
  readonly seats: readonly Seat[];
}

export type LoadAnswer = { readonly ok: true; readonly result: LoadResult } | { readonly ok: false; readonly reason: string };
