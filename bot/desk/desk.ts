/** The desk: what agents see and do, put together from its parts. The truth of a case is its thread; lists only follow. */
import type { ThreadState } from '../../dialogs/conversation/state';
import { threadId, type Address, type ThreadId } from '../../dialogs/ids';
import type { Receipts } from '../channels/receipts';
import type { Releases } from '../content/releases';
import type { CustomerDirectory } from '../operator/ports';
import type { People } from '../people';
import type { Storage } from '../runtime/ports';
import type { Turn } from '../runtime/turn';
import type { Desk as StaffDesk } from '../staff/ports';
import type { CaseDetail, StaffUser } from '../web/contracts';
import type { AgentPresence } from '../web/desk-contracts';
import { loadOf, makeActs, stateOf } from './acts';
import { flowOf, makeCaseFile, type CaseFileParts } from './case-file';
import { makeCaseIndex, type CaseIndex } from './case-index';
import { isOpen, type CaseRow } from './case-row';
import { customerOf, type CustomerParts } from './customer';
import type { Calendar, Rush } from './hours';
import { isoOf } from './lines';
import { listOf } from './listing';
import { makePhone } from './phone';
import { makePresence } from './presence';
import { makeRound } from './round';
import { makeRush } from './rush';
import { summaryOf, type Moment } from './summary';
import { makeTyping } from './typing';
import { makeWebReach, type WebReach } from './web-reach';

export interface DeskSettings {
  /** Open time of ours that a case may take, ms. */
  readonly limitMs: number;
  /** Cases at once for who has no number of her own. */
  readonly capacity: number;
  /** Without a sign of life for so long an agent's cases go back to the queue, ms of machine time. */
  readonly silentMs: number;
}

export interface DeskParts {
  readonly storage: Storage;
  readonly turn: Turn;
  readonly releases: Releases;
  readonly people: People;
  readonly customers: CustomerDirectory;
  readonly compensations?: CustomerParts['compensations'];
  readonly users: { list(): Promise<readonly StaffUser[]>; user(id: string): Promise<StaffUser | null> };
  /** Where a service is, as its zone is called. */
  readonly zoneOf: (service: string) => Promise<string | undefined>;
  readonly calendar: () => Calendar;
  readonly settings: DeskSettings;
  readonly now: () => number;
  readonly machineNow: () => number;
  readonly receipts: Pick<Receipts, 'of'>;
  readonly media: CaseFileParts['media'];
  /** Something that is no more than a comfort could not be kept. */
  readonly lost: (error: unknown) => void;
  /** Shows a customer that somebody is typing; nothing is lost if it does not. */
  readonly showTyping: (to: Address) => Promise<void>;
  /** Hears once or more of a case whose time is over, or nearly. */
  readonly overdue: (thread: ThreadId, row: CaseRow, mark: 'warning' | 'breached') => Promise<void>;
}

export interface Desk extends StaffDesk {
  readonly cases: CaseIndex;
  /** How many cases stand how, for the metrics. */
  standing(): Promise<Readonly<Record<'waiting' | 'with_agent' | 'warning' | 'breached', number>>>;
  /** A customer types; told to who has her case open. */
  typed(thread: ThreadId): void;
  /** How far her browser was handed the conversation, and how far she read it. */
  readonly web: Pick<WebReach, 'reached' | 'seen' | 'forget'>;
  /** How busy it is; costs nothing to ask. */
  readonly rush: () => Rush;
  /** Looks over the open cases; called from time to time. */
  round(): Promise<void>;
  stop(): void;
}

