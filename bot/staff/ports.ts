/** What the staff routes ask of the cases and of the outage board; small, because the routes only carry. */
import type { Agent } from '../../dialogs/event';
import type { ThreadId } from '../../dialogs/ids';
import type { CaseDetail, CaseSummary, GiveBack, Outage, OutageDraft, Scope } from '../web/contracts';

export interface AgentMessage {
  /** The client's own, so that a resend counts once (I1). */
  readonly id: string;
  readonly text: string;
}

export type Claimed =
  | { readonly ok: true; readonly summary: CaseSummary }
  /** `by`: the name of who has it. */
  | { readonly ok: false; readonly reason: 'taken' | 'unknown'; readonly by?: string };
export type Acted = { readonly ok: true } | { readonly ok: false; readonly reason: 'not_yours' | 'unknown' };

export interface Desk {
  /** Oldest waiting first. */
  list(): Promise<readonly CaseSummary[]>;
  /** Transcript from position `from` on; `null` for an unknown case. */
  detail(thread: ThreadId, from: number): Promise<CaseDetail | null>;
  /** The case as the Bot Framework's `handoff.initiate`: the packet as value, the full transcript attached; `null` when unknown. */
  handoffActivity(thread: ThreadId): Promise<object | null>;
  /** I6: a compare-and-set on the thread; claiming one's own case again succeeds. */
  /** `takeOver`: also from an agent who has it. */
  claim(thread: ThreadId, agent: Agent, takeOver?: boolean): Promise<Claimed>;
  say(thread: ThreadId, agent: Agent, message: AgentMessage): Promise<Acted>;
  giveBack(thread: ThreadId, agent: Agent, how: GiveBack): Promise<Acted>;
}

/** A field of the draft that cannot be so, e.g. a scope that does not exist. */
export interface OutageFault {
  readonly field: string;
  readonly en: string;
  readonly es: string;
}

/** `null` takes back what was said. */
export type OutagePatch = Partial<Pick<OutageDraft, 'title' | 'state'>> & {
  readonly [Field in 'cause' | 'eta' | 'nextUpdate' | 'compensation']?: OutageDraft[Field] | null;
};
export type Declared = { readonly ok: true; readonly outage: Outage } | { readonly ok: false; readonly faults: readonly OutageFault[] };

export interface OutageDesk {
  list(): Promise<{ readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }>;
  declare(draft: OutageDraft, by: Agent): Promise<Declared>;
  /** `null` for an unknown outage. */
  change(id: string, patch: OutagePatch, by: Agent): Promise<Declared | null>;
}
