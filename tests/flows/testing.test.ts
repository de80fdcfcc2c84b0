/** Conversations that test a flow: what their lines do, what they are told when it goes another way, what they cover. */
import { readTyped } from '../../bot/content/typed';
import { checkRelease, type Verdict } from '../../flows/check';
import { smallFiles } from './small-release';

const STEPS = `  first: { check: [line], exits: { done: sort, fails: power } }
  sort: { decide: [ { when: dark, go: bye }, { else: power } ] }
  power: { ask: { basic: ¿Prende alguna luz?, intermediate: ¿POWER encendida?, advanced: ¿POWER? }, expects: yes_no, fact: home.powered, assume: { advanced: { answer: yes, as: Hay corriente } }, tries: { most: 2, go: bye }, exits: { yes: settle, no: bye } }
  settle: { wait: 2 min, go: slots }
  slots: { do: offer_slots, exits: { offered: pick, none: bye, fails: bye } }
  pick: { ask: ¿Cuál horario?, expects: choice, options_from: visit.slots, fact: visit.slot, exits: { any: bye, none_of_these: power } }
`;
const ENGLISH = Object.fromEntries(['power.ask.basic', 'power.ask.intermediate', 'power.ask.advanced', 'power.assume.advanced', 'pick.ask'].map((key) => [key, 'x']));
const files = smallFiles(STEPS, ENGLISH);
const FILES = { ...files, 'small.yaml': (files['small.yaml'] ?? '').replace('turns: 4', 'turns: 8') };
const check = (tests: string): Verdict => checkRelease({ ...FILES, 'tests/small.yaml': `schema: 1\nflow: small\n${tests}` }, readTyped);
const faults = (tests: string): readonly string[] => check(tests).faults.map(({ line, message }) => `${line} ${message.en}`);
const OFFER = 'actions: { offer_slots: { result: offered, facts: { visit.slots: [ { id: A, label: mañana de 8 a 10 } ] } } }';
const one = (body: string): string => `tests:\n  uno:\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n`;

test('given words as people type them, they are understood as in a conversation; time passes by itself', () => {
  expect(faults(one(`level: basic\n${OFFER}\ntalk:\n  - bot: prende alguna\n  - customer: sí señora, una verde\n  - bot: { is: ¿Cuál horario? }\n  - customer: mañana de 8 a 10\n  - bot: hasta luego\nends: { code: ESPERA, exit: left, step: bye }\ndoes: [offer_slots]\npacket: { visit.slot: A, home.powered: true }`))).toEqual([]);
});

test('given a test for several levels, each hears its own words and what is assumed is asserted', () => {
  expect(faults(one('level: [basic, intermediate]\ntalk:\n  - bot: { basic: prende, intermediate: POWER }\n  - choose: no\nends: { exit: left }'))).toEqual([]);
  expect(faults(one(`level: advanced\n${OFFER}\ntalk:\n  - bot: horario\n  - choose: A\nassumed: [power]`))).toEqual([]);
});

test('given silence, a word for everything, and a level that changes', () => {
  expect(faults(one('level: basic\ntalk:\n  - bot: prende\n  - silence: 2\n  - bot: luego\nends: { exit: left }'))).toEqual([]);
  expect(faults(one(`level: basic\n${OFFER}\ntalk:\n  - bot: prende\n  - level: advanced\n  - bot: horario\n  - choose: none_of_these\nassumed: [power]`))).toEqual([]);
});

test('given what holds for all tests, each may say otherwise', () => {
  const given = 'given:\n  checks: { line.rx_dbm: -40 }\n';
  expect(faults(`${given}${one('level: basic\ntalk:\n  - bot: luego')}`)).toEqual([]);
  expect(faults(`${given}${one('level: basic\nchecks: [ { line.rx_dbm: -20 } ]\ntalk:\n  - bot: prende')}`)).toEqual([]);
  expect(faults(`${given}${one('level: basic\nchecks: fails\ntalk:\n  - bot: prende')}`)).toEqual([]);
});

test.each([
  ['something else was said', 'talk:\n  - bot: nada de eso', '7 "uno" (basic): it did not say "nada de eso"; what it said last: "¿Prende alguna luz?"'],
  ['nobody is asked', 'talk:\n  - choose: no\n  - customer: hola', '8 "uno" (basic): nobody waits for "hola"'],
  ['it ended otherwise', 'talk:\n  - choose: no\nends: { code: RESUELTO }', '8 "uno" (basic): expected ends: {"code":"RESUELTO"}; it was {"exit":"left","code":"ESPERA","step":"bye"}'],
  ['it has not ended', 'talk: []\nends: { exit: left }', '7 "uno" (basic): expected ends: {"exit":"left"}; it was {"open":"¿Prende alguna luz?"}'],
  ['a fact is not what the agent should get', 'talk:\n  - choose: no\npacket: { home.powered: true }', '8 "uno" (basic): expected packet: {"home.powered":true}; it was {"home.powered":false}'],
  ['an option does not exist', `${OFFER}\ntalk:\n  - choose: yes\n  - choose: B`, '9 "uno" (basic): "B" is none of the options: A'],
  ['a fact has a slip', 'facts: { line.rx: 1 }\ntalk: []', '6 unknown fact: "line.rx"'],
  ['a result has a slip', 'actions: { offer_slots: offerd }\ntalk: []', '6 unknown result: "offerd"; did you mean "offered"?'],
  ['a key has a slip', 'talk: []\nend: { exit: left }', '7 unknown field: "end"; did you mean "ends"?'],
])('given %s, that is told at its line', (_what, body, wanted) => {
  expect(faults(one(`level: basic\n${body}`))[0]).toContain(wanted);
});

test('given tests, it is told which exits nobody took, each once', () => {
  const { whole } = check(one('level: basic\ntalk:\n  - choose: no'));
  const [small] = whole?.coverage ?? [];
  const missed = small?.missed.map(({ name }) => name) ?? [];
  expect(missed).toEqual(expect.arrayContaining(['first → done', 'sort → dark', 'power → yes', 'power → tries', 'power → assumed', 'pick → any', 'defaults.unknown']));
  expect(missed).not.toEqual(expect.arrayContaining(['first → fails']));
  expect(missed).not.toEqual(expect.arrayContaining(['power → no']));
  expect(small?.levels.basic.steps.came).toBe(3);
  expect(new Set(missed).size).toBe(missed.length);
});
