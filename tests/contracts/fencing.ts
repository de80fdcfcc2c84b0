/** I4 with fencing: who lost an effect is not listened to any more; what failed for good can be sent again. */
import type { KeyedEffect } from '../../bot/runtime/ports';
import { claimAll, deliver, EFFECT_LEASE, ended, retry, thread, turn, wake, web, type Open } from './given';
import { eachTime } from './subject';

const describeLosing = (open: Open): void => {
  describe('fencing', () => {
    const subject = eachTime(open);
    const reclaimed = async (): Promise<{ slow: KeyedEffect; now: KeyedEffect }> => {
      const { storage, other, clock } = subject.now;
      const [slow] = await turn(storage, [deliver]);
      clock.now += EFFECT_LEASE;
      const [now] = await claimAll(other, 0);
      if (!slow || !now) throw new Error('nothing was handed out');
      return { slow, now };
    };

    it.each([
      ended('performed'), ended('superseded'), retry(10), { key: 'thread-A/1/0', thread, token: 1, end: 'failed' as const, reason: 'late' },
    ])('given a holder that lost its effect, its word $end is refused', async (late) => {
      const { now } = await reclaimed();
      const { storage, other, clock } = subject.now;
      await storage.outbox.settle([late]);
      expect(await storage.outbox.deadLetters(10)).toEqual([]);
      clock.now += EFFECT_LEASE - 1;
      expect(await claimAll(storage, 0)).toEqual([]);
      clock.now += 1;
      expect(await claimAll(other, 0)).toEqual([{ ...now, token: 3 }]);
      await other.outbox.settle([ended('performed', now.key, 3)]);
      expect(await other.outbox.busy()).toBe(false);
    });

    it('given a holder that lost its effect, it may not send it and cannot renew it', async () => {
      const { slow, now } = await reclaimed();
      const { storage, other } = subject.now;
      expect(await storage.outbox.sending(slow)).toBeNull();
      expect(await storage.outbox.renew([slow])).toEqual([slow.key]);
      expect(await other.outbox.sending(now)).toEqual([]);
      await other.outbox.settle([ended('performed', now.key, now.token)]);
      expect(await other.outbox.sending(now)).toBeNull();
    });

    it('given a slow holder that renews, nobody else gets its effect', async () => {
      const { storage, other, clock } = subject.now;
      const [slow] = await turn(storage, [deliver, { kind: 'typing', to: web }]);
      if (!slow) throw new Error('nothing was handed out');
      clock.now += EFFECT_LEASE - 1;
      expect(await storage.outbox.renew([slow])).toEqual([]);
      clock.now += EFFECT_LEASE - 1;
      expect((await claimAll(other, 0)).map(({ key }) => key)).toEqual(['thread-A/1/1']);
      clock.now += 1;
      expect((await claimAll(other, 0)).map(({ key }) => key)).toEqual(['thread-A/1/0']);
    });

    it('given crashes and waits, only what was tried and failed counts as a failure', async () => {
      const { storage, other, clock } = subject.now;
      await turn(storage, [deliver]);
      for (const [token, failed, failures] of [[1, true, 1], [2, false, 1], [3, true, 2]] as const) {
        await storage.outbox.settle([retry(10, { token, failed })]);
        clock.now += 10;
        expect(await claimAll(storage, 0)).toMatchObject([{ failures, token: token + 1 }]);
      }
      clock.now += EFFECT_LEASE;
      expect(await claimAll(other, 0)).toMatchObject([{ failures: 2, token: 5 }]);
    });
  });
};

const describeResending = (open: Open): void => {
  describe('dead letters', () => {
    const subject = eachTime(open);

    it('given one that is sent again, it is handed out at once as never tried, and is no dead letter any more', async () => {
      const { storage, other } = subject.now;
      await turn(storage, [deliver, deliver]);
      const failed = { thread, token: 1, end: 'failed' as const, reason: 'no\tway' };
      await storage.outbox.settle([{ ...failed, key: 'thread-A/1/0' }, { ...failed, key: 'thread-A/1/1' }]);
      expect(await other.outbox.countDeadLetters()).toBe(2);
      expect(await other.outbox.resend({ thread, key: 'thread-A/1/0' })).toBe(true);
      expect(await other.outbox.countDeadLetters()).toBe(1);
      expect(await claimAll(other, 0)).toEqual([
        { key: 'thread-A/1/0', thread, effect: deliver, base: 1, failures: 0, token: 2, wasSending: false },
      ]);
      await other.outbox.settle([ended('performed', 'thread-A/1/0', 2)]);
      expect((await storage.outbox.deadLetters(10)).map(({ key }) => key)).toEqual(['thread-A/1/1']);
    });

    it('given a timer that failed, it comes back with its own due time', async () => {
      const { storage } = subject.now;
      await turn(storage, [wake(50)]);
      await claimAll(storage, 60);
      await storage.outbox.settle([{ key: 'thread-A/1/0', thread, token: 1, end: 'failed', reason: 'x' }]);
      expect(await storage.outbox.resend({ thread, key: 'thread-A/1/0' })).toBe(true);
      expect(await claimAll(storage, 0)).toMatchObject([{ effect: wake(50), token: 2 }]);
    });

    it('given two that send the same again, it is handed out once; given none of that key, nothing happens', async () => {
      const { storage, other } = subject.now;
      await turn(storage, [deliver]);
      expect(await storage.outbox.resend({ thread, key: 'thread-A/1/0' })).toBe(false);
      await storage.outbox.settle([{ key: 'thread-A/1/0', thread, token: 1, end: 'uncertain', reason: 'x' }]);
      const letter = { thread, key: 'thread-A/1/0' };
      expect((await Promise.all([storage.outbox.resend(letter), other.outbox.resend(letter)])).sort()).toEqual([false, true]);
      expect(await claimAll(storage, 0)).toHaveLength(1);
      expect(await other.outbox.resend({ thread, key: 'thread-A/9/9' })).toBe(false);
    });
  });
};

export const describeFencing = (open: Open): void => {
  describeLosing(open);
  describeResending(open);
};
