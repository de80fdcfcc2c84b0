/**
 * What stands at replicas before it is acknowledged, on a line that answers as a master does: how often it is asked, what is
 * refused, and what is sent again. That a real master and its replica do so: `redis-away.test.ts`, `redis-cluster.test.ts`.
 */
import { Replicas, type Line } from '../../../bot/storage/redis/replicas';
import { StorageUnavailable } from '../../../bot/runtime/ports';
import { until } from '../../support/until';

/** Each node has so many replicas; whatever is not a WAIT is written and answered with where. */
const masters = (following: Record<string, number>) => {
  let owner = 'a';
  const sent: string[] = [];
  const answer = async (node: string, [command = '', ...rest]: readonly string[]): Promise<unknown> => {
    sent.push(`${node} ${command}`);
    await Promise.resolve();
    if (command === 'WAIT') return following[node] ?? 0;
    if (rest[0] === 'moved' && node === 'a') throw new Error('MOVED 1 b');
    if (rest[0] === 'wrong') throw new Error('WRONGTYPE of value');
    return `at ${node}`;
  };
  const line: Line = { nodes: () => Object.keys(following), nodeOf: (key) => (key === 'of b' ? 'b' : owner), send: (_key, args) => answer((owner = 'b'), args), sendTo: answer };
  const said: string[] = [];
  const replicas = new Replicas({ line, wanted: 1, log: (message) => said.push(message) });
  const waits = (): number => sent.filter((each) => each.endsWith('WAIT')).length;
  return { replicas, sent, said, waits, following };
};

test('given many writes at once, the node is asked once for the first and once for all the others', async () => {
  const { replicas, sent, waits } = masters({ a: 1 });
  expect(new Set(await Promise.all(Array.from({ length: 50 }, (_, index) => replicas.keep(`k${index}`, ['SET', 'x']))))).toEqual(new Set(['at a']));
  expect(waits()).toBe(2);
  const later = replicas.keep('k', ['SET', 'x']);
  // In one write.
  expect(sent.slice(-2)).toEqual(['a SET', 'a WAIT']);
  await later;
  expect(waits()).toBe(3);
});

test('given a key that has moved, it is written and asked for where it is now', async () => {
  const { replicas, sent } = masters({ a: 1, b: 1 });
  expect(await replicas.keep('k', ['SET', 'moved'])).toBe('at b');
  expect(sent).toEqual(['a SET', 'a WAIT', 'b SET', 'b WAIT']);
});

test('given a write that is refused for a reason of its own, that is what the writer hears', async () => {
  const { replicas, sent } = masters({ a: 1 });
  await expect(replicas.keep('k', ['SET', 'wrong'])).rejects.toThrow('WRONGTYPE');
  expect(sent).not.toContain('b SET');
});

test('given too few replicas, it is said once, what comes after is refused unwritten, and it goes on by itself', async () => {
  const { replicas, sent, said, following } = masters({ a: 0 });
  const crowd = await Promise.allSettled(Array.from({ length: 5 }, () => replicas.keep('k', ['SET', 'x'])));
  expect(crowd.map(({ status }) => status)).not.toContain('fulfilled');
  const before = sent.filter((each) => each === 'a SET').length;
  await expect(replicas.keep('k', ['SET', 'x'])).rejects.toBeInstanceOf(StorageUnavailable);
  expect(sent.filter((each) => each === 'a SET')).toHaveLength(before);
  following['a'] = 1;
  await until(() => said.length > 1, () => said.join());
  expect(said).toEqual([expect.stringMatching(/too few replicas/), expect.stringMatching(/enough replicas/)]);
  expect(await replicas.keep('k', ['SET', 'x'])).toBe('at a');
});

test('given two masters without replicas, of which one is a master no more, it is over with the replicas of the other', async () => {
  const { replicas, waits, said, following } = masters({ a: 0, b: 0 });
  for (const key of ['of a', 'of b']) await expect(replicas.keep(key, ['SET', 'x'])).rejects.toBeInstanceOf(StorageUnavailable);
  delete following['a'];
  const before = waits();
  await until(() => waits() > before + 1, () => 'nobody looks after it');
  expect(said).toHaveLength(2);
  following['b'] = 1;
  await until(() => said.length > 2, () => said.join());
  expect(said.map((each) => each.slice(0, 6))).toEqual(['too fe', 'too fe', 'enough']);
});
