/**
 * Meta's Graph API, as much as is needed: one POST to a number's messages. It tells four ends apart, because the call is
 * not idempotent: accepted, refused with a code, never reached, and left without an answer (I4, *uncertain*).
 */
import { z } from 'zod';
import type { Failure } from './verdict';

export type Called =
  | { readonly kind: 'accepted' }
  | ({ readonly kind: 'failed' } & Failure)
  | { readonly kind: 'unreached' }
  | { readonly kind: 'unanswered' };

export interface GraphOptions {
  /** Without a trailing slash. */
  readonly apiUrl: string;
  /** For example `v26.0`. */
  readonly version: string;
  readonly accessToken: string;
  readonly timeoutMs?: number;
}

/** Posts to the messages of a number; never rejects. */
export type Graph = (phoneNumberId: string, body: object) => Promise<Called>;

const DEFAULT_TIMEOUT_MS = 10_000;
const errorBody = z.object({ error: z.object({ code: z.number() }) });

export const makeGraph = ({ apiUrl, version, accessToken, timeoutMs = DEFAULT_TIMEOUT_MS }: GraphOptions): Graph => {
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  return async (phoneNumberId, body) => {
    const url = `${apiUrl}/${version}/${phoneNumberId}/messages`;
    try {
      const response = await fetch(url, {
        method: 'POST', headers, signal: AbortSignal.timeout(timeoutMs), redirect: 'error',
        body: JSON.stringify({ messaging_product: 'whatsapp', ...body }),
      });
      // Read to the end, or the connection could not be used again.
      const answer = await response.text();
      return response.ok ? { kind: 'accepted' } : { kind: 'failed', httpStatus: response.status, code: codeOf(answer) };
    } catch (error) {
      return { kind: neverLeft(error) ? 'unreached' : 'unanswered' };
    }
  };
};

const codeOf = (answer: string): number | undefined => {
  try {
    return errorBody.safeParse(JSON.parse(answer)).data?.error.code;
  } catch {
    return undefined;
  }
};

const NO_CONNECTION: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** `fetch` hides the fault of the connection in `cause`. */
const fault = z.object({ cause: z.object({ code: z.string() }) });
const neverLeft = (error: unknown): boolean => NO_CONNECTION.has(fault.safeParse(error).data?.cause.code ?? '');
