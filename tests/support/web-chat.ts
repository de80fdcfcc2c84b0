/**
 * The stock Web Chat, unmodified: its published package is fetched once into `dist/`, so that nothing of its 400 packages enters
 * the product's. Where it cannot be fetched the suite says so and is skipped.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ROOT } from '../../bot/root';

const NAME = 'botframework-webchat';
const VERSION = '4.18.1';
const INTEGRITY = '7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const FOLDER = path.join(ROOT, 'dist', 'stock-web-chat');
const BUNDLE = path.join(FOLDER, 'package', 'dist', 'webchat.js');
const FETCH_MS = 60_000;

/** The path of its bundle, or why there is none. */
export const fetchWebChat = (): { readonly bundle: string } | { readonly reason: string } => {
  if (existsSync(BUNDLE)) return { bundle: BUNDLE };
  mkdirSync(FOLDER, { recursive: true });
  const packed = path.join(FOLDER, `${NAME}-${VERSION}.tgz`);
  const fetched = spawnSync('npm', ['pack', `${NAME}@${VERSION}`, '--ignore-scripts', '--silent'], { cwd: FOLDER, timeout: FETCH_MS, encoding: 'utf8' });
  if (fetched.status !== 0 || !existsSync(packed)) return { reason: `${NAME}@${VERSION} could not be fetched from the registry` };
  const found = createHash('sha512').update(readFileSync(packed)).digest('base64');
  if (found !== INTEGRITY) throw new Error(`${NAME}@${VERSION} is not what it was: ${found}`);
  const unpacked = spawnSync('tar', ['-xzf', packed, 'package/dist/webchat.js'], { cwd: FOLDER });
  rmSync(packed);
  return unpacked.status === 0 ? { bundle: BUNDLE } : { reason: 'its package could not be unpacked' };
};

const PAGE = `<!doctype html><html lang="es"><title>Web Chat</title><div id="webchat"></div><script src="/webchat.js"></script>
<script>
  const { token, domain, conversationId } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const resumed = conversationId ? { conversationId, watermark: '0' } : {};
  const directLine = WebChat.createDirectLine({ token, domain, ...resumed });
  directLine.activity$.subscribe(({ conversation }) => { if (conversation) window.conversationId = conversation.id; });
  WebChat.renderWebChat({ directLine, locale: 'es-ES' }, document.getElementById('webchat'));
</script></html>`;

/** A page of another origin that carries it; the token and the address of the server stand behind its `#`. */
export const openWebChatSite = async (bundle: string): Promise<{ url: string; close(): void }> => {
  const script = readFileSync(bundle);
  const site: Server = createServer((request, response) => {
    const isScript = request.url === '/webchat.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8' });
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`, close: () => void site.close() };
};
