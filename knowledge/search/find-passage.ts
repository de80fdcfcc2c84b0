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
  /** What the bot made of the message: makes an article about it surer, and any other less sure. */
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
const SURE = 0.4;

/**
 * What speaks for the best article, fitted by logistic regression on a few hundred questions, fault reports and replies.
 * `telling` is the share of the question's weight that the article knows, `lead` how far the next one is behind, `named`
 * how much of it stands in its title or keywords, `agrees` how sure it is that the article is about the intent.
 */
const EVIDENCE = { none: -4.7, telling: 1.3, lead: 1.2, named: 3.9, agrees: 1.5 };
const CLEAR_LEAD = 0.4;
/** Of an article that knows less of the question one word fits by chance: «ganó» of «quién ganó el partido de ayer». */
const LEAST_KNOWN = 0.45;
/** Of a message that nobody understood for us: neither for nor against. */
const NOT_HEARD = 0.6;
/** As much as two words that no article has. */
const MUCH_NAMED = 2;

/** Deterministic; `undefined` when no article is sure enough or the message asks for none. */
export function findPassage(library: Library, text: string, search: PassageSearch): Passage | undefined {
  const folded = fold(text.slice(0, LONGEST_QUERY));
  if (!asksToKnow(folded) || (search.flowFits === true && !asksHow(folded))) return undefined;
  const [best, next] = searchArticles(library, text, { ...search, limit: 2 });
  if (best === undefined) return undefined;
  const evidence = evidenceFor(best, termsOf(search.language, text.slice(0, LONGEST_QUERY)), library.indexFor(search.language));
  if (evidence.telling < LEAST_KNOWN) return undefined;
  const lead = 1 - (next?.match.score ?? 0) / best.match.score;
  const confidence = likelihood({ ...evidence, lead, agrees: agreement(best, search.heard) });
  return confidence < SURE ? undefined : { article: best.article.id, title: best.title, text: best.passage, confidence };
}

function evidenceFor({ match }: ArticleHit, terms: readonly string[], index: TextIndex): Pick<Evidence, 'telling' | 'named'> {
  const weightOf = (some: ReadonlySet<string>): number => [...new Set(terms)].reduce((sum, term) => sum + (some.has(term) ? index.weight(term) : 0), 0);
  const whole = weightOf(new Set(terms));
  return { telling: whole === 0 ? 0 : weightOf(match.found) / whole, named: weightOf(match.named) };
}

function agreement({ article }: ArticleHit, heard: PassageSearch['heard']): number {
  if (heard === undefined) return NOT_HEARD;
  return article.intents.includes(heard.intent) ? heard.confidence : 0;
}

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
    EVIDENCE.named * Math.min(1, named / MUCH_NAMED) +
    EVIDENCE.agrees * agrees;
  return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}
