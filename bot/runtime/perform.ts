/**
 * How an effect of each kind is performed, and how that ended: performed, failed, superseded, uncertain, or not yet (I4).
 * Answers of systems come back as events under the effect's key, so that a repeated answer counts once (I1). What is sent
 * where repeating is not safe is marked before it leaves, behind what the thread has to send before it (I2).
 */
import type { CaseEffect, HandoffReason, IdentifiedEffect } from '../../dialogs/effect';
import type { CheckResult, PerformedEvent, ThreadEvent } from '../../dialogs/event';
import { splitAddress, type Address, type ThreadId } from '../../dialogs/ids';
import type { Action, System } from '../../flows/contracts';
import type { Facts, FactValue } from '../../flows/facts';
import type { Language, Level } from '../../knowledge/language';
import type { Channel } from '../channels/channel';
import type { Log } from '../observability/log';
import type { Metrics } from '../observability/metrics';
import { spread } from './backoff';
import type { BusinessClock } from './clock';
import type { Delivering, Place } from './lines';
import type { KeyedEffect, Lease, Positioned, Settlement, Storage } from './ports';
import { again, done, LEASE_RAN_OUT, leased, wait } from './settlements';
import type { Growth, Turn } from './turn';

/** The operator's systems, as the relay needs them. Both answer, also when a system does not. */
export interface OperatorSystems {
  check(systems: readonly System[], facts: Facts, language: Language): Promise<readonly CheckResult[]>;
  perform(action: Action, request: ActionRequest): Promise<{ readonly result: string; readonly facts: Readonly<Record<string, FactValue>> }>;
}

export interface ActionRequest {
  readonly facts: Facts;
  /** Idempotency key: the same key has one effect. */
  readonly key: string;
  readonly thread: ThreadId;
  readonly language: Language;
}

/** What else effects reach: the desk, who was told of an outage, and the threads of one customer. */
export interface Reach {
  handOff(thread: ThreadId, reason: HandoffReason): Promise<void>;
  caseStatus(thread: ThreadId, status: CaseEffect['status']): Promise<void>;
  /** Counts what was said and done in the thread since it was counted last. */
  tally(thread: ThreadId): Promise<void>;
  watch(thread: ThreadId, outage: string, subscribed?: boolean): Promise<void>;
  /** A delivery of a broadcast that did not simply arrive. */
  noticed(thread: ThreadId, broadcast: string, end: 'failed' | 'uncertain'): Promise<void>;
  /**
   * Says whether the effect's thread was joined into an open case of the same customer. Alone: with the level that she had
   * before, where one is known. `lost`: the effect is somebody else's by now, and nothing was joined.
   */
  identified(by: Lease, who: IdentifiedEffect): Promise<'joined' | 'alone' | 'lost' | { readonly level: Level }>;
  offerCode(thread: ThreadId): Promise<{ readonly code: string; readonly link: string }>;
  redeemCode(by: Lease, code: string, address: Address): Promise<'joined' | 'unknown' | 'lost'>;
  /** Whether an agent took the thread over after this epoch (I6). */
  isOvertaken(thread: ThreadId, epoch: number): Promise<boolean>;
}

