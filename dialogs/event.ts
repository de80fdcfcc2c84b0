/** What a thread hears. Every event is accepted once (I1) and decided in the order of acceptance (I2). */
import type { FactValue } from '../flows/facts';
import type { Intent } from '../knowledge/understanding';
import type { Attachment } from './attachment';
import type { HandoffReason } from './effect';
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

/**
 * A site showed a proof of who is signed in there. `facts`: what is known of her from here on; empty when the proof is not
 * good, or not any more.
 */
export interface SignedInEvent {
  readonly kind: 'signed_in';
  readonly at: number;
  readonly from: Address;
  readonly language?: string;
  readonly facts: Readonly<Record<string, FactValue>>;
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
  readonly attachments?: readonly Attachment[];
}

/** The agent gives the thread back: the bot goes on at the exact step or at another one, or the case is closed. */
export interface GivenBackEvent {
  readonly kind: 'given_back';
  readonly at: number;
  readonly agent: Agent;
  readonly how: 'continue' | 'skip' | 'close';
  /** With `skip`: `flow/step`. */
  readonly step?: string;
  /** With `close`: why it is over, a code of the desk. */
  readonly cause?: string;
  /** With `close`: the customer said that it works. */
  readonly confirmed?: true;
}

/** A word between people of the staff, whoever has the thread. */
export interface NotedEvent {
  readonly kind: 'noted';
  readonly at: number;
  readonly agent: Agent;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
}

/** The agent passes the thread on: to a colleague, or back to the queue. */
export interface TransferredEvent {
  readonly kind: 'transferred';
  readonly at: number;
  readonly agent: Agent;
  readonly to?: Agent;
  readonly note: string;
}

/** The agent is gone without a word: the thread goes back to the queue. */
export interface ReleasedEvent {
  readonly kind: 'released';
  readonly at: number;
  /** Whose it was: of anybody else it is not taken. */
  readonly agent: string;
  readonly why: 'silent' | 'deactivated';
}

/** The customer calls: an agent opens the thread, or goes on with it. */
export interface PhonedEvent {
  readonly kind: 'phoned';
  readonly at: number;
  readonly agent: Agent;
  readonly from: Address;
  readonly language?: string;
  /** Whose document or number was told; not verified by that. */
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** The customer on the telephone answered a question of the agent's, rightly or not. */
export interface VerifiedEvent {
  readonly kind: 'verified';
  readonly at: number;
  readonly agent: Agent;
  readonly question: string;
  readonly right: boolean;
  /** What is known of her from here on; empty while more right answers are needed. */
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** An outage that this thread was told of is over. */
export interface OutageRestoredEvent {
  readonly kind: 'outage_restored';
  readonly at: number;
  readonly outage: string;
  /** Outages that were found to be this one. */
  readonly merged?: readonly string[];
  /** It was none after all. */
  readonly calledOff?: true;
  /** Who heard only of reports that nobody had confirmed: it was over before she could be told that it was one. */
  readonly customer?: string;
  /** The broadcast that this is part of. */
  readonly notice?: string;
}

/** The estimate of an outage that this thread was told of has moved. */
export interface OutageChangedEvent {
  readonly kind: 'outage_changed';
  readonly at: number;
  readonly outage: string;
  readonly merged?: readonly string[];
  /** Epoch milliseconds; absent = there is none any more. */
  readonly eta?: number;
  readonly notice?: string;
}

/** An outage or planned work, told to whom it touches. */
interface TellsOutage {
  readonly at: number;
  readonly outage: string;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly eta?: number;
  /** Whose service it touches: a thread that is somebody else's by now says nothing (I11). */
  readonly customer: string;
  readonly notice?: string;
}

/** Work is planned that may leave her without service: told ahead. */
export interface WorkAnnouncedEvent extends TellsOutage {
  readonly kind: 'work_announced';
}

/** What several nearby reported is confirmed: told to who heard of the reports (P6). */
export interface OutageConfirmedEvent extends TellsOutage {
  readonly kind: 'outage_confirmed';
}

/** What she claimed about her personal data was carried out, or could not be. */
export interface ClaimSettledEvent {
  readonly kind: 'claim_settled';
  readonly at: number;
  /** Whose claim it was: a thread that is somebody else's by now says nothing (I11). */
  readonly customer: string;
  readonly number: string;
  readonly about: 'data_correction' | 'data_deletion';
  readonly done: boolean;
  /** In the words of who carried it out; may be empty. */
  readonly how: string;
  /** Conversations of hers that are gone, and those that the law keeps. */
  readonly deleted: number;
  readonly kept: number;
}

/** The same customer came through another address: that thread was joined into this one. */
export interface AddressJoinedEvent {
  readonly kind: 'address_joined';
  readonly at: number;
  readonly from: Address;
  /** What she came with on that address. */
  readonly about?: readonly Intent[];
  /** What she told of it there, in her own words. */
  readonly words?: string;
  /** She waited for a person there, or had one. */
  readonly person?: WaitedFor;
}

export interface WaitedFor {
  readonly reason: HandoffReason;
  /** The kept request's number; absent while it was not kept yet. */
  readonly request?: string;
  /** Who had her, or was to have her. */
  readonly agent?: Agent;
}

/** A channel that had taken a message tells later that it did not arrive. */
export interface UndeliveredEvent {
  readonly kind: 'undelivered';
  readonly at: number;
  readonly to: Address;
  /** Where in the transcript it stands. */
  readonly position: number;
  /** Nothing personal: the channel's code and its meaning. */
  readonly reason: string;
  /** It is worth being sent once more. */
  readonly again: boolean;
}

export type ThreadEvent =
  | MessageEvent
  | JoinedEvent
  | SignedInEvent
  | CheckedEvent
  | PerformedEvent
  | WakeEvent
  | ClaimedEvent
  | AgentSaidEvent
  | GivenBackEvent
  | NotedEvent
  | TransferredEvent
  | ReleasedEvent
  | PhonedEvent
  | VerifiedEvent
  | OutageRestoredEvent
  | OutageChangedEvent
  | WorkAnnouncedEvent
  | OutageConfirmedEvent
  | ClaimSettledEvent
  | AddressJoinedEvent
  | UndeliveredEvent;
