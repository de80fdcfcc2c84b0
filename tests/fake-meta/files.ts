/**
 * Files as Meta keeps them. What people sent: an id, then an address that is good for a while, both behind the token. What
 * the business uploads: taken by type and size, and sent by the id that is given back.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json, Refusal } from './rules';

interface Kept {
  readonly bytes: Buffer;
  readonly type: string;
}

const MB = 1024 * 1024;
/** What may be uploaded as what, and how large; from Meta's list of supported media types. */
const TAKEN: Readonly<Record<string, { readonly as: string; readonly most: number }>> = {
  'image/jpeg': { as: 'image', most: 5 * MB }, 'image/png': { as: 'image', most: 5 * MB },
  'application/pdf': { as: 'document', most: 100 * MB }, 'text/plain': { as: 'document', most: 100 * MB },
  'audio/ogg': { as: 'audio', most: 16 * MB }, 'audio/mpeg': { as: 'audio', most: 16 * MB }, 'video/mp4': { as: 'video', most: 16 * MB },
  'image/webp': { as: 'sticker', most: 500 * 1024 },
};

export class Files {
  /** The next requests for files are answered with these statuses. */
  readonly troubles: number[] = [];
  /** The next uploads are refused with these codes. */
  readonly uploadTroubles: number[] = [];
  /** Where the described address points; another host to see that it is not followed. */
  host: string | undefined;
  /** Paths asked for, in order. */
  readonly asked: string[] = [];
  /** Ids of uploads, in order. */
  readonly uploaded: string[] = [];
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

  /** Takes an upload, or says why not. */
  async take(raw: Buffer, contentType: string): Promise<Json | Refusal> {
    const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } }).formData().catch(() => null);
    const file = form?.get('file');
    if (form?.get('messaging_product') !== 'whatsapp') return { code: 100, details: '(#100) The parameter messaging_product is required.' };
    if (!(file instanceof File)) return { code: 100, details: '(#100) The parameter file is required.' };
    const rule = TAKEN[file.type];
    if (!rule || form.get('type') !== file.type) return { code: 100, details: `Param file must be a file with one of the following types: ${Object.keys(TAKEN).join(', ')}. Received file of type '${file.type}'.` };
    const trouble = this.uploadTroubles.shift() ?? (file.size > rule.most ? 131053 : undefined);
    if (trouble !== undefined) return { code: trouble, details: 'Media upload error' };
    const { id } = this.keep(Buffer.from(await file.arrayBuffer()), file.type);
    this.uploaded.push(String(id));
    return { id: String(id) };
  }

  /** An uploaded file that may be sent as this kind. */
  sendable(id: string, as: string): Kept | undefined {
    const file = this.uploaded.includes(id) ? this.kept.get(id) : undefined;
    return file && TAKEN[file.type]?.as === as ? file : undefined;
  }
}
