/** P9: under pressure comfort is dropped and counted, and nothing else. */
import type { Channel } from '../../../bot/channels/channel';
import { sheddingComfort } from '../../../bot/channels/comfort';
import { makePressure, measuredLag } from '../../../bot/observability/pressure';
import { address, threadId } from '../../../dialogs/ids';

const TO = address('web', 'ana');
const ABOUT = { thread: threadId('t1'), late: false };

let lagMs: number;
let now: number;
let done: string[];
let shed: number;
beforeEach(() => {
  [lagMs, now, done, shed] = [0, 1_000, [], 0];
});
const given = (ends: Promise<void> = Promise.resolve()) => {
  const pressure = makePressure({ lag: () => lagMs, machineNow: () => (now += 1_000) });
  const inner: Channel = {
    name: 'web', idempotent: true,
    async deliver() {
      done.push('said');
      await ends;
      return { kind: 'delivered' };
    },
    typing: () => Promise.resolve(void done.push('typing')),
  };
  return sheddingComfort(inner, pressure, () => (shed += 1));
};

test('given a loop that lags, then typing is dropped and counted while every word is carried, until it is well below again', async () => {
  const channel = given();
  for (const lag of [0, 500, 120, 10]) {
    lagMs = lag;
    await channel.typing(TO);
    await channel.deliver(TO, [], ABOUT);
  }
  expect([done, shed]).toEqual([['typing', 'said', 'said', 'said', 'typing', 'said'], 2]);
});

test('given many deliveries under way, then typing is dropped until they have ended', async () => {
  let end = (): void => undefined;
  const channel = given(new Promise((resolve) => (end = resolve)));
  const under = Array.from({ length: 300 }, () => channel.deliver(TO, [], ABOUT));
  await channel.typing(TO);
  end();
  await Promise.all(under);
  await channel.typing(TO);
  expect([shed, done.filter((each) => each === 'typing')]).toEqual([1, ['typing']]);
});

test('given the loop of this process, then its lag is a number, also when nothing was measured yet', () => {
  const lag = measuredLag();
  expect([lag(), lag()].every((each) => each >= 0)).toBe(true);
});
