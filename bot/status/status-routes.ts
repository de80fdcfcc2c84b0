/**
 * `/estado` and its JSON, for a whole city at once: everything is written and packed when the board is read, at most once
 * a second; a request costs a look into a table, and whoever has the newest already gets 304.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Language } from '../../knowledge/language';
import type { HttpReply, HttpRequest, Route } from '../http/route';
import { ROOT } from '../root';
import type { PublicBoard } from './public-board';
import { documentsOf } from './statuspage';
import { STATUS_PATHS, statusPage } from './status-page';

export interface StatusParts {
  /** The operator's, as customers know it. */
  readonly name: string;
  /** Where customers reach this server, `https://chat.example.co`. */
  readonly base: string;
  /** Business time, ms. */
  readonly now: () => number;
}

export interface StatusSite {
  readonly routes: readonly Route[];
  show(board: PublicBoard): void;
}

interface Packed {
  readonly text: string;
  readonly content: Buffer;
  readonly zipped: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const LANGUAGES: readonly Language[] = ['es', 'en'];
const DOCUMENTS = [
  'summary.json', 'status.json', 'components.json', 'incidents.json', 'incidents/unresolved.json',
  'scheduled-maintenances.json', 'scheduled-maintenances/active.json', 'scheduled-maintenances/upcoming.json',
] as const;
/** Caches in between answer a flood; nobody sees more than a few seconds of the past while they reach us. */
const CACHE = 'public, max-age=5, stale-while-revalidate=30, stale-if-error=600';
const MINUTE_MS = 60_000;

export const makeStatusSite = ({ name, base, now }: StatusParts): StatusSite => {
  const css = readFileSync(path.join(ROOT, 'bot', 'status', 'status.css'), 'utf8');
  const styleHash = createHash('sha256').update(css).digest('base64');
  const pageHeaders = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`,
  };
  let shelf = new Map<string, Packed>();
  let written = '';
  const put = (next: Map<string, Packed>, key: string, text: string, headers: Readonly<Record<string, string>>): void => {
    const before = shelf.get(key);
    next.set(key, before?.text === text ? before : packed(text, headers));
  };
  const show = (board: PublicBoard): void => {
    // To the minute: a page that says the same is the same page.
    const shown = { ...board, readAt: Math.floor(board.readAt / MINUTE_MS) * MINUTE_MS };
    const same = JSON.stringify(shown);
    if (same === written) return;
    written = same;
    const next = new Map<string, Packed>();
    for (const language of LANGUAGES) {
      const telling = { name, url: `${base}${STATUS_PATHS[language]}`, language, now: now() };
      put(next, language, statusPage(shown, { ...telling, css }), pageHeaders);
      for (const [document, json] of Object.entries(documentsOf(shown, telling))) put(next, `${language} ${document}`, JSON.stringify(json), JSON_HEADERS);
    }
    shelf = next;
  };
  const find = (key: string) => (request: HttpRequest): HttpReply => replyOf(shelf.get(key), request);
  const pages = LANGUAGES.map((language): Route => ({ method: 'GET', path: STATUS_PATHS[language], handle: find(language) }));
  const documents = DOCUMENTS.map((document): Route => ({
    method: 'GET', path: `/estado/api/v2/${document}`, cors: true,
    handle: (request) => find(`${request.query.get('lang') === 'en' ? 'en' : 'es'} ${document}`)(request),
  }));
  return { routes: [...pages, ...documents], show };
};

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' } as const;

const packed = (text: string, headers: Readonly<Record<string, string>>): Packed => {
  const content = Buffer.from(text, 'utf8');
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
  return { text, content, zipped: gzipSync(content), headers: { ...headers, etag, vary: 'accept-encoding', 'cache-control': CACHE } };
};

const replyOf = (found: Packed | undefined, { headers: asked }: HttpRequest): HttpReply => {
  if (!found) return { status: 503, content: '', headers: { 'retry-after': '1' } };
  const { content, zipped, headers } = found;
  if (tagsOf(asked['if-none-match']).includes(headers['etag'] ?? '')) return { status: 304, headers };
  const accepts = String(asked['accept-encoding'] ?? '').includes('gzip');
  return accepts ? { status: 200, content: zipped, headers: { ...headers, 'content-encoding': 'gzip' } } : { status: 200, content, headers };
};

/** Caches in between may have weakened a tag. */
const tagsOf = (header: string | undefined): readonly string[] => (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
