/** The JSON of the studio about training: what people taught becomes an edition of the understanding. Types only, beside `words-contracts.ts`. */
import type { Who } from './flow-contracts';

/**
 * `GET /api/staff/flows/understanding` -> UnderstandingReply. `POST …/understanding/train {}` -> `{ training: Training }`: learns from all that was
 * taught, in some seconds, beside the customers; 409 `Busy` while another one learns, `NothingTaught` without a sentence.
 * `POST …/understanding/publish {training, reason}` -> `{ edition: UnderstandingEdition }`: every process reads messages with it within seconds; 409
 * `Worse`, `Outdated` (something was taught or published since), `NotApproved`.
 * `POST …/understanding/rollback {name, reason}` -> `{ edition: UnderstandingEdition }`; 404 for an edition that is not listed or was made for another build.
 */
export interface UnderstandingReply {
  /** Newest first. */
  readonly editions: readonly UnderstandingEdition[];
  /** What was learnt last and is not published yet. */
  readonly training: Training | null;
  /** Whether somebody else than who asks has to publish it. */
  readonly awaitsOther: boolean;
}

/** `u0` is what this build was shipped with. */
export interface UnderstandingEdition {
  readonly name: string;
  readonly at?: string;
  readonly author: string;
  readonly approvedBy?: string;
  readonly reason: string;
  /** Sentences that it was taught; 0 for what was shipped. */
  readonly sentences: number;
  /** The one that messages are read with. */
  readonly current: boolean;
  /** Made for another build, whose own models changed since: it is not read with; train again. */
  readonly outdated?: true;
}

export interface Training {
  readonly id: string;
  readonly at: string;
  readonly by: Who;
  /** The edition that it was compared with. */
  readonly base: string;
  readonly sentences: number;
  /** On lines that nothing learns from. Those held out only judge, so they are counted and not shown. */
  readonly figures: readonly TrainingFigure[];
  /** What is read otherwise than now, and first of all every sentence that was taught. At most 400. */
  readonly readings: readonly Reading[];
  /** Too many lines that nothing learns from are read worse: it cannot be published. */
  readonly worse: boolean;
}

export interface TrainingFigure {
  readonly what: 'intent' | 'level';
  readonly lines: 'held_out' | 'everyday';
  /** How many lines there are, and how many of them are read right, before and after. */
  readonly of: number;
  readonly before: number;
  readonly after: number;
}

export interface Reading {
  readonly text: string;
  /** `customers`: words of these days that were not understood. */
  readonly from: 'taught' | 'customers' | 'everyday' | 'training';
  readonly what: 'intent' | 'level';
  readonly before: string;
  readonly after: string;
  /** What it should be; nobody said so of customers' words. */
  readonly wanted?: string;
}
