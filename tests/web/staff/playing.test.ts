/** The simulator says of each step that it passes without a word why, so that nobody wonders where it went. */
import { playScene } from '../../../bot/web/studio/worker/playing';
import type { PassedStep, PlayAsked } from '../../../bot/web/studio/worker/messages';
import { compileRelease } from '../../../flows/release';
import { smallFiles } from '../../flows/small-release';

const STEPS = `  first: { say: Mire el cable., only: [basic], others: power, go: power }
  power:
    ask: ¿Tiene luz?
    expects: yes_no
    fact: home.powered
    fresh: 10 min
    exits: { yes: lights, no: bye }
  lights:
    ask: ¿Hay luces?
    expects: yes_no
    assume: { advanced: { answer: yes, as: Las luces están prendidas. } }
    exits: { yes: bye, no: bye }
`;
const ENGLISH = { 'first.say': 'Look.', 'power.ask': 'Power?', 'lights.ask': 'Lights?', 'lights.assume.advanced': 'The lights are on.', 'bye.text': 'Bye.' };

const passed = (asked: Pick<PlayAsked, 'level' | 'facts'>): readonly PassedStep[] => {
  const compiled = compileRelease('r', smallFiles(STEPS, ENGLISH));
  if (!('release' in compiled)) throw new Error('the small release has faults');
  return playScene(compiled.release, { flow: 'small', language: 'es', from: undefined, moves: [], ...asked }).talk.flatMap(({ passed: one }) => one ?? []);
};

test('given a basic customer of whom nothing is known, nothing is passed', () => expect(passed({ level: 'basic', facts: {} })).toEqual([]));

test('given an advanced customer whose power is known, each step that is not hers says why', () =>
  expect(passed({ level: 'advanced', facts: { 'home.powered': true } })).toEqual([
    { flow: 'small', step: 'first', why: 'level', told: '' },
    { flow: 'small', step: 'power', why: 'known', told: 'true' },
    { flow: 'small', step: 'lights', why: 'assumed', told: 'Las luces están prendidas.' },
  ]));