export interface PerformParts {
  readonly storage: Storage;
  readonly clock: BusinessClock;
  readonly turn: Turn;
  readonly channels: { get(name: string): Channel | undefined };
  readonly operator: OperatorSystems;
  readonly reach: Reach;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** How it ended; what failed for a reason that may pass is tried again. */
export const performSafely = async (parts: PerformParts, keyed: KeyedEffect, fresh: Growth | null): Promise<Settlement> => {
  const ended = perform(parts, keyed, fresh).catch((error: unknown) => again(keyed, error instanceof Error ? error.message : String(error)));
  return listed(parts, keyed, await ended);
};

/** A recipient of a broadcast who may not have heard stands in its list before the delivery is settled. */
const listed = async ({ reach }: PerformParts, keyed: KeyedEffect, settlement: Settlement): Promise<Settlement> => {
  const broadcast = keyed.effect.kind === 'deliver' ? keyed.effect.notice : undefined;
  if (broadcast === undefined || (settlement.end !== 'failed' && settlement.end !== 'uncertain')) return settlement;
  try {
    await reach.noticed(keyed.thread, broadcast, settlement.end);
    return settlement;
  } catch {
    return { ...leased(keyed), end: 'retry', afterMs: 1_000, reason: 'its broadcast could not be told', failed: false };
  }
};

const perform = async (parts: PerformParts, keyed: KeyedEffect, fresh: Growth | null): Promise<Settlement> => {
  const { effect } = keyed;
  switch (effect.kind) {
    case 'deliver':
      return deliver(parts, { ...keyed, effect }, fresh);
    case 'typing':
      await parts.channels.get(splitAddress(effect.to).channel)?.typing(effect.to);
      return done(keyed);
    case 'check': {
      const results = await parts.operator.check(effect.systems, effect.facts, effect.language);
      return report(parts, keyed, { kind: 'checked', at: parts.clock.now(), ticket: effect.ticket, results });
    }
    case 'action': {
      const { facts, language, action } = effect;
      const answer = await parts.operator.perform(action, { facts, language, key: keyed.key, thread: keyed.thread });
      return tell(parts, keyed, effect.ticket, answer);
    }
    case 'wake':
      return report(parts, keyed, { kind: 'wake', at: effect.due, ticket: effect.ticket });
    case 'handoff':
      return after(keyed, parts.reach.handOff(keyed.thread, effect.reason));
    case 'case':
      return after(keyed, parts.reach.caseStatus(keyed.thread, effect.status));
    case 'tally':
      return after(keyed, parts.reach.tally(keyed.thread));
    case 'watch':
      return after(keyed, parts.reach.watch(keyed.thread, effect.outage, effect.subscribed));
    case 'identified': {
      const found = await parts.reach.identified(leased(keyed), effect);
      if (found === 'joined') return done(keyed);
      if (found === 'lost') return wait(keyed, LEASE_RAN_OUT);
      return tell(parts, keyed, effect.ticket, { result: 'alone', facts: found === 'alone' ? {} : { 'customer.level': found.level } });
    }
    case 'offer_code':
      return tell(parts, keyed, effect.ticket, { result: 'offered', facts: await parts.reach.offerCode(keyed.thread) });
    case 'redeem_code': {
      const found = await parts.reach.redeemCode(leased(keyed), effect.code, effect.address);
      if (found === 'joined') return done(keyed);
      if (found === 'lost') return wait(keyed, LEASE_RAN_OUT);
      return tell(parts, keyed, effect.ticket, { result: 'unknown', facts: {} });
    }
  }
};

const tell = (parts: PerformParts, keyed: KeyedEffect, ticket: string, answer: Pick<PerformedEvent, 'result' | 'facts'>): Promise<Settlement> =>
  report(parts, keyed, { kind: 'performed', at: parts.clock.now(), ticket, ...answer });

const after = async (keyed: KeyedEffect, work: Promise<void>): Promise<Settlement> => {
  await work;
  return done(keyed);
};

const report = async ({ turn }: PerformParts, keyed: KeyedEffect, event: ThreadEvent): Promise<Settlement> => {
  await turn.receive({ thread: keyed.thread, dedupe: keyed.key, event });
  return done(keyed);
};

/**
 * Nothing that was committed before it for the same address may be under way, here or in another process, or wait to be
 * sent again: it may not overtake that (I2). Asking marks it *sending* and leases it anew.
 */
export const placeOf = async ({ storage, channels, log }: PerformParts, keyed: Delivering, hasEnded: (key: string) => boolean): Promise<Place> => {
  const { to } = keyed.effect;
  if (channels.get(splitAddress(to).channel)?.idempotent !== false) return 'first';
  try {
    const earlier = await storage.outbox.sending(keyed);
    if (!earlier) return 'gone';
    return earlier.some(({ key, effect }) => effect.kind === 'deliver' && effect.to === to && !hasEnded(key)) ? 'behind' : 'first';
  } catch (error) {
    log.warn({ err: error }, 'a delivery waits for the store');
    return 'behind';
  }
};

const deliver = async (parts: PerformParts, keyed: Delivering, fresh: Growth | null): Promise<Settlement> => {
  const { effect } = keyed;
  const channel = parts.channels.get(splitAddress(effect.to).channel);
  if (!channel) return { ...leased(keyed), end: 'failed', reason: 'no such channel' };
  // Only a late word can be overtaken: a fresh one was committed a moment ago.
  if (!fresh && effect.epoch !== undefined && (await parts.reach.isOvertaken(keyed.thread, effect.epoch))) {
    return { ...leased(keyed), end: 'superseded' };
  }
  if (keyed.wasSending && effect.notice !== undefined) return { ...leased(keyed), end: 'uncertain', reason: 'its sender died before it could say whether it arrived' };
  const entries = fresh && effect.again === undefined ? pick(fresh, effect.entries) : await readBack(parts, keyed);
  if (keyed.wasSending) tellUncertain(parts, keyed);
  const delivery = await channel.deliver(effect.to, entries, { thread: keyed.thread, late: !fresh || effect.again !== undefined });
  switch (delivery.kind) {
    case 'delivered':
      return done(keyed);
    case 'retry':
      return delivery.waits ? wait(keyed, delivery) : again(keyed, delivery.reason, spread(delivery.afterMs));
    case 'refused':
      return { ...leased(keyed), end: 'failed', reason: delivery.reason };
  }
};

/** I4: its former sender died before it could say whether this arrived. A reply is sent again, and that is told. */
const tellUncertain = ({ metrics, log }: PerformParts, { key }: Delivering): void => {
  metrics.effects.inc({ kind: 'deliver', end: 'uncertain' });
  log.warn({ key }, 'sent again: it is uncertain whether it had arrived');
};

const pick = ({ base, entries }: Growth, indexes: readonly number[]): Positioned[] =>
  indexes.flatMap((index) => {
    const entry = entries[index];
    return entry ? [{ position: base + index, entry }] : [];
  });

const readBack = async ({ storage }: PerformParts, { thread, base, effect }: Delivering): Promise<Positioned[]> => {
  if (effect.again !== undefined) return [...(await storage.threads.read(thread, effect.again, 1))];
  const last = Math.max(...effect.entries);
  const read = await storage.threads.read(thread, base, last + 1);
  return read.filter(({ position }) => effect.entries.includes(position - base));
};
