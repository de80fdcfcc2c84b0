/** Large records that are held in memory so that they are not read anew: how many, and which go first. */
import { LargeRecords } from '../../../bot/storage/large-records';

const record = (letter: string, length = 20_000, version = 1) => ({ version, json: letter.repeat(length) });

test('given more than may be held, then what was not asked for longest goes first', () => {
  const held = new LargeRecords(50_000);
  held.keep('a', record('a'));
  held.keep('b', record('b'));
  held.get('a');
  held.keep('c', record('c'));
  expect(['a', 'b', 'c'].map((name) => held.get(name)?.json[0])).toEqual(['a', undefined, 'c']);
});

test('given one that changed often, then it counts once', () => {
  const held = new LargeRecords(50_000);
  held.keep('b', record('b'));
  for (let version = 1; version < 9; version += 1) held.keep('a', record('a', 20_000, version));
  expect(held.get('b')).toBeDefined();
  expect(held.get('a')?.version).toBe(8);
});

test('given a small one, one beyond the limit, or that all is forgotten, then nothing is held', () => {
  const held = new LargeRecords(50_000);
  held.keep('a', record('a'));
  held.keep('a', record('a', 10));
  held.keep('b', record('b', 60_000));
  held.keep('c', record('c'));
  held.clear();
  expect(['a', 'b', 'c'].map((name) => held.get(name))).toEqual([undefined, undefined, undefined]);
});
