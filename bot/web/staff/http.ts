/**
 * The staff pages' calls as values: what came back says what to do next. A call never throws and always ends; a refusal
 * is believed only with the server's own error in it, since a proxy's page says nothing about the request.
 */
import type { Language } from '../../../knowledge/language';

export type Reply<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly said: Said; readonly body: unknown }
  /** No network, silence, a flood or a fault on the other side: the same call may be made again. */
  | { readonly kind: 'unreachable'; readonly said?: Said };

/** The server's own words, when it had any. */
export type Said = Readonly<Record<Language, string>>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call {
  readonly method: Method;
  /** From `/api/staff` on, with its slash. */
  readonly path: string;
  readonly body?: unknown;
  /** Patience in ms; 15 s when not named. */
  readonly timeoutMs?: number;
}

export interface Line {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Told once per call that found nobody signed in. */
  onSignedOut(): void;
}

/** The body is trusted: it is our own server's. */
export type Ask = <T>(call: Call) => Promise<Reply<T>>;

const PATIENCE_MS = 15_000;
const OWN_AND_FRESH = { credentials: 'same-origin', cache: 'no-store' } as const;

export function makeAsk(line: Line): Ask {
  return async <T>(call: Call): Promise<Reply<T>> => {
    const reply = await request<T>(line, call);
    if (reply.kind === 'signed-out') line.onSignedOut();
    return reply;
  };
}

async function request<T>(line: Line, call: Call): Promise<Reply<T>> {
  try {
    const response = await line.fetch(`/api/staff${call.path}`, {
      method: call.method,
      headers: { Accept: 'application/json', ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...OWN_AND_FRESH,
      signal: AbortSignal.timeout(call.timeoutMs ?? PATIENCE_MS),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    return replyOf<T>(response.status, await response.json().catch(() => undefined) as unknown);
  } catch {
    return { kind: 'unreachable' };
  }
}

/** `body`: the parsed JSON, nothing when it was none. */
export function replyOf<T>(status: number, body: unknown): Reply<T> {
  if (status >= 200 && status < 300) return { kind: 'ok', body: body as T };
  if (status === 401) return { kind: 'signed-out' };
  if (body === undefined) return { kind: 'unreachable' };
  const { code, said } = errorOf(body);
  // A flood and a house that is not ready say themselves what to do.
  if (status === 429 || status === 503) return { kind: 'unreachable', said };
  return status >= 500 || status === 408 ? { kind: 'unreachable' } : { kind: 'refused', status, body, code, said };
}

function errorOf(body: unknown): { readonly code: string; readonly said: Said } {
  const { error } = (body ?? {}) as { readonly error?: Readonly<Record<string, unknown>> };
  const word = (name: string): string => String(error?.[name] ?? '');
  return { code: word('code'), said: { en: word('message'), es: word('message_es') || word('message') } };
}
