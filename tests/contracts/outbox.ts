/** I4 and I9: effects exist through commits only, are handed out under leases, and every one of them ends visibly. */
import type { Settlement } from '../../bot/runtime/ports';
import { threadId } from '../../dialogs/ids';
import {
  claimAll, committed, decision, deliver, EFFECT_LEASE, ended, incoming, retry, thread, THREAD_LEASE, turn, wake, web, type Open,
} from './given';
import { eachTime } from './subject';

const describeLeases = (open: Open): void => {
  describe('leases of effects', () => {
    const subject = eachTime(open);

    it('given a commit, its effects are the committer\'s until the lease runs out', async () => {
      const { storage, other, clock } = subject.now;
      const [leased] = await turn(storage, [deliver]);
      clock.now += EFFECT_LEASE - 1;
      expect(await claimAll(other, 0)).toEqual([]);
      clock.now += 1;
      expect(await claimAll(other, 0)).toEqual([{ ...leased, token: 2 }]);
      expect(await claimAll(storage, 0)).toEqual([]);
      clock.now += EFFECT_LEASE;
      expect(await claimAll(storage, 0)).toEqual([{ ...leased, token: 3 }]);
    });

    it('given performed and superseded effects, they never come back', async () => {
      const { storage, clock } = subject.now;
      await turn(storage, [deliver, { kind: 'typing', to: web }]);
      await storage.outbox.settle([ended('performed'), ended('superseded', 'thread-A/1/1'), ended('performed', 'thread-A/8/8')]);
      clock.now += 10 * EFFECT_LEASE;
      expect(await claimAll(storage, 0)).toEqual([]);
      expect(await storage.outbox.deadLetters(10)).toEqual([]);
    });

    it('given a retry, it comes back after its time and not before', async () => {
      const { storage, clock } = subject.now;
      await turn(storage, [deliver]);
      await storage.outbox.settle([retry(60_000)]);
      clock.now += 59_999;
      expect(await claimAll(storage, 0)).toEqual([]);
      clock.now += 1;
      expect(await storage.outbox.claim(0, 10)).toMatchObject([{ key: 'thread-A/1/0', failures: 1, token: 2, wasSending: false }]);
    });

    it('given effects that are put off, they are listed since when they first were, and handed out at once when that is asked for', async () => {
      const { storage, other, clock } = subject.now;
      await turn(storage, [deliver, { kind: 'typing', to: web }]);
      expect(await other.outbox.putOff(clock.now, 10)).toEqual([]);
      const since = Math.floor(clock.now / 1000) * 1000;
      await storage.outbox.settle([{ key: 'thread-A/1/0', thread, token: 1, end: 'retry', afterMs: 60_000, reason: '', failed: false }]);
      clock.now += 60_000;
      const [taken] = await claimAll(storage, 0).then((all) => all.filter(({ effect }) => effect.kind === 'deliver'));
      await other.outbox.hasten(await other.outbox.putOff(clock.now, 10));
      expect(await claimAll(other, 0)).toEqual([]);
      await storage.outbox.settle([{ ...retry(600_000), token: taken?.token ?? 0 }]);
      expect(await other.outbox.putOff(since - 1, 10)).toEqual([]);
      const waiting = await other.outbox.putOff(clock.now, 10);
      expect(waiting).toEqual([{ key: 'thread-A/1/0', thread, token: 2, effect: deliver, since, next: clock.now + 600_000 }]);
      await other.outbox.hasten(waiting);
      expect(await claimAll(storage, 0)).toMatchObject([{ key: 'thread-A/1/0', failures: 1, token: 3 }]);
      await other.outbox.hasten(waiting);
      expect(await claimAll(other, 0)).toEqual([]);
    });

    it('given a holder that died while sending, the next one is told', async () => {
      const { storage, other, clock } = subject.now;
      const [leased] = await turn(storage, [deliver]);
      clock.now += 3_000;
      if (leased) await storage.outbox.sending(leased);
      clock.now += EFFECT_LEASE - 1;
      expect(await claimAll(other, 0)).toEqual([]);
      clock.now += 1;
      expect(await claimAll(other, 0)).toMatchObject([{ failures: 0, token: 2, wasSending: true }]);
    });

    it('given a call that failed before it ended badly, a retry is not taken for uncertain', async () => {
      const { storage, clock } = subject.now;
      const [leased] = await turn(storage, [deliver]);
      if (leased) await storage.outbox.sending(leased);
      await storage.outbox.settle([retry(10)]);
      clock.now += 10;
      expect(await claimAll(storage, 0)).toMatchObject([{ wasSending: false }]);
    });

    it('given earlier effects that have not ended, who is about to send is told of them, oldest first', async () => {
      const { storage, other } = subject.now;
      await turn(storage, [deliver, { kind: 'typing', to: web }]);
      const [second] = await turn(other, [deliver, wake(50)], 1);
      const [third] = await turn(storage, [deliver], 2);
      if (!second || !third) throw new Error('nothing was leased');
      expect(await storage.outbox.sending(third)).toEqual([
        { key: 'thread-A/1/0', effect: deliver }, { key: 'thread-A/1/1', effect: { kind: 'typing', to: web } }, { key: 'thread-A/2/0', effect: deliver },
      ]);
      await storage.outbox.settle([ended('performed'), ended('performed', 'thread-A/1/1')]);
      expect(await other.outbox.sending(second)).toEqual([]);
      expect(await storage.outbox.sending(third)).toEqual([{ key: 'thread-A/2/0', effect: deliver }]);
    });

    it('given failed and uncertain effects, they become dead letters with their reason, newest first', async () => {
      const { storage, other, clock } = subject.now;
      await turn(storage, [deliver, wake(50)]);
      await storage.outbox.settle([{ key: 'thread-A/1/0', thread, token: 1, end: 'failed', reason: 'no\tsuch\nnumber' }]);
      const at = clock.now;
      clock.now += 1_000;
      await claimAll(storage, 60);
      await storage.outbox.settle([{ key: 'thread-A/1/1', thread, token: 1, end: 'uncertain', reason: '' }]);
      expect(await other.outbox.deadLetters(10)).toEqual([
        { key: 'thread-A/1/1', thread, effect: wake(50), end: 'uncertain', reason: '', at: at + 1_000 },
        { key: 'thread-A/1/0', thread, effect: deliver, end: 'failed', reason: 'no\tsuch\nnumber', at },
      ]);
      expect(await other.outbox.deadLetters(1)).toHaveLength(1);
      clock.now += 10 * EFFECT_LEASE;
      expect(await claimAll(storage, 100)).toEqual([]);
    });

    it('given effects of many threads in one batch, all are settled', async () => {
      const { storage, clock } = subject.now;
      const settlements: Settlement[] = [];
      for (let index = 0; index < 20; index += 1) {
        const of = threadId(`many-${index}`);
        await storage.threads.accept(incoming('hola', { thread: of }));
        const { effects } = committed(await storage.threads.commit(decision(0, { thread: of, effects: [deliver, deliver] })));
        settlements.push(...effects.map(({ key, token }) => ({ key, thread: of, token, end: 'performed' as const })));
      }
      await storage.outbox.settle(settlements);
      clock.now += EFFECT_LEASE;
      expect(await claimAll(storage, 0)).toEqual([]);
      expect(await storage.outbox.busy()).toBe(false);
    });

    it('given many lost effects, a claim takes no more than it is asked for and misses none', async () => {
      const { storage, other, clock } = subject.now;
      for (let index = 0; index < 20; index += 1) {
        const of = threadId(`many-${index}`);
        await storage.threads.accept(incoming('hola', { thread: of }));
        await storage.threads.commit(decision(0, { thread: of, effects: [deliver, deliver, wake(10)] }));
      }
      clock.now += EFFECT_LEASE;
      const found = new Set<string>();
      for (let call = 0; call < 60; call += 1) {
        const part = await other.outbox.claim(10, 4);
        expect(part.length).toBeLessThanOrEqual(4);
        for (const one of part) found.add(one.key);
      }
      expect(found.size).toBe(60);
    });
  });
};

