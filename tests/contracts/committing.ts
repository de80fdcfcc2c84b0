/** I3: all or nothing, naming the version; and recovery of what a dead holder left. */
import { threadId } from '../../dialogs/ids';
import {
  claimAll, committed, decision, deliver, heldIn, incoming, internal, message, recoverAll, reply, said, textsOf, thread, THREAD_LEASE,
  wake, type Open,
} from './given';
import { eachTime } from './subject';

export const describeCommitting = (open: Open): void => {
  describe('committing', () => {
    const subject = eachTime(open);

    it('given a decision, state, entries and effects are there together', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('hola'));
      const outcome = await storage.threads.commit(decision(0, { entries: [reply('a'), reply('b')], effects: [deliver] }));
      expect(outcome).toEqual({
        kind: 'committed', base: 1, next: [],
        effects: [{ key: 'thread-A/1/0', thread, effect: deliver, base: 1, failures: 0, token: 1, wasSending: false }],
      });
      expect(await other.threads.peek(thread)).toEqual({ state: '{"v":1}', version: 1, length: 3 });
      expect((await other.threads.read(thread, 0, 10)).map((one) => one.entry)).toEqual([said('hola'), reply('a'), reply('b')]);
    });

    it('given no entries, base is the next free position', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('hola'));
      expect(committed(await threads.commit(decision(0))).base).toBe(1);
    });

    it('given a state that grows and shrinks, each is read back as it was committed', async () => {
      const { threads } = subject.now.storage;
      const states = ['{}', `{"a":"${'x'.repeat(500)}"}`, `{"a":"${'x'.repeat(490)}ñ"}`, '{"b":1}', `{"b":1,"c":"${'y'.repeat(80)}"}`];
      for (const [version, state] of states.entries()) {
        expect((await threads.commit(decision(version, { state, effects: [wake(9_000 + version)], consumed: 0 }))).kind).toBe('committed');
        expect(await threads.peek(thread)).toMatchObject({ state, version: version + 1 });
      }
    });

    it('given another commit meanwhile, a late one changes nothing and gets what is there now', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos'));
      clock.now += THREAD_LEASE;
      await recoverAll(other);
      await other.threads.commit(decision(0, { state: '{"by":"other"}' }));
      const late = await storage.threads.commit(decision(0, { entries: [reply('late')], effects: [deliver, wake(5)] }));
      expect(late).toEqual({
        kind: 'stale', held: { state: '{"by":"other"}', version: 1, events: [message('dos')] },
      });
      expect(await storage.threads.read(thread, 0, 10)).toHaveLength(2);
      expect(await storage.outbox.nextTimer()).toBeNull();
    });

    it('given a commit whose answer was lost, the same again is stale with nothing left to decide', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('uno'));
      await threads.commit(decision(0));
      expect(await threads.commit(decision(0))).toEqual({ kind: 'stale', held: { state: '{"v":1}', version: 1, events: [] } });
    });

    it('given a version that was seen but is not there any more, it says so and overwrites nothing', async () => {
      const { storage, regressions } = subject.now;
      await storage.threads.accept(incoming('uno'));
      expect(await storage.threads.commit(decision(7))).toMatchObject({ kind: 'stale', held: { version: 0 } });
      expect(regressions).toEqual([{ thread, seen: 7, stored: 0 }]);
      expect(await storage.threads.peek(thread)).toEqual({ state: null, version: 0, length: 1 });
    });

    it('given more events than were decided, the rest comes with the commit and the thread stays held', async () => {
      const { storage, other } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos'));
      await storage.threads.accept(incoming('tres'));
      expect(textsOf(committed(await storage.threads.commit(decision(0, { consumed: 2 }))).next)).toEqual(['tres']);
      expect((await other.threads.accept(incoming('cuatro'))).kind).toBe('queued');
      expect(textsOf(committed(await storage.threads.commit(decision(1))).next)).toEqual(['cuatro']);
      expect(committed(await storage.threads.commit(decision(2))).next).toEqual([]);
      expect((await other.threads.accept(incoming('cinco'))).kind).toBe('held');
    });

    it('given a commit that only moves state, waiting events stay', async () => {
      const { threads } = subject.now.storage;
      await threads.accept(incoming('uno'));
      expect(textsOf(committed(await threads.commit(decision(0, { consumed: 0 }))).next)).toEqual(['uno']);
      expect(committed(await threads.commit(decision(1))).next).toEqual([]);
    });

    it('given a renewed lease, it runs from the commit', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(incoming('dos'));
      clock.now += THREAD_LEASE - 1;
      await storage.threads.commit(decision(0));
      clock.now += THREAD_LEASE - 1;
      expect(await recoverAll(other)).toEqual([]);
      clock.now += 1;
      expect(await recoverAll(other)).toHaveLength(1);
    });

    it('given a dead holder, its thread is recovered once, with state and events', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.accept(incoming('cero'));
      await storage.threads.commit(decision(0));
      await storage.threads.accept(incoming('uno'));
      await storage.threads.accept(internal('dos'));
      expect(await recoverAll(other)).toEqual([]);
      clock.now += THREAD_LEASE;
      const found = await recoverAll(other);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ thread, held: { state: '{"v":1}', version: 1 } });
      expect(textsOf(found[0]?.held.events ?? [])).toEqual(['uno', 'dos']);
      expect(await recoverAll(storage)).toEqual([]);
      expect(committed(await other.threads.commit(decision(1, { consumed: 2 }))).next).toEqual([]);
    });

    it('given many dead holders, recovery takes no more than it is asked for and misses none', async () => {
      const { storage, other, clock } = subject.now;
      for (let index = 0; index < 20; index += 1) await storage.threads.accept(incoming('hola', { thread: threadId(`many-${index}`) }));
      clock.now += THREAD_LEASE;
      const found = new Set<string>();
      for (let call = 0; call < 40; call += 1) {
        const part = await other.threads.recover(3);
        expect(part.length).toBeLessThanOrEqual(3);
        for (const one of part) found.add(one.thread);
      }
      expect(found.size).toBe(20);
    });

    it('given cancelled keys, those timers and effects are gone and unknown keys are ignored', async () => {
      const { storage } = subject.now;
      await storage.threads.accept(incoming('uno'));
      await storage.threads.commit(decision(0, { effects: [wake(100), deliver, wake(200)] }));
      await storage.threads.accept(incoming('dos'));
      const cancel = ['thread-A/1/0', 'thread-A/1/1', 'thread-A/9/9', 'nobody/1/1'];
      await storage.threads.commit(decision(1, { cancel, effects: [wake(300)] }));
      const claimed = await claimAll(storage, 1_000);
      expect(claimed.map((one) => one.key)).toEqual(['thread-A/1/2', 'thread-A/2/0']);
    });

    it('given a thread that does not exist, it has no entries and nothing to show', async () => {
      const { threads } = subject.now.storage;
      expect(await threads.read(thread, 0, 10)).toEqual([]);
      expect(await threads.peek(thread)).toBeNull();
    });

    it('given a transcript, reading starts at a position and stops at the limit', async () => {
      const { threads } = subject.now.storage;
      const held = heldIn(await threads.accept(incoming('uno')));
      await threads.commit(decision(held.version, { entries: ['a', 'b', 'c', 'd'].map(reply) }));
      expect((await threads.read(thread, 2, 2)).map((one) => one.position)).toEqual([2, 3]);
      expect(await threads.read(thread, 5, 10)).toEqual([]);
      expect(await threads.read(thread, 0, 0)).toEqual([]);
      expect(await threads.read(thread, -5, 1)).toHaveLength(1);
    });
  });
};
