/** What is no address: told so, by a server that goes on. */
import fc from 'fast-check';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeHttpServer, type HttpServer } from '../../../bot/http/server';
import { makeLog } from '../../../bot/observability/log';

const HOST = '127.0.0.1';
let server: HttpServer;
let port: number;

beforeAll(async () => {
  const routes = [{ method: 'GET', path: '/inside', handle: () => ({ status: 200, json: { inside: true } }) }] as const;
  server = makeHttpServer({ routes, upgrades: [], publicUrl: undefined, rateLimit: false, log: makeLog('silent') });
  port = await server.listen(0, HOST);
});
afterAll(() => server.close());

/** All that the server says to these bytes, until it has closed the line. */
const said = async (line: string): Promise<string> => {
  const socket = connect({ port, host: HOST });
  await once(socket, 'connect');
  socket.end(line);
  return text(socket);
};

const asked = (target: string, host: string, more = ''): Promise<string> => said(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\n${more}connection: close\r\n\r\n`);

test.each(['[', '[::', 'a b', 'x:99999', '1.2.3.999', 'a<b', '%', '[zz]'])('host %s gets 400', async (host) => {
  expect(await asked('/inside', host)).toMatch(/^HTTP\/1\.1 400 /);
  // A body that waits to be called for takes another way through the library.
  expect(await asked('/inside', host, 'expect: 100-continue\r\n')).toMatch(/HTTP\/1\.1 400 /);
});

test.each(['x/inside?', 'x/inside#', 'x\\inside?', 'x/inside'])('host %s opens no other path than the one that was asked', async (host) => {
  expect(await asked('/nothing', host)).not.toMatch(/inside":true/);
});

test.each(['localhost', 'chat.example.co:3978', '[::1]:80', 'xn--andaluca-i2a.example', ''])('host %s is served', async (host) => {
  expect(await asked('/inside', host)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a person whose address leads nowhere gets a page with the way to the chat; a program gets what it reads', async () => {
  const lost = await asked('/chatt', 'localhost', 'accept: text/html,*/*\r\n');
  expect(lost).toMatch(/^HTTP\/1\.1 404 [^]*text\/html[^]*<a href="\/">Escribirnos</);
  for (const [target, accept] of [['/chatt', '*/*'], ['/api/chatt', 'text/html']] as const) {
    expect(await asked(target, 'localhost', `accept: ${accept}\r\n`)).toMatch(/^HTTP\/1\.1 404 [^]*"code":"NotFound"/);
  }
});

test('who asks about an address hears what who gets it hears, without the body', async () => {
  const told = await said('HEAD /inside HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
  expect(told).toMatch(/^HTTP\/1\.1 200 [^]*content-length: 15\r\n[^]*\r\n\r\n$/i);
});

test('whatever stands in the first line and the host, the server answers the next one', async () => {
  const piece = fc.string({ maxLength: 12, unit: fc.constantFrom('/', '//', '[', ']', ':', '%', '%zz', '%ff', '?', '#', '@', '*', '..', 'a', '9', '\\', 'http:', ';', '|', 'ñ', ' ') });
  await fc.assert(fc.asyncProperty(fc.constantFrom('GET', 'POST', 'OPTIONS', 'HEAD', 'DELETE'), piece, piece, async (method, target, host) => {
    await said(`${method} ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(await asked('/inside', 'localhost')).toMatch(/^HTTP\/1\.1 200 /);
  }), { numRuns: 150 });
});
