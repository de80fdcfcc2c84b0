/**
 * Meta's Graph API, as much as is needed: one POST to a number's messages, one to its files. It tells four ends apart, because
 * sending is not idempotent: accepted, refused with a code, never reached, and left without an answer (I4, *uncertain*).
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

export interface UploadedFile {
  readonly bytes: Buffer;
  /** MIME type. */
  readonly type: string;
}

/** Gives the bytes to a number's files; never rejects. Done twice it leaves two copies, of which one is never sent. */
export type Upload = (phoneNumberId: string, file: UploadedFile) => Promise<{ readonly kind: 'uploaded'; readonly id: string } | Exclude<Called, { readonly kind: 'accepted' }>>;

const DEFAULT_TIMEOUT_MS = 10_000;
/** Some megabytes; its effect is leased anew meanwhile. */
const UPLOAD_MS = 30_000;
const uploadedBody = z.object({ id: z.string().min(1).max(200) });
const errorBody = z.object({ error: z.object({ code: z.number() }) });

type Answered = { readonly kind: 'answered'; readonly body: string } | Exclude<Called, { readonly kind: 'accepted' }>;

const post = async (url: string, request: Pick<RequestInit, 'headers' | 'body'>, timeoutMs: number): Promise<Answered> => {
  try {
    const response = await fetch(url, { ...request, method: 'POST', signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    // Read to the end, or the connection could not be used again.
    const body = await response.text();
    return response.ok ? { kind: 'answered', body } : { kind: 'failed', httpStatus: response.status, code: codeOf(body) };
  } catch (error) {
    return { kind: neverLeft(error) ? 'unreached' : 'unanswered' };
  }
};

export const makeGraph = ({ apiUrl, version, accessToken, timeoutMs = DEFAULT_TIMEOUT_MS }: GraphOptions): Graph => {
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  return async (phoneNumberId, message) => {
    const body = JSON.stringify({ messaging_product: 'whatsapp', ...message });
    const answer = await post(`${apiUrl}/${version}/${phoneNumberId}/messages`, { headers, body }, timeoutMs);
    return answer.kind === 'answered' ? { kind: 'accepted' } : answer;
  };
};

export const makeUpload = ({ apiUrl, version, accessToken }: GraphOptions): Upload => {
  const headers = { authorization: `Bearer ${accessToken}` };
  return async (phoneNumberId, { bytes, type }) => {
    const body = new FormData();
    body.set('messaging_product', 'whatsapp');
    body.set('type', type);
    body.set('file', new Blob([new Uint8Array(bytes)], { type }), 'hilo');
    const answer = await post(`${apiUrl}/${version}/${phoneNumberId}/media`, { headers, body }, UPLOAD_MS);
    if (answer.kind !== 'answered') return answer;
    const id = uploadedBody.safeParse(jsonOf(answer.body)).data?.id;
    return id === undefined ? { kind: 'unanswered' } : { kind: 'uploaded', id };
  };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const codeOf = (answer: string): number | undefined => errorBody.safeParse(jsonOf(answer)).data?.error.code;

const NO_CONNECTION: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** `fetch` hides the fault of the connection in `cause`. */
const fault = z.object({ cause: z.object({ code: z.string() }) });
const neverLeft = (error: unknown): boolean => NO_CONNECTION.has(fault.safeParse(error).data?.cause.code ?? '');
