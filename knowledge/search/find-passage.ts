/**
 * The passage that answers a question in the middle of a conversation, or nothing: a wrong answer costs more trust than
 * none. The message must want to know something, and one article must fit it clearly better than the others.
 */
import { fold } from '../text';
import type { Understanding } from '../understanding';
import type { ArticleService } from './article';
import { asksHow, asksToKnow } from './asks-to-know';
import type { Library, Reader } from './library';
import { searchArticles, type ArticleHit } from './search-articles';
import { LONGEST_QUERY, termsOf } from './terms';
import type { TextIndex } from './text-index';

export interface PassageSearch extends Reader {
  readonly service?: ArticleService;
  /** What the bot made of the message; it makes the answer surer. */
  readonly heard?: Pick<Understanding, 'intent' | 'confidence'>;
  /** A flow could help with the message instead: only a plain «cómo…», «qué es…», «dónde…» is answered. */
  readonly flowFits?: boolean;
}

export interface Passage {
  /** Id of the article. */
  readonly article: string;
  readonly title: string;
  /** One paragraph of it, in the reader's wording. */
  readonly text: string;
  /** 0..1: the share of such passages that were the right one, on the questions this was fitted to. */
  readonly confidence: number;
}

/** Answered from here on. */
const SURE = 0.45;

/**
 * What speaks for the best article, fitted by logistic regression on a few hundred questions, fault reports and replies.
 * `telling` is the share of the question's weight that the article knows, `lead` how far the next one is behind, `named`
 * how many of the words stand in its title or keywords, `agrees` how sure it is that the article is about the intent.
 */
const EVIDENCE = { none: -5.4, telling: 1.3, lead: 1.6, named: 3.7, agrees: 1.4 };
const CLEAR_LEAD = 0.4;
const MANY_NAMED = 3;

/** Deterministic; `undefined` when no article is sure enough or the message asks for none. */
export function findPassage(library: Library, text: string, search: PassageSearch): Passage | undefined {
  const folded = fold(text.slice(0, LONGEST_QUERY));
  if (!asksToKnow(folded) || (search.flowFits === true && !asksHow(folded))) return undefined;
  const [best, next] = searchArticles(library, text, { ...search, limit: 2 });
  if (best === undefined) return undefined;
  const telling = shareKnown(best, termsOf(search.language, text.slice(0, LONGEST_QUERY)), library.indexFor(search.language));
  const confidence = likelihood({ telling, lead: 1 - (next?.match.score ?? 0) / best.match.score, named: best.match.named.size, agrees: agreement(best, search.heard) });
  return confidence < SURE ? undefined : { article: best.article.id, title: best.title, text: best.passage, confidence };
}

function shareKnown({ match }: ArticleHit, terms: readonly string[], index: TextIndex): number {
  const weightOf = (some: readonly string[]): number => some.reduce((sum, term) => sum + index.weight(term), 0);
  const all = [...new Set(terms)];
  const whole = weightOf(all);
  return whole === 0 ? 0 : weightOf(all.filter((term) => match.found.has(term))) / whole;
}

const agreement = ({ article }: ArticleHit, heard: PassageSearch['heard']): number =>
  heard !== undefined && article.intents.includes(heard.intent) ? heard.confidence : 0;

interface Evidence {
  readonly telling: number;
  readonly lead: number;
  readonly named: number;
  readonly agrees: number;
}

function likelihood({ telling, lead, named, agrees }: Evidence): number {
  const sum =
    EVIDENCE.none +
    EVIDENCE.telling * telling +
    EVIDENCE.lead * Math.min(1, lead / CLEAR_LEAD) +
    EVIDENCE.named * (Math.min(named, MANY_NAMED) / MANY_NAMED) +
    EVIDENCE.agrees * agrees;
  return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}
