/** What clients, the fake Meta and the transcripts told about a run: all that the checker may know. */
import type { Positioned } from '../../bot/runtime/ports';

/** A message that a customer sent, perhaps several times over. All times are epoch milliseconds. */
export interface Sent {
  /** By which the channel tells messages apart: Direct Line's `clientActivityID`, WhatsApp's message id. */
  readonly key: string;
  readonly text: string;
  /** What its answer looks like, when that is known: tells whose answer it is. */
  readonly expects?: RegExp;
  /** Said together with another, or while an answer may still be owed: they may be decided as one. */
  readonly mayMerge?: boolean;
  readonly triedAt: number;
  /** When it was first answered with 200; `null`: never. */
  acceptedAt: number | null;
}

/** One thing on the customer's screen. */
export interface Seen {
  /** Transcript position that its id carries. */
  readonly position: number;
  readonly by: 'bot' | 'customer';
  readonly text: string;
  readonly at: number;
  /** Fetched at the end of the run, when she had left long before: `at` tells nothing of how long she waited. */
  readonly late?: true;
}

export interface Conversation {
  readonly name: string;
  readonly channel: 'web' | 'whatsapp';
  readonly sent: readonly Sent[];
  /** She goes through a flow: how many answers there are is the flow's business. */
  readonly guided?: true;
  /** In the order of arrival, repetitions included. */
  readonly seen: readonly Seen[];
  /** Answers that a client may not get, such as 404 for its own conversation. */
  readonly refusals: readonly string[];
  /** Read from the store after the end. */
  readonly transcript: readonly Positioned[];
}

export interface Kill {
  /** A named point of the turn, or `anywhere`. */
  readonly point: string;
  readonly at: number;
}

export interface Observed {
  readonly kills: readonly Kill[];
  readonly conversations: readonly Conversation[];
  /** Business time at the end, epoch milliseconds. */
  readonly endedAt: number;
}
