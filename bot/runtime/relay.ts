/**
 * Performs what was committed (I4): nothing leaves before its commit, and every effect ends visibly: performed, failed,
 * superseded or uncertain. An effect is leased to whoever committed it; when that process dies, `tick` of another one
 * claims it. Deliveries to one thread keep their order. Answers of systems come back as events under the effect's key,
 * so that a repeated answer counts once (I1). Timers are effects due later (I9).
 */
import { setTimeout as pause } from 'node:timers/promises';
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
import { isDelivering, makeLines, type Delivering, type Place } from './lines';
import type { KeyedEffect, Lease, Positioned, Settlement, Storage } from './ports';
import { again, done, LEASE_RAN_OUT, leased, wait } from './settlements';
import { makeSettler } from './settler';
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

export interface RelayParts {
  readonly storage: Storage;
  readonly clock: BusinessClock;
  readonly turn: Turn;
  readonly channels: { get(name: string): Channel | undefined };
  readonly operator: OperatorSystems;
  readonly reach: Reach;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface Relay {
  /** Claims what is due, or was left by a process that went away, and performs it. */
  tick(): Promise<void>;
  /** Resolves when nothing is being performed in this process. */
  rest(): Promise<void>;
  /** Lets what is being performed end, for at most so long (machine time), and gives back what has not begun. */
  drain(ms: number): Promise<void>;
}

const CLAIM_AT_MOST = 200;
/** A slow call keeps its effect: leased anew well before the lease runs out. */
const RENEW_AFTER_MS = 1_500;

interface UnderWay {
  /** With the newest token that this process was given. */
  keyed: KeyedEffect;
  leasedAt: number;
}

export const makeRelay = (parts: RelayParts): Relay => {
  const { storage, clock, turn, log, metrics } = parts;
  const running = new Set<Promise<void>>();
  const underWay = new Map<string, UnderWay>();
  const settler = makeSettler(storage.outbox, log);

  const attempt = async (keyed: KeyedEffect, fresh: Growth | null): Promise<void> => {
    const settlement = await performSafely(parts, keyed, fresh).then((ended) => listed(parts, keyed, ended));
    metrics.effects.inc({ kind: keyed.effect.kind, end: settlement.end });
    if (settlement.end !== 'performed') log.warn(settlement, 'effect not performed');
    const { token } = underWay.get(keyed.key)?.keyed ?? keyed;
    underWay.delete(keyed.key);
    settler.add({ ...settlement, token });
  };
  const track = (work: Promise<void>): void => {
    const tracked: Promise<void> = work.finally(() => running.delete(tracked));
    running.add(tracked);
  };
  const drop = ({ key }: KeyedEffect): void => void underWay.delete(key);
  const lines = makeLines({ placeOf: (keyed) => placeOf(parts, keyed, settler.hasEnded), attempt, drop, track });
  const start = (keyed: KeyedEffect, fresh: Growth | null): void => {
    const known = underWay.get(keyed.key);
    // It outlived its lease and came back to its own holder: it is not performed a second time beside itself.
    if (known) return void Object.assign(known, { keyed, leasedAt: Date.now() });
    if (settler.hasEnded(keyed.key)) return settler.handedOutAgain(keyed);
    underWay.set(keyed.key, { keyed, leasedAt: Date.now() });
    if (isDelivering(keyed)) lines.add(keyed, fresh);
    else track(attempt(keyed, fresh));
  };
  turn.onEffects((effects, growth) => effects.forEach((keyed) => start(keyed, growth)));

  const renew = async (): Promise<void> => {
    const now = Date.now();
    const slow = [...underWay.values()].filter(({ leasedAt }) => now - leasedAt >= RENEW_AFTER_MS);
    if (slow.length === 0) return;
    const lost = await storage.outbox.renew(slow.map(({ keyed }) => keyed));
    for (const one of slow) one.leasedAt = now;
    if (lost.length > 0) metrics.lostLeases.inc(lost.length);
  };
  const rest = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    await settler.flush();
  };

  return {
    async tick() {
      await renew();
      for (const keyed of await storage.outbox.claim(clock.now(), CLAIM_AT_MOST)) start(keyed, null);
      await turn.recover(CLAIM_AT_MOST);
    },
    rest,
    async drain(ms) {
      await Promise.race([rest(), pause(ms, undefined, { ref: false })]);
      for (const { key, thread, token } of lines.release()) {
        underWay.delete(key);
        settler.add({ key, thread, token, end: 'retry', afterMs: 0, failed: false, reason: 'its process stops' });
      }
      await settler.flush();
    },
  };
};

const performSafely = async (parts: RelayParts, keyed: KeyedEffect, fresh: Growth | null): Promise<Settlement> => {
  try {
    return await perform(parts, keyed, fresh);
  } catch (error) {
    return again(keyed, error instanceof Error ? error.message : String(error));
  }
};

/** A recipient of a broadcast who may not have heard stands in its list before the delivery is settled. */
const listed = async ({ reach }: RelayParts, keyed: KeyedEffect, settlement: Settlement): Promise<Settlement> => {
  const broadcast = keyed.effect.kind === 'deliver' ? keyed.effect.notice : undefined;
  if (broadcast === undefined || (settlement.end !== 'failed' && settlement.end !== 'uncertain')) return settlement;
  try {
    await reach.noticed(keyed.thread, broadcast, settlement.end);
    return settlement;
  } catch {
    return { ...leased(keyed), end: 'retry', afterMs: 1_000, reason: 'its broadcast could not be told', failed: false };
  }
};

const perform = async (parts: RelayParts, keyed: KeyedEffect, fresh: Growth | null): Promise<Settlement> => {
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

const tell = (parts: RelayParts, keyed: KeyedEffect, ticket: string, answer: Pick<PerformedEvent, 'result' | 'facts'>): Promise<Settlement> =>
  report(parts, keyed, { kind: 'performed', at: parts.clock.now(), ticket, ...answer });

const after = async (keyed: KeyedEffect, work: Promise<void>): Promise<Settlement> => {
  await work;
  return done(keyed);
};

const report = async ({ turn }: RelayParts, keyed: KeyedEffect, event: ThreadEvent): Promise<Settlement> => {
  await turn.receive({ thread: keyed.thread, dedupe: keyed.key, event });
  return done(keyed);
};

/**
 * Nothing that was committed before it for the same address may be under way, here or in another process, or wait to be
 * sent again: it may not overtake that (I2). Asking marks it *sending* and leases it anew.
 */
const placeOf = async ({ storage, channels, log }: RelayParts, keyed: Delivering, hasEnded: (key: string) => boolean): Promise<Place> => {
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

const deliver = async (parts: RelayParts, keyed: Delivering, fresh: Growth | null): Promise<Settlement> => {
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
const tellUncertain = ({ metrics, log }: RelayParts, { key }: Delivering): void => {
  metrics.effects.inc({ kind: 'deliver', end: 'uncertain' });
  log.warn({ key }, 'sent again: it is uncertain whether it had arrived');
};

const pick = ({ base, entries }: Growth, indexes: readonly number[]): Positioned[] =>
  indexes.flatMap((index) => {
    const entry = entries[index];
    return entry ? [{ position: base + index, entry }] : [];
  });

const readBack = async ({ storage }: RelayParts, { thread, base, effect }: Delivering): Promise<Positioned[]> => {
  if (effect.again !== undefined) return [...(await storage.threads.read(thread, effect.again, 1))];
  const last = Math.max(...effect.entries);
  const read = await storage.threads.read(thread, base, last + 1);
  return read.filter(({ position }) => effect.entries.includes(position - base));
};
