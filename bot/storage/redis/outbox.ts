/**
 * The outbox in Redis (I4, I9): claiming what others left or what came due, and how effects ended. The customer's path
 * does not pass here: a commit already leases its effects to the committer.
 */
import { threadId, type ThreadId } from '../../../dialogs/ids';
import type { Effect } from '../../../dialogs/effect';
import type { DeadLetter, KeyedEffect, Outbox, Settlement } from '../../runtime/ports';
import { decodeEffect } from '../codec';
import { withDue } from '../due';
import { isEarlier, keyOf, suffixOf } from '../effect-key';
import type { Settings } from '../options';
import type { Hints } from './hints';
import { ALL_SHARDS, keysOfShard, keysOfThread, shardOf, type ShardKeys } from './keys';
import type { Reply } from './replies';
import { run, withKeys } from './script';
import { FIRE, SWEEP } from './scripts/claim';
import { SENDING, SETTLE } from './scripts/settle';
import { Sweep } from './sweep';
import type { Wire } from './wire';

type Swept = readonly [next: string, due: readonly string[], claimed: Reply];

const ENDS = { performed: 'p', superseded: 'p', failed: 'f', uncertain: 'u', retry: 'r' } as const;

/** Timers are stored without their due; it stands beside them. */
const effectOf = (text: string, due: string): Effect => (due === '' ? decodeEffect(text) : withDue(decodeEffect(text), Number(due)));

const rows = (reply: Reply, width: number): string[][] =>
  Array.from({ length: reply.length / width }, (_, row) => reply.slice(row * width, (row + 1) * width).map(String));

const leftBehind = (claimed: Reply): KeyedEffect[] =>
  rows(claimed, 7).map(([id = '', suffix = '', attempts, sending, base, text = '', due = '']) => {
    const thread = threadId(id);
    return {
      key: keyOf(thread, suffix), thread, effect: effectOf(text, due),
      base: Number(base), attempts: Number(attempts), wasSending: sending === '1',
    };
  });

const letterOf = (line: string): DeadLetter => {
  const [id = '', suffix = '', how, at, due = '', effect = '', ...reason] = line.split('\t');
  const thread = threadId(id);
  return {
    key: keyOf(thread, suffix), thread, effect: effectOf(effect, due),
    end: how === 'u' ? 'uncertain' : 'failed', reason: reason.join('\t'), at: Number(at),
  };
};

export class RedisOutbox implements Outbox {
  private readonly sweep = new Sweep();

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
      key: keyOf(thread, suffix), thread, effect: effectOf(text, due), base: Number(base), attempts: 0, wasSending: false,
    }));
  }

  async sending({ thread, key }: KeyedEffect): ReturnType<Outbox['sending']> {
    const { hot } = keysOfThread(thread).of;
    const own = suffixOf(thread, key) ?? '';
    const until = this.settings.machineNow() + this.settings.effectLeaseMs;
    const others = rows((await run(this.wire, SENDING, [hot, thread, own, String(until)])) as Reply, 3);
    return others
      .filter(([suffix = '']) => isEarlier(suffix, own))
      .toSorted(([one = ''], [other = '']) => (isEarlier(one, other) ? -1 : 1))
      .map(([suffix = '', text = '', due = '']) => ({ key: keyOf(thread, suffix), effect: effectOf(text, due) }));
  }

  /** One call for all where one node holds all shards, one a shard in a cluster. */
  async settle(settlements: readonly Settlement[]): Promise<void> {
    const byShard = new Map<number, Settlement[]>();
    for (const settlement of settlements) {
      const shard = shardOf(settlement.thread);
      const others = byShard.get(shard);
      if (others) others.push(settlement);
      else byShard.set(shard, [settlement]);
    }
    const shards = [...byShard];
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
        const { thread, key, end } = settlement;
        args.push(place, thread, suffixOf(thread, key) ?? '', ENDS[end], this.detail(settlement, now));
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
    const found = await Promise.all(ALL_SHARDS.map(({ hot }) => this.wire.send(hot, ['EXISTS', hot])));
    return found.some((exists) => exists === 1);
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    if (limit <= 0) return [];
    const lines = await Promise.all(
      ALL_SHARDS.map(({ dead }) => this.wire.send(dead, ['LRANGE', dead, '0', String(limit - 1)]) as Promise<readonly string[]>),
    );
    return lines.flat().map(letterOf).sort((a, b) => b.at - a.at).slice(0, limit);
  }
}

/** RESP3 answers pairs, RESP2 a flat list. */
const scoreOf = (reply: readonly unknown[]): number | null => {
  const [first, second] = reply;
  if (first === undefined) return null;
  return Number(Array.isArray(first) ? first[1] : second);
};
