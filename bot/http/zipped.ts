/** Large JSON, squeezed for whoever takes it so: on a slow line a megabyte of texts is what a page waits for. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpReply, HttpRequest } from './route';

const squeeze = promisify(gzip);

export const zippedJson = async ({ headers }: Pick<HttpRequest, 'headers'>, value: unknown): Promise<HttpReply> => {
  if (!String(headers['accept-encoding'] ?? '').includes('gzip')) return { status: 200, json: value };
  const content = await squeeze(JSON.stringify(value));
  return { status: 200, content, headers: { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip', 'cache-control': 'no-store', vary: 'accept-encoding' } };
};
