/** JSON over HTTP on connections that stay open, as cheap as it gets: who measures a crowd must not be its bottleneck. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512, maxFreeSockets: 512, timeout: 120_000 });

/** @throws Error when the connection ends without an answer. */
export const ask = (url: string, { method = 'GET', headers = {}, json }: Asking = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
    const sent = { ...headers, ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }) };
    const call = request(url, { agent, method, headers: sent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });

/** Connections that are not needed any more keep no process alive. */
export const hangUp = (): void => agent.destroy();
