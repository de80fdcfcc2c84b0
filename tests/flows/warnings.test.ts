/** What may be published and deserves a second look. */
import { checkRelease } from '../../flows/check';
import type { SourceFiles } from '../../flows/sources';
import { smallFiles } from './small-release';

const warnings = (files: SourceFiles): readonly string[] => {
  const { faults, warnings: found } = checkRelease(files, () => undefined);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message.en).join('\n'));
  return found.map(({ line, message }) => `${line} ${message.en}`);
};
const ask = (text: string, rest = ''): SourceFiles =>
  smallFiles(`  first: { ask: "${text}", expects: yes_no, exits: { yes: bye, no: bye }${rest} }\n`, { 'first.ask': 'a' });

test.each<readonly [string, SourceFiles, string]>([
  ['asks two things', ask('¿Hay luz? ¿Y hay agua?'), '14 "first.ask" asks two things'],
  ['speaks of what a beginner does not know', ask('¿La ONT prende?'), '14 "first.ask" says "ONT" to a beginner'],
  ['is too long to read once', ask(`¿${'y mira bien '.repeat(9)}?`), '14 "first.ask" has a sentence of 27 words for a beginner'],
  ['is cut by the channel', ask(`¿${'a'.repeat(1_030)}?`), '14 "first.ask" has 1032 characters; WhatsApp has room for 1024'],
  ['has no form for tú', ask('¿Usted lo ve?'), '2 1 texts with tú are missing, such as "first.ask"'],
])('given a text that %s, that is told', (_what, files, wanted) => {
  expect(warnings(files)).toContain(wanted);
});

test.each(['Se ve bien', 'No tiene tono', '¿Se ve el televisor?', '¿Qué le pasa al teléfono?', 'La señal le llega mal al equipo'])('given «%s», which says the same to everybody, no form for tú is asked for', (text) => {
  expect(warnings(ask(text))).toEqual([]);
});

test('given tú is told, it is not asked for', () => {
  const tu = 'schema: 1\nflow: small\nlanguage: es-tu\ntexts:\n  first.ask: ¿Tú lo ves?\n';
  expect(warnings({ ...ask('¿Usted lo ve?'), 'texts/small.tu.yaml': tu })).toEqual([]);
});

test.each([[3, 21, 20], [4, 25, 24], [4, 80, 72]])('given %i choices, a label of %i characters is too long for %i', (count, length, room) => {
  const names = ['one', 'two', 'three', 'four'].slice(0, count);
  const options = names.map((name) => `${name}: ${name === 'one' ? 'x'.repeat(length) : name}`).join(', ');
  const exits = names.map((name) => `${name}: bye`).join(', ');
  const english = Object.fromEntries([['first.ask', 'a'], ...names.map((name) => [`first.options.${name}`, 'a'])]);
  const files = smallFiles(`  first: { ask: ¿Cuál?, expects: choice, options: { ${options} }, exits: { ${exits} } }\n`, english);
  expect(warnings(files)).toEqual([`14 "first.options.one" has ${length} characters; WhatsApp has room for ${room}`]);
});

test('given an end that one level never meets, that is told', () => {
  const files = smallFiles('  first: { ask: ¿Ya?, expects: yes_no, only: [advanced], others: bye, exits: { yes: fine, no: bye } }\n  fine: { end: { code: RESUELTO, exit: fine } }\n', { 'first.ask': 'a' });
  expect(warnings(files)).toEqual(['15 the end RESUELTO (fine) cannot be reached as basic, intermediate']);
});

test('given more than six things to do before help is offered, the conversation is shown', () => {
  const names = Array.from({ length: 7 }, (_, index) => `q${index}`);
  const steps = names.map((name, index) => `  ${name}: { ask: "¿${name}?", expects: yes_no, exits: { yes: ${names[index + 1] ?? 'bye'}, no: bye } }\n`).join('');
  const files = smallFiles(`  first: { wait: 2 min, go: q0 }\n${steps}`, Object.fromEntries(names.map((name) => [`${name}.ask`, 'a'])));
  const edited = { ...files, 'small.yaml': (files['small.yaml'] ?? '').replace('turns: 4', 'turns: 8') };
  const [warning] = checkRelease(edited, () => undefined).warnings;
  expect(warning?.message.en).toBe('7 things may be asked (basic) before a visit or a person is offered; 6 are agreed');
  expect(warning?.example?.filter(({ who }) => who === 'customer')).toHaveLength(7);
});
