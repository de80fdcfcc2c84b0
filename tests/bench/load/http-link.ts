/**
 * One keep-alive HTTP/1.1 connection with one request in flight: a tenth of the cost of a full client, so that the load
 * generator is never the bottleneck. It reads what our servers send (Content-Length or chunked) and nothing more.
 */
import { connect, type Socket } from 'node:net';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly bearer?: string;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

interface Waiting {
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (fault: Error) => void;
}

interface Parsed {
  readonly answer: HttpAnswer;
  readonly used: number;
}

const NOTHING = Buffer.alloc(0);
const HEAD_END = '\r\n\r\n';

export class HttpLink {
  #received: Buffer = NOTHING;
  #waiting: Waiting | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (fault) => this.#fail(fault));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<HttpLink> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new HttpLink(socket, `127.0.0.1:${port}`));
      });
    });
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting !== null || this.socket.destroyed) return reject(new Error('the connection is busy or closed'));
      this.#waiting = { resolve, reject };
      this.socket.write(this.#text(request));
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #text({ method, path, bearer, body }: HttpRequest): string {
    const who = bearer === undefined ? '' : `authorization: Bearer ${bearer}\r\n`;
    const what = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return `${method} ${path} HTTP/1.1\r\nhost: ${this.host}\r\n${who}${what}\r\n${body ?? ''}`;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const parsed = parse(this.#received);
    if (parsed === null) return;
    this.#received = this.#received.subarray(parsed.used);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(parsed.answer);
  }

  #fail(fault: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(fault);
  }
}

const parse = (bytes: Buffer): Parsed | null => {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const start = end + HEAD_END.length;
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return chunked(bytes, start, status);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < start + length) return null;
  return { answer: { status, body: bytes.toString('utf8', start, start + length) }, used: start + length };
};

const chunked = (bytes: Buffer, start: number, status: number): Parsed | null => {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = parseInt(bytes.toString('latin1', at, line), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return { answer: { status, body: Buffer.concat(parts).toString('utf8') }, used: next };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
};
