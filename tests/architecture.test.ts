/** The house of the design, held by a test: one order of imports, no circles, pure floors, one table of libraries. */
import { readdirSync } from 'node:fs';
import { anyTypes, freeNames } from './support/free-names';
import { readSources, ROOT, type Source } from './support/sources';

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
  yaml: /^(flows\/parse[\w-]*|bot\/operator\/demo\/[\w-]+|bot\/web\/studio\/yaml-edit)\.ts$/,
  jose: /^bot\/(sign-in|staff\/sessions)\.ts$/,
  '@node-rs/argon2': /^bot\/staff\/[\w-]+\.ts$/,
  react: /^bot\/web\/(agents|dashboard|staff|studio)\//,
  'react-dom': /^bot\/web\/staff\/app\.tsx$/,
  '@xyflow/react': /^bot\/web\/studio\/flow-graph\.tsx$/,
  '@dagrejs/dagre': /^bot\/web\/studio\/flow-graph\.tsx$/,
  codemirror: /^bot\/web\/studio\/text-editor\.tsx$/,
};
const FAMILIES = /^@(codemirror|lezer)\/.*/;

const listed = (files: readonly string[]): string => files.join('\n');

describe('the house', () => {
  test('nothing else stands at the top', () => {
    const allowed = new Set([
      '.ci', '.env.example', '.git', '.gitignore', '.npmrc', 'LICENSE', 'README.md', 'bot', 'dialogs', 'dist', 'data', 'flows', 'flows-graph',
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
    const offenders = product.filter(({ text }) => /^export (type )?[*{]/m.test(text) || /^export default|\bas default\b/m.test(text));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test('files have small words for names, and none is called utils, helpers, manager or service', () => {
    const offenders = sources.filter(({ file }) => /(^|[/-])(utils?|helpers?|managers?|services?)\.tsx?$/.test(file) || !/(^|\/)[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file));
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
    const offenders = sources.filter((source) => /(?:[:<>,|&(=]|\bas|\bextends)\s*any\b/.test(source.text) && anyTypes(source) > 0);
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test('no rule is switched off but where it says why, and no test keeps others from running', () => {
    const offenders = sources.filter(({ file, text }) =>
      /@ts-(ignore|nocheck|expect-error)|eslint-disable(?!-next-line \S+ -- \w)/.test(text) || (file.startsWith('tests/') && /\b(test|it|describe)\.only\b|^\s*f(it|describe)\(/m.test(text)));
    expect(listed(offenders.map(({ file }) => file).filter((file) => file !== 'tests/architecture.test.ts'))).toBe('');
  });

  test('the environment is read in one place', () => {
    const reads = (source: Source): boolean => source.libraries.includes('node:process') || freeNames(source).some((name) => name === 'process.env' || name === 'process');
    const readers = product.filter(({ file, text }) => !file.startsWith('bot/cli/') && /\bprocess\b/.test(text)).filter(reads);
    expect(readers.map(({ file }) => file)).toEqual(['bot/main.ts']);
  });
});

describe('the pure floors', () => {
  /** Of what the language has by itself, what gives the same whenever and wherever it is asked. Anything else is the world. */
  const TIMELESS = [
    /^(undefined|NaN|Infinity|Boolean|Number|String|RangeError|BigInt\(\)|Number\(\)|String\(\)|atob\(\))$/,
    /^(Object|Array|Number|String|JSON|Float64Array)\.\w+$/, /^Math\.(?!random$)\w+$/, /^Date\.(UTC|parse)$/,
    /^new (Array|Map|Set|WeakMap|RegExp|Error|\w+Array)\(…?\)$/, /^new Date\(…\)$/,
  ];
  /** A library that costs half a second is loaded when it is first needed. */
  const LOADS_LATE = 'knowledge/recognize.ts takes require()';

  test('take nothing from the world: no clock, no chance, no waiting, no process, no log', () => {
    const taken = pure.flatMap((source) => freeNames(source).filter((name) => !TIMELESS.some((known) => known.test(name))).map((name) => `${source.file} takes ${name}`));
    expect(listed([...new Set(taken)].filter((each) => each !== LOADS_LATE))).toBe('');
  });

  test('never touch a module of Node', () => {
    const offenders = pure.filter(({ libraries }) => libraries.some((name) => name.startsWith('node:')));
    expect(listed(offenders.map(({ file }) => file))).toBe('');
  });

  test.each([
    ['const at = Date.now();', 'Date.now'], ['const at = +new Date;', 'new Date()'], ['const at = Date();', 'Date()'], ['const { now } = Date;', 'Date'],
    ['const { random } = Math;', 'Math'], ['const at = performance.now();', 'performance.now'], ['queueMicrotask(run);', 'queueMicrotask()'],
    ["const p = globalThis['process'];", 'globalThis'], ['const run = async () => 1;', 'await'], ["const later = import('./x');", 'import()'], ["fetch('/');", 'fetch()'],
  ])('%s would be seen', (text, name) => {
    expect(freeNames({ file: 'flows/example.ts', text })).toContain(name);
    expect(TIMELESS.some((known) => known.test(name))).toBe(false);
  });

  test.each(['const text = "Date.now()";', 'const { process: other } = given; given.fetch();', 'type Later = Promise<number>;', '// await nothing'])('%s takes nothing', (text) => {
    expect(freeNames({ file: 'flows/example.ts', text: `const given = {};\n${text}` })).toEqual([]);
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
  const packageOf = (name: string): string => (FAMILIES.test(name) ? 'codemirror' : name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'));

  test('each stands behind few files', () => {
    const offenders = product.flatMap(({ file, libraries }) =>
      libraries
        .filter((name) => (file.startsWith('bot/web/') || !name.startsWith('node:')) && !LIBRARIES[packageOf(name)]?.test(file))
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
