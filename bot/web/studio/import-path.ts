/** Where a file from outside belongs, by what it says it is: under its own name, over the one that it came from. */
import { filesOf, type Workbench } from './workbench';

export const pathFor = (bench: Workbench, name: string, text: string): string => {
  const own = name.replace(/\.yml$/, '.yaml');
  if (own.endsWith('.md')) return `articles/${/^services:/m.test(text) ? '' : 'en/'}${own}`;
  const folder = FOLDERS.find(([said]) => said.test(text))?.[1];
  if (folder !== undefined) return folder + own;
  // Words and limits stand in one file or in several: as they were.
  const known = filesOf(bench).filter((file) => file === own || file.endsWith(`/${own}`));
  return known.length === 1 ? (known[0] ?? own) : own;
};

const FOLDERS: readonly (readonly [RegExp, string])[] = [[/^texts:/m, 'texts/'], [/^tests:/m, 'tests/'], [/^steps:/m, '']];
