/** The small ports: addresses, shared records by compare-and-set, news. */
import { address, threadId } from '../../dialogs/ids';
import { thread, type Open } from './given';
import { eachTime } from './subject';

const whatsapp = address('whatsapp', '1:573001112233');

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
  });
};

/** A promise of the next call, and the function to give away. */
const heard = <Value>(): { readonly call: (value: Value) => void; readonly next: () => Promise<Value> } => {
  const values: Value[] = [];
  const waiting: ((value: Value) => void)[] = [];
  return {
    call: (value) => {
      const first = waiting.shift();
      if (first) first(value);
      else values.push(value);
    },
    next: () => {
      const value = values.shift();
      return value === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(value);
    },
  };
};

const describeNews = (open: Open): void => {
  describe('news', () => {
    const subject = eachTime(open);

    it('given a listener, it hears here and from another process that its thread grew, and nothing of others', async () => {
      const { storage, other } = subject.now;
      const lengths = heard<number>();
      storage.news.subscribe(thread, lengths.call);
      storage.news.publish(threadId('B'), 99);
      let length = storage === other ? -1 : await lengths.next();
      expect(length).toBe(-1);
      storage.news.publish(thread, 3);
      length = await lengths.next();
      expect(length).toBe(3);
      other.news.publish(thread, 4);
      expect(await lengths.next()).toBe(4);
    });

    it('given an unsubscription, the listener hears no more', async () => {
      const { storage, other } = subject.now;
      const stays = heard<number>();
      let gone = 0;
      const unsubscribe = storage.news.subscribe(thread, () => (gone += 1));
      storage.news.subscribe(thread, stays.call);
      if (storage !== other) await stays.next();
      unsubscribe();
      gone = 0;
      other.news.publish(thread, 5);
      expect(await stays.next()).toBe(5);
      expect(gone).toBe(0);
    });

    it('given a record that changed, its listeners hear', async () => {
      const { storage, other } = subject.now;
      const changes = heard<string>();
      storage.news.subscribeRecord('clock', () => changes.call('clock'));
      storage.news.subscribeRecord('other', () => changes.call('other'));
      if (storage !== other) expect([await changes.next(), await changes.next()].sort()).toEqual(['clock', 'other']);
      other.news.publishRecord('clock');
      expect(await changes.next()).toBe('clock');
    });

    it('given a listener that throws, the others hear all the same', async () => {
      const { storage } = subject.now;
      const lengths = heard<number>();
      storage.news.subscribe(thread, () => {
        throw new Error('listener');
      });
      storage.news.subscribe(thread, (length) => length > 0 && lengths.call(length));
      storage.news.publish(thread, 6);
      expect(await lengths.next()).toBe(6);
    });
  });
};

export const describeSmallRecords = (open: Open): void => {
  describeAddresses(open);
  describeRecords(open);
  describeNews(open);
};
