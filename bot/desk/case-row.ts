/**
 * One case as the desk's list shows it: a projection of the thread's state and transcript, folded on from where it was
 * read last, so that folding twice changes nothing. The thread stays the truth of who owns it (I6).
 *
 * The clock of a case begins at the hand-off and stands still from an agent's word until the customer's next one; only
 * open time of the desk counts.
 */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { HandoffReason } from '../../dialogs/effect';
import { splitAddress } from '../../dialogs/ids';
import { shownText, type Entry } from '../../dialogs/transcript';
import { priorityOf, type Priority, type Skills } from '../../dialogs/handoff/routing';
import type { Language, Level } from '../../knowledge/language';
import type { CaseStatus } from '../web/contracts';
import type { Calendar } from './hours';
import { textFact } from './packet';

const DAY_MS = 86_400_000;
const LONGEST_SNIPPET = 140;

export interface CaseRow {
  readonly status: CaseStatus;
  readonly reason: HandoffReason;
  readonly since: number;
  /** Entries up to here are in this row. */
  readonly length: number;
  readonly epoch: number;
  readonly channel: string;
  readonly language: Language;
  readonly level: Level | null;
  readonly number?: string | undefined;
  readonly customer?: string | undefined;
  readonly name?: string | undefined;
  /** What it can be found by: document or account as typed, the channel's own number. */
  readonly keys?: readonly string[] | undefined;
  /** As she reads it, and as staff do. */
  readonly topic?: string | undefined;
  readonly topics?: Readonly<Record<Language, string>> | undefined;
  readonly service?: string | undefined;
  readonly zone?: string | undefined;
  readonly agent?: { readonly id: string; readonly name: string } | undefined;
  readonly reservedFor?: { readonly id: string; readonly name: string } | undefined;
  /** Set by a person of the staff; wins over what the case itself tells. */
  readonly named?: Priority | undefined;
  readonly priority: Priority;
  readonly needs?: Skills | undefined;
  /** When it came to the desk within the last day. */
  readonly visits: readonly number[];
  /** Open time that counted in stretches that are over, ms. */
  readonly spent: number;
  /** The clock runs since. */
  readonly running?: number | undefined;
  /** Open time until the first claim, ms. */
  readonly waited?: number | undefined;
  readonly mark?: 'warning' | 'breached' | undefined;
  readonly last?: { readonly by: 'customer' | 'bot' | 'agent' | 'system'; readonly text: string; readonly at: number } | undefined;
  readonly updatedAt: number;
  readonly closedAt?: number | undefined;
  readonly cause?: string | undefined;
  /** Machine time of the change, for who asks what is new. */
  readonly changed: number;
}

export interface Grown {
  readonly state: ThreadState;
  /** What came since the row was folded last. */
  readonly entries: readonly Entry[];
  readonly length: number;
  readonly topics: Readonly<Record<Language, string>> | undefined;
  readonly zone: string | undefined;
  readonly calendar: Calendar;
  readonly machineNow: number;
}

type Draft = { -readonly [Key in keyof CaseRow]: CaseRow[Key] };

/** The row after what came; `null` while the thread was never handed to the desk. */
export const foldCase = (row: CaseRow | null, grown: Grown): CaseRow | null => {
  const { state, entries, calendar } = grown;
  const draft: Draft = row ? { ...row } : newRow(state);
  for (const entry of entries) take(draft, entry, calendar);
  if (draft.visits.length === 0) return null;
  settle(draft, grown);
  return draft;
};

/**
 * Somebody who waits for an answer and never came to the desk, as if she had come with her last message: who opens her
 * conversation may take it. What was not decided yet cannot be taken.
 */
export const rowBeside = (grown: Grown, isDecided: boolean): CaseRow => {
  const { state, entries, calendar } = grown;
  const draft: Draft = { ...newRow(state), reason: 'failure', epoch: state.epoch };
  for (const entry of entries) take(draft, entry, calendar);
  if (isDecided) arrive(draft, state.heardAt);
  settle(draft, grown);
  return draft;
};

const newRow = (state: ThreadState): Draft => ({
  status: 'with_bot', reason: 'asked', since: state.heardAt, length: 0, epoch: 0, channel: '', language: state.language, level: null,
  priority: 'normal', visits: [], spent: 0, updatedAt: state.heardAt, changed: 0,
});

