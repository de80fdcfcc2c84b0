/** What the built pages tell a browser to forbid. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpRequest } from '../../../bot/http/route';
import { staticRoutes } from '../../../bot/http/static';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-pages-'));
  writeFileSync(join(folder, 'agents.html'), '<!doctype html>');
  writeFileSync(join(folder, 'widget.js'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const headersOf = async (path: string, publicUrl?: string): Promise<Readonly<Record<string, string>>> => {
  const route = staticRoutes(folder, publicUrl).find((one) => one.path === path);
  return (await route?.handle({ headers: {} } as HttpRequest))?.headers ?? {};
};

test('given a public address, pages talk to it alone, by sockets too, are framed by nobody else, and are never fetched without https again', async () => {
  const headers = await headersOf('/agents', 'https://chat.example.co/hilo');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toMatch(/connect-src 'self' wss:\/\/chat\.example\.co;/);
  expect(policy).toMatch(/default-src 'none';.*frame-ancestors 'self'$/);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}$/);
});

test('given localhost, whatever port it has is reached, and nothing is promised of https', async () => {
  const headers = await headersOf('/agents');
  expect(headers['content-security-policy']).toMatch(/connect-src 'self' ws: wss:;/);
  expect(headers).not.toHaveProperty('strict-transport-security');
});

test('the widget, which other sites load, carries no policy of ours', async () => {
  const headers = await headersOf('/widget.js', 'https://chat.example.co');
  expect(headers).toMatchObject({ 'cross-origin-resource-policy': 'cross-origin' });
  expect(headers).not.toHaveProperty('content-security-policy');
});
