/**
 * `npm run flows:check [files]`: checks the definitions of this repository, or the given files and folders. A folder
 * with a glossary is a release of its own; single files are checked as if they stood among the definitions. Faults go to
 * standard output as `file:line:column  message`, Spanish first, and the program ends with 1.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../../flows/faults';
import { visibleLevels } from '../../flows/exits';
import { compileRelease, releaseId, type CompiledRelease } from '../../flows/release';
import type { Flow } from '../../flows/schema';
import type { SourceFiles } from '../../flows/sources';
import { LEVELS } from '../../knowledge/language';
import { ROOT } from '../root';

export interface Checked {
  readonly ok: boolean;
  readonly text: string;
}

/** Sources by their path among the definitions, and how the person who asked calls each file. */
interface Sources {
  readonly files: Record<string, string>;
  readonly shown: Map<string, string>;
}

/** `from`: the folder that relative paths start at. */
export const checkFlows = (given: readonly string[], from: string, definitions: string): Checked => {
  const asked = given.map((name) => path.resolve(from, name));
  const missing = asked.filter((name) => !existsSync(name));
  if (missing.length > 0) return { ok: false, text: missing.map((name) => `${shownAs(name, from)}  No existe este archivo\n  there is no such file`).join('\n') };
  const sources = gather(asked, from, definitions);
  const compiled = compileRelease(releaseId(sources.files), sources.files);
  return 'faults' in compiled
    ? { ok: false, text: compiled.faults.map((fault) => faultText(fault, sources)).join('\n') }
    : { ok: true, text: tableOf(compiled.release, sources.files) };
};

const faultText = ({ file, line, column, message }: Fault, { shown }: Sources): string =>
  `${shown.get(file) ?? file}:${line}:${column}  ${message.es}\n  ${message.en}`;

const shownAs = (file: string, from: string): string => {
  const relative = path.relative(from, file);
  return relative.startsWith('..') ? file : relative.split(path.sep).join('/');
};

const gather = (asked: readonly string[], from: string, definitions: string): Sources => {
  const own = asked.flatMap(filesOf);
  const isWhole = own.some(({ key }) => path.posix.basename(key) === 'glossary.yaml') && asked.some((name) => statSync(name).isDirectory());
  const sources: Sources = { files: {}, shown: new Map() };
  if (asked.length === 0 || !isWhole) for (const file of filesOf(definitions)) add(sources, file, from);
  for (const file of own) {
    for (const other of replacedBy(file, sources)) delete sources.files[other];
    add(sources, file, from);
  }
  return sources;
};

interface Found {
  readonly key: string;
  readonly file: string;
  readonly text: string;
}

const filesOf = (name: string): readonly Found[] => {
  const names = statSync(name).isDirectory() ? readdirSync(name, { recursive: true, encoding: 'utf8' }).filter((inside) => inside.endsWith('.yaml')).sort() : [''];
  return names.map((inside) => {
    const file = path.join(name, inside);
    return { key: inside === '' ? path.basename(name) : inside.split(path.sep).join('/'), file, text: readFileSync(file, 'utf8') };
  });
};

const add = ({ files, shown }: Sources, { key, file, text }: Found, from: string): void => {
  files[key] = text;
  shown.set(key, shownAs(file, from));
};

/** The definitions that a given file stands for: those of the same name, or of the same flow and language. */
const replacedBy = ({ key, text }: Found, { files }: Sources): readonly string[] => {
  const name = path.posix.basename(key);
  const subject = subjectOf(text);
  return Object.entries(files)
    .filter(([other, known]) => path.posix.basename(other) === name || (subject !== null && subjectOf(known) === subject))
    .map(([other]) => other);
};

const subjectOf = (text: string): string | null => {
  const flow = /^flow:\s*(\S+)/m.exec(text)?.[1];
  return flow === undefined ? null : `${flow} ${/^language:\s*(\S+)/m.exec(text)?.[1] ?? ''}`;
};

const tableOf = (release: CompiledRelease, files: SourceFiles): string => {
  const rows = [...release.flows.values()].map(({ flow }) => rowOf(flow)).sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? ''));
  const head = ['flujo / flow', 'pasos / steps', ...LEVELS, 'preguntas / questions'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd();
  const count = Object.keys(files).length;
  return [line(head), ...rows.map(line), '', `Sin fallas en ${count} archivos. / No faults in ${count} files. (${release.id})`].join('\n');
};

/** Name, steps, steps that each level sees, questions. */
const rowOf = ({ flow, steps }: Flow): readonly string[] => {
  const all = Object.values(steps);
  const seen = LEVELS.map((level) => all.filter((step) => visibleLevels(step).includes(level)).length);
  return [flow, all.length, ...seen, all.filter(({ kind }) => kind === 'ask').length].map(String);
};

const main = (): void => {
  // npm starts programs in the project's folder and says here where the person stands.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const { ok, text } = checkFlows(process.argv.slice(2), from, path.join(ROOT, 'flows', 'definitions'));
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
};

if (require.main === module) main();
