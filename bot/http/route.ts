/** Offering HTTP without knowing the server library: features return routes, `server.ts` mounts them. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface HttpRequest {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The caller's network address; behind proxies of ours, the one that they tell. */
  readonly remote: string;
  /** Parsed JSON; `undefined` when the request had no body or the route takes raw bytes. */
  readonly body: unknown;
  /** The untouched bytes, on routes with `raw`: signatures are made over them. */
  readonly raw: Buffer;
  /** Scheme and host as the client sees them, e.g. `https://chat.example.co`. */
  readonly origin: string;
}

export interface HttpReply {
  readonly status: number;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its `content-type` among the headers. */
  readonly content?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  /** Longest body in bytes; longer ones get 413. */
  readonly bodyLimit?: number;
  /** The body is handed over as bytes and not parsed. */
  readonly raw?: true;
  /** May be called from pages of other origins. */
  readonly cors?: true;
  /** Limited per address, because anybody may call it and it creates something. */
  readonly limited?: true;
  /** Looks at the request before its body is read; an answer from here refuses it. For routes with large bodies. */
  admit?(request: HttpRequest): Promise<HttpReply | null> | HttpReply | null;
  handle(request: HttpRequest): Promise<HttpReply> | HttpReply;
}

/** A WebSocket route: says whether it takes the upgrade. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** An error as every API of this server tells it: a stable code, a sentence that says what to do, the field if one. */
export const problem = (status: number, code: string, message: string, headers?: Record<string, string>): HttpReply => ({
  status,
  json: { error: { code, message } },
  ...(headers && { headers }),
});
