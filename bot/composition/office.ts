/** Where people work: accounts, the desk with its cases, figures, the studio, what is told to other systems. */
import { splitAddress, type Address } from '../../dialogs/ids';
import { makeAlarms, type Alarms } from '../channels/alarms';
import type { Channel } from '../channels/channel';
import { makeReceipts, type Receipts } from '../channels/receipts';
import { makePost } from '../connectors/post';
import { makeWebhooks, type Webhooks } from '../connectors/webhooks';
import { makeStudio, type Studio } from '../content/studio';
import { trainBeside } from '../content/train-beside';
import { makeClaims, type Claims } from '../desk/claims';
import { makeDesk, type Desk } from '../desk/desk';
import { makeForget, type Forget } from '../desk/forget';
import { measureDesk } from '../observability/metrics';
import { makeQuality, type Quality } from '../quality/quality';
import { makeTitles } from '../quality/titles';
import type { Accounts } from '../staff/accounts';
import { approvalNeeded } from '../staff/flow-approval';
import { makeGather } from '../own-data/gather';
import { makeCopies, type Copies } from '../own-data/offer';
import { makeAudit } from '../staff/audit';
import type { Files } from './files';
import type { Ground } from './ground';
import type { Outages } from './outages';
import type { Threads } from './threads';
import type { Views } from './views';

export interface Office {
  readonly accounts: Accounts;
  readonly desk: Desk;
  readonly quality: Quality;
  readonly studio: Studio;
  readonly webhooks: Webhooks;
  readonly receipts: Receipts;
  readonly alarms: Alarms;
  readonly forget: Forget;
  readonly copies: Copies;
  readonly claims: Claims;
}

export interface OfficeParts {
  readonly views: Views;
  readonly threads: Threads;
  readonly outages: Outages;
  readonly files: Files;
  readonly accounts: Accounts;
  readonly channelOf: (name: string) => Channel | undefined;
}

export const makeOffice = (ground: Ground, parts: OfficeParts): Office => {
  const { config, storage, clock: { now }, content: { articles, releases, understanding }, demo, metrics } = ground;
  const { accounts } = parts;
  const receipts = makeReceipts(storage.records);
  const webhooks = makeWebhooks({ records: storage.records, machineNow: Date.now, send: makePost({ allowInside: config.demoControls }) });
  const desk = deskOf(ground, { ...parts, receipts, webhooks });
  measureDesk(metrics, desk.standing);
  const forget = makeForget({ storage, media: parts.files.media, cases: desk.cases, office: demo.operator.office, receipts, web: desk.web, people: parts.threads.people });
  return {
    accounts, desk, webhooks, receipts,
    alarms: makeAlarms({ records: storage.records, now: Date.now, tell: webhooks.alarm }),
    studio: makeStudio({
      storage, releases, articles, understanding, train: trainBeside,
      approvalNeeded: approvalNeeded(config.flowReview, accounts), now, machineNow: Date.now,
    }),
    quality: makeQuality({ storage, now, rowOf: desk.cases.get, zoneOf: demo.zoneOf, titles: makeTitles(releases) }),
    copies: copiesOf(ground, parts),
    forget,
    claims: makeClaims({ office: demo.operator.office, forget, threadsOf: parts.threads.people.threadsOf, turn: parts.threads.turn, now }),
  };
};

const CUSTOMER = { id: 'customer', name: 'Cliente', role: 'customer' } as const;

const copiesOf = ({ storage, clock: { now }, content: { releases }, demo, base, secret, log }: Ground, { threads, outages, files }: OfficeParts): Copies => {
  const audit = makeAudit(storage.records, Date.now);
  return makeCopies({
    records: storage.records, base, secret, now, log, media: files.found,
    gather: makeGather({ storage, releases, now, operator: demo.operator, threadsOf: threads.people.threadsOf, compensations: outages.compensations }),
    opened: (customer, thread) => audit.append({ user: CUSTOMER, action: 'data.copy', thread, subject: customer }),
  });
};

type DeskNeeds = OfficeParts & Pick<Office, 'receipts' | 'webhooks'>;

const deskOf = ({ config, storage, clock, content, demo, log }: Ground, { views, threads, outages, files, accounts, receipts, webhooks, channelOf }: DeskNeeds): Desk =>
  makeDesk({
    storage, receipts,
    turn: threads.turn, people: threads.people, releases: content.releases, users: accounts, media: files.media,
    customers: demo.operator.directory, zoneOf: demo.zoneOf, compensations: outages.compensations,
    calendar: views.calendar, settings: config.desk, now: clock.now, machineNow: Date.now,
    lost: (error) => log.warn({ err: error }, 'how far a message got could not be kept'),
    overdue: (thread, row, mark) => webhooks.tell(`case.${mark}`, thread, row),
    showTyping: async (to: Address) => channelOf(splitAddress(to).channel)?.typing(to),
  });
