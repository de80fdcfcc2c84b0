/** P9: under pressure arrivals come in between decisions, and decisions keep the order of those who waited. */
import { makeTurnstile } from '../../../bot/runtime/turnstile';

test('given pressure, then what arrives meanwhile is heard before those who wait have all been through, who keep their order', async () => {
  let isHigh = true;
  const turnstile = makeTurnstile(() => isHigh);
  const events: string[] = [];
  const decide = async (name: string): Promise<void> => {
    await turnstile.pass();
    events.push(name);
    if (name === 'thread 1') setImmediate(() => events.push('arrival'));
  };
  await Promise.all(['thread 1', 'thread 2', 'thread 3', 'thread 4'].map(decide));
  expect(events.filter((each) => each !== 'arrival')).toEqual(['thread 1', 'thread 2', 'thread 3', 'thread 4']);
  expect(events.indexOf('arrival')).toBeLessThan(3);
  // Over: nobody stops there any more.
  isHigh = false;
  expect(turnstile.pass()).toBeUndefined();
});

test('given the calm that comes while some wait, then nobody overtakes them', async () => {
  let isHigh = true;
  const turnstile = makeTurnstile(() => isHigh);
  const order: number[] = [];
  const first = [1, 2].map((each) => turnstile.pass()?.then(() => order.push(each)));
  isHigh = false;
  await Promise.all([...first, turnstile.pass()?.then(() => order.push(3))]);
  expect(order).toEqual([1, 2, 3]);
});
