/**
 * The transcript (I5): what was said, asked, answered, skipped, assumed and checked, append-only. Customers' channels
 * read only the entries that `isForCustomer` allows, so notes can never reach them and positions may have gaps.
 */
import type { Outcome } from '../flows/run';
import type { Language, Level } from '../knowledge/language';
import type { Option } from '../knowledge/question';
import { signOf, type Attachment } from './attachment';
import type { Address } from './ids';

export interface CustomerEntry {
  readonly kind: 'customer';
  /** Business time, epoch milliseconds (all entries). */
  readonly at: number;
  readonly text: string;
  readonly from: Address;
  /** The value behind a tapped button, when it differs from the text. */
  readonly value?: string;
  /** The channel's own data that must come back untouched with the echo (Direct Line `channelData`). */
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly language?: string;
  readonly attachments?: readonly Attachment[];
}

export interface BotEntry {
  readonly kind: 'bot';
  readonly at: number;
  readonly text: string;
  readonly choices?: readonly Option[];
  readonly language: Language;
  /** The step whose question this asks, if it asks one: `flow/step`. */
  readonly asks?: string;
}

/** A person answered. */
export interface AgentEntry {
  readonly kind: 'agent';
  readonly at: number;
  /** Empty when it is a file alone. */
  readonly text: string;
  readonly by: string;
  readonly name: string;
  readonly attachments?: readonly Attachment[];
}

/** A notice by neither bot nor agent (I6): a closed list of them exists. */
export interface SystemEntry {
  readonly kind: 'system';
  readonly at: number;
  readonly name: 'claimed' | 'given_back' | 'closed' | 'restored' | 'transferred' | 'taken_back' | 'outage_changed' | 'called_off' | 'announced' | 'claim_settled' | 'confirmed';
  readonly text: string;
  readonly language: Language;
}

/** Between people of the staff; a kind of its own, so that no channel can show it by mistake. */
export interface NoteEntry {
  readonly kind: 'note';
  readonly at: number;
  readonly text: string;
  readonly by: string;
  readonly name: string;
  /** With a transfer: to whom, or to the queue. */
  readonly to?: string;
  readonly attachments?: readonly Attachment[];
}

/** Where in which release, for which level, and what became of each step passed in one turn. */
/** What became of steps that a turn passed, in the order in which it did; they may belong to several flows of one release. */
export interface StepsEntry {
  readonly kind: 'steps';
  readonly at: number;
  readonly release: string;
  readonly level: Level;
  readonly passages: readonly Passage[];
}

/** Steps of one flow that were passed together. */
export interface Passage {
  readonly flow: string;
  readonly outcomes: readonly Outcome[];
}

/** Facts learned from a system, an action or the customer; never shown by a customer's channel. */
export interface FactsEntry {
  readonly kind: 'facts';
  readonly at: number;
  readonly source: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface LevelEntry {
  readonly kind: 'level';
  readonly at: number;
  readonly level: Level;
  readonly by: 'said' | 'asked' | 'assumed';
  readonly cues: readonly string[];
}

/** A flow ended: how, and where. */
export interface EndEntry {
  readonly kind: 'end';
  readonly at: number;
  readonly flow: string;
  readonly release: string;
  readonly step: string;
  readonly code: string;
}

/** What the customer thought of the help, asked once after a confirmed solution (P10). */
export interface RatingEntry {
  readonly kind: 'rating';
  readonly at: number;
  /** 1 (nothing) to 5 (much). */
  readonly score: number;
}

/**
 * What happened to the conversation itself. `case_*`: another problem was kept for later, taken up, or put aside for one;
 * `article`: a question was answered from that article; `data_*`: a wish about her personal data, for a person;
 * `new_customer`: from here on somebody else writes, who sees nothing of what stands before (I11); `case_closed`: by an
 * agent, with its cause; `phone`, `verified`, `not_verified`: a call; `released`: its agent went away; `signed_in`: a site proved who she
 * is; `proof_expired`: that was too long ago; `for_holder`: somebody writes for whoever signed the contract; `undelivered`: what the channel had taken did not arrive, and why.
 */
export interface EventEntry {
  readonly kind: 'event';
  readonly at: number;
  readonly name:
    | 'joined' | 'resumed' | 'moved' | 'repeated_question' | 'human_requested' | 'handed_off' | 'outage_told' | 'address_joined'
    | 'case_queued' | 'case_opened' | 'case_parked' | 'went_back' | 'started_over' | 'article' | 'new_customer'
    | 'data_shown' | 'data_deletion' | 'data_correction'
    | 'given_back' | 'skipped_to' | 'case_closed' | 'released' | 'phone' | 'verified' | 'not_verified' | 'undelivered' | 'signed_in'
    | 'proof_expired' | 'for_holder';
  readonly detail?: string;
  /** The agent who did it, by name. */
  readonly by?: string;
}

export type Entry =
  | CustomerEntry
  | BotEntry
  | AgentEntry
  | SystemEntry
  | NoteEntry
  | StepsEntry
  | FactsEntry
  | LevelEntry
  | EndEntry
  | RatingEntry
  | EventEntry;

/** Her words with the signs of what came with them. */
export const shownText = ({ text, attachments = [] }: Pick<CustomerEntry, 'text' | 'attachments'>): string => [text, ...attachments.map(signOf)].filter(Boolean).join(' ');

/**
 * What the customer who writes now may see, and who takes her case: nothing that stands before she came (I11). Gets the
 * entries wrapped, as they are read from a store.
 */
export const ofThisCustomer = <Wrapped extends { readonly entry: Entry }>(all: readonly Wrapped[]): readonly Wrapped[] =>
  all.slice(all.findLastIndex(({ entry }) => entry.kind === 'event' && entry.name === 'new_customer') + 1);

/** What customers' channels may show. */
export type VisibleEntry = CustomerEntry | BotEntry | AgentEntry | SystemEntry;

/** The allow-list of customers' channels. */
export const isForCustomer = (entry: Entry): entry is VisibleEntry =>
  entry.kind === 'customer' || entry.kind === 'bot' || entry.kind === 'agent' || entry.kind === 'system';
