/**
 * Answers while the store is away at start: alive, not ready, and everything else "not now". It has the port only until the
 * real server takes it, and knows nothing of conversations: nothing can be accepted that cannot be kept.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface WaitingRoom {
  readonly port: number;
  close(): Promise<void>;
}

export interface Door {
  /** From here on whoever comes is told "not now", and who asks whether we are ready hears why, in a few words. */
  shut(why: string): Promise<void>;
  /** The port for the real server, free. */
  handOver(): Promise<number>;
}

/** The port while the server starts. */
export const makeDoor = ({ port, host }: { readonly port: number; readonly host: string }): Door => {
  let room: WaitingRoom | undefined;
  /** The one that was given when any would do is kept through all tries. */
  let known = port;
  let reason = '';
  return {
    async shut(why) {
      reason = why;
      if (room) return;
      room = await openWaitingRoom({ port: known, host, why: () => reason });
      known = room.port;
    },
    async handOver() {
      await room?.close();
      room = undefined;
      return known;
    },
  };
};

const answer = (response: ServerResponse, path: string, reason: string): void => {
  const alive = path === '/healthz';
  const body = alive ? { status: 'ok' } : path === '/readyz' ? { ...NOT_READY, reason } : NOT_NOW;
  response.writeHead(alive ? 200 : 503, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', connection: 'close', ...(!alive && { 'retry-after': '2' }) });
  response.end(JSON.stringify(body));
};

const NOT_READY = { ready: false, warm: false, stopping: false, store: 'away' };
const NOT_NOW = { error: { code: 'ServiceUnavailable', message: 'Hilo is starting and waits for its store. Try again in a moment.' } };

interface RoomParts {
  readonly port: number;
  readonly host: string;
  readonly why: () => string;
}

const openWaitingRoom = ({ port, host, why }: RoomParts): Promise<WaitingRoom> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(response, (request.url ?? '/').split('?')[0] ?? '/', why()));
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
