/** What whoever runs the server learns of the operator's systems: each answer counted, each silence named, at most once a minute. */
import type { System } from '../../../flows/contracts';
import type { CheckResult } from '../../../dialogs/event';
import { makeMetrics } from '../../../bot/observability/metrics';
import { watchingOperator } from '../../../bot/observability/operator-watch';

const MINUTE = 60_000;
const said: string[] = [];
const metrics = makeMetrics();
let now = 0;
let answers: readonly CheckResult[] = [];
const systems = watchingOperator(
  { check: async () => { now += 700; return answers; }, perform: async () => ({ result: 'done', facts: {} }) },
  { metrics, log: { warn: (facts: object) => void said.push(JSON.stringify(facts)) } as never, machineNow: () => now },
);
const check = (asked: readonly System[]) => systems.check(asked, {}, 'es');
const counted = async (system: System, end: string): Promise<number> =>
  (await metrics.checks.get()).values.find(({ labels }) => labels.system === system && labels.end === end)?.value ?? 0;
const silent = (system: System, reason: string): CheckResult => ({ system, ok: false, facts: {}, reason });

test('given a line test that does not answer in time, it is counted every time and named once a minute with how often', async () => {
  answers = [silent('line', 'timeout'), { system: 'account', ok: true, facts: {} }, silent('outage', 'not_verified')];
  for (let asked = 0; asked < 3; asked += 1) expect(await check(['line', 'account', 'outage'])).toBe(answers);
  now += MINUTE;
  await check(['line']);
  expect(said).toEqual(['{"system":"line","reason":"timeout","failures":1}', '{"system":"line","reason":"timeout","failures":3}']);
  expect([await counted('line', 'timeout'), await counted('account', 'ok'), await counted('outage', 'not_verified')]).toEqual([4, 4, 4]);
  expect((await metrics.checkSeconds.get()).values.find(({ metricName }) => metricName === 'hilo_check_seconds_sum')?.value).toBeCloseTo(2.8);
});
