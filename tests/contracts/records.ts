/** The small ports: addresses, shared records by compare-and-set, news. */
import { address, threadId } from '../../dialogs/ids';
import { thread, type Open } from './given';
import { eachTime } from './subject';

const whatsapp = address('whatsapp', '1:573001112233');

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
