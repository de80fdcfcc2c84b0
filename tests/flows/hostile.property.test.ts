/** However broken a file is, the checker answers with located faults or a verdict: it never throws, hangs or grows. */
import fc from 'fast-check';
import { readTyped } from '../../bot/content/typed';
import { checkRelease } from '../../flows/check';
import type { SourceFiles } from '../../flows/sources';
import { costOf } from '../support/cost';
import { GLOSSARY, smallFiles, THRESHOLDS } from './small-release';
import { someShippedFiles } from './release-files';

const isAnswered = (files: SourceFiles): boolean => {
  const { faults, whole } = checkRelease(files, readTyped);
  return (faults.length > 0 || whole !== undefined) && faults.every(({ column, file, line }) => file.length > 0 && line >= 1 && column >= 1);
};

const closure = someShippedFiles();

test('for any text cut out of or put into a shipped file', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(closure)), fc.nat(), fc.nat({ max: 60 }), fc.string({ maxLength: 12 }), (path, start, length, put) => {
      const text = closure[path] ?? '';
      const from = start % text.length;
      return isAnswered({ ...closure, [path]: `${text.slice(0, from)}${put}${text.slice(from + length)}` });
    }),
    { numRuns: 40 },
  );
});

const WORDS = ['say', 'ask', 'decide', 'call', 'end', 'wait', 'do', 'check', 'go', 'exits', 'tries', 'most', 'only', 'others', 'assume', 'basic', 'expects', 'options', 'when', 'else', 'yes', 'no', 'first', 'bye', '__proto__', 'constructor'];
const tree = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.constantFrom<unknown>(...WORDS), fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 6 })),
  node: fc.oneof({ maxDepth: 5, withCrossShrink: true }, tie('leaf'), fc.dictionary(fc.constantFrom(...WORDS), tie('node'), { maxKeys: 4 }), fc.array(tie('node'), { maxLength: 3 })),
})).node;

test('for any tree in place of a step, a glossary or a test', () => {
  fc.assert(
    fc.property(fc.constantFrom('small.yaml', 'glossary/more.yaml', 'tests/small.yaml', 'texts/small.tu.yaml', 'thresholds/more.yaml'), tree, (path, value) => {
      const json = JSON.stringify(value);
      const files = path === 'small.yaml' ? smallFiles(`  first: ${json}\n`) : { ...smallFiles('  first: { wait: 2 min, go: bye }\n'), [path]: json };
      return isAnswered(files);
    }),
    { numRuns: 150 },
  );
});

describe('given a file made to break the reader', () => {
  const names = Array.from({ length: 400 }, (_, index) => `s${index}`);
  const counters = names.map((name, index) => `  ${name}: { say: x, tries: { most: 50, go: bye }, go: ${names[(index * 7 + 1) % 400]} }\n`).join('');
  const wide = names.map((name) => `  ${name}: { any: [${names.filter((other) => other > name).slice(0, 50).join(', ')}, dark], about: x }\n`).join('');
  test.each<readonly [string, SourceFiles]>([
    ['brackets in brackets', { 'small.yaml': '['.repeat(200_000) }],
    ['lists in lists', { 'small.yaml': '- '.repeat(100_000) }],
    ['maps in maps', { 'small.yaml': Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n') }],
    ['questions in questions', { 'small.yaml': '? '.repeat(100_000) }],
    ['an alias for everything', { 'small.yaml': `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*a, *a]`).join('\n')}\n` }],
    ['one endless name', { ...smallFiles('  first: { say: a, go: bye }\n'), 'texts/small.tu.yaml': `schema: 1\nflow: small\nlanguage: es-tu\ntexts: { ${'x'.repeat(200_000)}: a }\n` }],
    ['a quarter of a million lines', { 'small.yaml': '\n'.repeat(270_000) }],
    ['too many steps', smallFiles(Array.from({ length: 3_000 }, (_, n) => `  a${n}: { say: x, go: bye }\n`).join(''))],
    ['four hundred circles within each other', smallFiles(`  first: { say: x, go: s0 }\n${counters}`, Object.fromEntries([...names, 'first'].map((name) => [`${name}.say`, 'x'])))],
    ['conditions that rest on all others', { ...smallFiles('  first: { decide: [ { when: s0, go: bye }, { else: bye } ] }\n'), 'glossary.yaml': GLOSSARY + wide, 'thresholds.yaml': THRESHOLDS }],
  ])('%s', (_what, files) => {
    const before = process.memoryUsage().heapUsed;
    const cost = costOf(() => expect(isAnswered({ ...smallFiles('  first: { say: a, go: bye }\n'), ...files })).toBe(true), 1);
    expect(cost).toBeLessThan(8_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(600e6);
  });
});
