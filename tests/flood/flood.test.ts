/** P9, small: everybody in a flood is answered with what is true for her, and those who were told hear the news once. */
import { handByApi } from './hand';
import { openQuarter } from './quarter';
import { runFlood } from './run-flood';

test('given twenty times the load with an outage declared, moved and ended in it, then every answer is true and all news arrive once', async () => {
  const { phases, doors, news, queue, examples } = await runFlood({
    calmPerSecond: 1, times: 20, calmSeconds: 1, floodSeconds: 6, citizens: 200, seed: 7, handOf: handByApi,
    quarters: [{ channel: 'web', open: () => openQuarter(false) }, { channel: 'whatsapp', open: () => openQuarter(true) }],
  });
  expect(examples).toEqual([]);
  expect(phases.map(({ name, asked, answered }) => [name, asked - answered])).toEqual([['calm', 0], ['flood', 0], ['outage declared', 0], ['hour moved', 0], ['restored', 0]]);
  expect(news.map(({ name, missed, doubled, astray }) => [name, missed, doubled, astray])).toEqual([['hour moved', 0, 0, 0], ['restored', 0, 0, 0]]);
  expect([queue.dishonest, ...doors.map(({ failed, stale }) => failed + stale)]).toEqual([0, 0, 0, 0]);
  // Somebody asked in each part of the flood, and somebody was owed the news of its end.
  expect(Math.min(...phases.slice(1).map(({ asked }) => asked), news[1]?.owed ?? 0)).toBeGreaterThan(0);
}, 120_000);
