/**
 * How often one caller may do something: a burst, then a steady rate. Kept in this process and in machine time. Whoever is
 * refused is told when to come back.
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { problem, type HttpReply } from './route';

const REMEMBERED = 20_000;

export interface Limit {
  /** Counts one under the key: `null` when it may happen, else the answer that refuses it. */
  refuse(key: string): HttpReply | null;
}

interface LimitParts {
  readonly burst: number;
  readonly perSecond: number;
  readonly now?: () => number;
}

export const makeLimit = ({ burst, perSecond, now = Date.now }: LimitParts): Limit => {
  /** When each key's bucket will be full again. */
  const full = new Map<string, number>();
  const each = 1000 / perSecond;
  return {
    refuse(key) {
      const at = now();
      const next = Math.max(full.get(key) ?? 0, at) + each;
      const waitMs = next - at - burst * each;
      if (waitMs > 0) return tooMany(waitMs);
      // Deleted and set again: the map's head is what was unused longest.
      full.delete(key);
      if (full.size >= REMEMBERED) full.delete(full.keys().next().value ?? key);
      full.set(key, next);
      return null;
    },
  };
};

export const NO_LIMIT: Limit = { refuse: () => null };

export const tooMany = (waitMs: number): HttpReply =>
  problem(429, 'TooManyRequests', 'Too many at once. Try again in a moment.', { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) });

/**
 * The caller as limits count him. `proxies`: how many proxies of ours stand in front, each of which appends whom it heard to
 * `X-Forwarded-For`; what stands further left was written by the caller and is not believed, nor is what is no address.
 */
export const callerOf = (request: IncomingMessage, proxies: number): string => {
  const told = proxies > 0 ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-proxies)?.trim().replace(PORT, '$1$2') : undefined;
  return networkOf(told !== undefined && isIP(told) !== 0 ? told : (request.socket.remoteAddress ?? ''));
};

/** Some proxies append the port, which is another one with every connection. */
const PORT = /^(?:\[([\da-f:.]+)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/i;
const MAPPED = /^::ffff:(\d+(?:\.\d+){3})$/i;
const GROUPS = 8;

/** Whoever has an IPv6 address has a network of them to choose from (RFC 6177): its 64 bits are who calls. */
const networkOf = (address: string): string => {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined || isIP(address) !== 6) return mapped ?? address;
  const [head = [], tail = []] = address.split('::').map((side) => side.split(':').filter((group) => group !== ''));
  const gap = new Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill('0');
  return `${[...head, ...gap, ...tail].slice(0, GROUPS / 2).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::`;
};