export const makeDesk = (parts: DeskParts): Desk => {
  const { storage, turn, releases, people, customers, users, now, machineNow, settings } = parts;
  const moment = (): Moment => ({ now: now(), calendar: parts.calendar(), limitMs: settings.limitMs });
  const cases = makeCaseIndex({ storage, calendar: parts.calendar, topicOf: topicOf(releases), zoneOf: parts.zoneOf, now, machineNow });
  const presence = makePresence(storage.records, machineNow);
  const typing = makeTyping(storage.news, machineNow);
  const shown = (thread: ThreadId, row: CaseRow) => summaryOf(thread, row, moment());
  const acts = makeActs({ storage, turn, cases, presence, userOf: users.user, capacity: settings.capacity, summaryOf: shown, moment });
  const web = makeWebReach({ records: storage.records, isCase: (thread) => cases.peek(thread) !== undefined, lengthOf: async (thread) => (await storage.threads.peek(thread))?.length ?? 0, failed: parts.lost });
  /** What a channel told of a message counts before what is known of her browser. */
  const deliveriesOf: CaseFileParts['deliveriesOf'] = async (thread, channel, entries) =>
    ({ ...(channel === 'web' && (await web.of(thread, entries))), ...(await parts.receipts.of(thread)) });
  const file = makeCaseFile({ storage, releases, rowOf: cases.get, summaryOf: shown, now, deliveriesOf, media: parts.media });

  const viewersOf = async (thread: ThreadId, user: string): Promise<CaseDetail['viewers']> => {
    const others = (await users.list()).filter(({ id }) => id !== user);
    const found = await Promise.all(others.map(async ({ id, name }) => ({ id, name, present: await presence.of(id) })));
    return found.flatMap(({ id, name, present }) =>
      present?.viewing === thread && presence.stateOf(present) !== 'offline' ? [{ id, name, typing: presence.isTyping(present) }] : []);
  };
  const presenceOf = async (user: StaffUser): Promise<AgentPresence> => {
    const present = await presence.of(user.id);
    return {
      id: user.id, name: user.name, role: user.role, state: presence.stateOf(present), load: loadOf(cases, user.id),
      capacity: user.capacity ?? settings.capacity, skills: user.skills ?? {}, ...(present && { seenAt: isoOf(present.seenAt) }),
    };
  };

  /** Who has the case types: the customer sees it. */
  const showTyping = async (agent: string, thread: ThreadId): Promise<void> => {
    const state = cases.peek(thread)?.agent?.id === agent ? await stateOf(storage, thread) : null;
    if (state) await parts.showTyping(state.address);
  };

  return {
    ...acts,
    ...makePhone({ storage, turn, cases, people, customers, owns: acts.owns, summaryOf: shown, now }),
    cases,
    web,
    rush: makeRush(cases, now),
    list: async (query, user) => listOf(await cases.all(), query, { ...moment(), machineNow: machineNow(), user }),
    async detail(thread, look, user) {
      const found = await file.detail(thread, look);
      return found && { ...found, viewers: await viewersOf(thread, user), customerTyping: typing.isTyping(thread, writtenAt(cases.peek(thread))) };
    },
    handoffActivity: file.handoffActivity,
    steps: file.steps,
    customer: (thread) => customerOf({ storage, customers, compensations: parts.compensations }, thread),
    export: file.export,
    async beat(user, beat) {
      await presence.beat(user, beat);
      if (beat.typing === true && beat.viewing !== undefined) await showTyping(user, threadId(beat.viewing));
    },
    typed(thread) {
      const row = cases.peek(thread);
      if (row && isOpen(row)) typing.typed(thread);
    },
    async agents() {
      await cases.all();
      const all = (await users.list()).filter(({ inactive, role }) => !inactive && role !== 'editor' && role !== 'reviewer' && role !== 'auditor');
      return Promise.all(all.map(presenceOf));
    },
    round: makeRound({ cases, presence, acts, userOf: users.user, moment, machineNow, silentMs: settings.silentMs, overdue: parts.overdue }),
    standing: async () => listOf(await cases.all(), { status: [], limit: 1 }, { ...moment(), machineNow: machineNow(), user: '' }).counts,
    stop() {
      cases.stop();
      typing.stop();
    },
  };
};

/** When her last word came in, machine time; what she typed before it is sent. */
const writtenAt = (row: CaseRow | undefined): number => (row?.last?.by === 'customer' ? row.changed : -Infinity);

const topicOf = (releases: Releases) => ({ stack, language }: ThreadState): string | undefined => {
  const [top] = stack;
  return top && (flowOf(releases)(top.flow, top.release)?.title[language] ?? top.flow);
};
