/** What a product owner reads when a file has a fault: where, what, and what was probably meant. */
import type { Fault } from '../../flows/faults';
import { compileRelease } from '../../flows/release';
import type { SourceFiles } from '../../flows/sources';
import { smallFiles } from './small-release';

const faultsOf = (files: SourceFiles): readonly Fault[] => {
  const result = compileRelease('test', files);
  return 'faults' in result ? result.faults : [];
};
const english = (fault: Fault | undefined) => fault && `${fault.line}:${fault.column} ${fault.message.en}`;
/** The first step stands in line 14. */
const firstOf = (steps: string, texts: Record<string, string> = {}) => english(faultsOf(smallFiles(steps, texts))[0]);

describe('given a file that is not the strict subset of YAML', () => {
  test.each([
    ['a repeated key', '  first: { say: a, go: bye, go: bye }\n', /^14:29 invalid YAML: a key is repeated/],
    ['an anchor', '  first: &x { say: a, go: bye }\n', /^14:\d+ anchors and aliases are not allowed here/],
    ['a tag', '  first: !thing { say: a, go: bye }\n', /tags \(!\) are not allowed here/],
    ['a broken indent', '  first: { say: a\n go: bye }}\n', /invalid YAML/],
  ])('then %s is a located fault', (_what, steps, fault) => {
    expect(firstOf(steps)).toMatch(fault);
  });
});

