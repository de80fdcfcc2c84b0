/** The small ports: addresses, shared records by compare-and-set, news. */
import { address, threadId, type ThreadId } from '../../dialogs/ids';
import { DAY, decision, heldIn, incoming, thread, web, type Open } from './given';
import { eachTime } from './subject';

const whatsapp = address('whatsapp', '1:573001112233');
/** Of a thread that nothing was accepted for yet. */
const unused = address('web', 'new');

const LONGEST_WAIT_MS = 30_000;

const describeAddresses = (open: Open): void => {
  describe('addresses', () => {
    const subject = eachTime(open);

    it('given no binding, an address has no thread', async () => {
      expect(await subject.now.storage.addresses.resolve(whatsapp)).toBeNull();
    });

    it('given two that bind at once, both get the same thread', async () => {
      const { storage, other } = subject.now;
      const winners = await Promise.all([
        storage.addresses.bind(whatsapp, thread),
        other.addresses.bind(whatsapp, threadId('B')),
        storage.addresses.bind(whatsapp, threadId('C')),
      ]);
      expect(new Set(winners).size).toBe(1);
      expect(await other.addresses.resolve(whatsapp)).toBe(winners[0]);
    });

    it('given a rebinding, the address leads elsewhere', async () => {
      const { storage, other } = subject.now;
      await storage.addresses.bind(whatsapp, thread);
      await storage.addresses.rebind(whatsapp, threadId('B'));
      expect(await other.addresses.resolve(whatsapp)).toBe('B');
      expect(await storage.addresses.bind(whatsapp, thread)).toBe('B');
    });

    describe('given its thread is emptied', () => {
      const forgetAll = async (): Promise<readonly string[]> => {
        const gone: string[] = [];
        for (let call = 0; call < 12; call += 1) gone.push(...(await subject.now.other.addresses.forget(5)));
        return gone;
      };
      const emptied = async (of: ThreadId): Promise<void> => {
        const { threads } = subject.now.storage;
        const { version } = heldIn(await threads.accept(incoming('hola', { thread: of })));
        await threads.commit(decision(version, { thread: of, owes: false }));
        expect(await threads.forget(of)).toBe(true);
      };

      it('it goes when the window of what was delivered is over, and whoever comes back begins a new thread', async () => {
        const { storage, other, clock } = subject.now;
        for (const [at, of] of [[whatsapp, thread], [web, threadId('B')], [unused, threadId('C')]] as const) await storage.addresses.bind(at, of);
        await emptied(thread);
        await storage.threads.accept(incoming('hola', { thread: threadId('B') }));
        clock.now += 7 * DAY;
        expect(await forgetAll()).toEqual([]);
        clock.now += 2 * DAY;
        expect(await forgetAll()).toEqual([whatsapp]);
        expect(await other.addresses.resolve(whatsapp)).toBeNull();
        expect([await other.addresses.resolve(web), await other.addresses.resolve(unused)]).toEqual(['B', 'C']);
        expect(await other.addresses.bind(whatsapp, threadId('D'))).toBe('D');
      });

      it('and was joined into one that is not, it stays until that is', async () => {
        const { storage: { threads, addresses }, clock } = subject.now;
        await addresses.bind(whatsapp, thread);
        await threads.accept(incoming('hola', { thread: threadId('B') }));
        await threads.commit(decision(0, { thread: threadId('B'), owes: false }));
        await threads.move(thread, threadId('B'));
        clock.now += 9 * DAY;
        expect(await forgetAll()).toEqual([]);
        expect(await threads.forget(threadId('B'))).toBe(true);
        expect(await forgetAll()).toEqual([whatsapp]);
      });

      it('and she writes again, it stays', async () => {
        const { storage: { threads, addresses }, clock } = subject.now;
        await addresses.bind(whatsapp, thread);
        await emptied(thread);
        clock.now += 9 * DAY;
        await threads.accept(incoming('otra vez'));
        expect(await forgetAll()).toEqual([]);
        expect(await addresses.resolve(whatsapp)).toBe(thread);
      });
    });
  });
};

