/** What a thread hears. Every event is accepted once (I1) and decided in the order of acceptance (I2). */
import type { FactValue } from '../flows/facts';
import type { Address } from './ids';

export interface MessageEvent {
  readonly kind: 'message';
  readonly at: number;
  readonly from: Address;
  readonly text: string;
  /** Value of a tapped button. */
  readonly value?: string;
  /** Language of the page or channel, a hint only. */
  readonly language?: string;
}

/** The customer opened the conversation: greet once. */
export interface JoinedEvent {
  readonly kind: 'joined';
  readonly at: number;
  readonly from: Address;
  readonly language?: string;
}

export interface CheckResult {
  readonly system: string;
  readonly ok: boolean;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Why it failed; absent when `ok`. */
  readonly reason?: string;
}

export interface CheckedEvent {
  readonly kind: 'checked';
  readonly at: number;
  readonly ticket: string;
  readonly results: readonly CheckResult[];
}

export interface PerformedEvent {
  readonly kind: 'performed';
  readonly at: number;
  readonly ticket: string;
  /** One of the action's results, or `fails`. */
  readonly result: string;
  readonly facts: Readonly<Record<string, FactValue>>;
}

export interface WakeEvent {
  readonly kind: 'wake';
  /** Its own due time. */
  readonly at: number;
  readonly ticket: string;
}

export type ThreadEvent = MessageEvent | JoinedEvent | CheckedEvent | PerformedEvent | WakeEvent;
