/** What the staff routes ask of the cases and of the outage board; small, because the routes only carry. */
import type { Attachment } from '../../dialogs/attachment';
import type { Agent } from '../../dialogs/event';
import type { ThreadId } from '../../dialogs/ids';
import type { Skills } from '../../dialogs/handoff/routing';
import type { Language } from '../../knowledge/language';
import type { Priority } from '../../dialogs/handoff/routing';
import type { CaseQuery } from '../desk/listing';
import type { Beat } from '../desk/presence';
import type { CaseDetail, CaseSummary, GiveBack, Outage, OutageDraft, Scope, TranscriptItem } from '../web/contracts';
import type { Brake, Broadcast, FeedState, NoticeRow, NoticeState, OutageChange, OutagePart, OutagePreview, Wider } from '../web/outage-contracts';
import type { AgentPresence, CaseExport, CaseList, Customer360, PhoneReply, SkipTarget, VerifyReply } from '../web/desk-contracts';

export interface AgentMessage {
  /** The client's own, so that a resend counts once (I1). */
  readonly id: string;
  /** Empty when it is files alone. */
  readonly text: string;
  readonly attachments?: readonly Attachment[] | undefined;
}

export type Claimed =
  | { readonly ok: true; readonly summary: CaseSummary }
  /** `by`: the name of who has it. `full`: the agent has as many cases as she may. */
  | { readonly ok: false; readonly reason: 'taken' | 'unknown' | 'full'; readonly by?: string };
/** `no_target`: the step or colleague does not exist. `loops`: the bot would only bring it back again. */
export type ActRefusal = 'not_yours' | 'unknown' | 'no_target' | 'loops';
export type Acted = { readonly ok: true } | { readonly ok: false; readonly reason: ActRefusal };

export interface Look {
  readonly from: number;
  /** The agent's. */
  readonly language: Language;
}

export interface Return {
  readonly how: GiveBack;
  readonly step?: string | undefined;
  readonly cause?: string | undefined;
  readonly confirmed?: boolean | undefined;
}

export interface Transfer {
  readonly to?: { readonly agent: string } | undefined;
  readonly needs?: Skills | undefined;
  readonly note: string;
}

export interface Call {
  readonly key: string;
  readonly language?: Language | undefined;
  readonly anyway?: boolean | undefined;
}

export type Called =
  | { readonly ok: true; readonly reply: PhoneReply }
  | { readonly ok: false; readonly reason: 'nobody' | 'away' | 'taken'; readonly by?: string };
export type Checked = { readonly ok: true; readonly reply: VerifyReply } | { readonly ok: false; readonly reason: 'not_yours' | 'unknown' | 'no_target' | 'away' };

/** A case with its proof, and its transcript as people read it. */
export interface Exported {
  readonly whole: CaseExport;
  readonly lines: readonly TranscriptItem[];
}

/** Cases as they are read. */
export interface DeskReader {
  list(query: CaseQuery, user: string): Promise<CaseList>;
  /** Transcript from position `from` on; `null` for an unknown case. */
  detail(thread: ThreadId, look: Look, user: string): Promise<CaseDetail | null>;
  /** The case as the Bot Framework's `handoff.initiate`: the packet as value, the full transcript attached; `null` when unknown. */
  handoffActivity(thread: ThreadId): Promise<object | null>;
  steps(thread: ThreadId, language: Language): Promise<readonly SkipTarget[] | null>;
  /** `null` while nobody is verified. */
  customer(thread: ThreadId): Promise<Customer360 | null>;
  export(thread: ThreadId, by: string, language: Language): Promise<Exported | null>;
}

/** What agents do with cases. Who acts is the session's, never the body's. */
export interface DeskActs {
  /** I6: a compare-and-set on the thread; claiming one's own case again succeeds. `takeOver`: also from an agent who has it. */
  claim(thread: ThreadId, agent: Agent, takeOver?: boolean): Promise<Claimed>;
  /** Whether the agent may write to the customer; counts as a sign of life. */
  owns(thread: ThreadId, agent: Agent): Promise<Acted>;
  /** Claims what suits the agent best; `null` when nothing does. */
  next(agent: Agent): Promise<CaseSummary | null>;
  say(thread: ThreadId, agent: Agent, message: AgentMessage): Promise<Acted>;
  /** For colleagues, in any case of the desk. */
  note(thread: ThreadId, agent: Agent, message: AgentMessage): Promise<Acted>;
  knows(thread: ThreadId): Promise<boolean>;
  transfer(thread: ThreadId, agent: Agent, transfer: Transfer): Promise<Acted>;
  giveBack(thread: ThreadId, agent: Agent, how: Return): Promise<Acted>;
  prioritize(thread: ThreadId, priority: Priority): Promise<CaseSummary | null>;
  /** Takes all cases from somebody who is gone. */
  release(agent: string, why: 'silent' | 'deactivated'): Promise<void>;
}

