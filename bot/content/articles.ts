/**
 * Reads the articles beside the code into one library. All faults are told at once and stop the start: an article that
 * only exists in one language would leave a customer with nothing.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { faultAt, type Fault, type Parsed } from '../../flows/faults';
import type { Article } from '../../knowledge/search/article';
import { makeLibrary, type Library } from '../../knowledge/search/library';
import { ROOT } from '../root';
import { parseMain, parseTranslated } from './parse-article';

export type LoadedArticles = { readonly ok: true; readonly library: Library } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Spanish files in the folder, English ones of the same name in `en/`. */
export const ARTICLES_DIRECTORY = path.join(ROOT, 'knowledge', 'articles');

export const loadArticles = async (directory?: string): Promise<LoadedArticles> => libraryOf(await readArticleFiles(directory));

/** All of them by their path in the folder. */
export const readArticleFiles = async (directory: string = ARTICLES_DIRECTORY): Promise<Record<string, string>> => {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(directory, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name.split(path.sep).join('/'), texts[index] ?? '']));
};

/** `files`: text by path, `wifi-password.md` and `en/wifi-password.md`. */
export const libraryOf = (files: Readonly<Record<string, string>>): LoadedArticles => {
  const names = [...new Set(Object.keys(files).map((file) => path.posix.basename(file)))].sort();
  const read = names.map((name) => readArticle(files, name));
  const faults = read.flatMap((article) => (article.ok ? [] : article.faults));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, library: makeLibrary(read.flatMap((article) => (article.ok ? [article.value] : []))) };
};

const readArticle = (files: Readonly<Record<string, string>>, name: string): Parsed<Article> => {
  const [spanish, english] = [name, `en/${name}`];
  const missing = [spanish, english].filter((file) => files[file] === undefined);
  if (missing.length > 0) return { ok: false, faults: missing.map(missingFault) };
  const es = parseMain(spanish, files[spanish] ?? '');
  const en = parseTranslated(english, files[english] ?? '');
  if (!es.ok || !en.ok) return { ok: false, faults: [...(es.ok ? [] : es.faults), ...(en.ok ? [] : en.faults)] };
  const { id, services, levels, equipment, intents, updated, title, keywords } = es.value.head;
  const misnamed = [{ file: spanish, told: id }, { file: english, told: en.value.head.id }].filter(({ told }) => `${told}.md` !== name);
  if (misnamed.length > 0) return { ok: false, faults: misnamed.map(({ file }) => misnamedFault(file)) };
  const texts = {
    es: { title, keywords, wording: es.value.wording },
    en: { title: en.value.head.title, keywords: en.value.head.keywords, wording: en.value.wording },
  };
  return { ok: true, value: { id, services, levels, equipment, intents, updated, texts } };
};

const missingFault = (file: string): Fault =>
  faultAt({ file, line: 1, column: 1 }, 'Falta este archivo: cada artículo está en español y en inglés', 'this file is missing: every article is in Spanish and in English');

const misnamedFault = (file: string): Fault => faultAt({ file, line: 2, column: 1 }, '«id» debe ser el nombre del archivo', '"id" must be the name of the file');
