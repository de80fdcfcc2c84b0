/** I1 and I2 at the door: accepted once, in order, with one holder. */
import { threadId } from '../../dialogs/ids';
import {
  committed, DAY, decision, heldIn, incoming, internal, message, recoverAll, reply, said, textsOf, thread, THREAD_LEASE, type Open,
} from './given';
import { eachTime } from './subject';

export const describeAccepting = (open: Open): void => {
  describe('accepting', () => {
    const subject = eachTime(open);

    it('given a new thread, the first message is held with its event, at position 0 and version 0', async () => {
      const accepted = await subject.now.storage.threads.accept(incoming('hola'));
      expect(accepted).toEqual({
        kind: 'held', position: 0, held: { state: null, version: 0, events: [message('hola')] },
      });
    });

    it('given a message, its entry stands in the transcript as soon as it is accepted', async () => {
      const entry = said('hola', { value: 'x', language: 'es', channelData: { id: 1, deep: { a: [null] } } });
      await subject.now.storage.threads.accept(incoming('hola', { entry }));
      expect(await subject.now.other.threads.read(thread, 0, 10)).toEqual([{ position: 0, entry }]);
    });

    it('given an event that says more than its entry, the event comes back whole', async () => {
      const event = { ...message('hola'), value: 'tapped' };
      const first = await subject.now.storage.threads.accept(incoming('hola', { event }));
      expect(heldIn(first).events).toEqual([event]);
      subject.now.clock.now += THREAD_LEASE;
      const [taken] = await recoverAll(subject.now.other);
      expect(taken?.held.events).toEqual([event]);
    });

    it('given the same delivery again, nothing is stored and the first position is told', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('hola'));
      await threads.accept(incoming('dos'));
      expect(await threads.accept(incoming('dos'))).toEqual({ kind: 'duplicate', position: 1 });
      expect(await subject.now.other.threads.accept(incoming('hola'))).toEqual({ kind: 'duplicate', position: 0 });
      expect(await threads.read(thread, 0, 10)).toHaveLength(2);
    });

    it('given an internal event again, the duplicate has position -1', async () => {
      const { threads } = subject.now.storage;
      expect(await threads.accept(internal('t1'))).toMatchObject({ kind: 'held', position: -1 });
      expect(await threads.accept(internal('t1'))).toEqual({ kind: 'duplicate', position: -1 });
      expect(await threads.read(thread, 0, 10)).toEqual([]);
    });

    it('given the same id in another thread, it is another message', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('hola'));
      expect(await threads.accept(incoming('hola', { thread: threadId('B') }))).toMatchObject({ kind: 'held', position: 0 });
    });

    it('given a delivery repeated within 8 days it is a duplicate, after 9 days it is new', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('hola'));
      subject.now.clock.now += 7.9 * DAY;
      expect((await threads.accept(incoming('hola'))).kind).toBe('duplicate');
      subject.now.clock.now += 1.1 * DAY;
      expect((await threads.accept(incoming('hola'))).kind).toBe('held');
    });

    it('given a holder, later messages are queued and handed to the holder at its commit, in order', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('uno'));
      expect(await other.threads.accept(incoming('dos'))).toEqual({ kind: 'queued', position: 1 });
      expect(await other.threads.accept(internal('tres'))).toEqual({ kind: 'queued', position: -1 });
      expect(await storage.threads.accept(incoming('cuatro'))).toEqual({ kind: 'queued', position: 2 });
      const { next, base } = committed(await storage.threads.commit(decision(0, { entries: [reply('r')] })));
      expect(base).toBe(3);
      expect(textsOf(next)).toEqual(['dos', 'tres', 'cuatro']);
    });

    it('given a released thread, the next message is held with the state that was committed', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('uno'));
      expect(committed(await storage.threads.commit(decision(0, { state: '{"a":\n "\\n\\t"}' }))).next).toEqual([]);
      const accepted = await other.threads.accept(incoming('dos'));
      expect(heldIn(accepted)).toEqual({ state: '{"a":\n "\\n\\t"}', version: 1, events: [message('dos')] });
    });

    it('given a holder whose lease ran out, the next message takes the thread with all that waits', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos'));
      clock.now += THREAD_LEASE - 1;
      expect((await other.threads.accept(incoming('tres'))).kind).toBe('queued');
      clock.now += 1;
      expect(textsOf(heldIn(await other.threads.accept(incoming('cuatro'))).events)).toEqual(['uno', 'dos', 'tres', 'cuatro']);
      expect((await storage.threads.accept(incoming('cinco'))).kind).toBe('queued');
    });

    it('given a flood behind a holder, all of it is decided, in order', async () => {
      const { storage } = subject.now;
      const sent = Array.from({ length: 230 }, (_, index) => `m${index}`);
      let events = heldIn(await storage.threads.accept(incoming('m0'))).events;
      for (const text of sent.slice(1)) await storage.threads.accept(incoming(text));
      const decided: string[] = [];
      for (let version = 0; events.length > 0; version += 1) {
        decided.push(...textsOf(events));
        events = committed(await storage.threads.commit(decision(version, { consumed: events.length }))).next;
      }
      expect(decided).toEqual(sent);
    });
  });
};
