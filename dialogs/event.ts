/** What a thread hears. Every event is accepted once (I1) and decided in the order of acceptance (I2). */
import type { FactValue } from '../flows/facts';
import type { Attachment } from './attachment';
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
  /** The sender's own number in E.164, where the channel proves it. */
  readonly phone?: string;
  readonly attachments?: readonly Attachment[];
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

export interface Agent {
  readonly id: string;
  readonly name: string;
}

/** An agent takes the thread; the first one has it. */
export interface ClaimedEvent {
  readonly kind: 'claimed';
  readonly at: number;
  readonly agent: Agent;
  /** An administrator takes it from an agent who is gone. */
  readonly takeOver?: true;
}

export interface AgentSaidEvent {
  readonly kind: 'agent_said';
  readonly at: number;
  readonly agent: Agent;
  readonly text: string;
}

/** The agent gives the thread back: the bot goes on at the exact step, or the case is closed. */
export interface GivenBackEvent {
  readonly kind: 'given_back';
  readonly at: number;
  readonly agent: Agent;
  readonly how: 'continue' | 'close';
}

/** An outage that this thread was told of is over. */
export interface OutageRestoredEvent {
  readonly kind: 'outage_restored';
  readonly at: number;
  readonly outage: string;
}

/** The same customer came through another address: that thread was joined into this one. */
export interface AddressJoinedEvent {
  readonly kind: 'address_joined';
  readonly at: number;
  readonly from: Address;
}

export type ThreadEvent =
  | MessageEvent
  | JoinedEvent
  | CheckedEvent
  | PerformedEvent
  | WakeEvent
  | ClaimedEvent
  | AgentSaidEvent
  | GivenBackEvent
  | OutageRestoredEvent
  | AddressJoinedEvent;
