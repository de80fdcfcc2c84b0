/** P9, small: every customer of a flood is answered, and what those hear who are affected is true before and after. */
import { runFlood } from './run-flood';

test('given twenty times the load with an outage declared in it, then everybody is answered and nothing untrue is said', async () => {
  const phases = await runFlood({ calmPerSecond: 1, times: 20, calmSeconds: 2, floodSeconds: 6, declareAt: 2 });
  expect(phases.map(({ name, asked, answered, untrue }) => [name, asked - answered, untrue])).toEqual([
    ['calm', 0, 0], ['flood', 0, 0], ['flood, outage declared', 0, 0],
  ]);
  // Somebody asked in each of them.
  expect(Math.min(...phases.map(({ asked }) => asked))).toBeGreaterThan(2);
}, 60_000);
