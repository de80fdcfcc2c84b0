/** A condition that compares two facts: what it holds for, what the proof makes of it, and what its author reads when it cannot be. */
import fc from 'fast-check';
import { compileConditions } from '../../flows/conditions';
import type { FactValue } from '../../flows/facts';
import type { Fault } from '../../flows/faults';
import { checkSources } from '../../flows/release';
import { checkRelease } from '../../flows/check';
import type { Thresholds } from '../../flows/schema';
import type { SourceFiles } from '../../flows/sources';
import { readTyped } from '../../bot/content/typed';
import { smallFiles } from './small-release';

const NOW = Date.parse('2026-11-22T20:00:00Z');
const SECOND = 1_000;

const GLOSSARY = `schema: 1
facts:
  speed.down: { type: number, about: medido }
  plan.mbps: { type: number, about: contratado }
  bill.paid: { type: time, about: pagado }
  bill.cut: { type: time, about: cortado }
  bill.due: { type: date, about: vence }
  home.city: { type: text, about: casa }
  home.size: { type: number, about: casa }
  crew.city: { type: text, about: cuadrilla }
  visit.slots: { type: list, about: franjas }
  visit.more: { type: list, about: otras }
conditions:
`;
const THRESHOLDS = `schema: 1
thresholds:
  poor_pct: { value: 70, unit: "%", about: mala }
`;
const files = (condition: string): SourceFiles => ({
  ...smallFiles('  first: { say: a, go: bye }\n', { 'first.say': 'a' }),
  'glossary.yaml': `${GLOSSARY}${condition}\n`,
  'thresholds.yaml': THRESHOLDS,
});
const faultsOf = (condition: string): readonly Fault[] => checkSources(files(condition)).faults;
const english = ({ column, line, message }: Fault): string => `${line}:${column} ${message.en}`;

interface Seen {
  readonly [fact: string]: { readonly value: FactValue; readonly agoMs?: number };
}

const holds = (condition: string, seen: Seen): boolean | undefined => {
  const { definitions, faults } = checkSources(files(`  it: ${condition}`));
  expect(faults).toEqual([]);
  const thresholds: Thresholds = definitions?.thresholds.value ?? {};
  const facts = Object.fromEntries(Object.entries(seen).map(([name, { agoMs = 0, value }]) => [name, { value, source: 'test', at: NOW - agoMs }]));
  return definitions && compileConditions(definitions.glossary.value, thresholds).get('it')?.({ level: 'basic', language: 'es', now: NOW, facts, assumed: [] });
};

describe('given a measured speed and the one that was contracted', () => {
  const POOR = '{ fact: speed.down, is: below, than: plan.mbps, percent: poor_pct, fresh: 30 min, about: x }';
  test.each([
    ['under the share', 209, true],
    ['at the share', 210, false],
    ['over it', 300, false],
  ])('when it is %s, then the condition says so', (_where, value, expected) => {
    expect(holds(POOR, { 'speed.down': { value }, 'plan.mbps': { value: 300 } })).toBe(expected);
  });
  test('when either is not known, then nothing is said of them', () => {
    expect(holds(POOR, { 'speed.down': { value: 1 } })).toBe(false);
    expect(holds(POOR, { 'plan.mbps': { value: 300 } })).toBe(false);
  });
  test('when the measurement is old it does not count, and an old plan does', () => {
    const minutes = 60 * SECOND;
    expect(holds(POOR, { 'speed.down': { value: 1, agoMs: 31 * minutes }, 'plan.mbps': { value: 300 } })).toBe(false);
    expect(holds(POOR, { 'speed.down': { value: 1 }, 'plan.mbps': { value: 300, agoMs: 3_000 * minutes } })).toBe(true);
  });
  test('then exactly one of less, the same and more holds of any two numbers', () => {
    const sides = ['below', 'equals', 'above'].map((is) => `{ fact: speed.down, is: ${is}, than: plan.mbps, about: x }`);
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), (one, other) => {
        const seen: Seen = { 'speed.down': { value: one }, 'plan.mbps': { value: other } };
        expect(sides.filter((side) => holds(side, seen))).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });
});

test('given two moments written with different offsets, then they compare as moments', () => {
  const after = '{ fact: bill.paid, is: above, than: bill.cut, about: x }';
  const cut = { value: '2026-11-22T10:00:00-05:00' };
  expect(holds(after, { 'bill.paid': { value: '2026-11-22T14:59:00Z' }, 'bill.cut': cut })).toBe(false);
  expect(holds(after, { 'bill.paid': { value: '2026-11-22T15:01:00Z' }, 'bill.cut': cut })).toBe(true);
});