/** Customers on the telephone. */
export interface DeskPhone {
  call(agent: Agent, call: Call): Promise<Called>;
  verify(thread: ThreadId, agent: Agent, answer: { readonly question: string; readonly answer: string }): Promise<Checked>;
  said(thread: ThreadId, agent: Agent, message: AgentMessage): Promise<Acted>;
}

export interface DeskPresence {
  beat(user: string, beat: Beat): Promise<void>;
  agents(): Promise<readonly AgentPresence[]>;
}

export interface Desk extends DeskReader, DeskActs, DeskPhone, DeskPresence {
  /** How many cases stand how, now. */
  standing(): Promise<{ readonly waiting: number }>;
}

/** A field of the draft that cannot be so, e.g. a scope that does not exist. */
export interface OutageFault {
  readonly field: string;
  readonly en: string;
  readonly es: string;
  /** `BadArgument` when absent. */
  readonly code?: string;
}

/** `null` takes back what was said. `base`: the version that was changed; absent = whatever is there. */
export type OutagePatch = Partial<Pick<OutageDraft, 'title' | 'titleEn' | 'state'>> & {
  readonly [Field in 'cause' | 'causeEn' | 'text' | 'textEn' | 'eta' | 'confidence' | 'nextUpdate' | 'compensation']?: OutageDraft[Field] | null;
} & { readonly base?: number };
export type Declared =
  | { readonly ok: true; readonly outage: Outage }
  /** `stale`: somebody else changed it meanwhile; as it is now. */
  | { readonly ok: false; readonly faults: readonly OutageFault[]; readonly stale?: Outage };
export type Previewed = { readonly ok: true; readonly preview: OutagePreview } | { readonly ok: false; readonly faults: readonly OutageFault[] };
/** `confirm`: yes, it touches everybody. */
export type OutageRequest = OutageDraft & { readonly confirm?: boolean };

/** Where reports came from that nobody had declared: an element or a place, and since when (ISO). */
export interface Reported {
  readonly scope: string;
  readonly since: string;
}

/** Who joins them, and whether she is sure that nearly everybody is meant. */
export interface Widening extends Pick<Agent, 'name'> {
  readonly confirm?: boolean | undefined;
}

export interface OutageDesk {
  list(): Promise<{ readonly outages: readonly Outage[]; readonly scopes: readonly Scope[] }>;
  preview(draft: OutageDraft): Promise<Previewed>;
  declare(draft: OutageRequest, by: Pick<Agent, 'name'>, source?: 'staff' | 'detected'): Promise<Declared>;
  /** `null` for an unknown outage. */
  change(id: string, patch: OutagePatch, by: Pick<Agent, 'name'>): Promise<Declared | null>;
  merge(id: string, merge: { readonly into: string; readonly base: number | undefined }, by: Pick<Agent, 'name'>): Promise<Declared | null>;
  /** Where it may be over sooner: elements and places that hold some of the services it touches; `null` for one that is unknown or over. */
  parts(id: string): Promise<readonly OutagePart[] | null>;
  /** It is over there: customers there who were told hear it, and the others go on waiting. */
  restorePart(id: string, part: { readonly scope: readonly string[]; readonly base: number | undefined }, by: Pick<Agent, 'name'>): Promise<Declared | null>;
  /** What it would reach with what was reported elsewhere, and how many customers there heard of the reports; `null` for an unknown one. */
  wider(id: string, reported: Reported): Promise<Wider | null>;
  /** It reaches there too; customers there who heard of the reports are told. */
  widen(id: string, reported: Reported, by: Widening): Promise<Declared | null>;
  /** Tells customers who heard of the reports that they were right. */
  confirmed(id: string): Promise<void>;
  /** Newest first; `null` for an unknown outage. */
  history(id: string): Promise<readonly OutageChange[] | null>;
}

export interface FeedReader {
  state(): Promise<FeedState>;
}

/** Broadcasts as people see and stop them. */
export interface NoticeDesk {
  list(): Promise<{ readonly broadcasts: readonly Broadcast[]; readonly brake: Brake }>;
  /** `null` for an unknown broadcast. */
  rows(id: string, state: NoticeState | undefined): Promise<readonly NoticeRow[] | null>;
  stop(id: string): Promise<Broadcast | null>;
  setBrake(brake: { readonly on: boolean; readonly why: string }, by: Pick<Agent, 'name'>): Promise<Brake>;
}
