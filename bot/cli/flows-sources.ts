/** The files that a command about flows is given, gathered as a release: from a folder, or single files among the definitions. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { kindOf } from '../../flows/sources';
import { ROOT } from '../root';

/** Sources by their path among the definitions, and how the person who asked calls each file. */
export interface Sources {
  readonly files: Record<string, string>;
  readonly shown: Map<string, string>;
  /** The flows that were asked for by name of a file; all when absent. */
  readonly flows?: ReadonlySet<string>;
}

/** The definitions that the server would start with. */
export const definitionsFolder = (): string => {
  const own = process.env['FLOWS_DIR'];
  return own === undefined || own === '' ? path.join(ROOT, 'flows', 'definitions') : path.resolve(own);
};

/** npm starts programs in the project's folder and says here where the person stands. */
export const standing = (): string => process.env['INIT_CWD'] ?? process.cwd();

export const missingFiles = (given: readonly string[], from: string): readonly string[] =>
  given.map((name) => path.resolve(from, name)).filter((name) => !existsSync(name)).map((name) => shownAs(name, from));

/** A folder with a glossary is a release of its own; anything else stands among the definitions. */
export const gather = (given: readonly string[], from: string, definitions: string): Sources => {
  const asked = given.map((name) => path.resolve(from, name));
  const own = asked.flatMap(filesOf);
  const isWhole = own.some(({ key }) => kindOf(key) === 'glossary') && asked.some((name) => statSync(name).isDirectory());
  const sources: Sources = { files: {}, shown: new Map() };
  if (asked.length === 0 || !isWhole) for (const file of filesOf(definitions)) add(sources, file, from);
  for (const file of own) {
    for (const other of replacedBy(file, sources)) delete sources.files[other];
    add(sources, file, from);
  }
  const flows = own.flatMap(({ text }) => /^flow:\s*(\S+)/m.exec(text)?.[1] ?? []);
  return isWhole || flows.length === 0 ? sources : { ...sources, flows: new Set(flows) };
};

const shownAs = (file: string, from: string): string => {
  const relative = path.relative(from, file);
  return relative.startsWith('..') ? file : relative.split(path.sep).join('/');
};

interface Found {
  readonly key: string;
  readonly file: string;
  readonly text: string;
}

const filesOf = (name: string): readonly Found[] => {
  if (!statSync(name).isDirectory()) return [{ key: keyOf(name), file: name, text: readFileSync(name, 'utf8') }];
  const names = readdirSync(name, { recursive: true, encoding: 'utf8' }).filter((inside) => inside.endsWith('.yaml')).sort();
  return names.map((inside) => {
    const file = path.join(name, inside);
    return { key: inside.split(path.sep).join('/'), file, text: readFileSync(file, 'utf8') };
  });
};

const FOLDERS: ReadonlySet<string> = new Set(['texts', 'tests', 'glossary', 'thresholds']);

/** The folder of a single file says what it is. */
const keyOf = (file: string): string => {
  const folder = path.basename(path.dirname(file));
  return FOLDERS.has(folder) ? `${folder}/${path.basename(file)}` : path.basename(file);
};

const add = ({ files, shown }: Sources, { file, key, text }: Found, from: string): void => {
  files[key] = text;
  shown.set(key, shownAs(file, from));
};

/** The definitions that a given file stands for: the one of the same name, or of the same flow and kind. */
const replacedBy = ({ key, text }: Found, { files }: Sources): readonly string[] => {
  const subject = subjectOf(text);
  return Object.entries(files)
    .filter(([other, known]) => kindOf(other) === kindOf(key) && (path.posix.basename(other) === path.posix.basename(key) || (subject !== null && subjectOf(known) === subject)))
    .map(([other]) => other);
};

const subjectOf = (text: string): string | null => {
  const flow = /^flow:\s*(\S+)/m.exec(text)?.[1];
  return flow === undefined ? null : `${flow} ${/^language:\s*(\S+)/m.exec(text)?.[1] ?? ''}`;
};
