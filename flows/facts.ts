/**
 * Facts: what is known about the customer, the line and the visit, with source and time (I8: a question whose
 * answer is a known, fresh fact is never asked).
 */
import type { Option } from '../knowledge/question';

/** Times are ISO strings with offset; lists are options that a choice may offer. */
export type FactValue = string | number | boolean | readonly Option[];

export interface Fact {
  readonly value: FactValue;
  /** `customer` when she said it, otherwise the system or action that told it. */
  readonly source: string;
  /** Business time, epoch milliseconds. */
  readonly at: number;
}

export type Facts = Readonly<Record<string, Fact>>;
