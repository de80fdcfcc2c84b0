/** Which questions another article would answer first, were articles changed so: what an edit does, before it does it. */
import { setImmediate } from 'node:timers/promises';
import type { Language } from '../../knowledge/language';
import type { Learnt } from '../../knowledge/learnt';
import type { Library } from '../../knowledge/search/library';
import { searchArticles } from '../../knowledge/search/search-articles';
import { understand } from '../../knowledge/understand';
import type { ArticleEffect } from '../web/words-contracts';

export interface EffectAsked {
  readonly before: Library;
  readonly after: Library;
  readonly questions: readonly string[];
  /** What the questions are read with. */
  readonly learnt: Learnt;
}

export const articleEffect = async ({ before, after, questions, learnt }: EffectAsked): Promise<ArticleEffect> => {
  const changes: ArticleEffect['changes'][number][] = [];
  for (const question of questions) {
    // Customers are answered in between: each takes some milliseconds.
    await setImmediate();
    const heard = understand(question, undefined, learnt);
    const first = (library: Library, language: Language): string | null => searchArticles(library, question, { language, level: null, heard, limit: 1 })[0]?.article.id ?? null;
    const [was, is] = [first(before, heard.language), first(after, heard.language)];
    if (was !== is) changes.push({ question, language: heard.language, before: was, after: is });
  }
  return { asked: questions.length, changes };
};
