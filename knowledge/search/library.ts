/**
 * All articles, as one value that decisions are handed: found by name, or by a search whose index is built at the first
 * question in a language and kept. What it answers depends on the articles alone.
 */
import { LANGUAGES, type Language, type Level } from '../language';
import { paragraphsFor, type Article } from './article';
import { termsOf } from './terms';
import { makeTextIndex, type TextIndex } from './text-index';

export interface Library {
  readonly articles: ReadonlyMap<string, Article>;
  indexFor(language: Language): TextIndex;
}

export interface Reader {
  readonly language: Language;
  /** `null` when it is not known yet: reads the basic wording. */
  readonly level: Level | null;
}

export function makeLibrary(articles: readonly Article[]): Library {
  const built = new Map<Language, TextIndex>();
  const indexFor = (language: Language): TextIndex => {
    const known = built.get(language) ?? buildIndex(articles, language);
    built.set(language, known);
    return known;
  };
  return { articles: new Map(articles.map((article) => [article.id, article])), indexFor };
}

function buildIndex(articles: readonly Article[], language: Language): TextIndex {
  const documents = articles.map(({ id, texts }) => {
    const { title, keywords, wording } = texts[language];
    return { id, title, keywords: keywords.join(' . '), body: Object.values(wording).flat().join(' ') };
  });
  return makeTextIndex(documents, (text) => termsOf(language, text));
}

/** Builds what the first question in each language would build. */
export function warmLibrary(library: Library): void {
  for (const language of LANGUAGES) library.indexFor(language).search(['internet'], () => 1);
}

/** A whole article as one person reads it; `undefined` when there is none of that name. */
export function articleText(library: Library, id: string, { language, level }: Reader): { readonly title: string; readonly text: string } | undefined {
  const text = library.articles.get(id)?.texts[language];
  return text === undefined ? undefined : { title: text.title, text: paragraphsFor(text, level).join('\n\n') };
}