const describeRecords = (open: Open): void => {
  describe('shared records', () => {
    const subject = eachTime(open);

    it('given no record, only version 0 may be expected', async () => {
      const { records } = subject.now.storage;
      expect(await records.get('clock')).toBeNull();
      expect(await records.put('clock', '{}', 1)).toBe('stale');
      expect(await records.put('clock', '{"a":"x:y"}', 0)).toBe('saved');
      expect(await records.put('clock', '{}', 0)).toBe('stale');
      expect(await subject.now.other.records.get('clock')).toEqual({ version: 1, json: '{"a":"x:y"}' });
    });

    it('given two that write at once on one version, one of them wins', async () => {
      const { storage, other } = subject.now;
      await storage.records.put('clock', '0', 0);
      const outcomes = await Promise.all([storage.records.put('clock', '1', 1), other.records.put('clock', '2', 1)]);
      expect(outcomes.sort()).toEqual(['saved', 'stale']);
      expect((await storage.records.get('clock'))?.version).toBe(2);
    });

    it('given a large record, what another one wrote meanwhile is read, and what it became smaller or larger by', async () => {
      const { storage, other } = subject.now;
      const long = (letter: string): string => JSON.stringify(letter.repeat(40_000));
      await storage.records.put('world', long('a'), 0);
      expect(await other.records.get('world')).toEqual({ version: 1, json: long('a') });
      expect(await storage.records.get('world')).toEqual({ version: 1, json: long('a') });
      expect(await other.records.put('world', long('b'), 1)).toBe('saved');
      expect(await storage.records.put('world', long('c'), 1)).toBe('stale');
      expect(await storage.records.get('world')).toEqual({ version: 2, json: long('b') });
      expect(await storage.records.put('world', '"small"', 2)).toBe('saved');
      expect(await other.records.get('world')).toEqual({ version: 3, json: '"small"' });
      expect(await other.records.put('world', long('d'), 2)).toBe('stale');
      expect(await Promise.all([storage.records.put('world', long('e'), 3), storage.records.put('world', long('f'), 4)])).toEqual(['saved', 'saved']);
      expect(await other.records.get('world')).toEqual({ version: 5, json: long('f') });
    });

    describe('with an end', () => {
      const [soon, later] = [1_000, 2_000];
      /** Everywhere once. */
      const forgetAll = async (before: number): Promise<number> => {
        let gone = 0;
        for (let call = 0; call < 8; call += 1) gone += await subject.now.other.records.forget(before);
        return gone;
      };
      const namesLeft = async (names: readonly string[]): Promise<readonly string[]> => {
        const found = await Promise.all(names.map(async (name) => ((await subject.now.storage.records.get(name)) ? [name] : [])));
        return found.flat();
      };

      it('given the end is over by business time, the record goes, and those without an end or with a later one stay', async () => {
        const { records } = subject.now.storage;
        const names = ['soon', 'other', 'later', 'for good'];
        for (const name of names.slice(0, 2)) expect(await records.putUntil({ name, json: '{}', expected: 0, until: soon })).toBe('saved');
        await records.putUntil({ name: 'later', json: '{}', expected: 0, until: later });
        await records.put('for good', '{}', 0);
        expect(await forgetAll(soon)).toBe(0);
        expect(await namesLeft(names)).toEqual(names);
        expect(await forgetAll(later)).toBe(2);
        expect(await namesLeft(names)).toEqual(['later', 'for good']);
        expect(await forgetAll(later + 1)).toBe(1);
        expect(await namesLeft(names)).toEqual(['for good']);
      });

      it('given it is written again, the newest word about its end counts: later, sooner, none', async () => {
        const { records } = subject.now.storage;
        const write = async (name: string, until?: number): Promise<void> => {
          const expected = (await records.get(name))?.version ?? 0;
          expect(await (until === undefined ? records.put(name, '{}', expected) : records.putUntil({ name, json: '{}', expected, until }))).toBe('saved');
        };
        for (const [name, ends] of Object.entries({ later: [soon, later], sooner: [later, soon], none: [soon, undefined], some: [undefined, soon] })) {
          for (const end of ends) await write(name, end);
        }
        expect(await forgetAll(later)).toBe(2);
        expect(await namesLeft(['later', 'sooner', 'none', 'some'])).toEqual(['later', 'none']);
      });

      it('given it went, whoever still holds a version of it is refused, also when it was made anew meanwhile', async () => {
        const { storage: { records }, other, clock } = subject.now;
        const write = (expected: number) => records.putUntil({ name: 'receipts', json: '"late"', expected, until: later });
        await write(0);
        const held = (await records.get('receipts'))?.version ?? 0;
        await forgetAll(later + 1);
        expect(await records.get('receipts')).toBeNull();
        expect(await write(held)).toBe('stale');
        expect(await records.get('receipts')).toBeNull();
        clock.now += 1;
        expect(await other.records.putUntil({ name: 'receipts', json: '"new"', expected: 0, until: later })).toBe('saved');
        expect(await write(held)).toBe('stale');
        expect((await records.get('receipts'))?.json).toBe('"new"');
      });

      it('given a large one, nobody reads it from memory once it went', async () => {
        const { storage, other } = subject.now;
        const large = JSON.stringify('x'.repeat(40_000));
        await storage.records.putUntil({ name: 'copy', json: large, expected: 0, until: soon });
        expect((await other.records.get('copy'))?.json).toBe(large);
        expect(await forgetAll(later)).toBe(1);
        expect([await storage.records.get('copy'), await other.records.get('copy')]).toEqual([null, null]);
      });

      it('given more than one look takes, all go', async () => {
        const { records } = subject.now.storage;
        const names = Array.from({ length: 40 }, (_, index) => `code-${index}`);
        await Promise.all(names.map((name) => records.putUntil({ name, json: '{}', expected: 0, until: soon })));
        expect(await forgetAll(later)).toBe(names.length);
        expect(await namesLeft(names)).toEqual([]);
      });
    });
  });
};

