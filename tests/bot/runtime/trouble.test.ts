/** What the log says of trouble: when it begins and when it is over, not while it lasts. */
import type { Standing } from '../../../bot/runtime/ports';
import { makeTroubleWatch } from '../../../bot/runtime/trouble';

interface Look {
  readonly standing?: Standing;
  readonly skew?: number | null;
  readonly isHigh?: boolean;
}

const said = async (looks: readonly Look[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  const note = (level: string) => (first: unknown, message?: string): void => void lines.push(message === undefined ? level : `${level} ${JSON.stringify(first)}`);
  let now: Look = {};
  const watch = makeTroubleWatch({
    storage: { standing: async () => now.standing ?? { share: 1 }, skew: async () => now.skew ?? null },
    pressure: { isHigh: () => now.isHigh ?? false },
    log: { error: note('error'), warn: note('warn'), info: note('info') } as never,
  });
  for (const look of looks) {
    now = look;
    await watch();
  }
  return lines;
};

test('given a store that keeps everything, clocks that agree and a process that keeps up, nothing is said', async () => {
  expect(await said([{}, { skew: 400 }, {}])).toEqual([]);
});

test('given a store that is full for a while, then lost a part, then is well: each is said once', async () => {
  const [full, part] = [{ standing: { share: 0, reason: 'OOM' } }, { standing: { share: 0.5, reason: 'no answer' } }];
  expect(await said([full, full, part, part, {}, {}])).toEqual(['error {"share":0,"reason":"OOM"}', 'error {"share":0.5,"reason":"no answer"}', 'info']);
});

test('given clocks that differ by more than leases bear, it is said, and when they agree; a store that does not answer changes nothing', async () => {
  expect(await said([{ skew: 400 }, { skew: 2_600 }, { skew: 3_000 }, { skew: null }, { skew: -200 }])).toEqual(['error {"skewMs":2600}', 'info']);
});

test('given a process that has too much to do for a while, that is said once, and when it keeps up', async () => {
  expect(await said([{ isHigh: true }, { isHigh: true }, { isHigh: true }, {}, {}])).toEqual(['warn', 'info']);
});

test('given a process that is busy for a moment, as each one is at its start, nothing is said', async () => {
  expect(await said([{ isHigh: true }, {}, { isHigh: true }, {}])).toEqual([]);
});
