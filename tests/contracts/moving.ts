/** Joining threads: a recorded, repeatable move in which nothing that was said or waits is lost or doubled. */
import { threadId } from '../../dialogs/ids';
import { claimAll, committed, decision, heldIn, incoming, recoverAll, reply, said, textsOf, thread, wake, type Open } from './given';
import { eachTime } from './subject';

const into = threadId('thread-B');

export const describeMoving = (open: Open): void => {
  describe('joining threads', () => {
    const subject = eachTime(open);

    it('given two threads, the entries of one stand behind those of the other, once', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('en la web'));
      await storage.threads.commit(decision(0, { entries: [reply('hola')], effects: [wake(10)] }));
      await storage.threads.accept(incoming('en WhatsApp', { thread: into }));
      await storage.threads.move(thread, into);
      await other.threads.move(thread, into);
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
