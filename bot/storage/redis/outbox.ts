/**
 * The outbox in Redis (I4, I9): claiming what others left or what came due, and how effects ended. The customer's path
 * does not pass here: a commit already leases its effects to the committer.
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Effect } from '../../../dialogs/effect';
import type { DeadLetter, KeyedEffect, Lease, Outbox, PutOff, Settlement } from '../../runtime/ports';
import { decodeEffect } from '../codec';
import { withDue } from '../due';
import { isEarlier, keyOf, suffixOf } from '../effect-key';
import { FIRST_TOKEN, type Settings } from '../options';
import type { Hints } from './hints';
import { ALL_SHARDS, keysOfShard, keysOfThread, shardOf, type ShardKeys } from './keys';
import { rows, type Reply } from './replies';
import { run, withKeys } from './script';
import { FIRE, SWEEP } from './scripts/claim';
import { FORGET_OLD_LETTERS } from './scripts/letters';
import { BUSY } from './scripts/recover';
import { PUT_OFF, RENEW, RESEND, SENDING, SETTLE } from './scripts/settle';
import { Sweep } from './sweep';
import type { Wire } from './wire';

/** In one step of a shard. */
const LETTERS_AT_ONCE = 500;

type Swept = readonly [next: string, due: readonly string[], claimed: Reply];

const letterFor = (settlement: Settlement): string => {
  switch (settlement.end) {
    case 'performed':
    case 'superseded':
      return 'p';
    case 'failed':
      return 'f';
    case 'uncertain':
      return 'u';
    case 'retry':
      return settlement.failed ? 'r' : 'w';
  }
};

/** Timers are stored without their due; it stands beside them. */
const effectOf = (text: string, due: string): Effect => (due === '' ? decodeEffect(text) : withDue(decodeEffect(text), Number(due)));

const leftBehind = (claimed: Reply): KeyedEffect[] =>
  rows(claimed, 8).map(([id = '', suffix = '', token, sending, base, text = '', due = '', failures]) => {
    const thread = threadId(id);
    return {
      key: keyOf(thread, suffix), thread, effect: effectOf(text, due),
      base: Number(base), failures: Number(failures), token: Number(token), wasSending: sending === '1',
    };
  });

const waitingIn = (reply: Reply): PutOff[] =>
  rows(reply, 7).map(([id = '', suffix = '', token, next, since, text = '', due = '']) => {
    const thread = threadId(id);
    return { key: keyOf(thread, suffix), thread, token: Number(token), effect: effectOf(text, due), since: Number(since) * 1000, next: Number(next) };
  });

const letterOf = (line: string): DeadLetter => {
  const [id = '', suffix = '', how, at, due = '', _base, _token, effect = '', ...reason] = line.split('\t');
  const thread = threadId(id);
  return {
    key: keyOf(thread, suffix), thread, effect: effectOf(effect, due),
    end: how === 'u' ? 'uncertain' : 'failed', reason: reason.join('\t'), at: Number(at),
  };
};

export class RedisOutbox implements Outbox {
  private readonly sweep = new Sweep();
  private readonly old = new Sweep();

  constructor(
    private readonly wire: Wire,
    private readonly settings: Settings,
    private readonly hints: Hints,
  ) {}

  async claim(now: number, limit: number): Promise<readonly KeyedEffect[]> {
    if (limit <= 0) return [];
    const shards = new Map<number, ShardKeys>();
    for (const shard of this.hints.take(now, this.settings.machineNow())) shards.set(shard, keysOfShard(shard));
    for (const keys of this.sweep.next()) shards.set(keys.shard, keys);
    const claimed: KeyedEffect[] = [];
    let left = [...shards.values()];
    while (left.length > 0 && claimed.length < limit) {
      const room = limit - claimed.length;
      const part = left.slice(0, room);
      left = left.slice(room);
      const share = Math.max(1, Math.floor(room / part.length));
      const found = await Promise.all(part.map((keys) => this.claimShard(keys, now, share)));
      claimed.push(...found.flat());
    }
    for (const keys of left) this.hints.timer(keys.shard, now);
    return claimed;
  }

