/**
 * Joining threads: a recorded, repeatable move in which nothing that was said or waits is lost or doubled; who lost the effect
 * that asks for it moves nothing.
 */
import { threadId } from '../../dialogs/ids';
import type { KeyedEffect } from '../../bot/runtime/ports';
import { claimAll, committed, decision, deliver, EFFECT_LEASE, ended, heldIn, incoming, recoverAll, reply, said, textsOf, thread, turn, wake, type Open } from './given';
import { eachTime } from './subject';

const into = threadId('thread-B');

const describeJoining = (open: Open): void => {
  describe('joining threads', () => {
    const subject = eachTime(open);

    it('given two threads, the entries of one stand behind those of the other, once', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('en la web'));
      await storage.threads.commit(decision(0, { entries: [reply('hola')], effects: [wake(10)] }));
      await storage.threads.accept(incoming('en WhatsApp', { thread: into }));
      expect(await storage.threads.move(thread, into)).toEqual({ into, shift: 1 });
      expect(await other.threads.move(thread, into)).toEqual({ into, shift: 1 });
      const read = await other.threads.read(into, 0, 10);
      expect(read.map((one) => one.entry)).toEqual([said('en WhatsApp'), said('en la web'), reply('hola')]);
      expect(read.map((one) => one.position)).toEqual([0, 1, 2]);
      expect(await claimAll(other, 100)).toEqual([]);
    });

    it('given a joined thread, accepting and committing there tell where to go', async () => {
      const { storage } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.move(thread, into);
      expect(await storage.threads.accept(incoming('dos'))).toEqual({ kind: 'moved', to: into });
      expect(await storage.threads.commit(decision(0))).toEqual({ kind: 'moved', to: into });
    });

    it('given a message delivered again after the move, it is a duplicate at its new position', async () => {
      const { storage } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('otra', { thread: into }));
      await storage.threads.move(thread, into);
      expect(await storage.threads.accept(incoming('uno'))).toEqual({ kind: 'duplicate', position: 1 });
    });

    it('given events that waited, they wait in the joined thread, behind a holder or for recovery', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos', { event: { ...incoming('dos').event, at: 7 } }));
      const held = heldIn(await other.threads.accept(incoming('tres', { thread: into })));
      await storage.threads.move(thread, into);
      const { next } = committed(await other.threads.commit(decision(held.version, { thread: into })));
      expect(textsOf(next)).toEqual(['uno', 'dos']);
      expect(await recoverAll(storage)).toEqual([]);
    });

    it('given a joined thread at rest, what waited is recovered there at once', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.move(thread, into);
      const found = await recoverAll(other);
      expect(found.map((one) => [one.thread, textsOf(one.held.events)])).toEqual([[into, ['uno']]]);
    });

    it('given a chain of joins, entries end where the chain ends; a circle is refused', async () => {
      const { storage } = subject.now;
      const last = threadId('thread-C');
      await storage.threads.accept(incoming('uno'));
      await storage.threads.move(into, last);
      await storage.threads.move(thread, into);
      expect(await storage.threads.read(last, 0, 10)).toHaveLength(1);
      await expect(storage.threads.move(last, thread)).rejects.toThrow('circle');
      await expect(storage.threads.move(last, last)).rejects.toThrow(/itself|circle/);
      expect((await storage.threads.accept(incoming('dos', { thread: last }))).kind).not.toBe('moved');
    });
  });
};

const describeFencedJoins = (open: Open): void => {
  describe('joining threads for an effect', () => {
    const subject = eachTime(open);
    const asked = async (): Promise<KeyedEffect> => {
      const [effect] = await turn(subject.now.storage, [deliver]);
      if (!effect) throw new Error('nothing was handed out');
      return effect;
    };
    const isApart = async (): Promise<void> => {
      const { storage, other } = subject.now;
      expect(await other.threads.read(into, 0, 10)).toEqual([]);
      expect((await storage.threads.accept(incoming('dos'))).kind).toBe('held');
    };

    it('given its holder, they are joined, as often as it says so', async () => {
      const { storage, other, clock } = subject.now;
      const effect = await asked();
      clock.now += EFFECT_LEASE - 1;
      expect(await storage.threads.move(thread, into, effect)).toEqual({ into, shift: 0 });
      expect(await other.threads.move(thread, into, effect)).toEqual({ into, shift: 0 });
      expect(await other.threads.read(into, 0, 10)).toHaveLength(2);
    });

    it('given a lease that ran out, nothing is joined, until it is leased anew', async () => {
      const { storage, other, clock } = subject.now;
      const effect = await asked();
      clock.now += EFFECT_LEASE;
      expect(await storage.threads.move(thread, into, effect)).toBeNull();
      expect(await other.threads.read(into, 0, 10)).toEqual([]);
      expect(await storage.outbox.renew([effect])).toEqual([]);
      expect(await storage.threads.move(thread, into, effect)).toEqual({ into, shift: 0 });
    });

    it('given that somebody else has the effect by now, the late one joins nothing', async () => {
      const { storage, other, clock } = subject.now;
      const late = await asked();
      clock.now += EFFECT_LEASE;
      const [now] = await claimAll(other, 0);
      expect(await storage.threads.move(thread, into, late)).toBeNull();
      expect(await other.threads.read(into, 0, 10)).toEqual([]);
      expect(now && (await other.threads.move(thread, into, now))).toEqual({ into, shift: 0 });
    });

    it('given an effect that ended or never was, nothing is joined', async () => {
      const { storage } = subject.now;
      const effect = await asked();
      await storage.outbox.settle([ended('performed', effect.key, effect.token)]);
      expect(await storage.threads.move(thread, into, effect)).toBeNull();
      expect(await storage.threads.move(thread, into, { key: `${thread}/9/9`, thread, token: 1 })).toBeNull();
      await isApart();
    });

    it('given a join that was made already, a late one is told where it went', async () => {
      const { storage, other, clock } = subject.now;
      const late = await asked();
      clock.now += EFFECT_LEASE;
      const [now] = await claimAll(other, 0);
      await other.threads.move(thread, into, now);
      expect(await storage.threads.move(thread, threadId('thread-C'), late)).toEqual({ into, shift: 0 });
      expect(await storage.threads.read(threadId('thread-C'), 0, 10)).toEqual([]);
    });
  });
};

export const describeMoving = (open: Open): void => {
  describeJoining(open);
  describeFencedJoins(open);
};
