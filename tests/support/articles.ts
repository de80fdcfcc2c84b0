/** The bundled articles as one library, read once for all tests of a file. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ARTICLES_DIRECTORY, libraryOf } from '../../bot/content/articles';
import type { Library } from '../../knowledge/search/library';

const read = (): Library => {
  const names = readdirSync(ARTICLES_DIRECTORY, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const loaded = libraryOf(Object.fromEntries(names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(ARTICLES_DIRECTORY, name), 'utf8')])));
  if (!loaded.ok) throw new Error(loaded.faults.map(({ file, line, message }) => `${file}:${line} ${message.en}`).join('\n'));
  return loaded.library;
};

let library: Library | undefined;
export const bundledLibrary = (): Library => (library ??= read());
