/** What whoever runs the server is told: whether it can serve now and why not, and who and what waits. */
import { healthRoutes, type Readiness } from '../../../bot/http/health';
import { metricsRoute } from '../../../bot/http/metrics-route';
import { makeHttpServer } from '../../../bot/http/server';
import { makeLog } from '../../../bot/observability/log';
import { makeMetrics, measureBacklog, measureStore } from '../../../bot/observability/metrics';
import type { Standing } from '../../../bot/runtime/ports';

const METRICS = makeMetrics();
const readiness: Readiness = { warm: true, stopping: false };
let standing: Standing = { share: 1 };
let backlog = { unanswered: async () => 0, deadLetters: async () => 0, isSpared: () => false };
let skewMs: number | null = null;
const storage = { standing: () => Promise.resolve(standing), skew: () => Promise.resolve(skewMs) };
measureStore(METRICS, storage);
measureBacklog(METRICS, { unanswered: () => backlog.unanswered(), deadLetters: () => backlog.deadLetters(), isSpared: () => backlog.isSpared() });

const server = makeHttpServer({ routes: [...healthRoutes(storage, readiness), metricsRoute(METRICS, undefined)], upgrades: [], publicUrl: undefined, rateLimit: false, log: makeLog('silent') });
let url = '';
beforeAll(async () => {
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
});
afterAll(() => server.close());

const ready = async (): Promise<readonly [number, unknown]> => {
  const response = await fetch(`${url}/readyz`);
  return [response.status, await response.json()];
};
const measured = async (name: string): Promise<string | undefined> => new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1];

test.each<[string, Standing, number, object, string]>([
  ['that keeps all', { share: 1 }, 200, { ready: true, store: 'ok' }, '1'],
  ['of which a part is lost: who can be served is', { share: 0.75, reason: 'no answer' }, 200, { ready: true, store: 'partly', reason: 'no answer' }, '0.75'],
  ['that keeps nothing', { share: 0, reason: 'too few replicas' }, 503, { ready: false, store: 'away', reason: 'too few replicas' }, '0'],
])('given a store %s, readiness and the metric say so', async (_, stands, status, body, share) => {
  standing = stands;
  expect(await ready()).toEqual([status, { warm: true, stopping: false, ...body }]);
  expect(await measured('hilo_store_share')).toBe(share);
});

test('given customers without an answer and letters nobody could deliver, both are counted; while the store is away or there is too much to do, the last count stands', async () => {
  const found = async (): Promise<readonly (string | undefined)[]> => [await measured('hilo_unanswered_customers'), await measured('hilo_dead_letters')];
  backlog = { ...backlog, unanswered: async () => 3, deadLetters: async () => 2 };
  expect(await found()).toEqual(['3', '2']);
  backlog = { ...backlog, unanswered: () => Promise.reject(new Error('away')), deadLetters: async () => 5 };
  expect(await found()).toEqual(['3', '5']);
  backlog = { unanswered: async () => 9, deadLetters: async () => 9, isSpared: () => true };
  expect(await found()).toEqual(['3', '5']);
});

test('given a store whose clock is ahead or behind, the metric says how far; while it does not answer, the last look stands', async () => {
  for (const [ms, seconds] of [[1_500, '1.5'], [-4_000, '-4'], [null, '-4']] as const) {
    skewMs = ms;
    expect(await measured('hilo_clock_skew_seconds')).toBe(seconds);
  }
});
