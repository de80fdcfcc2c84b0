/** I1 and I3 for the first event of a thread: accepted and decided in one step, or not at all. */
import type { Beginning } from '../../bot/runtime/ports';
import { threadId } from '../../dialogs/ids';
import { committed, DAY, decision, deliver, heldIn, incoming, internal, message, recoverAll, reply, thread, type Open } from './given';
import { eachTime } from './subject';

const beginning = (more: Partial<Beginning> = {}): Beginning => ({ thread, dedupe: 'joined', state: '{"v":1}', entries: [reply('a'), reply('b')], ...more });

export const describeBeginning = (open: Open): void => {
  describe('beginning', () => {
    const subject = eachTime(open);

    it('given a thread that nobody knows, its first event is decided: state and entries are there and nothing waits', async () => {
      const { storage, other } = subject.now;
      expect(await storage.threads.begin(beginning())).toBe(true);
      expect(await other.threads.peek(thread)).toEqual({ state: '{"v":1}', version: 1, length: 2 });
      expect(await other.threads.read(thread, 0, 10)).toEqual([{ position: 0, entry: reply('a') }, { position: 1, entry: reply('b') }]);
      expect(await other.outbox.busy()).toBe(false);
      expect(await recoverAll(other)).toEqual([]);
      expect(await other.threads.unanswered(Infinity, 10)).toEqual([]);
    });

    it('given a beginning, the same event accepted again is a duplicate, within the window of all events', async () => {
      const { storage, other, clock } = subject.now;
      await storage.threads.begin(beginning());
      clock.now += 7.9 * DAY;
      expect(await other.threads.accept(internal('joined'))).toEqual({ kind: 'duplicate', position: -1 });
      clock.now += 1.1 * DAY;
      expect((await other.threads.accept(internal('joined'))).kind).toBe('held');
    });

    it('given a beginning, the next message is held with its state, behind its entries', async () => {
      const { storage, other } = subject.now;
      await storage.threads.begin(beginning({ state: '{"a":\n "\\n\\t"}' }));
      const accepted = await other.threads.accept(incoming('hola'));
      expect(accepted).toMatchObject({ kind: 'held', position: 2 });
      expect(heldIn(accepted)).toEqual({ state: '{"a":\n "\\n\\t"}', version: 1, events: [message('hola')] });
      expect(committed(await other.threads.commit(decision(1, { entries: [reply('c')], effects: [deliver] }))).base).toBe(3);
    });

    it('given nothing to say, a beginning is a state', async () => {
      const { threads } = subject.now.storage;
      expect(await threads.begin(beginning({ entries: [] }))).toBe(true);
      expect(await threads.peek(thread)).toEqual({ state: '{"v":1}', version: 1, length: 0 });
    });

    it('given a second beginning, or two at once, one is stored', async () => {
      const { storage, other } = subject.now;
      const both = await Promise.all([storage.threads.begin(beginning()), other.threads.begin(beginning({ state: '{"v":2}' }))]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await storage.threads.begin(beginning())).toBe(false);
      expect(await other.threads.peek(thread)).toMatchObject({ version: 1, length: 2 });
    });

    it('given a thread in which a message waits, was decided, or that was joined into another, nothing begins', async () => {
      const { threads } = subject.now.storage;
      const [waits, decided, moved] = ['waits', 'decided', 'moved'].map((name) => threadId(name)) as [typeof thread, typeof thread, typeof thread];
      await threads.accept(incoming('hola', { thread: waits }));
      await threads.commit(decision(0, { thread: decided, consumed: 0 }));
      await threads.move(moved, decided);
      for (const one of [waits, decided, moved]) expect(await threads.begin(beginning({ thread: one }))).toBe(false);
      expect(await threads.read(waits, 0, 10)).toHaveLength(1);
      expect(await threads.read(decided, 0, 10)).toEqual([]);
    });
  });
};
