/**
 * The figures for Prometheus. They tell strangers how busy the house is and what fails, so whoever asks carries the token;
 * without one, this machine and private networks are answered, and never a caller whom a proxy brings: its own address
 * would stand for everybody's.
 */
import { BlockList, isIP } from 'node:net';
import type { Metrics } from '../observability/metrics';
import { isBearer } from './bearer';
import { problem, type HttpReply, type HttpRequest, type Route } from './route';

/** RFC 1918, RFC 4193 and loopback; a carrier's shared addresses (RFC 6598) are customers'. Two lists: in one, `::` holds all of IPv4. */
const networks = (kind: 'ipv4' | 'ipv6', list: readonly (readonly [string, number])[]): BlockList => {
  const all = new BlockList();
  for (const [network, bits] of list) all.addSubnet(network, bits, kind);
  return all;
};
const PRIVATE_4 = networks('ipv4', [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]]);
const PRIVATE_6 = networks('ipv6', [['::', 64], ['fc00::', 7]]);

const isPrivate = (address: string): boolean => (isIP(address) === 4 ? PRIVATE_4.check(address) : isIP(address) === 6 && PRIVATE_6.check(address, 'ipv6'));

/** Written by every proxy that says whom it brings. */
const BROUGHT = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'via'] as const;

export const metricsRoute = ({ registry }: Metrics, token: string | undefined): Route => ({
  method: 'GET',
  path: '/metrics',
  handle: async (request) => refusalOf(request, token) ?? { status: 200, content: await registry.metrics(), headers: { 'content-type': registry.contentType } },
});

const refusalOf = ({ headers, remote }: HttpRequest, token: string | undefined): HttpReply | null => {
  if (token !== undefined) return isBearer(headers.authorization, token) ? null : NO_TOKEN;
  return isPrivate(remote) && !BROUGHT.some((name) => name in headers) ? null : NOT_HERE;
};

const NO_TOKEN = problem(401, 'Unauthorized', 'Send METRICS_TOKEN as a bearer token.', { 'www-authenticate': 'Bearer' });
const NOT_HERE = problem(403, 'Forbidden', 'Set METRICS_TOKEN to read the figures from outside of this machine and its private network.');
