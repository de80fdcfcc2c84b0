/** One small flow broken in ten ways: what its author reads each time, in form, in meaning, in the proof and in its tests. */
import { checkRelease } from '../../flows/check';
import type { Fault } from '../../flows/faults';
import type { SourceFiles } from '../../flows/sources';
import { readTyped } from '../../bot/content/typed';
import { GLOSSARY, smallFiles, THRESHOLDS } from './small-release';

const FLOW = `schema: 1
flow: light
title: Sin internet
intents: [no_internet]
start: look
max_turns: { turns: 4, go: person }
defaults:
  not_understood: { tries: 1, go: person }
  silence: { after: 30 min, remind: 1, go: pause }
  unknown: person
  already_done: works
  not_now: pause
steps:
  look: { check: [line], exits: { done: sort, fails: light } }
  sort: { decide: [ { when: dark, go: person }, { else: light } ] }
  light:
    ask: { basic: ¿Ve la luz verde?, intermediate: ¿PON está fija?, advanced: ¿PON? }
    expects: yes_no
    tries: { most: 1, go: person }
    exits: { yes: works, no: restart }
  restart: { ask: Reinícielo. ¿Pudo?, expects: yes_no, tries: { most: 1, go: person }, exits: { yes: works, no: person } }
  works: { ask: ¿Ya navega?, expects: yes_no, tries: { most: 2, go: person }, exits: { yes: solved, no: light, already_done: solved } }
  solved: { end: { code: RESUELTO, exit: solved }, text: Qué bueno. }
  person: { do: request_human, exits: { kept: handed, fails: handed } }
  handed: { end: { code: HUMANO, exit: person } }
  pause: { end: { code: ESPERA, exit: waiting }, text: Aquí sigo. }
`;
const ENGLISH = `schema: 1
flow: light
language: en
texts:
  title: No internet
  light.ask.basic: Do you see the green light?
  light.ask.intermediate: Is PON steady?
  light.ask.advanced: PON?
  restart.ask: Restart it. Did it work?
  works.ask: Does it work now?
  solved.text: Good.
  pause.text: I am here.
`;
const TESTS = `schema: 1
flow: light
tests:
  La luz está y ya navega:
    level: basic
    checks: { line.rx_dbm: -20 }
    talk:
      - bot: luz verde
      - customer: sí, la veo
      - bot: navega
      - customer: ya sí
    ends: { code: RESUELTO }
`;

const files = (edit: (flow: string) => string = (flow) => flow, more: SourceFiles = {}): SourceFiles => ({
  'glossary.yaml': GLOSSARY, 'thresholds.yaml': THRESHOLDS, 'light.yaml': edit(FLOW), 'texts/light.en.yaml': ENGLISH, 'tests/light.yaml': TESTS, ...more,
});
const faultsOf = (all: SourceFiles): readonly Fault[] => checkRelease(all, readTyped).faults;
const told = ({ column, file, line, message }: Fault): string => `${file}:${line}:${column}  ${message.es} | ${message.en}`;

test('given the flow as it should be, then there is nothing to say', () => {
  expect(faultsOf(files()).map(told)).toEqual([]);
});

const replace = (from: string, to: string) => (flow: string): string => {
  if (!flow.includes(from)) throw new Error(`not in the flow: ${from}`);
  return flow.replace(from, to);
};

const both = (...edits: readonly ((flow: string) => string)[]) => (flow: string): string => edits.reduce((text, edit) => edit(text), flow);

