/** Nobody waits unseen: who wrote and has neither an answer nor a person is listed, wherever the turn stopped. */
import { threadId } from '../../dialogs/ids';
import { committed, decision, incoming, internal, reply, thread, type Open, type Subject } from './given';
import { eachTime } from './subject';

const WAITED = 30_000;
const second = (time: number): number => Math.floor(time / 1000) * 1000;

const waiting = async ({ other, clock }: Subject): Promise<readonly (readonly [string, number])[]> =>
  (await other.threads.unanswered(clock.now - WAITED, 10)).map(({ thread: id, since }) => [id, since]);

export const describeUnanswered = (open: Open): void => {
  describe('unanswered customers', () => {
    const subject = eachTime(open);

    it('given a message that nobody decides, its customer is listed once it is old enough', async () => {
      const { storage, clock } = subject.now;
      const since = second(clock.now);
      await storage.threads.accept(incoming('hola'));
      expect(await waiting(subject.now)).toEqual([]);
      clock.now += WAITED;
      expect(await waiting(subject.now)).toEqual([[thread, since]]);
    });

    it('given an answer, she is not listed any more and the system is at rest', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('hola'));
      await storage.threads.commit(decision(0, { entries: [reply('r')], owes: false }));
      clock.now += WAITED;
      expect(await waiting(subject.now)).toEqual([]);
      expect(await other.outbox.busy()).toBe(false);
    });

    it('given a decision without an answer, she stays listed until one comes, and the system is at rest meanwhile', async () => {
      const { storage, clock } = subject.now;
      const since = second(clock.now);
      await storage.threads.accept(incoming('hola'));
      await storage.threads.commit(decision(0, { owes: true }));
      expect(await storage.outbox.busy()).toBe(false);
      clock.now += WAITED;
      expect(await waiting(subject.now)).toEqual([[thread, since]]);
      await storage.threads.accept(internal('checked'));
      await storage.threads.commit(decision(1));
      expect(await waiting(subject.now)).toHaveLength(1);
      await storage.threads.accept(internal('performed'));
      await storage.threads.commit(decision(2, { entries: [reply('r')], owes: false }));
      expect(await waiting(subject.now)).toEqual([]);
    });

    it('given more that waits behind an answer, its wait begins with that answer', async () => {
      const { storage, clock } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos'));
      clock.now += WAITED;
      const since = second(clock.now);
      expect(committed(await storage.threads.commit(decision(0, { entries: [reply('r')], owes: false }))).next).toHaveLength(1);
      expect(await waiting(subject.now)).toEqual([]);
      clock.now += WAITED;
      expect(await waiting(subject.now)).toEqual([[thread, since]]);
    });

    it('given events that no customer wrote, nobody waits', async () => {
      const { storage, clock } = subject.now;
      await storage.threads.accept(internal('t1'));
      clock.now += WAITED;
      expect(await waiting(subject.now)).toEqual([]);
    });

    it('given a thread that was joined into another, it waits there and not here', async () => {
      const { storage, clock } = subject.now;
      await storage.threads.accept(incoming('hola'));
      await storage.threads.move(thread, threadId('B'));
      clock.now += WAITED;
      expect(await waiting(subject.now)).not.toContainEqual([thread, expect.anything()]);
    });

    it('given many who wait, the longest come first and no more than asked for', async () => {
      const { storage, other, clock } = subject.now;
      for (const name of ['C', 'A', 'B']) {
        await storage.threads.accept(incoming('hola', { thread: threadId(name) }));
        clock.now += 2_000;
      }
      expect((await other.threads.unanswered(clock.now, 2)).map((one) => one.thread)).toEqual(['C', 'A']);
    });
  });
};
