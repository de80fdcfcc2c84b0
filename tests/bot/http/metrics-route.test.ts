/** Who may read the figures: who carries the token, or without one whoever is near and not brought by a proxy. */
import { metricsRoute } from '../../../bot/http/metrics-route';
import type { HttpRequest } from '../../../bot/http/route';
import { makeMetrics } from '../../../bot/observability/metrics';

const METRICS = makeMetrics();
const TOKEN = 'a-token-of-24-characters';

const statusFor = async (token: string | undefined, request: Partial<Pick<HttpRequest, 'remote' | 'headers'>>): Promise<number> =>
  (await metricsRoute(METRICS, token).handle({
    method: 'GET', params: {}, query: new URLSearchParams(), headers: {}, remote: '127.0.0.1', body: undefined, raw: Buffer.alloc(0), origin: '', ...request,
  })).status;

test.each(['127.0.0.1', '10.4.0.9', '172.31.255.1', '192.168.1.7', '0:0:0:0::', 'fd00:1:2:3::'])('given no token is set, %s reads them', async (remote) => {
  expect(await statusFor(undefined, { remote })).toBe(200);
});

test.each(['190.24.1.1', '100.64.3.2', '172.32.0.1', '2800:484:0:1::', 'unknown', ''])('given no token is set, %s does not', async (remote) => {
  expect(await statusFor(undefined, { remote })).toBe(403);
});

test.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])('given no token is set, nobody whom a proxy brings does (%s)', async (header) => {
  expect(await statusFor(undefined, { headers: { [header]: '10.0.0.1' } })).toBe(403);
});

test.each<[string, Partial<HttpRequest>, number]>([
  ['it, from anywhere and through proxies', { remote: '190.24.1.1', headers: { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '190.24.1.1' } }, 200],
  ['another one, from this machine', { headers: { authorization: 'Bearer a-token-of-24-characterz' } }, 401],
  ['none, from this machine', {}, 401],
])('given a token is set, who carries %s', async (_, request, status) => {
  expect(await statusFor(TOKEN, request)).toBe(status);
});
