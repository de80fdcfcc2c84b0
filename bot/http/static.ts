/** The built pages, read into memory once: a handful of small files, each with its type, a tag and a strict policy. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { HttpReply, HttpRequest, Route } from './route';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};

/** No inline script or style, nothing from elsewhere; beyond localhost no socket to elsewhere either. */
const policyFor = (publicUrl: string | undefined): string =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; " +
  `connect-src 'self' ${publicUrl === undefined ? 'ws: wss:' : new URL(publicUrl).origin.replace(/^http/, 'ws')}; ` +
  "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** A browser that came by https once never tries without (RFC 6797). */
const A_YEAR = 'max-age=31536000';

const pageHeaders = (publicUrl: string | undefined): Record<string, string> =>
  ({ 'content-security-policy': policyFor(publicUrl), ...(publicUrl?.startsWith('https:') && { 'strict-transport-security': A_YEAR }) });
/** `agents.html` is served at `/agents`. */
const PAGE = /^([\w-]+)\.html$/;
const HASHED = /-[\w-]{8,}\.\w+$/;

/** `publicUrl`: how browsers reach this server, when it is not localhost. */
export const staticRoutes = (directory: string, publicUrl?: string): readonly Route[] => {
  if (!existsSync(directory)) return [];
  return listFiles(directory).flatMap((file) => {
    const route = fileRoute({ directory, file, publicUrl });
    const page = PAGE.exec(file)?.[1];
    if (page === undefined) return [route];
    return [{ ...route, path: page === 'index' ? '/' : `/${page}` }, route];
  });
};

const listFiles = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(directory, name)).isFile() && path.extname(name) in TYPES)
    .map((name) => name.split(path.sep).join('/'));

interface BuiltFile {
  readonly directory: string;
  readonly file: string;
  readonly publicUrl: string | undefined;
}

const fileRoute = ({ directory, file, publicUrl }: BuiltFile): Route => {
  const content = readFileSync(path.join(directory, file));
  const zipped = gzipSync(content, { level: 9 });
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  const tag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
  const headers: Record<string, string> = {
    'content-type': type,
    etag: tag,
    vary: 'accept-encoding',
    'cache-control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(type.startsWith('text/html') && pageHeaders(publicUrl)),
    // The widget is loaded by pages of other origins.
    ...(file === 'widget.js' && { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }),
  };
  const handle = (request: HttpRequest): HttpReply => {
    if (request.headers['if-none-match'] === tag) return { status: 304, headers };
    const accepts = String(request.headers['accept-encoding'] ?? '').includes('gzip');
    return accepts ? { status: 200, content: zipped, headers: { ...headers, 'content-encoding': 'gzip' } } : { status: 200, content, headers };
  };
  return { method: 'GET', path: `/${file}`, handle };
};