/** Publishes until it is heard: who has just begun to listen may have missed the first times. */
const untilHeard = async (publish: () => void, isHeard: () => boolean): Promise<void> => {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!isHeard() && Date.now() < deadline) {
    publish();
    await new Promise(setImmediate);
  }
  expect(isHeard()).toBe(true);
};

const describeNews = (open: Open): void => {
  describe('news', () => {
    const subject = eachTime(open);

    it('given a listener, it hears here and from another process that its thread grew, and nothing of others', async () => {
      const { storage, other } = subject.now;
      const lengths: number[] = [];
      storage.news.subscribe(thread, (length) => lengths.push(length));
      other.news.publish(threadId('B'), 99);
      await untilHeard(() => storage.news.publish(thread, 3), () => lengths.includes(3));
      await untilHeard(() => other.news.publish(thread, 4), () => lengths.includes(4));
      expect([...new Set(lengths)].filter((length) => length !== -1)).toEqual([3, 4]);
    });

    it('given an unsubscription, the listener hears no more', async () => {
      const { storage, other } = subject.now;
      const stays: number[] = [];
      const gone: number[] = [];
      const unsubscribe = storage.news.subscribe(thread, (length) => gone.push(length));
      storage.news.subscribe(thread, (length) => stays.push(length));
      await untilHeard(() => other.news.publish(thread, 5), () => gone.includes(5));
      unsubscribe();
      await untilHeard(() => other.news.publish(thread, 6), () => stays.includes(6));
      expect(gone).not.toContain(6);
    });

    it('given a record that changed, its listeners hear', async () => {
      const { storage, other } = subject.now;
      const heard = { clock: 0, other: 0 };
      storage.news.subscribeRecord('clock', () => (heard.clock += 1));
      storage.news.subscribeRecord('other', () => (heard.other += 1));
      await untilHeard(() => other.news.publishRecord('clock'), () => heard.clock > heard.other);
    });

    it('given a listener that throws, the others hear all the same', async () => {
      const { storage } = subject.now;
      const lengths: number[] = [];
      storage.news.subscribe(thread, () => {
        throw new Error('listener');
      });
      storage.news.subscribe(thread, (length) => lengths.push(length));
      await untilHeard(() => storage.news.publish(thread, 6), () => lengths.includes(6));
    });
  });
};

export const describeSmallRecords = (open: Open): void => {
  describeAddresses(open);
  describeRecords(open);
  describeNews(open);
};
