/** The copy of her data that a customer takes with her, as JSON (`format` names its shape). Times are ISO with offset. Types only. */

export interface DataCopy {
  readonly format: 'hilo-own-data/1';
  readonly madeAt: string;
  readonly who: Person;
  /** Newest first; of each only what she saw. */
  readonly conversations: readonly Conversation[];
  /** What is known of her, with who told it and when. */
  readonly facts: readonly KnownFact[];
  readonly filed: readonly FiledRequest[];
  readonly compensations: readonly PaidBack[];
  /** News of outages that were sent to her. */
  readonly notices: readonly { readonly at: string; readonly text: string }[];
  /** What she was told of her rights and what she allowed. */
  readonly consents: readonly { readonly at: string; readonly what: string }[];
  /** What is kept elsewhere, and why it is not in here. */
  readonly elsewhere: readonly string[];
}

export interface Person {
  readonly customer: string;
  readonly name?: string;
  /** Masked: the file may be seen by whoever holds her telephone. */
  readonly contact?: string;
  readonly services: readonly { readonly id: string; readonly kind: string; readonly address: string }[];
}

export interface Conversation {
  readonly began: string;
  readonly lines: readonly CopiedLine[];
}

export interface CopiedLine {
  readonly at: string;
  readonly by: 'you' | 'hilo' | 'agent' | 'notice';
  /** The agent's. */
  readonly name?: string;
  readonly text: string;
  /** Photos and documents; the page shows what is still here. */
  readonly files?: readonly CopiedFile[];
}

export interface CopiedFile {
  readonly id: string;
  readonly name: string;
}

export interface KnownFact {
  readonly label: string;
  readonly value: string;
  readonly source: string;
  readonly at: string;
}

export interface FiledRequest {
  readonly number: string;
  readonly kind: string;
  readonly filedAt: string;
  readonly answerBy?: string;
  readonly answered: boolean;
  readonly told?: string;
  readonly against?: string;
}

export interface PaidBack {
  readonly service: string;
  /** `2026-11`. */
  readonly month: string;
  readonly minutes: number;
  readonly amountCop?: number;
  readonly why: string;
}