test('given a file in which nothing is right, a hundred wrong fields are told, and a key among thousands is known as repeated', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: v`);
  expect(faultsOf({ 'wrong.yaml': keys.join('\n') }).length).toBeLessThan(120);
  expect(english(faultsOf({ 'wrong.yaml': [...keys, 'k7: v'].join('\n') })[0])).toBe('20001:1 invalid YAML: a key is repeated');
});

describe('given a step that is not well formed', () => {
  test.each([
    ['a slip in the kind', '  first: { sai: a, go: bye }\n', '14:12 "first" must have exactly one of: say, ask, check, do, decide, call, wait, end; for "sai" did you mean "say"?'],
    ['two kinds', '  first: { say: a, wait: 2 min, go: bye }\n', '14:3 "first" must have exactly one of: say, ask, check, do, decide, call, wait, end'],
    ['an unknown field', '  first: { say: a, goo: bye }\n', '14:3 "go" is missing'],
    ['a slip in a field', '  first: { say: a, go: bye, tires: { most: 1, go: bye } }\n', '14:29 unknown field: "tires"; did you mean "tries"?'],
    ['a slip in a level', '  first: { say: { basik: a }, go: bye }\n', '14:19 unknown field: "basik"; did you mean "basic"?'],
    ['a slip in a value', '  first: { ask: a, expects: yesno, exits: { yes: bye, no: bye } }\n', '14:29 unknown value: "yesno"; did you mean "yes_no"?'],
    ['a duration without unit', '  first: { wait: "4", go: bye }\n', '14:18 a duration such as "30 min", "2 h" or "1 d" is expected'],
    ['a slip in the help', '  first: { ask: a, help: { artcle: roaming }, expects: yes_no, exits: { yes: bye, no: bye } }\n', '14:28 unknown field: "artcle"; did you mean "article"?'],
    ['an unknown end', '  first: { end: { code: RESUELTA, exit: x } }\n', '14:25 unknown value: "RESUELTA"; did you mean "RESUELTO"?'],
  ])('then %s is told at its place', (_what, steps, fault) => {
    expect(firstOf(steps)).toBe(fault);
  });
  test('then the fault is told in Spanish too', () => {
    expect(faultsOf(smallFiles('  first: { say: a, go: by }\n', { 'first.say': 'a' }))[0]?.message.es).toBe('Paso que no existe: «by»; ¿quiso decir «bye»?');
  });
});

test('given a fact named by a list that is none, then it is told at its place', () => {
  const files = smallFiles('  first: { say: a, go: bye }\n', { 'first.say': 'a' });
  const glossary = files['glossary.yaml']?.replace('visit.slot: { type: text,', 'visit.slot: { type: text, named_by: visit.slot,') ?? '';
  expect(faultsOf({ ...files, 'glossary.yaml': glossary }).map(english)).toEqual(['7:39 unknown list: "visit.slot"; did you mean "visit.slots"?']);
});

describe('given names that do not meet', () => {
  const yes = { 'first.ask': 'a' };
  test.each([
    ['a target', '  first: { say: a, go: bie }\n', { 'first.say': 'a' }, '14:24 unknown step: "bie"; did you mean "bye"?'],
    ['a condition', '  first: { decide: [ { when: drak, go: bye }, { else: bye } ] }\n', {}, '14:30 unknown condition: "drak"; did you mean "dark"?'],
    ['a decision without else', '  first: { decide: [ { when: dark, go: bye }, { when: dark, go: bye } ] }\n', {}, '14:3 "first" must close with one "else"'],
    ['a system', '  first: { check: [lines], exits: { done: bye, fails: bye } }\n', {}, '14:20 unknown system: "lines"; did you mean "line"?'],
    ['an action', '  first: { do: reset_sesion, exits: { up: bye } }\n', {}, '14:16 unknown action: "reset_sesion"; did you mean "reset_session"?'],
    ['an invented result', '  first: { do: reset_session, exits: { up: bye, stil_down: bye, still_down: bye, fails: bye } }\n', {}, '14:49 unknown result: "stil_down"; did you mean "still_down"?'],
    ['a forgotten result', '  first: { do: reset_session, exits: { up: bye, fails: bye } }\n', {}, '14:3 "first" lacks the exit "still_down"'],
    ['a forgotten failure', '  first: { check: [line], exits: { done: bye } }\n', {}, '14:3 "first" lacks the exit "fails"'],
    ['a forgotten answer', '  first: { ask: a, expects: yes_no, exits: { yes: bye } }\n', yes, '14:3 "first" lacks the exit "no"'],
    ['an invented answer', '  first: { ask: a, expects: yes_no, exits: { yes: bye, no: bye, si: bye } }\n', yes, '14:65 unknown exit: "si"; did you mean "no"?'],
    ['a fact', '  first: { ask: a, expects: text, fact: light.seen, exits: { any: bye } }\n', yes, '14:41 unknown fact: "light.seen"; did you mean "lights.seen"?'],
    ['a place in a text', '  first: { say: "hay {line.rx_dbn}", go: bye }\n', { 'first.say': 'a' }, '14:17 unknown fact: "line.rx_dbn"; did you mean "line.rx_dbm"?'],
    ['a place without stand-in', '  first: { say: "ve {lights.seen}", go: bye }\n', { 'first.say': 'a' }, '14:17 the glossary does not say what stands for a missing "lights.seen" ("missing")'],
    ['a level without text', '  first: { say: { basic: a, advanced: a }, go: bye }\n', { 'first.say.basic': 'a', 'first.say.advanced': 'a' }, '14:12 the text of "first.say" for intermediate is missing'],
    ['a text without translation', '  first: { say: a, go: bye }\n', {}, '14:17 missing in English: "first.say"'],
    ['a step nobody reaches', '  first: { end: { code: ESPERA, exit: x } }\n', {}, '15:3 no path leads to "bye"'],
    ['a hidden step without way round', '  first: { say: a, only: [basic], go: bye }\n', { 'first.say': 'a' }, '14:3 "first" does not say where those go who do not see it ("others")'],
    ['a flow', '  first: { call: smal, exits: { left: bye } }\n', {}, '14:18 unknown flow: "smal"; did you mean "small"?'],
    ['an uncounted circle', '  first: { ask: a, expects: yes_no, exits: { yes: bye, no: first } }\n', yes, '14:3 "first" is in a circle without "tries"'],
  ])('then %s is told at its place', (_what, steps, texts, fault) => {
    expect(faultsOf(smallFiles(steps, texts)).map(english)).toContain(fault);
  });
  test('then a translation of nothing is told in the side file', () => {
    const [fault] = faultsOf(smallFiles('  first: { say: a, go: bye }\n', { 'first.say': 'a', 'frist.say': 'a' }));
    expect(fault?.file).toBe('texts/small.en.yaml');
    expect(fault?.message.en).toBe('unknown text: "frist.say"; did you mean "first.say"?');
  });
  test('then a question after the turn limit is told', () => {
    const files = smallFiles('  first: { ask: a, expects: yes_no, exits: { yes: bye, no: bye } }\n', yes);
    const edited = { ...files, 'small.yaml': (files['small.yaml'] ?? '').replace('turns: 4, go: bye', 'turns: 4, go: first') };
    expect(faultsOf(edited).map(english)).toContain('6:28 what follows the turn limit may not ask any more ("first")');
  });
  test('then a missing glossary is told', () => {
    const { 'glossary.yaml': _gone, ...files } = smallFiles('  first: { say: a, go: bye }\n');
    expect(faultsOf(files)[0]?.message.en).toBe('the file glossary.yaml is missing');
  });
});

test('given a target named like a part of the language, then it is unknown all the same', () => {
  expect(firstOf('  first: { say: a, go: constructor }\n', { 'first.say': 'a' })).toContain('unknown step: "constructor"');
});