const take = (draft: Draft, entry: Entry, calendar: Calendar): void => {
  draft.updatedAt = Math.max(draft.updatedAt, entry.at);
  switch (entry.kind) {
    case 'customer':
      draft.last = { by: 'customer', text: snippet(shownText(entry)), at: entry.at };
      if (isOpen(draft)) draft.running ??= entry.at;
      return;
    case 'agent':
      draft.last = { by: 'agent', text: snippet(entry.text), at: entry.at };
      return stop(draft, entry.at, calendar);
    case 'bot':
      draft.last = { by: 'bot', text: snippet(entry.text), at: entry.at };
      return;
    case 'system':
      draft.last = { by: 'system', text: snippet(entry.text), at: entry.at };
      if (entry.name === 'claimed' && draft.visits.length === 0) takeUnasked(draft, entry.at);
      if (entry.name === 'claimed') draft.waited ??= calendar.openMs(draft.since, entry.at);
      if (entry.name === 'transferred' || entry.name === 'taken_back') draft.running ??= entry.at;
      return;
    case 'event':
      return takeEvent(draft, entry, calendar);
    default:
      return;
  }
};

const takeEvent = (draft: Draft, { name, detail, at }: Extract<Entry, { kind: 'event' }>, calendar: Calendar): void => {
  if (name === 'handed_off' || name === 'phone') {
    if (name === 'handed_off') draft.reason = detail === 'flow' || detail === 'failure' ? detail : 'asked';
    return arrive(draft, at);
  }
  if (name === 'resumed' && detail === 'given back') {
    stop(draft, at, calendar);
    draft.status = 'with_bot';
  }
  if (name === 'case_closed') {
    stop(draft, at, calendar);
    Object.assign(draft, { status: 'closed', closedAt: at, cause: detail?.split(' ')[0] });
  }
};

/** She asked for nobody: what went wrong on our side brought a person. */
const takeUnasked = (draft: Draft, at: number): void => {
  draft.reason = 'failure';
  arrive(draft, at);
};

/** A case that waits already does not begin again. */
const arrive = (draft: Draft, at: number): void => {
  if (draft.visits.length > 0 && isOpen(draft)) return;
  Object.assign(draft, {
    status: 'waiting', since: at, spent: 0, running: at, waited: undefined, mark: undefined, closedAt: undefined, cause: undefined, needs: undefined, named: undefined,
    visits: [...draft.visits.filter((visit) => at - visit < DAY_MS), at],
  });
};

const stop = (draft: Draft, at: number, calendar: Calendar): void => {
  if (draft.running === undefined) return;
  draft.spent += calendar.openMs(draft.running, at);
  draft.running = undefined;
};

export const isOpen = ({ status }: Pick<CaseRow, 'status'>): boolean => status === 'waiting' || status === 'with_agent';

const snippet = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= LONGEST_SNIPPET ? flat : `${flat.slice(0, LONGEST_SNIPPET - 1)}…`;
};

/** What the state alone tells. */
const settle = (draft: Draft, { state, length, topics, zone, machineNow }: Grown): void => {
  const { owner } = state;
  if (owner.kind === 'agent') draft.status = 'with_agent';
  else if (owner.kind === 'queue') draft.status = 'waiting';
  else if (draft.status === 'with_agent') draft.status = 'with_bot';
  if (draft.status === 'waiting' && owner.kind === 'bot' && state.human?.id === undefined && draft.epoch < state.epoch) draft.status = 'with_bot';
  Object.assign(draft, {
    length, epoch: state.epoch, changed: machineNow, language: state.language, level: state.level,
    channel: splitAddress(state.address).channel,
    agent: owner.kind === 'agent' ? { id: owner.id, name: owner.name } : undefined,
    reservedFor: owner.kind === 'queue' ? owner.for : undefined,
    number: state.human?.id ?? draft.number,
    customer: textFact(state, 'customer.id'),
    name: textFact(state, 'customer.name'),
    keys: ['key.typed', 'channel.phone'].flatMap((fact) => textFact(state, fact) ?? []),
    topic: topics?.[state.language] ?? draft.topic,
    topics: topics ?? draft.topics,
    service: textFact(state, 'service.kind'),
    zone: zone ?? textFact(state, 'outage.place'),
  });
  draft.priority = draft.named ?? urgencyOf(draft, state);
};

const urgencyOf = ({ visits, reason, mark }: Pick<CaseRow, 'visits' | 'reason' | 'mark'>, { facts }: ThreadState): Priority => {
  const sameWeek = facts['history.same_week']?.value;
  return priorityOf({
    vulnerable: facts['account.priority']?.value === true, returns: visits.length - 1,
    sameWeek: typeof sameWeek === 'number' ? sameWeek : 0, failure: reason === 'failure', breached: mark === 'breached',
  });
};
