/** What may be done with a case, as calls, and what their refusals mean. */
import type { CaseSummary } from '../contracts';
import { blobOf } from '../picture-file';
import type { Ask, Call, Reply } from '../staff/http';
import { upload } from '../staff/upload';
import type { Outgoing, Voice } from './open-case';

export type Claimed =
  | { readonly kind: 'mine'; readonly summary: CaseSummary }
  /** Somebody was quicker; the name when the server told it. */
  | { readonly kind: 'taken'; readonly by?: string }
  | { readonly kind: 'failed'; readonly reply: Exclude<Reply<never>, { kind: 'ok' }> };

export async function claim(ask: Ask, thread: string): Promise<Claimed> {
  const reply = await ask<{ readonly summary: CaseSummary }>(caseCall(thread, 'claim', {}));
  if (reply.kind === 'ok') return { kind: 'mine', summary: reply.body.summary };
  if (reply.kind === 'refused' && reply.code === 'Taken') return { kind: 'taken', ...ownerIn(reply.body) };
  return { kind: 'failed', reply };
}

const VERBS: Readonly<Record<Voice, string>> = { answer: 'messages', note: 'notes', said: 'said' };

export interface Posting {
  readonly thread: string;
  readonly message: Outgoing;
  /** Calls an upload off. */
  readonly signal: AbortSignal;
  /** Of an upload, 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/** `undefined` when it was called off. */
export function post(ask: Ask, { thread, message, signal, onProgress }: Posting): Promise<Reply<unknown> | undefined> {
  const { id, text, voice, files } = message;
  if (files.length === 0) return ask(caseCall(thread, VERBS[voice], { id, text }));
  const form = new FormData();
  form.set('id', id);
  if (text !== '') form.set('text', text);
  for (const { name, type, data = '' } of files) form.append('file', blobOf({ name, type, data }), name);
  return upload({ path: `${pathOf(thread)}/files${voice === 'note' ? '?note=true' : ''}`, form, signal, onProgress });
}

export function caseCall(thread: string, verb: string, body: object): Call {
  return { method: 'POST', path: `${pathOf(thread)}/${verb}`, body };
}

export function pathOf(thread: string): string {
  return `/cases/${encodeURIComponent(thread)}`;
}

/** The name stands in the error, when the server knows it. */
function ownerIn(body: unknown): { readonly by?: string } {
  const { error } = (body ?? {}) as { readonly error?: { readonly by?: string } };
  return error?.by === undefined ? {} : { by: error.by };
}
