/** Claim, give back, close and send as calls, and what their refusals mean. */
import type { CaseSummary, GiveBack } from '../contracts';
import type { Ask, Reply } from '../staff/http';

export type Claimed =
  | { readonly kind: 'mine'; readonly summary: CaseSummary }
  /** Somebody was quicker; the name when the server told it. */
  | { readonly kind: 'taken'; readonly by?: string }
  | { readonly kind: 'failed'; readonly reply: Exclude<Reply<never>, { kind: 'ok' }> };

export async function claim(ask: Ask, thread: string): Promise<Claimed> {
  const reply = await ask<{ readonly summary: CaseSummary }>({ method: 'POST', path: `${pathOf(thread)}/claim`, body: {} });
  if (reply.kind === 'ok') return { kind: 'mine', summary: reply.body.summary };
  if (reply.kind === 'refused' && reply.status === 409) return { kind: 'taken', ...ownerIn(reply.body) };
  return { kind: 'failed', reply };
}

export function giveBack(ask: Ask, thread: string, how: GiveBack): Promise<Reply<unknown>> {
  return ask({ method: 'POST', path: `${pathOf(thread)}/give-back`, body: { how } });
}

export function post(ask: Ask, thread: string, message: { readonly id: string; readonly text: string }): Promise<Reply<unknown>> {
  return ask({ method: 'POST', path: `${pathOf(thread)}/messages`, body: { id: message.id, text: message.text } });
}

export function pathOf(thread: string): string {
  return `/cases/${encodeURIComponent(thread)}`;
}

/** The name stands in the error, when the server knows it. */
function ownerIn(body: unknown): { readonly by?: string } {
  const { error } = (body ?? {}) as { readonly error?: { readonly by?: string } };
  return error?.by === undefined ? {} : { by: error.by };
}
