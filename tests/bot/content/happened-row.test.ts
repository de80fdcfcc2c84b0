/** What a conversation adds to the figures of the steps that it passed; counted in parts it adds the same. */
import fc from 'fast-check';
import { countEntries, type Carried, type Measure, type StepKey } from '../../../bot/content/happened-row';
import { address } from '../../../dialogs/ids';
import type { Entry } from '../../../dialogs/transcript';
import type { Outcome } from '../../../flows/run';

const steps = (...outcomes: readonly Outcome[]): Entry => ({ kind: 'steps', at: 1, release: 'R', level: 'basic', passages: [{ flow: 'f', outcomes }] });
const says = (text: string, more: object = {}): Entry => ({ kind: 'customer', at: 1, text, from: address('web', 'x'), ...more });
const bot: Entry = { kind: 'bot', at: 1, text: '¿?', language: 'es' };
const asked = (step: string): Outcome => ({ step, outcome: 'asked' });
const answered = (step: string): Outcome => ({ step, outcome: 'answered', value: 'yes' });
const lost = (step: string): Outcome => ({ step, outcome: 'not_understood' });
const handedOff: Entry = { kind: 'event', at: 1, name: 'handed_off' };
const solved: Entry = { kind: 'end', at: 1, flow: 'f', release: 'R', step: 'bye', code: 'RESUELTO' };

const nothing = (text: string): boolean => text === 'asdf';
const figures = (entries: readonly Entry[]): Record<string, Record<string, number>> =>
  Object.fromEntries([...countEntries({}, entries, nothing).counts].map(([at, counts]) => [at.replace('R/basic/f/', ''), Object.fromEntries(counts)]));

test('given a question that was asked again, she came to it once, and its end and the last question solved it', () => {
  expect(figures([steps(asked('a')), bot, says('x'), steps(lost('a'), asked('a')), bot, says('sí'), steps(answered('a'), asked('b')), bot, says('ya'), steps(answered('b')), solved])).toEqual({
    a: { arrived: 1, notUnderstood: 1, answered: 1 }, b: { arrived: 1, answered: 1, resolved: 1 }, bye: { arrived: 1, resolved: 1 },
  });
});

test('given a hand-off, it counts where she was, and nobody waits for the answer any more', () => {
  const counted = countEntries({}, [steps(asked('a')), bot, says('asesor'), handedOff], nothing);
  expect(counted.counts.get('R/basic/f/a')?.get('handedOff')).toBe(1);
  expect(counted.carried.open).toBeUndefined();
});

test('given a question that nobody answered, it is carried as open since she last said something', () => {
  expect(countEntries({}, [steps(asked('a')), bot], nothing).carried.open).toEqual({ at: 'R/basic/f/a', since: 1 });
});

test('given words that mean nothing, before a question and at one, they are kept with their place; a tapped button never is', () => {
  const { unheard } = countEntries({}, [says('asdf'), bot, says('hola'), bot, steps(asked('a')), bot, says('mi correo es a@b.co'), steps(lost('a')), says('Sí', { value: 'f/a#yes' }), steps(lost('a'))], nothing);
  expect(unheard).toEqual([{ text: 'asdf', language: 'es', at: '' }, { text: 'mi correo es ‹correo›', language: 'es', at: 'R/basic/f/a' }]);
});

test('given any conversation read in any two parts, the figures are those of the whole', () => {
  const entry = fc.constantFrom<Entry>(says('x'), says('asdf'), bot, handedOff, solved, steps(asked('a')), steps(answered('a'), asked('b')), steps(lost('a'), asked('a')), steps(lost('b')), steps({ step: 'c', outcome: 'result', value: 'done' }));
  const flat = (counts: ReadonlyMap<StepKey, ReadonlyMap<Measure, number>>): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const [at, measures] of counts) for (const [measure, value] of measures) sums.set(`${at} ${measure}`, value);
    return sums;
  };
  const add = (one: Map<string, number>, other: Map<string, number>): Map<string, number> => {
    for (const [key, value] of other) one.set(key, (one.get(key) ?? 0) + value);
    return one;
  };
  fc.assert(fc.property(fc.array(entry, { maxLength: 30 }), fc.nat(30), (all, at) => {
    const whole = countEntries({}, all, nothing);
    const first = countEntries({}, all.slice(0, at), nothing);
    // As it is stored in between.
    const second = countEntries(JSON.parse(JSON.stringify(first.carried)) as Carried, all.slice(at), nothing);
    expect(add(flat(first.counts), flat(second.counts))).toEqual(flat(whole.counts));
    expect([...first.unheard, ...second.unheard]).toEqual(whole.unheard);
  }));
});
