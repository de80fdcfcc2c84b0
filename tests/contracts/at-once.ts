/** Accepted and committed in one step (I1, I3): only on the very state that was decided on, otherwise as if nothing had been decided. */
import { threadId } from '../../dialogs/ids';
import { committed, decision, heldIn, incoming, internal, message, recoverAll, reply, said, textsOf, thread, THREAD_LEASE, wake, type Open } from './given';
import { eachTime } from './subject';

/** What a message is decided to, having seen this version. */
const ahead = (version: number) => decision(version, { entries: [reply('r')], owes: false });

export const describeAtOnce = (open: Open): void => {
  describe('accepting what was decided ahead', () => {
    const subject = eachTime(open);
    const hasTurned = async (): Promise<void> => {
      await subject.now.storage.threads.accept(incoming('uno'));
      committed(await subject.now.storage.threads.commit(ahead(0)));
    };

    it('given the state that was seen, the message and its answer stand behind each other and the thread is free', async () => {
      const { storage, other } = subject.now;
      await hasTurned();
      const effect = { kind: 'handoff', reason: 'asked' } as const;
      const accepted = await storage.threads.accept(incoming('dos'), { ...ahead(1), effects: [effect, wake(500)] });
      expect(accepted).toMatchObject({ kind: 'committed', position: 2, base: 3, effects: [{ key: 'thread-A/2/0', base: 3, effect }] });
      expect((await other.threads.read(thread, 2, 9)).map(({ entry }) => entry)).toEqual([said('dos'), reply('r')]);
      expect(await storage.outbox.nextTimer()).toEqual({ due: 500 });
      expect(heldIn(await other.threads.accept(incoming('tres')))).toEqual({ state: '{"v":2}', version: 2, events: [message('tres')] });
    });

    it('given a new thread that was decided on as one, its first event is committed with it', async () => {
      const { threads } = subject.now.storage;
      expect(await threads.accept(internal('t'), ahead(0))).toEqual({ kind: 'committed', position: -1, base: 0, effects: [] });
      expect(await threads.peek(thread)).toMatchObject({ state: '{"v":1}', version: 1, length: 1 });
    });

    it('given a timer of the question before, it is cancelled with the answer', async () => {
      const { storage } = subject.now;
      await storage.threads.accept(incoming('uno'), { ...ahead(0), effects: [wake(500)] });
      await storage.threads.accept(incoming('dos'), { ...ahead(1), cancel: ['thread-A/1/0'] });
      expect(await storage.outbox.nextTimer()).toBeNull();
    });

    it('given the same delivery again, nothing is decided twice', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('uno'), ahead(0));
      expect(await threads.accept(incoming('uno'), ahead(1))).toEqual({ kind: 'duplicate', position: 0 });
      expect(await threads.peek(thread)).toMatchObject({ version: 1, length: 2 });
    });

    it('given a state that another process changed, it is held with that one and nothing of the decision is kept', async () => {
      const { storage, other } = subject.now;
      await hasTurned();
      expect(await storage.threads.accept(incoming('dos'), ahead(0))).toEqual({
        kind: 'held', position: 2, held: { state: '{"v":1}', version: 1, events: [message('dos')] },
      });
      expect(await other.threads.read(thread, 0, 9)).toHaveLength(3);
      expect(committed(await storage.threads.commit(ahead(1))).base).toBe(3);
    });

    it('given a holder, it waits; given one whose lease ran out, all that waits is held', async () => {
      const { storage, other, clock } = subject.now;
      await hasTurned();
      await other.threads.accept(incoming('dos'));
      expect(await storage.threads.accept(incoming('tres'), ahead(1))).toEqual({ kind: 'queued', position: 3 });
      clock.now += THREAD_LEASE;
      const taken = await storage.threads.accept(incoming('cuatro'), ahead(1));
      expect(textsOf(heldIn(taken).events)).toEqual(['dos', 'tres', 'cuatro']);
    });

    it('given a thread that was forgotten or joined into another, what was decided on it is not kept', async () => {
      const { threads } = subject.now.storage;
      await hasTurned();
      expect(await threads.forget(thread)).toBe(true);
      expect(heldIn(await threads.accept(incoming('dos'), ahead(1)))).toMatchObject({ state: null, version: 1 });
      const gone = threadId('gone');
      await threads.accept(incoming('uno', { thread: gone }), { ...ahead(0), thread: gone });
      await threads.move(gone, thread);
      expect(await threads.accept(incoming('dos', { thread: gone }), { ...ahead(1), thread: gone })).toEqual({ kind: 'moved', to: thread });
    });

    it('given an answer, nobody waits; given none, since the message', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('uno'), ahead(0));
      expect(await threads.unanswered(subject.now.clock.now + 1, 9)).toEqual([]);
      await threads.accept(incoming('dos'), { ...decision(1), owes: true });
      expect(await threads.unanswered(subject.now.clock.now + 1, 9)).toMatchObject([{ thread }]);
      subject.now.clock.now += THREAD_LEASE;
      expect(await recoverAll(subject.now.other)).toEqual([]);
    });
  });
};
