/**
 * Everything that a decision may cause outside (I4), as data: committed with the state, then performed by the relay.
 * `due` (business time) makes it a timer (I9); without it the effect is due at once.
 */
import type { Action, System } from '../flows/contracts';
import type { Facts } from '../flows/facts';
import type { Language } from '../knowledge/language';
import type { Intent } from '../knowledge/understanding';
import type { Address } from './ids';

/** Sends entries of this commit to the customer; `entries` are indexes into the commit's entries. */
export interface DeliverEffect {
  readonly kind: 'deliver';
  readonly to: Address;
  readonly entries: readonly number[];
  /** Instead: an earlier entry of the thread, by its position, that did not arrive. */
  readonly again?: number;
  /** The thread's epoch when the bot spoke (I6): an unsent word of the bot is dropped when an agent took over since. */
  readonly epoch?: number;
  /** Part of this broadcast: what may have arrived is not sent again by itself (I4). */
  readonly notice?: string;
}

/** Shows the typing mark while the operator's systems are asked. Nothing is lost if it is. */
export interface TypingEffect {
  readonly kind: 'typing';
  readonly to: Address;
}

/** Asks systems in parallel; the answers come back as one `checked` event that names this effect's ticket. */
export interface CheckEffect {
  readonly kind: 'check';
  readonly systems: readonly System[];
  readonly facts: Facts;
  /** Some facts are sentences: they come in the customer's language. */
  readonly language: Language;
  /** Chosen by the decider; the event that answers carries it, so that a late answer is told from a current one. */
  readonly ticket: string;
}

/** Performs an action of the operator; answered by one `performed` event. */
export interface ActionEffect {
  readonly kind: 'action';
  readonly action: Action;
  readonly facts: Facts;
  readonly language: Language;
  readonly ticket: string;
}

/** Comes back as a `wake` event at its time. */
export interface WakeEffect {
  readonly kind: 'wake';
  readonly due: number;
  /** What the wake is for: the decider ignores one whose ticket is no longer the current one. */
  readonly ticket: string;
}

/** Why a thread goes to a person. */
export type HandoffReason = 'asked' | 'flow' | 'failure';

/** Gives the thread to the desk: `handoff.initiate` with the packet and the full transcript. */
export interface HandoffEffect {
  readonly kind: 'handoff';
  readonly reason: HandoffReason;
}

/** The owner of the thread changed, or a case of the desk grew (`touched`): the desk's list, a projection, follows. */
export interface CaseEffect {
  readonly kind: 'case';
  readonly status: 'waiting' | 'with_agent' | 'with_bot' | 'closed' | 'touched';
}

/** This thread was told of an outage: it hears when the outage is over. */
export interface WatchEffect {
  readonly kind: 'watch';
  readonly outage: string;
  /** She asked to be told. */
  readonly subscribed?: true;
}

/**
 * A customer proved who she is: a case of hers on another address is gone on with. Answered by a `performed` event with
 * result `alone` when there is none; otherwise this thread is joined into that one and hears nothing more.
 */
export interface IdentifiedEffect {
  readonly kind: 'identified';
  readonly ticket: string;
  readonly customer: string;
  readonly address: Address;
  /** What she came with, so that it is not lost when this thread is joined into another. */
  readonly about?: readonly Intent[];
}

/** Makes a code that carries this case to another channel; answered by `performed` with `offered`, `code` and `link`. */
export interface OfferCodeEffect {
  readonly kind: 'offer_code';
  readonly ticket: string;
}

/** Joins this thread into the one behind a code; answered by `performed` with `unknown` when there is none. */
export interface RedeemCodeEffect {
  readonly kind: 'redeem_code';
  readonly ticket: string;
  readonly code: string;
  readonly address: Address;
}

/** What was said and done until then is counted (P10). One timer covers all that happens before it is due. */
export interface TallyEffect {
  readonly kind: 'tally';
  readonly due: number;
}

export type Effect =
  | DeliverEffect
  | TypingEffect
  | CheckEffect
  | ActionEffect
  | WakeEffect
  | HandoffEffect
  | CaseEffect
  | WatchEffect
  | IdentifiedEffect
  | OfferCodeEffect
  | RedeemCodeEffect
  | TallyEffect;
