/**
 * Fetches the bytes of a photo or recording from Meta: its address first, then what lies there, both with our token. The
 * address is followed to Meta's own hosts only, and no more is read than may be kept.
 * Source: Meta, "Media" of the Cloud API: ids of webhooks live 7 days, addresses 5 minutes.
 */
import { z } from 'zod';
import type { Fetched, Source } from '../../media/arriving';
import { LARGEST_FETCHED } from '../../media/media';
import type { GraphOptions } from './graph';

const TIMEOUT_MS = 5_000;
const DOWNLOAD_MS = 30_000;
const HOSTS = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|whatsapp\.net|facebook\.com)$/;

const described = z.object({ url: z.url({ protocol: /^https?$/ }), file_size: z.coerce.number().optional().catch(undefined) });

export const makeMediaFetch = ({ apiUrl, version, accessToken }: GraphOptions) => {
  const headers = { authorization: `Bearer ${accessToken}` };
  const isMetas = (url: URL): boolean => (url.protocol === 'https:' && HOSTS.test(url.hostname)) || url.origin === new URL(apiUrl).origin;
  const get = (url: string, ms: number): Promise<Response> => fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(ms) });

  /** Never rejects. */
  return async ({ number, media }: Source): Promise<Fetched> => {
    try {
      const answer = await get(`${apiUrl}/${version}/${encodeURIComponent(media)}?phone_number_id=${encodeURIComponent(number)}`, TIMEOUT_MS);
      if (!answer.ok) return refusal(answer);
      const { data } = described.safeParse(await answer.json());
      if (!data) return { kind: 'later', reason: 'Meta told no address' };
      if ((data.file_size ?? 0) > LARGEST_FETCHED) return { kind: 'never', reason: 'too_large' };
      if (!isMetas(new URL(data.url))) return { kind: 'never', reason: 'the address is not one of Meta' };
      const file = await get(data.url, DOWNLOAD_MS);
      return file.ok ? await readAtMost(file, LARGEST_FETCHED) : refusal(file);
    } catch (error) {
      return { kind: 'later', reason: error instanceof Error ? error.name : 'no answer' };
    }
  };
};

/** What is gone stays gone; a token can be repaired and a fault passes. */
const refusal = async (answer: Response): Promise<Fetched> => {
  await answer.body?.cancel();
  const isGone = answer.status === 400 || answer.status === 404 || answer.status === 410;
  return { kind: isGone ? 'never' : 'later', reason: `Meta answered ${answer.status}` };
};

const readAtMost = async ({ body }: Response, most: number): Promise<Fetched> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > most) return { kind: 'never', reason: 'too_large' };
    chunks.push(bytes);
  }
  return { kind: 'bytes', bytes: Buffer.concat(chunks) };
};
