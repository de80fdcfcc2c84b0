/** What may not be kept any longer is gone, and nothing else; counters go on, so nothing is taken for something else. */
import type { Retention } from '../../bot/runtime/trimming';
import { threadId, type ThreadId } from '../../dialogs/ids';
import type { Entry } from '../../dialogs/transcript';
import { claimAll, DAY, decision, deliver, ended, heldIn, incoming, recoverAll, said, textsOf, thread, wake, web, type Open } from './given';
import { eachTime } from './subject';

const into = threadId('thread-B');
const NOW = 1_764_000_000_000;
const days = (count: number): number => NOW - count * DAY;
const keep = (entries: number, idle: number): Retention => ({ entriesBefore: days(entries), idleBefore: days(idle) });
const spoken = (text: string, at: number): Entry => ({ kind: 'bot', at, text, language: 'es' });

export const describeRetention = (open: Open): void => {
  describe('retention', () => {
    const subject = eachTime(open);

    /** A turn that was said so many days ago. */
    const turn = async (ago: number, { of = thread, more = {} } = {}): Promise<void> => {
      const { threads } = subject.now.storage;
      const held = heldIn(await threads.accept(incoming(`${ago}`, { thread: of, entry: said(`${ago}`, { at: days(ago) }) })));
      await threads.commit(decision(held.version, { thread: of, entries: [spoken(`re ${ago}`, days(ago))], owes: false, ...more }));
    };
    const trimAll = async (retention: Retention): Promise<{ shortened: number; emptied: number }> => {
      const sum = { shortened: 0, emptied: 0 };
      for (let call = 0; call < 12; call += 1) {
        const { shortened, emptied } = await subject.now.other.threads.trim(retention, 5);
        sum.shortened += shortened;
        sum.emptied += emptied;
      }
      return sum;
    };
    const positions = async (of = thread): Promise<readonly number[]> =>
      (await subject.now.storage.threads.read(of, 0, 100)).map(({ position }) => position);

    it('given old and new entries, the old ones go and the others keep their positions', async () => {
      for (const ago of [400, 390, 3]) await turn(ago);
      expect(await trimAll(keep(365, 365))).toEqual({ shortened: 1, emptied: 0 });
      expect(await positions()).toEqual([4, 5]);
      expect(await subject.now.storage.threads.peek(thread)).toEqual({ state: '{"v":3}', version: 3, length: 6 });
      await turn(1);
      expect(await positions()).toEqual([4, 5, 6, 7]);
      expect(await trimAll(keep(365, 365))).toEqual({ shortened: 0, emptied: 0 });
    });

    it('given an idle thread, nothing of it is left but its counters; who comes back begins anew behind them', async () => {
      for (const ago of [900, 800]) await turn(ago);
      expect(await trimAll(keep(365, 730))).toEqual({ shortened: 0, emptied: 1 });
      expect(await positions()).toEqual([]);
      expect(await subject.now.storage.threads.peek(thread)).toEqual({ state: null, version: 2, length: 4 });
      expect(heldIn(await subject.now.storage.threads.accept(incoming('otra vez')))).toMatchObject({ state: null, version: 2 });
      expect(await positions()).toEqual([4]);
    });

    it('given an effect in flight or a message that waits, or a timer where somebody wrote lately, it is left alone', async () => {
      const { storage } = subject.now;
      await turn(900, { of: threadId('timer') });
      await turn(0.5, { of: threadId('timer'), more: { effects: [wake(NOW)] } });
      await turn(900, { of: threadId('flying'), more: { effects: [deliver] } });
      await storage.threads.accept(incoming('hola', { thread: threadId('waiting'), entry: said('hola', { at: days(900) }) }));
      expect(await trimAll(keep(1, 1))).toEqual({ shortened: 0, emptied: 0 });
      expect(await positions(threadId('timer'))).toEqual([0, 1, 2, 3]);
      expect(await positions(threadId('flying'))).toEqual([0, 1]);
      expect(await positions(threadId('waiting'))).toEqual([0]);
    });

    it('given an idle thread with timers, they are no reason to keep it: all of it goes, and none of them fires any more', async () => {
      const { storage, other } = subject.now;
      await turn(900, { more: { effects: [wake(NOW), wake(NOW + DAY)] } });
      await turn(1, { of: threadId('other'), more: { effects: [wake(NOW, 'theirs')] } });
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 1 });
      expect(await storage.threads.peek(thread)).toEqual({ state: null, version: 1, length: 2 });
      expect((await claimAll(other, NOW + 2 * DAY)).map(({ effect }) => effect)).toEqual([wake(NOW, 'theirs')]);
    });

    it('I1: what was delivered before all went is not taken twice within the window, and is afterwards', async () => {
      const { storage: { threads }, clock } = subject.now;
      await turn(900);
      await turn(1, { of: threadId('asked') });
      await trimAll(keep(1, 1));
      await threads.forget(threadId('asked'));
      clock.now += 7 * DAY;
      await trimAll(keep(1, 1));
      expect(await threads.accept(incoming('900'))).toMatchObject({ kind: 'duplicate' });
      expect(await threads.accept(incoming('1', { thread: threadId('asked') }))).toMatchObject({ kind: 'duplicate' });
      clock.now += 2 * DAY;
      await trimAll(keep(1, 1));
      expect(heldIn(await threads.accept(incoming('900')))).toMatchObject({ state: null, version: 1 });
    });

    describe('given somebody who keeps more of a thread elsewhere', () => {
      const heard: string[] = [];
      const trimTelling = async (mayGo: boolean): Promise<number> => {
        heard.length = 0;
        const leaving = async (of: ThreadId, why: string): Promise<boolean> => {
          expect((await subject.now.storage.threads.peek(of))?.state).not.toBeNull();
          heard.push(`${of} ${why}`);
          return mayGo;
        };
        let emptied = 0;
        for (let call = 0; call < 12; call += 1) emptied += (await subject.now.other.threads.trim(keep(730, 730), 5, leaving)).emptied;
        return emptied;
      };

      it('then it is told before anything goes, of what goes alone', async () => {
        await turn(900);
        await turn(1, { of: threadId('recent') });
        await turn(900, { of: threadId('flying'), more: { effects: [deliver] } });
        expect(await trimTelling(true)).toBe(1);
        expect(heard).toEqual([`${thread} idle`]);
        expect(await trimTelling(true)).toBe(0);
        expect(heard).toEqual([]);
      });

      it('then what it is not ready for stays whole', async () => {
        await turn(900, { more: { effects: [wake(NOW)] } });
        expect(await trimTelling(false)).toBe(0);
        expect(await positions()).toEqual([0, 1]);
        expect(await claimAll(subject.now.storage, NOW)).toHaveLength(1);
      });
    });

    it('given a thread to be forgotten now, all of it goes at once and nothing of the others; one with a timer stays', async () => {
      const { threads } = subject.now.storage;
      for (const ago of [2, 1]) await turn(ago);
      await turn(1, { of: threadId('other') });
      await turn(1, { of: threadId('timer'), more: { effects: [wake(NOW)] } });
      expect(await threads.forget(thread)).toBe(true);
      expect(await threads.forget(thread)).toBe(false);
      expect(await threads.forget(threadId('timer'))).toBe(false);
      expect(await threads.forget(threadId('nobody'))).toBe(false);
      expect([await positions(), await positions(threadId('other')), await positions(threadId('timer'))]).toEqual([[], [0, 1], [0, 1]]);
      expect(await threads.peek(thread)).toEqual({ state: null, version: 2, length: 4 });
      expect(heldIn(await threads.accept(incoming('otra vez')))).toMatchObject({ state: null, version: 2 });
    });

    it('given dead letters, the old ones go with time and those of a thread with all of it; others can be sent again', async () => {
      const { storage, other, clock } = subject.now;
      const failed = async (of: ThreadId): Promise<void> => {
        await turn(1, { of, more: { effects: [deliver] } });
        await storage.outbox.settle([{ key: `${of}/1/0`, thread: of, token: 1, end: 'failed', reason: 'x' }]);
      };
      const left = async (): Promise<readonly string[]> => (await storage.outbox.deadLetters(10)).map((letter) => letter.thread).sort();
      for (const old of ['old-1', 'old-2']) await failed(threadId(old));
      clock.now += DAY;
      for (const fresh of [threadId('fresh'), thread]) await failed(fresh);
      let gone = 0;
      for (let call = 0; call < 8; call += 1) gone += await other.outbox.forgetLetters(clock.now);
      expect(gone).toBe(2);
      expect(await left()).toEqual(['fresh', thread]);
      expect(await storage.threads.forget(thread)).toBe(true);
      expect(await left()).toEqual(['fresh']);
      expect(await other.outbox.resend({ thread: threadId('fresh'), key: 'fresh/1/0' })).toBe(true);
    });

    describe('given nothing but counters is left', () => {
      const MONTH = 31 * DAY;
      const later = async (ms: number): Promise<number> => {
        subject.now.clock.now += ms;
        let ended = 0;
        for (let call = 0; call < 12; call += 1) {
          ended += (await subject.now.other.threads.trim(keep(730, 730), 5)).ended;
          await subject.now.other.addresses.forget(5);
        }
        return ended;
      };
      const isThere = async (of = thread): Promise<boolean> => (await subject.now.storage.threads.peek(of)) !== null;

      it('they stay through the window of what was delivered and a month, in which no address leads there any more, and go', async () => {
        const { storage } = subject.now;
        await storage.addresses.bind(web, thread);
        await turn(900);
        expect([await later(0), await later(7 * DAY)]).toEqual([0, 0]);
        expect(await storage.addresses.resolve(web)).toBe(thread);
        expect(await later(2 * DAY)).toBe(0);
        expect([await storage.addresses.resolve(web), await isThere()]).toEqual([null, true]);
        expect(await later(29 * DAY)).toBe(0);
        expect(await storage.threads.accept(incoming('900'))).not.toMatchObject({ kind: 'duplicate' });
      });

      it('they are gone after it, and whoever comes from there is simply new', async () => {
        const { storage } = subject.now;
        await turn(900);
        await turn(1, { of: threadId('recent') });
        expect([await later(0), await later(9 * DAY), await later(MONTH), await later(MONTH)]).toEqual([0, 0, 1, 0]);
        expect([await isThere(), await isThere(threadId('recent'))]).toEqual([false, true]);
        expect(heldIn(await storage.threads.accept(incoming('900', { entry: said('hola') })))).toMatchObject({ state: null, version: 0 });
        expect(await positions()).toEqual([0]);
      });

      it('and she comes back and asks that it be forgotten, the month begins anew', async () => {
        await turn(900);
        expect([await later(0), await later(9 * DAY), await later(20 * DAY)]).toEqual([0, 0, 0]);
        await turn(1);
        expect(await subject.now.storage.threads.forget(thread)).toBe(true);
        expect([await later(9 * DAY), await later(20 * DAY)]).toEqual([0, 0]);
        expect([await isThere(), await later(MONTH), await isThere()]).toEqual([true, 1, false]);
      });

      it('of a joined thread they lead to the other one for as long as anything stands there', async () => {
        const { storage: { threads } } = subject.now;
        await turn(3);
        await turn(2, { of: into });
        await threads.move(thread, into);
        expect([await later(0), await later(9 * DAY), await later(MONTH), await later(MONTH)]).toEqual([0, 0, 0, 0]);
        expect(await threads.accept(incoming('dos'))).toEqual({ kind: 'moved', to: into });
        expect(await threads.forget(into)).toBe(true);
        expect([await later(9 * DAY), await later(MONTH), await later(0), await later(MONTH)].reduce((sum, one) => sum + one, 0)).toBe(2);
        expect([await isThere(), await isThere(into)]).toEqual([false, false]);
      });
    });

    it('given many threads, a part at a time, all are seen and the recent ones stay whole', async () => {
      for (let index = 0; index < 12; index += 1) await turn(index % 2 === 0 ? 900 : 10, { of: threadId(`many-${index}`) });
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 6 });
      for (let index = 0; index < 12; index += 1) expect(await positions(threadId(`many-${index}`))).toHaveLength(index % 2 === 0 ? 0 : 2);
    });

    it('given a shortened thread that is joined, what is kept of it moves, and positions are told from there', async () => {
      const { storage, other } = subject.now;
      for (const ago of [400, 3]) await turn(ago);
      await trimAll(keep(365, 365));
      await storage.threads.accept(incoming('y ahora', { entry: said('y ahora', { at: days(1) }) }));
      expect(await storage.threads.move(thread, into)).toEqual({ into, shift: -2 });
      expect((await other.threads.read(into, 0, 10)).map(({ entry }) => ('text' in entry ? entry.text : entry.kind))).toEqual(['3', 're 3', 'y ahora']);
      const [moved] = await recoverAll(other);
      expect(moved && textsOf(moved.held.events)).toEqual(['y ahora']);
    });

    it('given a joined thread, what was said stands in the other one alone, and it still leads there', async () => {
      const { threads } = subject.now.storage;
      await turn(2);
      await turn(1, { of: into });
      await threads.move(thread, into);
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 1 });
      expect(await positions()).toEqual([]);
      expect((await threads.peek(thread))?.state).toBeNull();
      expect(await positions(into)).toEqual([0, 1, 2, 3]);
      expect(await threads.accept(incoming('2'))).toEqual({ kind: 'duplicate', position: 2 });
      expect(await threads.accept(incoming('dos'))).toEqual({ kind: 'moved', to: into });
      expect(await threads.move(thread, into)).toEqual({ into, shift: 2 });
    });

    it('given a joined thread with an effect in flight, what that needs stays until it ends', async () => {
      const { storage } = subject.now;
      await turn(1, { more: { effects: [deliver] } });
      await storage.threads.move(thread, into);
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 0 });
      expect(await positions()).toEqual([0, 1]);
      await storage.outbox.settle([ended('performed')]);
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 1 });
    });

    it('given a joined thread with a dead letter, both stay until they are too old: it could be sent again', async () => {
      const { storage } = subject.now;
      await turn(1, { more: { effects: [deliver] } });
      await storage.outbox.settle([{ key: `${thread}/1/0`, thread, token: 1, end: 'failed', reason: 'x' }]);
      await turn(1, { of: into });
      await storage.threads.move(thread, into);
      expect(await trimAll(keep(730, 730))).toEqual({ shortened: 0, emptied: 0 });
      expect(await storage.outbox.countDeadLetters()).toBe(1);
      expect(await positions()).toEqual([0, 1]);
      expect(await trimAll(keep(0, 0))).toEqual({ shortened: 0, emptied: 2 });
      expect(await storage.outbox.countDeadLetters()).toBe(0);
      expect(await positions()).toEqual([]);
    });

    it('given a joined thread that is to be forgotten, its copy goes and it still leads to the other one', async () => {
      const { threads } = subject.now.storage;
      await turn(1);
      await threads.move(thread, into);
      expect(await threads.forget(thread)).toBe(true);
      expect([await positions(), await positions(into)]).toEqual([[], [0, 1]]);
      expect(await threads.accept(incoming('dos'))).toEqual({ kind: 'moved', to: into });
    });
  });
};
