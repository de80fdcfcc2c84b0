/**
 * The flows that ship: without a fault, proven at every level, and each conversation beside them goes as it is written.
 * `npm run flows:check -- --coverage` lists the exits that no conversation takes.
 */
import { readTyped } from '../../bot/content/typed';
import { checkRelease } from '../../flows/check';
import { withArticles } from '../../flows/sources';
import { bundledLibrary } from '../support/articles';
import { shippedFiles } from './release-files';

const { faults, whole } = checkRelease(withArticles(shippedFiles(), bundledLibrary().articles.keys()), readTyped);
const told = faults.map(({ example = [], file, line, message }) => [`${file}:${line} ${message.en}`, ...example.map(({ text, who }) => `  ${who}: ${text}`)].join('\n'));

test('there is no fault, every level is proven, and every test passes', () => {
  expect(told).toEqual([]);
});

/** Only upwards. Goal: all of them. */
const TAKEN = 0.99;

test('the tests take the exits of the flows', () => {
  const coverage = whole?.coverage ?? [];
  const [came, all] = coverage.reduce(([a, b], { exits }) => [a + exits.came, b + exits.all], [0, 0]);
  expect(came / all).toBeGreaterThanOrEqual(TAKEN);
});

test('a level never meets more questions than the one below it', () => {
  const most = (flow: string, level: string): number => whole?.proofs.find((proof) => proof.flow === flow && proof.level === level)?.measured.start.ownQuestions.most ?? 0;
  const names = [...new Set(whole?.proofs.map(({ flow }) => flow))];
  expect(names.filter((flow) => most(flow, 'advanced') > most(flow, 'intermediate') || most(flow, 'intermediate') > most(flow, 'basic'))).toEqual([]);
});
