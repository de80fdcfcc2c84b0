/** The relay over a real store: what a slow call, a store that is away and repeated failures do to an effect (I4). */
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics } from '../../../bot/observability/metrics';
import type { Channel, Delivery } from '../../../bot/channels/channel';
import { StorageUnavailable, type KeyedEffect, type Lease, type Outbox, type Storage } from '../../../bot/runtime/ports';
import type { PerformParts } from '../../../bot/runtime/perform';
import { makeRelay, type Relay } from '../../../bot/runtime/relay';
import type { Growth, Turn } from '../../../bot/runtime/turn';
import { openEmbedded } from '../../../bot/storage/embedded/open';
import type { Effect } from '../../../dialogs/effect';
import { address } from '../../../dialogs/ids';
import { over } from '../../crash/over';
import { committed, decision, EFFECT_LEASE, incoming, reply, thread } from '../../contracts/given';
import { freshFolder, removeFolder } from '../../support/server';

const to = address('phone', 'ana');

interface Bench {
  readonly storage: Storage;
  readonly relay: Relay;
  /** Texts that left, in order. */
  readonly sent: string[];
  readonly machine: { now: number };
  /** What the channel does with the next calls; delivered when nothing is left. */
  readonly answers: (Delivery | Promise<Delivery>)[];
  readonly outbox: { away: boolean };
  /** By which hand-outs of a code it was tried to join, and what came of the next tries; joined when nothing is left. */
  readonly joins: { readonly by: Lease[]; readonly ends: ('joined' | 'lost')[] };
  /** Commits a reply, whose text is the number of the turn; it leaves when it is handed to the relay. */
  commit(more?: Effect): Promise<{ readonly effect: KeyedEffect; readonly hand: () => void }>;
  say(): Promise<void>;
  close(): Promise<void>;
}

const open = async (): Promise<Bench> => {
  const folder = freshFolder();
  const machine = { now: 1_764_000_000_000 };
  const real = await openEmbedded(folder, { machineNow: () => machine.now, effectLeaseMs: EFFECT_LEASE });
  const outbox = { away: false };
  const storage = over(real, { outbox: awayAt(real.outbox, outbox) });
  const sent: string[] = [];
  const answers: Bench['answers'] = [];
  const joins: Bench['joins'] = { by: [], ends: [] };
  const channel: Channel = {
    name: 'phone', idempotent: false, typing: () => Promise.resolve(),
    async deliver(_to, entries) {
      sent.push(...entries.map(({ entry }) => ('text' in entry ? entry.text : entry.kind)));
      return answers.shift() ?? { kind: 'delivered' };
    },
  };
  let perform: (effects: readonly KeyedEffect[], growth: Growth) => void = () => undefined;
  const turn = { onEffects: (listener: typeof perform) => (perform = listener), recover: () => Promise.resolve(0) } as unknown as Turn;
  const relay = makeRelay({
    storage, turn, clock: { now: () => machine.now }, channels: { get: () => channel }, reach: { isOvertaken: () => Promise.resolve(false), redeemCode: (by: Lease) => Promise.resolve((joins.by.push(by), joins.ends.shift() ?? 'joined')) },
    log: makeLog('silent'), metrics: makeMetrics(),
  } as unknown as PerformParts);
  let version = 0;
  const bench: Bench = {
    storage, relay, sent, machine, answers, outbox, joins,
    async say() {
      (await bench.commit()).hand();
    },
    async commit(wanted = { kind: 'deliver', to, entries: [0] }) {
      await real.threads.accept(incoming(`turn ${version}`));
      const entries = [reply(`${version}`)];
      const { effects, base } = committed(await real.threads.commit(decision(version, { entries, effects: [wanted] })));
      version += 1;
      const [effect] = effects;
      if (!effect) throw new Error('nothing to perform');
      return { effect, hand: () => perform(effects, { thread, base, entries }) };
    },
    async close() {
      await real.close();
      removeFolder(folder);
    },
  };
  return bench;
};

const awayAt = (outbox: Outbox, state: { readonly away: boolean }): Outbox =>
  over(outbox, {
    async settle(settlements) {
      if (state.away) throw new StorageUnavailable('away');
      return outbox.settle(settlements);
    },
  });

