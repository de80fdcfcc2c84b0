/** The project's own source files and what each imports, read as text: the ground of the architecture test. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../..');
const FOLDERS = ['knowledge', 'flows', 'dialogs', 'bot', 'tests'] as const;

export interface Source {
  /** Path from the root with slashes, e.g. `flows/step.ts`. */
  readonly file: string;
  readonly text: string;
  /** Own files it imports, as paths from the root. */
  readonly own: readonly string[];
  /** Packages and `node:` modules it imports. */
  readonly libraries: readonly string[];
}

export const readSources = (): readonly Source[] => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')),
  );
  const known = new Set(files);
  return files.map((file) => readSource(file, known));
};

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

const readSource = (file: string, known: ReadonlySet<string>): Source => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const named = [...withoutComments(text).matchAll(IMPORT)].map(([, direct, called]) => direct ?? called ?? '');
  const own = named.filter((name) => name.startsWith('.')).map((name) => resolve(file, name, known)).filter((name) => name !== null);
  const libraries = named.filter((name) => !name.startsWith('.'));
  return { file, text, own, libraries };
};

const resolve = (from: string, name: string, known: ReadonlySet<string>): string | null => {
  const target = path.posix.join(path.posix.dirname(from), name.replace(/\.js$/, ''));
  return [target, `${target}.ts`, `${target}.tsx`].find((candidate) => known.has(candidate)) ?? null;
};

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
