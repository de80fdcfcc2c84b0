/** What the relay asks of a channel: carry, and say honestly how it went. What to answer is decided where no channel is known. */
import type { Address, ThreadId } from '../../dialogs/ids';
import type { Positioned } from '../runtime/ports';

export type Delivery =
  | { readonly kind: 'delivered' }
  /** `waits`: it was not this message that failed, so it does not count as a failure. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string; readonly waits?: true }
  | { readonly kind: 'refused'; readonly reason: string };

/** What is known of a delivery beside its words. */
export interface About {
  readonly thread: ThreadId;
  /** Not the first attempt of who committed it: another process may have tried, or it is sent again after it failed. */
  readonly late: boolean;
}

export interface Channel {
  readonly name: string;
  /** Whether sending the same entries twice has the effect of once (web: entries are keyed by position). */
  readonly idempotent: boolean;
  deliver(to: Address, entries: readonly Positioned[], about: About): Promise<Delivery>;
  typing(to: Address): Promise<void>;
}
