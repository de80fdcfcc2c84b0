/** What is told of a Redis that works, and that would lose conversations one day. */
import { adviceOf, adviseOn } from '../../../bot/storage/redis/advice';

const info = (policy: string, appendOnly: '0' | '1'): string => `# Memory\r\nused_memory:1\r\nmaxmemory_policy:${policy}\r\n\r\n# Persistence\r\naof_enabled:${appendOnly}\r\n`;
const told = async (replies: readonly string[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  await adviseOn({ eachNode: () => Promise.resolve(replies.map((reply, index) => ({ node: String(index), reply }))) }, (line) => void lines.push(line));
  return lines;
};

test('one that keeps everything is told nothing, nor one that tells nothing of itself', () => {
  expect(adviceOf(info('noeviction', '1'))).toEqual([]);
  expect(adviceOf('')).toEqual([]);
});

test('one that throws away when memory ends, and one that keeps in memory alone, are told what to set', () => {
  expect(adviceOf(info('allkeys-lru', '1'))).toEqual([expect.stringMatching(/allkeys-lru.*noeviction/)]);
  expect(adviceOf(info('volatile-ttl', '0'))).toEqual([expect.stringMatching(/volatile-ttl/), expect.stringMatching(/appendonly yes/)]);
});

test('of the nodes of a cluster each thing is told once; who may not ask starts all the same', async () => {
  expect(await told([info('allkeys-lru', '1'), info('allkeys-lru', '1'), info('noeviction', '1')])).toHaveLength(1);
  const lines: string[] = [];
  await adviseOn({ eachNode: () => Promise.reject(new Error('NOPERM')) }, (line) => void lines.push(line));
  expect(lines).toEqual([]);
});
