/** The heartbeat goes on whatever a beat meets, says once that the store is away, and leaves nothing running when it stops. */
import type { Log } from '../../../bot/observability/log';
import { StorageUnavailable } from '../../../bot/runtime/ports';
import { startPulse } from '../../../bot/runtime/pulse';
import type { Relay } from '../../../bot/runtime/relay';

const SECOND = 1_000;
const idle = (): Promise<void> => Promise.resolve();
const given = (refresh: () => Promise<void>) => {
  const warned: string[] = [];
  const log = { warn: (_what: unknown, words: string) => void warned.push(words) } as unknown as Log;
  const relay = { tick: idle } as unknown as Relay;
  return { warned, pulse: startPulse({ relay, refresh, rounds: idle, trim: idle, watch: idle, log }) };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('given it is stopped during a beat, then the beat is waited for and none follows', async () => {
  let [began, ended] = [0, 0];
  let finish = (): void => undefined;
  const { pulse } = given(() => {
    began += 1;
    return new Promise((resolve) => (finish = resolve));
  });
  await jest.advanceTimersByTimeAsync(5 * SECOND);
  expect(began).toBe(1);

  const stopping = pulse.stop().then(() => (ended += 1));
  await jest.advanceTimersByTimeAsync(5 * SECOND);
  expect(ended).toBe(0);
  finish();
  await stopping;
  await jest.advanceTimersByTimeAsync(5 * SECOND);
  expect([began, jest.getTimerCount()]).toEqual([1, 0]);
});

test('given the store is away for many beats, then it is said once, and once more when it goes away again', async () => {
  let isAway = true;
  let beats = 0;
  const { pulse, warned } = given(() => {
    beats += 1;
    return isAway ? Promise.reject(new StorageUnavailable('away')) : Promise.resolve();
  });
  await jest.advanceTimersByTimeAsync(4 * SECOND);
  expect([beats, warned.length]).toEqual([4, 1]);
  isAway = false;
  await jest.advanceTimersByTimeAsync(2 * SECOND);
  isAway = true;
  await jest.advanceTimersByTimeAsync(2 * SECOND);
  expect([beats, warned.length]).toEqual([8, 2]);
  await pulse.stop();
});

test('given a beat that fails by a fault of ours, then each is said and the next one comes', async () => {
  const { pulse, warned } = given(() => Promise.reject(new Error('a fault')));
  await jest.advanceTimersByTimeAsync(3 * SECOND);
  expect(warned).toHaveLength(3);
  await pulse.stop();
});
