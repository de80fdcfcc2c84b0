/** What the log says of a store that refuses, and of clocks that differ: when it begins and when it is over, not while it lasts. */
import { makeStoreWatch } from '../../../bot/runtime/store-watch';
import type { Standing } from '../../../bot/runtime/ports';

const said = async (looks: readonly (readonly [Standing, number | null])[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  const note = (level: string) => (first: unknown, message?: string): void => void lines.push(`${level} ${message === undefined ? '' : JSON.stringify(first)}`.trim());
  const log = { error: note('error'), warn: note('warn'), info: note('info') };
  let at = 0;
  const now = (): readonly [Standing, number | null] => looks[at] ?? [{ share: 1 }, null];
  const watch = makeStoreWatch({ standing: async () => now()[0], skew: async () => now()[1] }, log as never);
  for (; at < looks.length; at += 1) await watch();
  return lines;
};
const [WELL, FULL, PART]: readonly Standing[] = [{ share: 1 }, { share: 0, reason: 'OOM' }, { share: 0.5, reason: 'no answer' }];

test('given a store that keeps everything, nothing is said', async () => {
  expect(await said([[WELL ?? { share: 1 }, 0], [{ share: 1 }, null]])).toEqual([]);
});

test('given one that is full for a while, then lost a part, then is well: each is said once', async () => {
  const looks = [FULL, FULL, PART, PART, WELL, WELL].map((one) => [one ?? { share: 1 }, null] as const);
  expect(await said(looks)).toEqual(['error {"share":0,"reason":"OOM"}', 'error {"share":0.5,"reason":"no answer"}', 'info']);
});

test('given clocks that differ by more than leases bear, it is said, and when they agree; a store that does not answer changes nothing', async () => {
  const looks = [400, 2_600, 3_000, null, -200].map((ms) => [{ share: 1 }, ms] as const);
  expect(await said(looks)).toEqual(['error {"skewMs":2600}', 'info']);
});
