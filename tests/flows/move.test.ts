/** Moving a conversation to another release: only where it can really go on, and nothing else changes (I7). */
import { moveOf, type Renamed } from '../../flows/move';
import type { CompiledRelease } from '../../flows/release';
import { compileRelease } from '../../flows/release';
import type { Position } from '../../flows/run';
import { faultLine } from '../../flows/faults';
import { smallFiles } from './small-release';
import { known } from './walk';

const release = (id: string, steps: string, english: Record<string, string>): CompiledRelease => {
  const result = compileRelease(id, smallFiles(steps, english));
  if ('faults' in result) throw new Error(result.faults.map((fault) => faultLine(fault, 'en')).join('\n'));
  return result.release;
};
const ASKS = { 'first.ask': 'a', 'second.ask': 'a' };
const old = release('A', `  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: second, no: bye } }
  second: { ask: ¿Dos?, expects: yes_no, tries: { most: 2, go: bye }, exits: { yes: bye, no: bye } }
`, ASKS);
const at = (step: string, more: Partial<Position> = {}): Position => ({ flow: 'small', release: 'A', step, turns: 1, ...more });
const move = (to: CompiledRelease, position: Position, { facts = {}, renamed }: { facts?: Record<string, string>; renamed?: Renamed } = {}) =>
  moveOf({ from: old, to, ...(renamed && { renamed }) }, [position], known(facts));

const SECOND = `  second: { ask: ¿Dos dicho mejor?, expects: yes_no, tries: { most: 2, go: bye }, exits: { yes: bye, no: bye } }\n`;
const better = release('B', `  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: second, no: bye } }\n${SECOND}`, ASKS);

test('given the step is there and waits for the same, the place and its counts are kept', () => {
  const position = at('second', { tries: { second: 1, 'second.not_understood': 1 } });
  expect(move(better, position)).toEqual({ kind: 'moves', stack: [{ ...position, release: 'B' }] });
});

test('given a conversation of another release, it is left where it is', () => {
  const elsewhere = { ...at('gone'), release: 'Z' };
  expect(move(better, elsewhere)).toEqual({ kind: 'moves', stack: [elsewhere] });
});

test.each([
  ['the step is gone', '  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: bye, no: bye } }\n', { 'first.ask': 'a' }, 'step_gone'],
  ['it says something now', '  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: second, no: bye } }\n  second: { say: a, go: bye }\n', { 'first.ask': 'a', 'second.say': 'a' }, 'step_changed'],
  ['it asks otherwise', '  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: second, no: bye } }\n  second: { ask: ¿Dos?, expects: number, exits: { any: bye } }\n', ASKS, 'step_changed'],
] as const)('given %s, it stays, and that is told', (_what, steps, english, reason) => {
  expect(move(release('B', steps, english), at('second'))).toEqual({ kind: 'stays', at: 'small/second', reason });
});

describe('given the new release asks something first', () => {
  const asking = release('B', `  first: { ask: ¿Qué ve?, expects: text, fact: lights.seen, exits: { any: second } }\n${SECOND}`, ASKS);
  test('then who never said it stays', () => {
    expect(move(asking, at('second'))).toEqual({ kind: 'stays', at: 'small/second', reason: 'facts_missing', facts: ['lights.seen'] });
  });
  test('then who has said it goes on', () => {
    expect(move(asking, at('second'), { facts: { 'lights.seen': 'red' } }).kind).toBe('moves');
  });
});

test('given a step with another name, it moves there with its counts when that is told', () => {
  const named = release('B', `  first: { ask: ¿Uno?, expects: yes_no, exits: { yes: third, no: bye } }\n${SECOND.replace('second', 'third')}`, { 'first.ask': 'a', 'third.ask': 'a' });
  expect(move(named, at('second')).kind).toBe('stays');
  expect(move(named, at('second', { tries: { 'second.silence': 1 } }), { renamed: { 'small/second': 'small/third' } })).toEqual({
    kind: 'moves', stack: [{ ...at('third'), release: 'B', tries: { 'third.silence': 1 } }],
  });
});