const refusing: Delivery = { kind: 'retry', afterMs: 10, reason: 'busy' };

describe('the relay', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());
  const round = async (): Promise<void> => {
    bench.machine.now += 1_000;
    await bench.relay.tick();
    await bench.relay.rest();
  };

  it('given a channel that fails, it is a dead letter after eight failures and no earlier', async () => {
    bench.answers.push(...Array.from({ length: 8 }, () => refusing));
    await bench.say();
    await bench.relay.rest();
    for (let failures = 1; failures < 8; failures += 1) {
      expect(await bench.storage.outbox.countDeadLetters()).toBe(0);
      await round();
    }
    expect(bench.sent).toHaveLength(8);
    expect(await bench.storage.outbox.deadLetters(1)).toMatchObject([{ end: 'failed', reason: 'busy' }]);
  });

  it('given a delivery that only waits its turn, it waits as often as it takes', async () => {
    bench.answers.push(...Array.from({ length: 20 }, (): Delivery => ({ ...refusing, waits: true } as Delivery)));
    await bench.say();
    await bench.relay.rest();
    for (let waits = 0; waits < 20; waits += 1) await round();
    expect(bench.sent).toHaveLength(21);
    expect(await bench.storage.outbox.countDeadLetters()).toBe(0);
    expect(await bench.storage.outbox.busy()).toBe(false);
  });

  it('given a store that was away when a delivery ended, it is not sent again when its lease ran out', async () => {
    bench.outbox.away = true;
    await bench.say();
    await bench.relay.rest();
    bench.machine.now += 2 * EFFECT_LEASE;
    await bench.relay.tick();
    await bench.relay.rest();
    bench.outbox.away = false;
    await bench.relay.rest();
    expect(await bench.storage.outbox.busy()).toBe(false);
    expect(bench.sent).toEqual(['0']);
  });

  it('given a call slower than its lease that comes back to its own holder, it is made once and its end counts', async () => {
    let answer: (delivery: Delivery) => void = () => undefined;
    bench.answers.push(new Promise((resolve) => (answer = resolve)));
    await bench.say();
    while (bench.sent.length === 0) await new Promise(setImmediate);
    bench.machine.now += EFFECT_LEASE;
    await bench.relay.tick();
    answer({ kind: 'delivered' });
    await bench.relay.rest();
    expect(bench.sent).toEqual(['0']);
    expect(await bench.storage.outbox.busy()).toBe(false);
  });

  it('given a join whose lease ran out, it is tried again under a new one, and that is no failure', async () => {
    bench.joins.ends.push('lost', 'lost');
    (await bench.commit({ kind: 'redeem_code', ticket: '1/0', code: 'ABCD', address: to })).hand();
    await bench.relay.rest();
    await round();
    await round();
    expect(bench.joins.by.map(({ token }) => token)).toEqual([1, 2, 3]);
    expect(await bench.storage.outbox.busy()).toBe(false);
    expect(await bench.storage.outbox.countDeadLetters()).toBe(0);
  });

  it('given an effect that somebody else has by now, it is left to them', async () => {
    const { hand } = await bench.commit();
    bench.machine.now += EFFECT_LEASE;
    const [theirs] = await bench.storage.outbox.claim(0, 10);
    hand();
    await bench.relay.rest();
    expect(bench.sent).toEqual([]);
    expect(theirs && (await bench.storage.outbox.sending(theirs))).toEqual([]);
  });

  it('given a stop while one delivery is held by its channel, what stands behind it is given back at once, untried', async () => {
    let answer: (delivery: Delivery) => void = () => undefined;
    bench.answers.push(new Promise((resolve) => (answer = resolve)));
    await bench.say();
    while (bench.sent.length === 0) await new Promise(setImmediate);
    await bench.say();
    await bench.relay.drain(20);
    expect(await bench.storage.outbox.claim(0, 10)).toMatchObject([{ key: `${thread}/2/0`, failures: 0, token: 2 }]);
    expect(bench.sent).toEqual(['0']);
    answer({ kind: 'delivered' });
    await bench.relay.rest();
  });
});
