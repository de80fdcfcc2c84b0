/**
 * One call to another system: JSON out, an honest word back. Never follows elsewhere, never waits long, reads no more than it
 * needs, and reaches nothing inside of the house.
 */
import { request as plain, type ClientRequest, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { isInside, lookupOutside } from './inside';

const LONGEST_MS = 5_000;

export interface Posted {
  readonly taken: boolean;
  readonly status?: number;
  readonly reason?: string;
}

export type Post = (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<Posted>;

/** `allowInside`: for trying things out on one machine. */
export const makePost = ({ allowInside }: { readonly allowInside: boolean }): Post => async (address, body, headers) => {
  const url = new URL(address);
  if (!allowInside && isInside(url.hostname)) return { taken: false, reason: 'not an address outside' };
  const signal = AbortSignal.timeout(LONGEST_MS);
  try {
    const status = await statusOf(url, body, { method: 'POST', signal, agent: false, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, ...(!allowInside && { lookup: lookupOutside }) });
    return status >= 200 && status < 300 ? { taken: true, status } : { taken: false, status, reason: `answered ${status}` };
  } catch {
    return { taken: false, reason: signal.aborted ? 'no answer in time' : 'not reachable' };
  }
};

const statusOf = (url: URL, body: string, options: RequestOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    const call: ClientRequest = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    call.on('error', reject);
    call.end(body);
  });
