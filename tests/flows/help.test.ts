/** Help that is an article: what a flow may name is what stands beside it, and a name that is spelt wrong is told with the one that was meant. */
import { checkSources, releaseId } from '../../flows/release';
import type { SourceFiles } from '../../flows/sources';
import { withArticles } from '../../flows/sources';
import { openQuestion } from '../../flows/step';
import { compiled } from './release-files';
import { smallFiles } from './small-release';

const helpedBy = (article: string): SourceFiles =>
  smallFiles(`  first: { ask: "¿Ve la clave?", help: { article: ${article} }, expects: yes_no, exits: { yes: bye, no: bye } }\n`, { 'first.ask': 'Do you see the key?' });
const faultsOf = (files: SourceFiles): readonly string[] => checkSources(files).faults.map(({ message }) => message.en);

test('given an article of the day, when a flow names it, then it may; when it is spelt wrong, then the one that was meant is told', () => {
  expect(faultsOf(withArticles(helpedBy('wifi-sticker'), ['pay-bill', 'wifi-sticker']))).toEqual([]);
  expect(faultsOf(withArticles(helpedBy('wifi-stiker'), ['pay-bill', 'wifi-sticker']))).toEqual(['unknown article: "wifi-stiker"; did you mean "wifi-sticker"?']);
});

test('given no articles beside the flows, then nothing is said of their names: a release outlives an article that is gone', () => {
  expect(faultsOf(helpedBy('long-gone'))).toEqual([]);
});

test('given articles beside a release, then it is the same release without them', () => {
  const files = helpedBy('wifi-sticker');
  expect(releaseId(withArticles(files, ['wifi-sticker']))).toBe(releaseId(files));
});

test('given a step whose help is an article, when it is asked, then it carries the name and no words of its own', () => {
  const flow = compiled(helpedBy('wifi-sticker')).flows.get('small');
  const open = flow && openQuestion(flow, { flow: 'small', release: flow.release, step: 'first', turns: 0 }, { level: 'basic', language: 'es', now: 0, facts: {}, assumed: [] });
  expect(open).toMatchObject({ article: 'wifi-sticker' });
  expect(open?.help).toBeUndefined();
});
