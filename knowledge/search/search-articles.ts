/**
 * Ranked search for people and for the bot: the articles that fit a question best, each with the paragraph that answers
 * it in the reader's wording. Level, service and what the question asks for move an article up and never hide one.
 */
import type { Understanding } from '../understanding';
import { paragraphsFor, type Article, type ArticleService } from './article';
import type { Library, Reader } from './library';
import { LONGEST_QUERY, termsOf } from './terms';
import type { Match, TextIndex } from './text-index';

export interface ArticleSearch extends Reader {
  readonly service?: ArticleService;
  /** What the bot made of the question, where it was understood. */
  readonly heard?: Pick<Understanding, 'intent' | 'confidence'>;
  /** How many at most; 10 unless told. */
  readonly limit?: number;
}

export interface ArticleHit {
  readonly article: Article;
  readonly title: string;
  /** The paragraph that says most about the question, at most 500 characters where it goes with the next. */
  readonly passage: string;
  readonly match: Match;
}

const LIMIT = 10;
const FOR_LEVEL = 1.15;
const FOR_SERVICE = 1.25;
/** For an intent that is certain; less as it is less so. */
const FOR_INTENT = 2.2;
/** The first paragraph of an article tells the essence: it wins unless another says more. */
const LEAD = 1.25;
/** What the title says already tells little about which of its paragraphs is meant. */
const TOPIC = 0.1;
/** Characters. */
const SHORT = 150;
const LONGEST_PASSAGE = 500;

/** Best first; empty for a question without a telling word. */
export function searchArticles(library: Library, query: string, search: ArticleSearch): readonly ArticleHit[] {
  const { language, limit = LIMIT } = search;
  const terms = termsOf(language, query.slice(0, LONGEST_QUERY));
  if (terms.length === 0) return [];
  const index = library.indexFor(language);
  const matches = index.search(terms, (id) => boostFor(library.articles.get(id), search)).slice(0, limit);
  return matches.flatMap((match) => {
    const article = library.articles.get(match.id);
    return article === undefined ? [] : [hitOf({ article, match, terms, index, search })];
  });
}

function boostFor(article: Article | undefined, { level, service, heard }: ArticleSearch): number {
  if (article === undefined) return 1;
  const fits = (yes: boolean, factor: number): number => (yes ? factor : 1);
  return (
    fits(article.levels.includes(level ?? 'basic'), FOR_LEVEL) *
    fits(service !== undefined && article.services.includes(service), FOR_SERVICE) *
    fits(heard !== undefined && article.intents.includes(heard.intent), 1 + (FOR_INTENT - 1) * (heard?.confidence ?? 0))
  );
}

interface Found {
  readonly article: Article;
  readonly match: Match;
  readonly terms: readonly string[];
  readonly index: TextIndex;
  readonly search: Reader;
}

function hitOf({ match, ...found }: Found): ArticleHit {
  const { article, search } = found;
  return { article, title: article.texts[search.language].title, passage: passageIn(found), match };
}

/** Of one article, by its name, the paragraph that says most about the question; `undefined` when there is none of that name. */
export function passageOf(library: Library, id: string, asked: Reader & { readonly query: string }): string | undefined {
  const article = library.articles.get(id);
  const { language, query } = asked;
  return article && passageIn({ article, terms: termsOf(language, query.slice(0, LONGEST_QUERY)), index: library.indexFor(language), search: asked });
}

function passageIn({ article, terms, index, search: { language, level } }: Omit<Found, 'match'>): string {
  const text = article.texts[language];
  const topic = new Set(termsOf(language, text.title));
  const worth = new Map(terms.map((term) => [term, index.weight(term) * (topic.has(term) ? TOPIC : 1)]));
  const says = (paragraph: string): number => [...new Set(termsOf(language, paragraph))].reduce((sum, term) => sum + (worth.get(term) ?? 0), 0);
  const paragraphs = paragraphsFor(text, level);
  const said = paragraphs.map((paragraph, i) => says(paragraph) * (i === 0 ? LEAD : 1));
  return passageAt(paragraphs, said.indexOf(Math.max(...said)));
}

/** The paragraph; a short one goes with the next, which it mostly leads to. */
function passageAt(paragraphs: readonly string[], at: number): string {
  const [paragraph = '', next] = paragraphs.slice(at, at + 2);
  const isShort = paragraph.length < SHORT && next !== undefined && paragraph.length + next.length < LONGEST_PASSAGE;
  return isShort ? `${paragraph}\n\n${next}` : paragraph;
}
