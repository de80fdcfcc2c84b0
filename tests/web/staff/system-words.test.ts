/** The simulator speaks of systems and results as people do, in the author's language, and never gives two buttons one name. */
import { ACTIONS, SYSTEMS } from '../../../flows/contracts';
import { LANGUAGES } from '../../../knowledge/language';
import { SIMULATOR_TEXTS } from '../../../bot/web/studio/simulator-texts';
import { askedWords, resultLabels } from '../../../bot/web/studio/system-words';

const told = (results: readonly string[], language: 'es' | 'en'): readonly string[] => resultLabels(results, { texts: SIMULATOR_TEXTS[language], language });

test('given systems that are looked into, or an action, then their words', () => {
  expect(askedWords({ checks: ['speed', 'wifi', 'line'] }, 'es')).toBe('velocidad y plan, wifi, línea de fibra');
  expect(askedWords({ action: 'measure_speed', checks: [] }, 'en')).toBe('Speed measured from the network');
  expect(told(['done', 'fails'], 'es')).toEqual(['Responde', 'Falla']);
});

test.each(LANGUAGES)('given any action, then its results read apart and nothing shows a raw name: %s', (language) => {
  for (const [action, { results }] of Object.entries(ACTIONS)) {
    const labels = told([...results, 'fails'], language);
    expect(new Set(labels).size).toBe(labels.length);
    expect([askedWords({ action, checks: [] }, language), ...labels].filter((label) => /^[a-z]+_[a-z_]+$/.test(label))).toEqual([]);
  }
  for (const system of Object.keys(SYSTEMS)) expect(askedWords({ checks: [system] }, language)).not.toMatch(/_/);
});
