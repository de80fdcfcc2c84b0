/** The articles over HTTP: what an agent reads while a customer waits, in that customer's language and wording. */
import { z } from 'zod';
import { LANGUAGES, LEVELS } from '../../knowledge/language';
import { articleText, type Library, type Reader } from '../../knowledge/search/library';
import { searchArticles } from '../../knowledge/search/search-articles';
import { understand } from '../../knowledge/understand';
import type { Article } from '../../knowledge/search/article';
import type { Route } from '../http/route';
import type { ArticleHit } from '../web/contracts';
import type { StaffRequest, StaffRoutes } from './guard';
import { staffProblem } from './problems';

const question = z.object({
  q: z.string().trim().max(300).default(''),
  language: z.enum(LANGUAGES).default('es'),
  level: z.enum(LEVELS).default('basic'),
});

export const articleRoutes = (library: Library, { staffRoute }: StaffRoutes): readonly Route[] => [
  staffRoute('GET /api/staff/articles', ({ query }: StaffRequest) => {
    const asked = question.safeParse(Object.fromEntries(query));
    if (!asked.success) return BAD_QUESTION;
    const { q, ...reader } = asked.data;
    return { status: 200, json: { articles: q === '' ? allOf(library, reader) : found(library, q, reader) } };
  }),
];

const BAD_QUESTION = staffProblem(400, {
  code: 'BadArgument',
  en: 'q has at most 300 characters, language is es or en, level is basic, intermediate or advanced.',
  es: 'q tiene máximo 300 caracteres, language es es o en, level es basic, intermediate o advanced.',
});

const found = (library: Library, q: string, reader: Reader): readonly ArticleHit[] =>
  searchArticles(library, q, { ...reader, heard: understand(q) }).map(({ article, passage }) => hitOf(library, article, { ...reader, passage }));

const allOf = (library: Library, reader: Reader): readonly ArticleHit[] =>
  [...library.articles.values()].map((article) => hitOf(library, article, reader)).sort((a, b) => a.title.localeCompare(b.title, reader.language));

const hitOf = (library: Library, article: Article, reader: Reader & { readonly passage?: string }): ArticleHit => {
  const { id, services, levels, equipment, updated } = article;
  const { title = '', text = '' } = articleText(library, id, reader) ?? {};
  return { id, title, text, services, levels, equipment, updated, ...(reader.passage !== undefined && { passage: reader.passage }) };
};
