/** What somebody sees whose address leads nowhere: words in both languages and the way to the chat; programs get JSON instead. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const STYLE =
  ':root{color-scheme:light dark}body{max-width:34rem;margin:0 auto;padding:2rem 1rem;background:light-dark(#fbf6ef,#191614);color:light-dark(#2b2420,#f3ebe2);font:1rem/1.5 system-ui,sans-serif}' +
  'h1{font-size:1.5rem;line-height:1.2}a{display:inline-block;padding:.7rem 0;color:light-dark(#1d5c53,#7fcabb);text-underline-offset:.2em}';

export const LOST_PAGE =
  '<!doctype html><html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hilo</title>' +
  `<link rel="icon" type="image/svg+xml" href="/favicon.svg"><style>${STYLE}</style></head><body><main><h1>Esta dirección no lleva a ninguna parte</h1>` +
  '<p>Puede que le falte un pedazo al enlace.</p><p><a href="/">Escribirnos</a><br><a href="/estado">Ver el estado del servicio</a></p>' +
  '<div lang="en"><p>This address leads nowhere; a part of the link may be missing.</p><p><a href="/?lang=en">Write to us</a><br><a href="/estado/en">See the service status</a></p></div>' +
  '</main></body></html>';

export const LOST_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** A person with a browser went there; the addresses of programs answer as programs read. */
export const wantsPage = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' && headers.accept?.includes('text/html') === true && !/^\/(api|v3|webhooks)\//.test(url);
