/** The house of the design, held by a test: one order of imports, no circles, pure floors, one table of libraries. */
import { readdirSync } from 'node:fs';
import { readSources, ROOT, withoutComments, type Source } from './support/sources';

const sources = readSources();
const ORDER = ['knowledge', 'flows', 'dialogs', 'bot', 'tests'];
const folderOf = (file: string): string => file.split('/')[0] ?? '';
const product = sources.filter(({ file }) => !file.startsWith('tests/'));
const pure = sources.filter(({ file }) => /^(knowledge|flows|dialogs)\//.test(file));

/** Which files may name which library. A library that stands nowhere here may not be used. */
const LIBRARIES: Readonly<Record<string, RegExp>> = {
  botbuilder: /^bot\/(bot|channels\/.*)\.ts$/,
  xstate: /^(flows|dialogs\/conversation)\/[\w-]*\.ts$/,
  '@microsoft/recognizers-text-suite': /^knowledge\/recognize\.ts$/,
  minisearch: /^knowledge\/search\/text-index\.ts$/,
  redis: /^bot\/storage\/redis\/.*\.ts$/,
  lmdb: /^bot\/storage\/embedded\/.*\.ts$/,
  restify: /^bot\/http\/server\.ts$/,
  ws: /^bot\/channels\/directline\/\w+\.ts$/,
  pino: /^bot\/observability\/log\.ts$/,
  'prom-client': /^bot\/observability\/metrics\.ts$/,
  zod: /^(flows|dialogs|bot)\//,
  yaml: /^(flows\/parse[\w-]*|bot\/operator\/demo\/[\w-]+)\.ts$/,
  jose: /^bot\/(sign-in|staff\/sessions)\.ts$/,
  '@node-rs/argon2': /^bot\/staff\/[\w-]+\.ts$/,
};

const listed = (files: readonly string[]): string => files.join('\n');

describe('the house', () => {
  test('nothing else stands at the top', () => {
    const allowed = new Set([
      '.ci', '.env.example', '.git', '.gitignore', '.npmrc', 'LICENSE', 'README.md', 'bot', 'dialogs', 'dist', 'data', 'flows',
      'knowledge', 'node_modules', 'package.json', 'package-lock.json', 'tests', 'tsconfig.json', '.env',
      'jest.config.cjs', 'eslint.config.mjs', 'vite.config.mts',
    ]);
    expect(readdirSync(ROOT).filter((name) => !allowed.has(name))).toEqual([]);
  });

  test('a folder imports only from folders to its left', () => {
    const upward = sources.flatMap(({ file, own }) =>
      own.filter((other) => ORDER.indexOf(folderOf(other)) > ORDER.indexOf(folderOf(file))).map((other) => `${file} -> ${other}`),
    );
    expect(listed(upward)).toBe('');
  });

  test('there is no circle of imports, types counted', () => {
    expect(listed(circles(sources))).toBe('');
  });

  test('there are no barrels and no default exports', () => {
    const offenders = product.filter(({ text }) => /^export \* from/m.test(text) || /^export default/m.test(text));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test('no file is called utils, helpers, manager or service', () => {
    const offenders = product.filter(({ file }) => /(^|\/)(utils?|helpers?|manager|service)\.tsx?$/.test(file));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test('no file is longer than 300 lines', () => {
    const long = sources.filter(({ file, text }) => !file.includes('/model/') && text.split('\n').length > 301);
    expect(listed(long.map(({ file }) => file))).toBe('');
  });

  test('every module says first why it exists', () => {
    const silent = product.filter(({ text }) => !/^\s*(\/\*\*|\/\/)/.test(text));
    expect(listed(silent.map(({ file }) => file))).toBe('');
  });

  test('`any` is nowhere', () => {
    const offenders = sources.filter(({ file, text }) => file !== 'tests/architecture.test.ts' && /:\s*any\b|\bas any\b|<any>|any\[\]/.test(withoutComments(text)));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test('the environment is read in one place', () => {
    const readers = product.filter(({ text }) => /process\.env\b/.test(withoutComments(text))).map(({ file }) => file);
    expect(readers.filter((file) => !file.startsWith('bot/cli/'))).toEqual(['bot/main.ts']);
  });
});

describe('the pure floors', () => {
  const IMPURE: Readonly<Record<string, RegExp>> = {
    'a node module': /from '(node:)[\w/]+'/,
    'a clock': /Date\.now\(|new Date\(\s*\)|performance\.now/,
    randomness: /Math\.random|randomUUID|randomBytes/,
    waiting: /\basync\b|\bawait\b|setTimeout|setInterval|new Promise/,
    'the process': /\bprocess\./,
    'a log': /\bconsole\./,
  };

  test.each(Object.entries(IMPURE))('never touch %s', (_, pattern) => {
    const offenders = pure.filter(({ text }) => pattern.test(withoutComments(text)));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });
});

describe('the browser', () => {
  test('pages import their own folder and pure files only', () => {
    const offenders = sources
      .filter(({ file }) => file.startsWith('bot/web/'))
      .flatMap(({ file, own }) => own.filter((other) => !/^(bot\/web|knowledge|flows|dialogs)\/|^bot\/channels\/whatsapp\/render\.ts$/.test(other)).map((other) => `${file} -> ${other}`));
    expect(listed(offenders)).toBe('');
  });
});

describe('libraries', () => {
  const packageOf = (name: string): string => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');

  test('each stands behind few files', () => {
    const offenders = product.flatMap(({ file, libraries }) =>
      libraries
        .filter((name) => !name.startsWith('node:') && !file.startsWith('bot/web/'))
        .filter((name) => !LIBRARIES[packageOf(name)]?.test(file))
        .map((name) => `${file} uses ${name}`),
    );
    expect(listed(offenders)).toBe('');
  });
});

/** Every circle once, as a path; depth-first over the import graph. */
function circles(all: readonly Source[]): readonly string[] {
  const imports = new Map(all.map(({ file, own }) => [file, own]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(file);
    if (seenAt >= 0) return void found.push([...path.slice(seenAt), file].join(' -> '));
    if (done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const { file } of all) visit(file, []);
  return found;
}