describe('given a comparison that cannot be', () => {
  test.each([
    ['a slip in the other fact', '{ fact: speed.down, is: below, than: plan.mbsp, about: x }', '14:44 unknown fact: "plan.mbsp"; did you mean "plan.mbps"?'],
    ['a slip in the percentage', '{ fact: speed.down, is: below, than: plan.mbps, percent: por_pct, about: x }', '14:64 unknown threshold: "por_pct"; did you mean "poor_pct"?'],
    ['a slip in the word itself', '{ fact: speed.down, is: below, then: plan.mbps, about: x }', '14:38 unknown field: "then"; did you mean "than"?'],
    ['a value and a fact at once', '{ fact: speed.down, is: below, value: 3, than: plan.mbps, about: x }', '14:31 "below" takes one value, threshold or other fact'],
    ['a list of values', '{ fact: home.city, is: one_of, than: crew.city, about: x }', '14:44 "one_of" does not compare with another fact'],
    ['a fact and itself', '{ fact: speed.down, is: below, than: speed.down, about: x }', '14:44 "speed.down" is compared with itself'],
    ['a time and a day', '{ fact: bill.paid, is: above, than: bill.due, about: x }', '14:43 "bill.paid" is of type time and "bill.due" of type date: they do not compare'],
    ['words by size', '{ fact: home.city, is: above, than: crew.city, about: x }', '14:30 "above" does not compare facts of type text'],
    ['lists', '{ fact: visit.slots, is: equals, than: visit.more, about: x }', '14:32 "equals" does not compare facts of type list'],
    ['a percentage of a moment', '{ fact: bill.paid, is: above, than: bill.cut, percent: poor_pct, about: x }', '14:62 there is no percentage of a fact of type time'],
    ['a percentage of nothing', '{ fact: speed.down, is: below, value: 3, percent: poor_pct, about: x }', '14:57 "percent" needs "than"'],
  ])('then %s is told at its place', (_what, condition, fault) => {
    expect(faultsOf(`  it: ${condition}`).map(english)).toContain(fault);
  });
  test('then it is told in Spanish too', () => {
    const [fault] = faultsOf('  it: { fact: speed.down, is: below, than: plan.mbsp, about: x }');
    expect(fault?.message.es).toBe('Dato que no existe: «plan.mbsp»; ¿quiso decir «plan.mbps»?');
  });
});

describe('given a flow with a way that is longer than its turns, when it is proven', () => {
  const PAIR = '  slow: { fact: speed.down, is: below, than: plan.mbps, about: x }\n  fast: { fact: speed.down, is: at_least, than: plan.mbps, about: x }';
  const ASKED = ['first', 'more', 'a1', 'a2', 'a3', 'a4'];
  /** Four more questions behind `long`; the limit is four turns in all. */
  const LONG = ['a1', 'a2', 'a3', 'a4'].map((name, at) => `  ${name}: { ask: a, expects: text, exits: { any: ${at < 3 ? `a${at + 2}` : 'bye'} } }\n`).join('');
  const tooLong = (middle: string): boolean => {
    const steps = `  first: { ask: a, expects: number, fact: speed.down, exits: { any: sort } }\n${middle}${LONG}`;
    const asked = ASKED.filter((name) => steps.includes(`  ${name}: { ask`));
    const texts = Object.fromEntries(asked.map((name) => [`${name}.ask`, 'x']));
    const { faults } = checkRelease({ ...smallFiles(steps, texts), 'glossary.yaml': `${GLOSSARY}${PAIR}\n`, 'thresholds.yaml': THRESHOLDS }, readTyped);
    expect(faults.filter(({ message }) => !message.en.includes('turns'))).toEqual([]);
    return faults.length > 0;
  };
  const SORT = '  sort: { decide: [ { when: slow, go: more }, { else: bye } ] }\n';
  const second = (condition: string): string => `  twice: { decide: [ { when: ${condition}, go: a1 }, { else: bye } ] }\n`;

  test('then nobody can come there by a condition and then by its opposite, and by the same one twice they can', () => {
    const told = SORT.replace('more', 'twice');
    expect(tooLong(`${told}${second('fast')}`)).toBe(false);
    expect(tooLong(`${told}${second('slow')}`)).toBe(true);
  });
  test('then a new answer to either of the two opens it again', () => {
    const ask = (fact: string): string => `  more: { ask: a, expects: number, fact: ${fact}, exits: { any: twice } }\n`;
    expect(['speed.down', 'plan.mbps'].map((fact) => tooLong(`${SORT}${ask(fact)}${second('fast')}`))).toEqual([true, true]);
    expect(tooLong(`${SORT}${ask('home.size')}${second('fast')}`)).toBe(false);
  });
});
