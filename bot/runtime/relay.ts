/**
 * Performs what was committed (I4): nothing leaves before its commit, and every effect ends visibly: performed, failed,
 * superseded or uncertain. An effect is leased to whoever committed it; when that process dies, `tick` of another one
 * claims it. Deliveries to one thread keep their order. Answers of systems come back as events under the effect's key,
 * so that a repeated answer counts once (I1). Timers are effects due later (I9).
 */
import type { CaseEffect, HandoffReason } from '../../dialogs/effect';
import type { CheckResult, PerformedEvent, ThreadEvent } from '../../dialogs/event';
import { splitAddress, type Address, type ThreadId } from '../../dialogs/ids';
import type { Action, System } from '../../flows/contracts';
import type { Facts, FactValue } from '../../flows/facts';
import type { Language } from '../../knowledge/language';
import type { Channel } from '../channels/channel';
import type { Log } from '../observability/log';
import type { Metrics } from '../observability/metrics';
import type { BusinessClock } from './clock';
import { isDelivering, makeLines, type Delivering } from './lines';
import type { KeyedEffect, Positioned, Settlement, Storage } from './ports';
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
  watch(thread: ThreadId, outage: string): Promise<void>;
  /** Says whether the thread was joined into an open case of the same customer. */
  identified(thread: ThreadId, customer: string, address: Address): Promise<'joined' | 'alone'>;
  offerCode(thread: ThreadId): Promise<{ readonly code: string; readonly link: string }>;
  redeemCode(thread: ThreadId, code: string, address: Address): Promise<'joined' | 'unknown'>;
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
}

const CLAIM_AT_MOST = 200;
const MOST_ATTEMPTS = 8;
const LONGEST_BACKOFF_MS = 60_000;


export const makeRelay = (parts: RelayParts): Relay => {
  const { storage, clock, turn, log, metrics } = parts;
  const running = new Set<Promise<void>>();
  const settlements = makeSettler(parts);

  const attempt = async (keyed: KeyedEffect, fresh: Growth | null): Promise<void> => {
    const settlement = await performSafely(parts, keyed, fresh);
    metrics.effects.inc({ kind: keyed.effect.kind, end: settlement.end });
    if (settlement.end !== 'performed') log.warn(settlement, 'effect not performed');
    underWay.delete(keyed.key);
    settlements.add(settlement);
  };
  const track = (work: Promise<void>): void => {
    const tracked: Promise<void> = work.finally(() => running.delete(tracked));
    running.add(tracked);
  };
  const underWay = new Set<string>();
  const isBlocked = (keyed: Delivering): Promise<boolean> => isBehind(parts, keyed, settlements.hasEnded);
  const lines = makeLines({ isBlocked, attempt, track });
  const start = (keyed: KeyedEffect, fresh: Growth | null): void => {
    // A slow effect outlives its lease: it must not be performed a second time beside itself.
    if (underWay.has(keyed.key)) return;
    underWay.add(keyed.key);
    if (isDelivering(keyed)) lines.add(keyed, fresh);
    else track(attempt(keyed, fresh));
  };
  turn.onEffects((effects, growth) => effects.forEach((keyed) => start(keyed, growth)));

  return {
    async tick() {
      for (const keyed of await storage.outbox.claim(clock.now(), CLAIM_AT_MOST)) start(keyed, null);
      await turn.recover(CLAIM_AT_MOST);
    },
    async rest() {
      while (running.size > 0) await Promise.all(running);
      await settlements.flush();
    },
  };
};

/** Settlements of one moment go to the store together, off the customer's path. */
const makeSettler = ({ storage, log }: RelayParts) => {
  let waiting: Settlement[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** Ended here, perhaps not yet in the store. */
  const ended = new Set<string>();
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    // Unsettled effects are leased out again: performing twice is safe by their keys.
    await storage.outbox.settle(batch).catch((error: unknown) => log.warn({ err: error }, 'settlements not stored'));
    for (const { key } of batch) ended.delete(key);
  };
  return {
    add(settlement: Settlement): void {
      waiting.push(settlement);
      if (settlement.end !== 'retry') ended.add(settlement.key);
      timer ??= setTimeout(() => void flush(), 5);
    },
    hasEnded: (key: string): boolean => ended.has(key),
    flush,
  };
};

