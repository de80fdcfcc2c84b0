/** What people sent, as Meta keeps it: an id, then an address that is good for a while, both behind the token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './rules';

interface Kept {
  readonly bytes: Buffer;
  readonly type: string;
}

export class Files {
  /** The next requests for files are answered with these statuses. */
  readonly troubles: number[] = [];
  /** Where the described address points; another host to see that it is not followed. */
  host: string | undefined;
  /** Paths asked for, in order. */
  readonly asked: string[] = [];
  private readonly kept = new Map<string, Kept>();

  /** Gives the media object of a message. */
  keep(bytes: Buffer, type: string): Json {
    const id = String(900_000_000 + this.kept.size);
    this.kept.set(id, { bytes, type });
    return { id, mime_type: type, sha256: 'not looked at' };
  }

  /** Whether the request was one for a file. */
  answers({ url = '', method }: IncomingMessage, response: ServerResponse, base: string): boolean {
    const described = /^\/v\d+\.\d\/(9\d{8})(?:\?|$)/.exec(url)?.[1];
    const wanted = /^\/files\/(9\d{8})$/.exec(url)?.[1];
    if (method !== 'GET' || (described === undefined && wanted === undefined)) return false;
    this.asked.push(url);
    const file = this.kept.get(described ?? wanted ?? '');
    const status = this.troubles.shift() ?? (file ? 200 : 404);
    response.writeHead(status, { 'content-type': wanted === undefined ? 'application/json' : (file?.type ?? '') });
    if (status !== 200 || !file) response.end('{"error":{"code":100}}');
    else if (wanted !== undefined) response.end(file.bytes);
    else response.end(JSON.stringify({ url: `${this.host ?? base}/files/${described}`, mime_type: file.type, file_size: String(file.bytes.length), id: described, messaging_product: 'whatsapp' }));
    return true;
  }
}
