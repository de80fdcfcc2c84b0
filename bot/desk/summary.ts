/** A case as staff see it in a list, with its clock as it stands now. */
import type { ThreadId } from '../../dialogs/ids';
import type { Waiting } from '../../dialogs/handoff/routing';
import type { CaseSummary, SlaMark } from '../web/contracts';
import { isOpen, type CaseRow } from './case-row';
import type { Calendar } from './hours';
import { isoOf } from './lines';

/** Warned when so much of the limit is used. */
const WARN_AT = 0.8;

export interface Moment {
  readonly now: number;
  readonly calendar: Calendar;
  /** Open time of ours that a case may take, ms. */
  readonly limitMs: number;
}

export const spentMs = ({ spent, running }: CaseRow, { now, calendar }: Moment): number =>
  spent + (running === undefined ? 0 : calendar.openMs(running, now));

const runs = (row: CaseRow): boolean => row.running !== undefined && isOpen(row);

/** Only how it stands: cheap enough for every case of a list. */
export const slaState = (row: CaseRow, moment: Moment): SlaMark['state'] => {
  const [spent, { limitMs }] = [spentMs(row, moment), moment];
  return spent >= limitMs ? 'breached' : !runs(row) ? 'paused' : spent >= WARN_AT * limitMs ? 'warning' : 'ok';
};

const slaOf = (row: CaseRow, moment: Moment): SlaMark => {
  const spent = spentMs(row, moment);
  const { limitMs, calendar, now } = moment;
  const dueAt = runs(row) && spent < limitMs ? calendar.after(now, limitMs - spent) : undefined;
  return {
    state: slaState(row, moment), spentMs: spent, limitMs, ...(dueAt !== undefined && { dueAt: isoOf(dueAt) }),
  };
};

export const waitingOf = (row: CaseRow, { now, calendar }: Moment): Waiting => ({
  priority: row.priority, since: row.since, waitedMs: calendar.openMs(row.since, now), level: row.level, language: row.language,
  service: row.service, zone: row.zone, needs: row.needs, reservedFor: row.reservedFor?.id,
});

export const summaryOf = (thread: ThreadId, row: CaseRow, moment: Moment): CaseSummary => {
  const { last, closedAt } = row;
  return {
    thread,
    status: row.status, channel: row.channel, language: row.language, level: row.level, reason: row.reason, priority: row.priority, length: row.length,
    since: isoOf(row.since), updatedAt: isoOf(row.updatedAt),
    sla: slaOf(row, moment),
    turn: row.running === undefined ? 'customer' : 'us',
    returns: row.visits.length - 1,
    ...(last && { last: { ...last, at: isoOf(last.at) } }),
    ...(closedAt !== undefined && { closedAt: isoOf(closedAt) }),
    ...present({ name: row.name, topic: row.topic, topics: row.topics, agent: row.agent, number: row.number, service: row.service, zone: row.zone, reservedFor: row.reservedFor, cause: row.cause }),
  };
};

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** Without what is not there. */
const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