const performSafely = async (parts: RelayParts, keyed: KeyedEffect, fresh: Growth | null): Promise<Settlement> => {
  try {
    return await perform(parts, keyed, fresh);
  } catch (error) {
    return again(keyed, error instanceof Error ? error.message : String(error));
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
    case 'watch':
      return after(keyed, parts.reach.watch(keyed.thread, effect.outage));
    case 'identified':
      if ((await parts.reach.identified(keyed.thread, effect.customer, effect.address)) === 'joined') return done(keyed);
      return tell(parts, keyed, effect.ticket, { result: 'alone', facts: {} });
    case 'offer_code':
      return tell(parts, keyed, effect.ticket, { result: 'offered', facts: await parts.reach.offerCode(keyed.thread) });
    case 'redeem_code':
      if ((await parts.reach.redeemCode(keyed.thread, effect.code, effect.address)) === 'joined') return done(keyed);
      return tell(parts, keyed, effect.ticket, { result: 'unknown', facts: {} });
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
 * Whether something that was committed before it for the same address is still under way, here or in another process, or
 * waits to be sent again: it may not overtake that (I2). Asking marks it *sending* and leases it anew.
 */
const isBehind = async ({ storage, channels, log }: RelayParts, keyed: Delivering, hasEnded: (key: string) => boolean): Promise<boolean> => {
  const { to } = keyed.effect;
  if (channels.get(splitAddress(to).channel)?.idempotent !== false) return false;
  try {
    const earlier = await storage.outbox.sending(keyed);
    return earlier.some(({ key, effect }) => effect.kind === 'deliver' && effect.to === to && !hasEnded(key));
  } catch (error) {
    log.warn({ err: error }, 'a delivery waits for the store');
    return true;
  }
};

const deliver = async (parts: RelayParts, keyed: Delivering, fresh: Growth | null): Promise<Settlement> => {
  const { effect } = keyed;
  const channel = parts.channels.get(splitAddress(effect.to).channel);
  if (!channel) return { key: keyed.key, thread: keyed.thread, end: 'failed', reason: 'no such channel' };
  // Only a late word can be overtaken: a fresh one was committed a moment ago.
  if (!fresh && effect.epoch !== undefined && (await parts.reach.isOvertaken(keyed.thread, effect.epoch))) {
    return { key: keyed.key, thread: keyed.thread, end: 'superseded' };
  }
  const entries = fresh ? pick(fresh, effect.entries) : await readBack(parts, keyed);
  if (keyed.wasSending) tellUncertain(parts, keyed);
  const delivery = await channel.deliver(effect.to, entries);
  switch (delivery.kind) {
    case 'delivered':
      return done(keyed);
    case 'retry':
      return again(keyed, delivery.reason, delivery.afterMs);
    case 'refused':
      return { key: keyed.key, thread: keyed.thread, end: 'failed', reason: delivery.reason };
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
  const last = Math.max(...effect.entries);
  const read = await storage.threads.read(thread, base, last + 1);
  return read.filter(({ position }) => effect.entries.includes(position - base));
};

const done = ({ key, thread }: KeyedEffect): Settlement => ({ key, thread, end: 'performed' });

/** Retryable until the attempts are used up; then it is a dead letter that people see. */
const again = ({ key, thread, attempts }: KeyedEffect, reason: string, afterMs = backoff(attempts)): Settlement =>
  attempts + 1 >= MOST_ATTEMPTS ? { key, thread, end: 'failed', reason } : { key, thread, end: 'retry', afterMs, reason };

const backoff = (attempts: number): number => Math.min(LONGEST_BACKOFF_MS, 250 * 2 ** attempts);

