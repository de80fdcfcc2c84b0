/**
 * How often one caller may do something: a burst, then a steady rate. Kept in this process and in machine time. Whoever is
 * refused is told when to come back.
 */
import type { IncomingMessage } from 'node:http';
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
 * The caller's address. `proxies`: how many proxies of ours stand in front, each of which appends whom it heard to
 * `X-Forwarded-For`; what stands further left was written by the caller and is not believed.
 */
export const callerOf = (request: IncomingMessage, proxies: number): string => {
  const told = proxies > 0 ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-proxies)?.trim() : undefined;
  return told || (request.socket.remoteAddress ?? '');
};
