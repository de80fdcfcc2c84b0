/**
 * One call to the server as a value: what came back says what to do next, in one predicate.
 * A refusal is believed only in JSON: a proxy's own error page must not end a conversation.
 */
import type { Cancel, Ports } from './ports';

export type Reply =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'aged' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'retry'; readonly afterMs: number };

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, in the place of `body`. */
  readonly form?: FormData;
  readonly onProgress?: (part: number) => void;
}

const TIMEOUT_MS = 12_000;
const MOST_WAIT_MS = 30_000;

/** Never throws and always ends: silence for 12 s counts as a failure worth retrying. What is still going out is not silent. */
export function call(ports: Pick<Ports, 'fetch' | 'upload' | 'after'>, base: string, request: Call): Promise<Reply> {
  return new Promise((resolve) => {
    const abort = new AbortController();
    const patience = (): Cancel =>
      ports.after(TIMEOUT_MS, () => {
        abort.abort();
        resolve({ kind: 'retry', afterMs: 0 });
      });
    let cancel = patience();
    const finish = (reply: Reply): void => {
      cancel();
      resolve(reply);
    };
    const onProgress = (part: number): void => {
      cancel();
      cancel = patience();
      request.onProgress?.(part);
    };
    respond(ports, base + request.path, { request, signal: abort.signal, onProgress }).then(toReply).then(finish, () => finish({ kind: 'retry', afterMs: 0 }));
  });
}

interface Way {
  readonly request: Call;
  readonly signal: AbortSignal;
  readonly onProgress: (part: number) => void;
}

function respond(ports: Pick<Ports, 'fetch' | 'upload'>, url: string, { request, signal, onProgress }: Way): Promise<Response> {
  if (request.form === undefined) return ports.fetch(url, toInit(request, signal));
  return ports.upload(url, { headers: headersOf(request), body: request.form, signal, onProgress });
}

function headersOf({ token }: Call): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

function toInit(request: Call, signal: AbortSignal): RequestInit {
  const headers = headersOf(request);
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  return { method: request.method, headers, signal, cache: 'no-store', ...body };
}

async function toReply(response: Response): Promise<Reply> {
  const { status } = response;
  const body: unknown = await response.json().catch(() => undefined);
  if (status >= 200 && status < 300) return { kind: 'ok', body };
  if (status >= 500 || status === 429 || status === 408 || body === undefined) {
    return { kind: 'retry', afterMs: retryAfter(response.headers.get('Retry-After')) };
  }
  if (status === 401 || status === 403) return { kind: 'aged' };
  return status === 404 ? { kind: 'gone' } : { kind: 'refused' };
}

/** The header counts seconds (RFC 9110, 10.2.3); its date form is left to the backoff. */
function retryAfter(header: string | null): number {
  const seconds = Number(header ?? 0);
  return seconds > 0 ? Math.min(MOST_WAIT_MS, seconds * 1_000) : 0;
}
