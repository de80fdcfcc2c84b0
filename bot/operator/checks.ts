/**
 * Runs the checks that a flow asks for, side by side, each with its own time-out: one slow system never holds the
 * others, and one that does not answer is told as such (I10). What is not known is left out, never guessed.
 * I11: nothing is asked for a customer who was not verified.
 */
import type { System } from '../../flows/contracts';
import type { Facts } from '../../flows/facts';
import { contractParts } from './identity';
import { verifiedCustomer, verifiedService } from './known';
import type { OfficeSystem } from './office';
import type { Operator } from './operator';
import type { Answer, ServiceRef } from './ports';
import { accountFacts, lineFacts, outageFacts, ticketFacts, visitFacts, type FactSheet, type Moment } from './service-facts';
import { shareOfPlan, spoken, type ReadSystem } from './telemetry';
import { machineTimer, within, type Timer } from './timer';

export const CHECK_TIMEOUT_MS = 2_500;

/** `reason`: `unavailable`, `timeout`, `unknown_service`, `not_verified`. */
export type CheckResult =
  | { readonly system: System; readonly ok: true; readonly facts: FactSheet }
  | { readonly system: System; readonly ok: false; readonly facts: Readonly<Record<string, never>>; readonly reason: string };

export interface ChecksNeeds {
  readonly operator: Operator;
  readonly timer?: Timer;
  readonly timeoutMs?: number;
  /** Told when an adapter throws, which is a bug there; the check itself then counts as unavailable. */
  readonly onFault?: (system: System, error: unknown) => void;
}

/** A bare number is `now`, told in Spanish. */
export type RunChecks = (systems: readonly System[], facts: Facts, at: Moment | number) => Promise<readonly CheckResult[]>;

/** The answers keep the order of `systems`; at most `timeoutMs` of machine time pass. */
export const createChecks = (needs: ChecksNeeds): RunChecks => {
  const { operator, timer = machineTimer, timeoutMs = CHECK_TIMEOUT_MS, onFault } = needs;
  const check = async (system: System, subject: Subject, moment: Moment): Promise<CheckResult> => {
    const asked = ASK[system](operator, subject, moment).catch((error: unknown) => {
      onFault?.(system, error);
      return { ok: false, reason: 'unavailable' } as const;
    });
    const answer = await within<Answer<FactSheet>>(asked, { timer, ms: timeoutMs, late: () => ({ ok: false, reason: 'timeout' }) });
    return answer.ok ? { system, ok: true, facts: answer.value } : failed(system, answer.reason);
  };
  return (systems, facts, at) => {
    const moment: Moment = typeof at === 'number' ? { now: at, language: 'es' } : at;
    const customerId = verifiedCustomer(facts);
    if (customerId === undefined) return Promise.resolve(systems.map((system) => failed(system, 'not_verified')));
    const subject = { customerId, service: verifiedService(facts) };
    return Promise.all(systems.map((system) => check(system, subject, moment)));
  };
};

const failed = (system: System, reason: string): CheckResult => ({ system, ok: false, facts: {}, reason });

/** Whom a check is about; the service is only there when one was chosen. */
interface Subject {
  readonly customerId: string;
  readonly service: ServiceRef | undefined;
}

type Ask = (operator: Operator, subject: Subject, moment: Moment) => Promise<Answer<FactSheet>>;

const NO_SERVICE = { ok: false, reason: 'unknown_service' } as const;

const aboutService =
  (ask: (operator: Operator, service: ServiceRef, moment: Moment) => Promise<Answer<FactSheet>>): Ask =>
  async (operator, { service }, moment) =>
    service ? ask(operator, service, moment) : NO_SERVICE;

const telemetry = (system: ReadSystem): Ask =>
  aboutService(async ({ telemetry: port }, service, { language }) => mapped(await port.read(system, service), (sheet) => spoken(sheet, language)));

const office =
  (system: OfficeSystem): Ask =>
  async (operator, { customerId }, { language }) =>
    mapped(await operator.office.read(system, customerId), (sheet) => spoken(sheet, language));

const ASK: Readonly<Record<System, Ask>> = {
  account: aboutService(async ({ account }, service) => mapped(await account.report(service), accountFacts)),
  outage: aboutService(async ({ outages }, service, moment) => {
    const [found, ahead] = await Promise.all([outages.matching(service), outages.ahead(service)]);
    return mapped(found, (active) => outageFacts(active, ahead.ok ? ahead.value : null, moment));
  }),
  line: aboutService(async ({ line }, service) => mapped(await line.report(service), lineFacts)),
  /** Visits ride along: when only they fail, what is known of the tickets is still told. */
  tickets: aboutService(async (operator, service, moment) => {
    const [ticket, visits] = await Promise.all([operator.tickets.openFor(service), operator.visits.upcoming(service)]);
    return mapped(ticket, (open) => ({
      ...ticketFacts(open, moment.language),
      ...(visits.ok ? visitFacts(visits.value, moment) : {}),
    }));
  }),
  history: telemetry('history'),
  modem: telemetry('modem'),
  speed: async (operator, subject, moment) =>
    mapped(await telemetry('speed')(operator, subject, moment), (facts) => {
      const share = shareOfPlan(facts, numberIn(facts, 'plan.provisioned_mbps'));
      return share === undefined ? facts : { ...facts, 'plan.share_pct': share };
    }),
  flaps: telemetry('flaps'),
  wifi: telemetry('wifi'),
  names: telemetry('names'),
  device: telemetry('device'),
  addressing: telemetry('addressing'),
  tv: telemetry('tv'),
  voice: telemetry('voice'),
  mobile: telemetry('mobile'),
  credits: telemetry('credits'),
  bill: office('bill'),
  requests: office('requests'),
  /** With the services that may be ended one by one. */
  contract: async (operator, subject, moment) => {
    const [sheet, customer] = await Promise.all([office('contract')(operator, subject, moment), operator.directory.customer(subject.customerId)]);
    const parts = customer.ok && customer.value ? contractParts(customer.value.services, moment.language) : [];
    return mapped(sheet, (facts) => (parts.length === 0 ? facts : { ...facts, 'contract.parts': parts }));
  },
};

const numberIn = (facts: FactSheet, name: string): number | undefined => {
  const value = facts[name];
  return typeof value === 'number' ? value : undefined;
};

const mapped = <T>(answer: Answer<T>, facts: (value: T) => FactSheet): Answer<FactSheet> =>
  answer.ok ? { ok: true, value: facts(answer.value) } : answer;
