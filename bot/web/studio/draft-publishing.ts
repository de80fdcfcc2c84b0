/**
 * Publishing the draft, as one act in its turn: saved, brought onto the release that the page shows, published, and what holds
 * then shown. What is typed meanwhile waits, and goes on over what was published.
 */
import type { ReleaseInfo } from '../contracts';
import type { ArticleEdition } from '../words-contracts';
import type { Reply } from '../staff/http';
import { close, list, patiently, type Held } from './draft-held';
import { rebased, save } from './draft-saving';

/** The proof walks every path; the server may take its time. */
const PATIENCE_MS = 120_000;

export interface Publication {
  /** Id of the release, and name of the edition of the articles, that the page shows: what came since is not overwritten unseen. */
  readonly onto: string;
  readonly articles: string | undefined;
  readonly reason: string;
}

export interface PublishReply {
  readonly release: ReleaseInfo;
  readonly articles?: ArticleEdition;
}

export const publish = async (held: Held, { articles, onto, reason }: Publication): Promise<Reply<PublishReply> | undefined> => {
  if (!(await save(held))) return undefined;
  const refusal = await rebased(held, onto);
  const { open } = held.state;
  if (refusal !== undefined || open === undefined) return refusal;
  const body = { draft: open.id, version: open.version, reason, ...(articles !== undefined && { articles }) };
  const reply = await held.line.ask<PublishReply>({ method: 'POST', path: '/flows/publish', body, timeoutMs: PATIENCE_MS });
  if (reply.kind === 'ok') await showPublished(held);
  return reply;
};

const showPublished = async (held: Held): Promise<void> => {
  const published = await patiently(held.line.later, held.line.fetchPublished);
  const { saved } = held;
  // First closed, then shown: what is shown comes back as what is to be saved.
  close(held);
  held.line.onEnded(published, saved);
  await list(held);
};