  private async claimShard(keys: ShardKeys, now: number, limit: number): Promise<KeyedEffect[]> {
    const machineNow = this.settings.machineNow();
    const until = String(machineNow + this.settings.effectLeaseMs);
    const [next, due, claimed] = (await run(this.wire, SWEEP, [
      keys.hot, keys.timers, String(machineNow), until, String(now), String(limit),
    ])) as Swept;
    if (next !== '') this.hints.timer(keys.shard, Number(next));
    const left = leftBehind(claimed);
    if (left.length + due.length >= limit) this.hints.timer(keys.shard, now);
    const fired = await Promise.all(due.map((id) => this.fire(threadId(id), now, until)));
    return [...left, ...fired.flat()];
  }

  private async fire(thread: ThreadId, now: number, until: string): Promise<KeyedEffect[]> {
    const keys = keysOfThread(thread);
    const reply = (await run(this.wire, FIRE, [keys.state, keys.of.hot, keys.of.timers, thread, String(now), until])) as Reply;
    return rows(reply, 4).map(([suffix = '', due = '', base, text = '']) => ({
      key: keyOf(thread, suffix), thread, effect: effectOf(text, due), base: Number(base),
      failures: 0, token: FIRST_TOKEN, wasSending: false,
    }));
  }

  async sending({ thread, key, token }: KeyedEffect): ReturnType<Outbox['sending']> {
    const { hot } = keysOfThread(thread).of;
    const own = suffixOf(thread, key) ?? '';
    const until = this.settings.machineNow() + this.settings.effectLeaseMs;
    const reply = (await run(this.wire, SENDING, [hot, thread, own, String(token), String(until)])) as Reply | null;
    if (!reply) return null;
    return rows(reply, 3)
      .filter(([suffix = '']) => isEarlier(suffix, own))
      .toSorted(([one = ''], [other = '']) => (isEarlier(one, other) ? -1 : 1))
      .map(([suffix = '', text = '', due = '']) => ({ key: keyOf(thread, suffix), effect: effectOf(text, due) }));
  }

  renew(effects: readonly KeyedEffect[]): Promise<readonly string[]> {
    return this.leaseUntil(this.settings.machineNow() + this.settings.effectLeaseMs, effects);
  }

  /** Tells the keys of those that somebody else was given since. */
  private async leaseUntil(until: number, effects: readonly Lease[]): Promise<readonly string[]> {
    const lost = await Promise.all(byShard(effects).map(async ([shard, held]) => {
      const args = held.flatMap(({ thread, key, token }) => [thread, suffixOf(thread, key) ?? '', String(token)]);
      const reply = (await run(this.wire, RENEW, [keysOfShard(shard).hot, String(until), ...args])) as Reply;
      return held.filter((_, index) => reply[index] !== '1').map(({ key }) => key);
    }));
    return lost.flat();
  }

  /** One call for all where one node holds all shards, one a shard in a cluster. */
  async settle(settlements: readonly Settlement[]): Promise<void> {
    const shards = byShard(settlements);
    if (this.wire.oneNode) return this.settleShards(shards);
    await Promise.all(shards.map((shard) => this.settleShards([shard])));
  }

  private async settleShards(shards: readonly (readonly [shard: number, settlements: readonly Settlement[]])[]): Promise<void> {
    const now = this.settings.machineNow();
    const keys: string[] = [];
    const args: string[] = [];
    for (const [shard, settlements] of shards) {
      const { hot, dead } = keysOfShard(shard);
      const place = String(keys.push(hot, dead) - 1);
      for (const settlement of settlements) {
        const { thread, key, token } = settlement;
        args.push(place, thread, suffixOf(thread, key) ?? '', String(token), letterFor(settlement), this.detail(settlement, now));
      }
    }
    const [first, ...others] = keys;
    if (first !== undefined) await run(this.wire, withKeys(SETTLE, keys.length), [first, ...others, String(now), ...args]);
  }

