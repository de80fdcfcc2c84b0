/** A line that is dropped in the middle of a body, as on every train ride: no fault of the server's, and not told as one. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Route } from '../../../bot/http/route';
import { makeHttpServer } from '../../../bot/http/server';
import type { Log } from '../../../bot/observability/log';

const HOST = '127.0.0.1';

test('given a body that breaks off, nothing is handled or logged; given a fault of ours, it is logged', async () => {
  const faults: string[] = [];
  const log = { error: (_what: object, message: string) => void faults.push(message) } as unknown as Log;
  const handled: string[] = [];
  const routes: readonly Route[] = [
    { method: 'POST', path: '/body', handle: ({ raw }) => (handled.push(raw.toString()), { status: 200, json: {} }) },
    { method: 'POST', path: '/fault', handle: () => Promise.reject(new Error('ours')) },
  ];
  const server = makeHttpServer({ routes, upgrades: [], publicUrl: undefined, rateLimit: false, log });
  const port = await server.listen(0, HOST);
  const line = connect({ port, host: HOST });
  // The server asks for the body when it begins to read.
  line.write('POST /body HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n');
  await once(line, 'data');
  line.write('{"half":');
  line.resetAndDestroy();
  await once(line, 'close');

  const answer = await fetch(`http://${HOST}:${port}/fault`, { method: 'POST', body: '{}', headers: { connection: 'close' } });
  expect(answer.status).toBe(500);
  await server.close();
  expect(handled).toEqual([]);
  expect(faults).toEqual(['request failed']);
});
