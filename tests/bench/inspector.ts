/**
 * A look inside a running server through Node's own inspector, so that the product needs no door for measuring: heap in
 * use after a full collection, the event loop's longest block, a CPU profile.
 */
import { WebSocket } from 'ws';
import type { Running } from './servers';

export const INSPECTABLE = ['--inspect=127.0.0.1:0'];

export interface Inspector {
  /** Bytes of live objects after a full garbage collection, buffers included. */
  liveBytes(): Promise<number>;
  evaluate(expression: string): Promise<unknown>;
  call(method: string, params?: object): Promise<unknown>;
  close(): void;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const opened = (url: string): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 512 * 1024 * 1024 });
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });

const caller = (socket: WebSocket): Inspector['call'] => {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (fault: Error) => void }>();
  let last = 0;
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply;
    const one = reply.id === undefined ? undefined : waiting.get(reply.id);
    if (reply.id !== undefined) waiting.delete(reply.id);
    if (reply.error === undefined) one?.resolve(reply.result);
    else one?.reject(new Error(reply.error.message));
  });
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, method, params }));
    });
};

export const inspect = async (server: Running): Promise<Inspector> => {
  const url = /Debugger listening on (ws:\S+)/.exec(server.output())?.[1];
  if (url === undefined) throw new Error('the server runs without an inspector');
  const socket = await opened(url);
  const call = caller(socket);
  const liveBytes = async (): Promise<number> => {
    for (let i = 0; i < 3; i += 1) await call('HeapProfiler.collectGarbage');
    const use = (await call('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
    return use.usedSize + (use.backingStorageSize ?? 0);
  };
  const evaluate = async (expression: string): Promise<unknown> => {
    const params = { expression, includeCommandLineAPI: true, returnByValue: true, awaitPromise: true };
    return ((await call('Runtime.evaluate', params)) as { result: { value: unknown } }).result.value;
  };
  return { liveBytes, evaluate, call, close: () => socket.close() };
};
