/** Definitions in several files, the wording with tú, and faults of form and of meaning told together. */
import { compileRelease } from '../../flows/release';
import type { SourceFiles } from '../../flows/sources';
import { startFlow } from '../../flows/step';
import { compiled } from './release-files';
import { smallFiles } from './small-release';
import { flowOf, NOW } from './walk';

const messages = (files: SourceFiles): readonly string[] => {
  const result = compileRelease('test', files);
  return 'faults' in result ? result.faults.map(({ file, line, message }) => `${file}:${line} ${message.en}`) : [];
};
const EXTRA = `schema: 1
conditions:
  very_dark: { fact: line.rx_dbm, is: below, threshold: pitch, about: nada de luz }
`;
const LIMITS = 'schema: 1\nthresholds:\n  pitch: { value: -40, unit: dBm, about: nada de luz }\n';
const DECIDING = '  first: { decide: [ { when: very_dark, go: bye }, { else: bye } ] }\n';

describe('given a glossary and thresholds in several files', () => {
  test('then their names are known together', () => {
    expect(messages({ ...smallFiles(DECIDING), 'glossary/more.yaml': EXTRA, 'thresholds/more.yaml': LIMITS })).toEqual([]);
  });
  test('then a fault stands in the file that has it', () => {
    const files = { ...smallFiles(DECIDING), 'glossary/more.yaml': EXTRA, 'thresholds/more.yaml': LIMITS.replace('pitch', 'pich') };
    expect(messages(files)).toEqual(['glossary/more.yaml:3 unknown threshold: "pitch"; did you mean "pich"?']);
  });
  test('then a name given twice is a fault', () => {
    const files = { ...smallFiles(DECIDING), 'glossary/more.yaml': EXTRA, 'glossary/other.yaml': EXTRA, 'thresholds/more.yaml': LIMITS };
    expect(messages(files)).toEqual(['glossary/other.yaml:3 "very_dark" is already in glossary/more.yaml']);
  });
});

describe('given a side file with tú', () => {
  const files: SourceFiles = {
    ...smallFiles('  first: { ask: { basic: ¿Ve la luz?, intermediate: ¿Ve PON?, advanced: ¿PON? }, expects: yes_no, exits: { yes: bye, no: bye } }\n', {
      'first.ask.basic': 'a', 'first.ask.intermediate': 'a', 'first.ask.advanced': 'a',
    }),
    'texts/small.tu.yaml': 'schema: 1\nflow: small\nlanguage: es-tu\ntexts:\n  first.ask.basic: ¿Ves la luz?\n',
  };
  const asked = (treatment: 'usted' | 'tu', level: 'basic' | 'advanced', language: 'es' | 'en' = 'es') =>
    startFlow(flowOf(compiled(files), 'small'), { level, language, treatment, now: NOW, facts: {}, assumed: [] }).acts.flatMap((act) => (act.act === 'ask' ? [act.ask.text] : []));
  test('then it is used where the operator prefers tú, and usted stands in for what it does not say', () => {
    expect(asked('tu', 'basic')).toEqual(['¿Ves la luz?']);
    expect(asked('tu', 'advanced')).toEqual(['¿PON?']);
    expect(asked('usted', 'basic')).toEqual(['¿Ve la luz?']);
    expect(asked('tu', 'basic', 'en')).toEqual(['a']);
  });
  test('then a sentence of nothing is told', () => {
    const slip = { ...files, 'texts/small.tu.yaml': (files['texts/small.tu.yaml'] ?? '').replace('first.ask.basic', 'first.ask.basik') };
    expect(messages(slip)).toEqual(['texts/small.tu.yaml:5 unknown text: "first.ask.basik"; did you mean "first.ask.basic"?']);
  });
});

test('given faults of form and of meaning, then all are told at once and none follows from another', () => {
  const files = smallFiles('  first: { decide: [ { when: drak, go: second }, { else: bye } ] }\n  second: { sai: hola, go: bye }\n', { 'second.say': 'hi' });
  expect(messages(files)).toEqual([
    'small.yaml:15 "second" must have exactly one of: say, ask, check, do, decide, call, wait, end; for "sai" did you mean "say"?',
    'small.yaml:14 unknown condition: "drak"; did you mean "dark"?',
  ]);
});

test('given a glossary that cannot be read, then nothing is said of the names that may stand there', () => {
  const files = { ...smallFiles(DECIDING), 'glossary/more.yaml': 'schema: 1\nfacts: [\n', 'thresholds/more.yaml': LIMITS };
  expect(messages(files).every((message) => message.startsWith('glossary/more.yaml'))).toBe(true);
});

test('a photo is answered with a picture or with words', () => {
  const files = smallFiles('  first: { ask: ¿Me envía una foto?, expects: photo, exits: { any: bye } }\n', { 'first.ask': 'a' });
  expect(messages(files)).toEqual([]);
});
