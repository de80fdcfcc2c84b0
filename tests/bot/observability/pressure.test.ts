/** P9: under pressure comfort is dropped and counted, and nothing else; pressure is noticed as it comes, also where no loop is late. */
import type { Channel } from '../../../bot/channels/channel';
import { sheddingComfort } from '../../../bot/channels/comfort';
import { makePressure, pressureHere, type Look, type Pressure } from '../../../bot/observability/pressure';
import { address, threadId } from '../../../dialogs/ids';

const TO = address('web', 'ana');
const ABOUT = { thread: threadId('t1'), late: false };
const CALM: Look = { lagMs: 0, busy: 0.1 };

let seen: Look;
let now: number;
let looks: (() => void)[];
let done: string[];
let shed: number;
beforeEach(() => {
  [seen, now, looks, done, shed] = [CALM, 1_000, [], [], 0];
});
const looksAgain = (next: Partial<Look>): void => {
  seen = { ...CALM, ...next };
  now += 1_000;
  looks.forEach((look) => look());
};
const pressure = (): Pressure => makePressure({ look: () => seen, every: (_, work) => void looks.push(work), machineNow: () => now });
const shedding = (over: Pressure, ends: Promise<void> = Promise.resolve()): Channel =>
  sheddingComfort({
    name: 'web', idempotent: true,
    async deliver() {
      done.push('said');
      await ends;
      return { kind: 'delivered' };
    },
    typing: () => Promise.resolve(void done.push('typing')),
  }, over, () => (shed += 1));

test.each([['is late', { lagMs: 500 }, { lagMs: 120 }], ['has no rest', { busy: 1 }, { busy: 0.9 }]])('given a loop that %s, then typing is dropped and counted while every word is carried, until it is well below again', async (_, high, lower) => {
  const channel = shedding(pressure());
  for (const next of [CALM, high, lower, CALM]) {
    looksAgain(next);
    await channel.typing(TO);
    await channel.deliver(TO, [], ABOUT);
  }
  expect([done, shed]).toEqual([['typing', 'said', 'said', 'said', 'typing', 'said'], 2]);
});

test('given a loop so late that nobody could look, then that is noticed by who asks', async () => {
  const channel = shedding(pressure());
  looksAgain(CALM);
  now += 11_000;
  await channel.typing(TO);
  expect([done, shed]).toEqual([[], 1]);
});

test('given many deliveries under way, then typing is dropped until they have ended', async () => {
  let end = (): void => undefined;
  const channel = shedding(pressure(), new Promise((resolve) => (end = resolve)));
  const under = Array.from({ length: 300 }, () => channel.deliver(TO, [], ABOUT));
  await channel.typing(TO);
  end();
  await Promise.all(under);
  await channel.typing(TO);
  expect([shed, done.filter((each) => each === 'typing')]).toEqual([1, ['typing']]);
});

test('given this very process with more work than it can do, in pieces that never hold its loop up for long, then comfort is dropped and words are carried; once there is rest it comes back', async () => {
  const channel = shedding(pressureHere());
  const round = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  let words = 0;
  while (shed === 0) {
    for (const until = performance.now() + 10; performance.now() < until; );
    await channel.typing(TO);
    await channel.deliver(TO, [], ABOUT);
    words += 1;
    await round();
  }
  const marks = done.filter((each) => each === 'typing').length;
  expect(done.filter((each) => each === 'said')).toHaveLength(words);
  while (done.filter((each) => each === 'typing').length === marks) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await channel.typing(TO);
  }
}, 60_000);
