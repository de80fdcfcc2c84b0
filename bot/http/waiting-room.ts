/**
 * Answers while the store is away at start: alive, not ready, and everything else "not now". It has the port only until the
 * real server takes it, and knows nothing of conversations: nothing can be accepted that cannot be kept.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WaitingRoom {
  /** The port it listens on, for the real server to take over. */
  readonly port: number;
  close(): Promise<void>;
}

const answer = (response: ServerResponse, path: string): void => {
  const alive = path === '/healthz';
  const body = alive ? { status: 'ok' } : path === '/readyz' ? NOT_READY : NOT_NOW;
  response.writeHead(alive ? 200 : 503, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', connection: 'close', ...(!alive && { 'retry-after': '2' }) });
  response.end(JSON.stringify(body));
};

const NOT_READY = { ready: false, warm: false, stopping: false, store: 'away' };
const NOT_NOW = { error: { code: 'ServiceUnavailable', message: 'Hilo is starting and waits for its store. Try again in a moment.' } };

export const openWaitingRoom = (port: number, host: string): Promise<WaitingRoom> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(response, (request.url ?? '/').split('?')[0] ?? '/'));
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