describe('given one slip, then what is told, and where', () => {
  test.each<readonly [string, (flow: string) => string, string]>([
    ['a brace that is not closed', replace('exits: { yes: works, no: restart }', 'exits: { yes: works, no: restart'), 'light.yaml:21:3  YAML no válido'],
    ['a key that does not exist', replace('expects: yes_no\n', 'expect: yes_no\n'), 'light.yaml:16:3  Falta «expects» | "expects" is missing'],
    ['a kind of question that does not exist', replace('expects: yes_no\n', 'expects: yes_not\n'), 'light.yaml:18:14  Valor que no existe: «yes_not»; ¿quiso decir «yes_no»? | unknown value: "yes_not"; did you mean "yes_no"?'],
    ['a target that does not exist', replace('no: restart }', 'no: restar }'), 'light.yaml:20:30  Paso que no existe: «restar»; ¿quiso decir «restart»? | unknown step: "restar"; did you mean "restart"?'],
    ['a condition that nobody defined', replace('when: dark', 'when: darc'), 'light.yaml:15:29  Condición que no existe: «darc»; ¿quiso decir «dark»? | unknown condition: "darc"; did you mean "dark"?'],
    ['an answer without a way', replace('exits: { yes: works, no: restart }', 'exits: { yes: works }'), 'light.yaml:16:3  A «light» le falta la salida «no» | "light" lacks the exit "no"'],
    ['a level without words', replace(', advanced: ¿PON? }', ' }'), 'light.yaml:17:5  Falta el texto de «light.ask» para advanced | the text of "light.ask" for advanced is missing'],
    ['a circle that nobody counts', both(replace('    tries: { most: 1, go: person }\n    exits', '    exits'), replace('tries: { most: 2, go: person }, ', '')), 'light.yaml:16:3  «light» está en un ciclo sin «tries» | "light" is in a circle without "tries"'],
    ['a circle after the last try', both(replace('tries: { most: 1, go: person }\n', 'tries: { most: 1, go: works }\n'), replace('tries: { most: 2, go: person }', 'tries: { most: 2, go: light }')), 'light.yaml:16:3  Cuando se acaban los intentos de «light» se vuelve a «light»'],
    ['a limit too short for who answers', replace('turns: 4', 'turns: 2'), 'light.yaml:6:21  Quien contesta puede necesitar 3 turnos (basic) y el límite es 2: se quedaría a medias'],
    ['a person who is promised and not told', replace('look: { check: [line], exits: { done: sort, fails: light } }', 'look: { check: [line], exits: { done: sort, fails: handed } }'), 'light.yaml:25:3  «handed» promete una persona, y hay un camino en que nadie recibe el caso'],
  ])('%s', (_what, edit, wanted) => {
    const all = faultsOf(files(edit)).map(told);
    expect(all.join('\n')).toContain(wanted);
  });
});

test('given a proof that fails, then it is told as the conversation that shows it', () => {
  const [fault] = faultsOf(files(replace('turns: 4', 'turns: 2')));
  expect(fault?.example).toEqual([
    { who: 'system', text: 'line: responde' },
    { who: 'bot', text: '¿Ve la luz verde?' },
    { who: 'customer', text: 'no' },
    { who: 'bot', text: 'Reinícielo. ¿Pudo?' },
    { who: 'customer', text: 'sí' },
    { who: 'bot', text: '¿Ya navega?' },
    { who: 'customer', text: 'sí' },
    { who: 'bot', text: 'Qué bueno.' },
    { who: 'system', text: 'final RESUELTO (solved)' },
  ]);
});

test('given a circle after the last try, then it is told where that was', () => {
  const faults = faultsOf(smallFiles('  first: { say: uno, tries: { most: 1, go: second }, go: bye }\n  second: { say: dos, tries: { most: 1, go: first }, go: bye }\n', { 'first.say': 'one', 'second.say': 'two' }));
  expect(faults[0]?.example?.map(({ text }) => text)).toEqual([1, 2].flatMap(() => ['first', 'second'].map((step) => `«${step}» ya se intentó las veces permitidas`)));
});

test('given a test that goes another way, then it says what was expected and what happened, at its line', () => {
  const slip = TESTS.replace('bot: navega', 'bot: funciona');
  const [fault] = faultsOf(files(undefined, { 'tests/light.yaml': slip }));
  expect(fault && told(fault)).toBe(
    'tests/light.yaml:10:9  «La luz está y ya navega» (basic): no dijo «funciona»; lo último que dijo: «¿Ya navega?» | "La luz está y ya navega" (basic): it did not say "funciona"; what it said last: "¿Ya navega?"',
  );
  expect(fault?.example?.map(({ text }) => text)).toEqual(['¿Ve la luz verde?', 'sí, la veo', '¿Ya navega?']);
});
