/** The desk: what agents see and do, put together from its parts. The truth of a case is its thread; lists only follow. */
import type { ThreadState } from '../../dialogs/conversation/state';
import type { Entry } from '../../dialogs/transcript';
import type { Address, ThreadId } from '../../dialogs/ids';
import type { Receipts } from '../channels/receipts';
import type { Releases } from '../content/releases';
import type { CustomerDirectory } from '../operator/ports';
import type { People } from '../people';
import type { Storage } from '../runtime/ports';
import type { Turn } from '../runtime/turn';
import type { Desk as StaffDesk } from '../staff/ports';
import type { StaffUser } from '../web/contracts';
import { makeActs } from './acts';
import { flowOf, makeCaseFile, type CaseFileParts } from './case-file';
import { makeCaseIndex, type CaseIndex } from './case-index';
import type { CaseRow } from './case-row';
import { guideOf } from './case-topic';
import { makeCompany } from './company';
import { customerOf, type CustomerParts } from './customer';
import type { Calendar, Rush } from './hours';
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
  const cases = makeCaseIndex({ storage, calendar: parts.calendar, topicsOf: topicsOf(releases), zoneOf: parts.zoneOf, now, machineNow });
  const presence = makePresence(storage.records, machineNow);
  const typing = makeTyping(storage.news, machineNow);
  const shown = (thread: ThreadId, row: CaseRow) => summaryOf(thread, row, moment());
  const acts = makeActs({ storage, turn, cases, presence, userOf: users.user, capacity: settings.capacity, summaryOf: shown, moment });
  const web = webReachOf(parts, cases);
  const file = makeCaseFile({ storage, releases, rowOf: async (thread) => (await cases.get(thread)) ?? cases.beside(thread), summaryOf: shown, now, deliveriesOf: deliveriesBy(web, parts.receipts), media: parts.media });
  const company = makeCompany({ storage, cases, presence, typing, users, capacity: settings.capacity, showTyping: parts.showTyping });

  return {
    ...acts,
    ...makePhone({ storage, turn, cases, people, customers, owns: acts.owns, summaryOf: shown, now }),
    cases,
    web,
    rush: makeRush(cases, now),
    list: async (query, user) => listOf(await cases.all(), query, { ...moment(), machineNow: machineNow(), user }),
    async detail(thread, look, user) {
      const found = await file.detail(thread, look);
      return found && { ...found, viewers: await company.viewers(thread, user), customerTyping: company.isCustomerTyping(thread) };
    },
    handoffActivity: file.handoffActivity,
    steps: file.steps,
    customer: (thread) => customerOf({ storage, customers, compensations: parts.compensations }, thread),
    export: file.export,
    beat: company.beat,
    typed: company.typed,
    agents: company.agents,
    round: makeRound({ cases, presence, acts, userOf: users.user, moment, machineNow, silentMs: settings.silentMs, overdue: parts.overdue }),
    standing: async () => listOf(await cases.all(), { status: [], limit: 1 }, { ...moment(), machineNow: machineNow(), user: '' }).counts,
    stop() {
      cases.stop();
      typing.stop();
    },
  };
};

const topicsOf = (releases: Releases) => (state: ThreadState, entries: readonly Entry[]): CaseRow['topics'] => {
  const guide = guideOf(state, entries);
  return guide && (flowOf(releases)(guide.flow, guide.release ?? '')?.title ?? { es: guide.flow, en: guide.flow });
};

const webReachOf = ({ storage: { records, threads }, lost }: DeskParts, cases: CaseIndex): WebReach =>
  makeWebReach({ records, isCase: (thread) => cases.peek(thread) !== undefined, lengthOf: async (thread) => (await threads.peek(thread))?.length ?? 0, failed: lost });

/** What a channel told of a message counts before what is known of her browser. */
const deliveriesBy = (web: WebReach, receipts: DeskParts['receipts']): CaseFileParts['deliveriesOf'] => async (thread, channel, entries) =>
  ({ ...(channel === 'web' && (await web.of(thread, entries))), ...(await receipts.of(thread)) });
