/**
 * Reads the articles beside the code into one library. All faults are told at once and stop the start: an article that
 * only exists in one language would leave a customer with nothing.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { faultAt, type Fault } from '../../flows/faults';
import type { Article } from '../../knowledge/search/article';
import { makeLibrary, type Library } from '../../knowledge/search/library';
import { ROOT } from '../root';
import { parseMain, parseTranslated } from './parse-article';

export type LoadedArticles = { readonly ok: true; readonly library: Library } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Spanish files in the folder, English ones of the same name in `en/`. */
export const ARTICLES_DIRECTORY = path.join(ROOT, 'knowledge', 'articles');

export const loadArticles = async (directory: string = ARTICLES_DIRECTORY): Promise<LoadedArticles> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.md')).sort();
  const english = (await readdir(path.join(directory, 'en'))).filter((name) => name.endsWith('.md'));
  const read = await Promise.all(names.filter((name) => english.includes(name)).map((name) => readArticle(directory, name)));
  const faults = [...oneLanguageOnly(names, english), ...read.flatMap((article) => (article.ok ? [] : article.faults))];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, library: makeLibrary(read.flatMap((article) => (article.ok ? [article.article] : []))) };
};

const oneLanguageOnly = (names: readonly string[], english: readonly string[]): Fault[] => [
  ...names.filter((name) => !english.includes(name)).map((name) => missing(`en/${name}`)),
  ...english.filter((name) => !names.includes(name)).map(missing),
];

const missing = (file: string): Fault => faultAt({ file, line: 1, column: 1 }, 'Falta este archivo: cada artículo está en español y en inglés', 'this file is missing: every article is in Spanish and in English');

type Read = { readonly ok: true; readonly article: Article } | { readonly ok: false; readonly faults: readonly Fault[] };

const readArticle = async (directory: string, name: string): Promise<Read> => {
  const [spanish, english] = await Promise.all([name, path.join('en', name)].map((file) => readFile(path.join(directory, file), 'utf8')));
  const es = parseMain(name, spanish ?? '');
  const en = parseTranslated(`en/${name}`, english ?? '');
  if (!es.ok || !en.ok) return { ok: false, faults: [...(es.ok ? [] : es.faults), ...(en.ok ? [] : en.faults)] };
  const { id, services, levels, equipment, intents, updated, ...spanishHead } = es.value.head;
  const wrong = [[name, id], [`en/${name}`, en.value.head.id]].filter(([, told]) => `${told}.md` !== name);
  if (wrong.length > 0) return { ok: false, faults: wrong.map(([file = '']) => faultAt({ file, line: 2, column: 1 }, '«id» debe ser el nombre del archivo', '"id" must be the name of the file')) };
  const texts = {
    es: { ...spanishHead, wording: es.value.wording },
    en: { title: en.value.head.title, keywords: en.value.head.keywords, wording: en.value.wording },
  };
  return { ok: true, article: { id, services, levels, equipment, intents, updated, texts } };
};
