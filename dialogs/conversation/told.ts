/**
 * What came with the problem is not asked for again (P1): the document that tells who she is, and of a complaint its kind and
 * what happened, in her own words. Pure.
 */
import { fold, MAX_CHARS } from '../../knowledge/text';
import type { Understanding } from '../../knowledge/understanding';
import { remember, type Draft } from './draft';
import { withoutRequest } from './known-facts';

/** A complaint that is told, not only announced. */
const FEWEST_WORDS = 9;

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['complaint', /\b(?:quej\w+|reclam\w+|denunci\w+|complain\w*)\b/],
  ['petition', /\b(?:petici\w+|petition)\b/],
  ['appeal', /\b(?:recurso|apel\w+|reposicion|appeal\w*)\b/],
];

/** A document or an account number by itself. */
export const isLoneKey = (draft: Draft, text: string): boolean => draft.state.facts['customer.id'] === undefined && /^\W*\d[\d .]{5,12}\W*$/.test(text);

export const rememberKey = (draft: Draft, text: string): void => remember(draft, 'customer', { 'key.typed': text.replace(/\D/g, '') });

export const rememberTold = (draft: Draft, { intent, also = [], entities }: Understanding, text: string): void => {
  const key = entities.find(({ kind }) => kind === 'document');
  if (key && draft.state.facts['customer.id'] === undefined) remember(draft, 'customer', { 'key.typed': String(key.value) });
  if (intent !== 'pqr_complaint' && !also.includes('pqr_complaint')) return;
  draft.state.facts = withoutRequest(draft.state.facts);
  const folded = fold(text.slice(0, MAX_CHARS));
  const named = KINDS.filter(([, words]) => words.test(folded));
  // An appeal is against the answer to something: it names that too.
  const [kind, another] = named.some(([id]) => id === 'appeal') ? named.filter(([id]) => id === 'appeal') : named;
  const isTold = text.trim().split(/\s+/).length >= FEWEST_WORDS;
  remember(draft, 'customer', {
    ...(kind && !another && { 'pqr.kind': kind[0] }),
    ...(isTold && { 'pqr.facts': text.slice(0, MAX_CHARS).trim() }),
  });
};