const describeTimers = (open: Open): void => {
  describe('timers', () => {
    const subject = eachTime(open);

    it('given a timer, it comes at its business time, whatever the machine time', async () => {
      const { storage, other, clock } = subject.now;
      expect(await turn(storage, [wake(5_000, 'silence')])).toEqual([]);
      clock.now += 100 * EFFECT_LEASE;
      expect(await claimAll(other, 4_999)).toEqual([]);
      expect(await claimAll(other, 5_000)).toEqual([
        { key: 'thread-A/1/0', thread, effect: wake(5_000, 'silence'), base: 1, failures: 0, token: 1, wasSending: false },
      ]);
      expect(await claimAll(storage, 9_000)).toEqual([]);
    });

    it('given a fired timer whose holder died, it comes again with its own due time', async () => {
      const { storage, other, clock } = subject.now;
      await turn(storage, [wake(5_000)]);
      expect(await claimAll(storage, 7_000)).toHaveLength(1);
      clock.now += EFFECT_LEASE;
      expect(await claimAll(other, 7_000)).toMatchObject([{ effect: wake(5_000), token: 2 }]);
    });

    it('given timers in many threads, the earliest is told', async () => {
      const { storage, other } = subject.now;
      expect(await storage.outbox.nextTimer()).toBeNull();
      await turn(storage, [wake(7_000), wake(5_000)]);
      const of = threadId('B');
      await storage.threads.accept(incoming('hola', { thread: of }));
      await storage.threads.commit(decision(0, { thread: of, effects: [wake(6_000)] }));
      expect(await other.outbox.nextTimer()).toEqual({ due: 5_000 });
      expect(await other.outbox.claim(5_000, 10)).toHaveLength(1);
      expect(await other.outbox.nextTimer()).toEqual({ due: 6_000 });
    });

    it('given a timer that fired, a commit keeps the others and does not bring it back', async () => {
      const { storage } = subject.now;
      await turn(storage, [wake(10), wake(20), wake(30)]);
      expect(await claimAll(storage, 10)).toHaveLength(1);
      await storage.outbox.settle([ended('performed')]);
      await turn(storage, [wake(15)], 1);
      expect((await claimAll(storage, 15)).map((one) => one.key)).toEqual(['thread-A/2/0']);
      expect((await claimAll(storage, 100)).map((one) => one.key)).toEqual(['thread-A/1/1', 'thread-A/1/2']);
    });
  });
};

const describeRest = (open: Open): void => {
  describe('being busy', () => {
    const subject = eachTime(open);

    it('given nothing but timers, the system is at rest; a holder or an effect in flight makes it busy', async () => {
      const { storage, other } = subject.now;
      expect(await other.outbox.busy()).toBe(false);
      await storage.threads.accept(incoming('uno'));
      expect(await other.outbox.busy()).toBe(true);
      await storage.threads.commit(decision(0, { effects: [deliver, wake(100)] }));
      expect(await other.outbox.busy()).toBe(true);
      await storage.outbox.settle([ended('performed')]);
      expect(await other.outbox.busy()).toBe(false);
    });

    it('given a dead holder, the system stays busy until its thread is decided', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('uno'));
      clock.now += 2 * THREAD_LEASE;
      expect(await other.outbox.busy()).toBe(true);
    });
  });
};

export const describeOutbox = (open: Open): void => {
  describeLeases(open);
  describeTimers(open);
  describeRest(open);
};
