/**
 * `GET /datos/:token` is a door and opens nothing; `POST` opens the copy, once: as a page, or as JSON to who asks for that.
 * What is not good looks the same whatever it was.
 */
import type { HttpReply, HttpRequest, Route } from '../http/route';
import type { Copies } from './offer';
import { awayPage, copyPage, doorPage, gonePage, PAGE_HEADERS } from './page';

const TOKEN = /^[\w-]{43}$/;

export const ownDataRoutes = (copies: Pick<Copies, 'look' | 'open'>): readonly Route[] => [
  { method: 'GET', path: '/datos/:token', limited: true, handle: (request) => door(copies, request) },
  { method: 'POST', path: '/datos/:token', limited: true, raw: true, handle: (request) => open(copies, request) },
];

const page = (status: number, content: string): HttpReply => ({ status, content, headers: PAGE_HEADERS });
const GONE = page(410, gonePage());

const door = async (copies: Pick<Copies, 'look'>, { params }: HttpRequest): Promise<HttpReply> => {
  const token = params['token'] ?? '';
  const language = TOKEN.test(token) ? await copies.look(token) : null;
  return language === null ? GONE : page(200, doorPage(language));
};

const open = async (copies: Pick<Copies, 'open'>, { params, headers }: HttpRequest): Promise<HttpReply> => {
  const token = params['token'] ?? '';
  const opened = TOKEN.test(token) ? await copies.open(token) : 'gone';
  if (opened === 'gone') return GONE;
  if (opened === 'away') return { ...page(503, awayPage()), headers: { ...PAGE_HEADERS, 'retry-after': '60' } };
  if (headers.accept?.includes('application/json') === true) return { status: 200, json: opened.copy, headers: { 'cache-control': 'no-store' } };
  return page(200, copyPage(opened));
};
