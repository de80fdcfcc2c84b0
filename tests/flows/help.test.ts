/** Help that is an article: what a flow may name is what stands in the folder, in both languages. */
import { ARTICLE_NAMES } from '../../flows/help';
import { openQuestion } from '../../flows/step';
import { bundledLibrary } from '../support/articles';
import { compiled, shippedFiles } from './release-files';

test('given the articles, then a flow may name each of them and nothing else', () => {
  expect([...ARTICLE_NAMES].sort()).toEqual([...bundledLibrary().articles.keys()].sort());
});

test('given a step whose help is an article, when it is asked, then it carries the name and no words of its own', () => {
  const flow = compiled(shippedFiles()).flows.get('wifi-key');
  const open = flow && openQuestion(flow, { flow: 'wifi-key', release: flow.release, step: 'sticker', turns: 0 }, { level: 'basic', language: 'es', now: 0, facts: {}, assumed: [] });
  expect(open).toMatchObject({ article: 'wifi-find-password' });
  expect(open?.help).toBeUndefined();
});