  private detail(settlement: Settlement, now: number): string {
    switch (settlement.end) {
      case 'performed':
      case 'superseded':
        return '';
      case 'failed':
      case 'uncertain':
        return settlement.reason;
      case 'retry':
        this.hints.retry(shardOf(settlement.thread), now + settlement.afterMs);
        return String(now + settlement.afterMs);
    }
  }

  async putOff(before: number, limit: number): Promise<readonly PutOff[]> {
    const second = String(Math.floor(before / 1000));
    const found = await Promise.all(ALL_SHARDS.map(({ hot }) => run(this.wire, PUT_OFF, [hot, second]) as Promise<Reply>));
    return found.flatMap(waitingIn).sort((one, other) => one.since - other.since).slice(0, limit);
  }

  async hasten(waiting: readonly PutOff[]): Promise<void> {
    const now = this.settings.machineNow();
    // A lease ends sooner: who holds one keeps it.
    const idle = waiting.filter(({ next }) => next > now + this.settings.effectLeaseMs);
    await this.leaseUntil(now, idle);
    for (const { thread } of idle) this.hints.retry(shardOf(thread), now);
  }

  async nextTimer(): Promise<{ readonly due: number } | null> {
    const firsts = await Promise.all(ALL_SHARDS.map(async ({ shard, timers }) => {
      const reply = (await this.wire.send(timers, ['ZRANGE', timers, '0', '0', 'WITHSCORES'])) as readonly unknown[];
      const due = scoreOf(reply);
      if (due !== null) this.hints.timer(shard, due);
      return due;
    }));
    const due = firsts.reduce<number>((least, one) => (one === null ? least : Math.min(least, one)), Infinity);
    return due === Infinity ? null : { due };
  }

  async busy(): Promise<boolean> {
    const found = await Promise.all(ALL_SHARDS.map(({ hot }) => run(this.wire, BUSY, [hot])));
    return found.includes(1);
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    if (limit <= 0) return [];
    const lines = await Promise.all(
      ALL_SHARDS.map(({ dead }) => this.wire.send(dead, ['LRANGE', dead, '0', String(limit - 1)]) as Promise<readonly string[]>),
    );
    return lines.flat().map(letterOf).sort((a, b) => b.at - a.at).slice(0, limit);
  }

  async countDeadLetters(): Promise<number> {
    const lengths = await Promise.all(ALL_SHARDS.map(({ dead }) => this.wire.send(dead, ['LLEN', dead])));
    return lengths.reduce<number>((sum, length) => sum + Number(length), 0);
  }

  async forgetLetters(before: number): Promise<number> {
    const gone = await Promise.all(this.old.next().map(({ dead }) => run(this.wire, FORGET_OLD_LETTERS, [dead, String(before), String(LETTERS_AT_ONCE)])));
    return gone.reduce<number>((sum, count) => sum + Number(count), 0);
  }

  async resend({ key, thread }: Pick<DeadLetter, 'key' | 'thread'>): Promise<boolean> {
    const { shard, hot, dead } = keysOfThread(thread).of;
    const found = (await run(this.wire, RESEND, [hot, dead, thread, suffixOf(thread, key) ?? ''])) === 1;
    if (found) this.hints.retry(shard, this.settings.machineNow());
    return found;
  }
}

const byShard = <Of extends { readonly thread: ThreadId }>(all: readonly Of[]): (readonly [shard: number, of: Of[]])[] => {
  const found = new Map<number, Of[]>();
  for (const one of all) {
    const shard = shardOf(one.thread);
    const others = found.get(shard);
    if (others) others.push(one);
    else found.set(shard, [one]);
  }
  return [...found];
};

/** RESP3 answers pairs, RESP2 a flat list. */
const scoreOf = (reply: readonly unknown[]): number | null => {
  const [first, second] = reply;
  if (first === undefined) return null;
  return Number(Array.isArray(first) ? first[1] : second);
};
