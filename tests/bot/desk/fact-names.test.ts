/** Agents read facts in their own language: every one that the shipped flows know has a name in both. */
import { shippedFiles } from '../../flows/release-files';
import { checkSources } from '../../../flows/release';
import { knownName } from '../../../bot/web/agents/names';

const { definitions } = checkSources(shippedFiles());
const facts = Object.entries(definitions?.glossary.value.facts ?? {});

test.each(['es', 'en'] as const)('every fact of the shipped flows has a name (%s)', (language) => {
  expect(facts.length).toBeGreaterThan(200);
  const unnamed = facts.filter(([name, { label }]) => (label?.[language] ?? knownName(name, language)) === undefined);
  expect(unnamed.map(([name]) => name)).toEqual([]);
});

test('a name is short enough to stand beside its value', () => {
  const long = facts.flatMap(([name, { label }]) => [label?.es, label?.en].filter((text) => (text?.length ?? 0) > 48).map((text) => `${name}: ${text}`));
  expect(long).toEqual([]);
});
