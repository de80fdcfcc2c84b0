/** What may be done with a case, as calls, and what their refusals mean. */
import type { CaseSummary } from '../contracts';
import type { Ask, Call, Reply } from '../staff/http';
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

export function post(ask: Ask, thread: string, { id, text, voice }: Outgoing): Promise<Reply<unknown>> {
  return ask(caseCall(thread, VERBS[voice], { id, text }));
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
