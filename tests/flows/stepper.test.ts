/** Our walk of a machine's tables against XState itself: for every flow, place, event and customer they agree. */
import fc from 'fast-check';
import { transition } from 'xstate';
import { DOOR } from '../../flows/build-machine';
import type { CompiledFlow } from '../../flows/compile';
import type { Deed, MachineEvent, Running } from '../../flows/machine';
import { LEVELS } from '../../knowledge/language';
import { compiled, shippedFiles } from './release-files';
import { flowOf, known, NOW } from './walk';

const release = compiled(shippedFiles());

/** Values that the conditions and the gates of the shipped flows look at, taken from the flows themselves. */
const glossary = [...release.flows.values()][0]?.glossary;
const factNames = Object.keys(glossary?.facts ?? {});
const operands = Object.values(glossary?.conditions ?? {}).flatMap((condition) =>
  condition.kind === 'fact' && condition.value !== undefined ? [condition.value].flat() : [],
);
const factValue = fc.oneof(fc.constantFrom(true, false, 'yes', 'no', ...operands), fc.integer({ min: -40, max: 500 }));

const waitsOrBegins = (flow: CompiledFlow): readonly string[] => [DOOR, ...Object.keys(flow.flow.steps).filter((name) => flow.machine.root.states[name]?.type === 'compound')];
const eventsOf = (flow: CompiledFlow, at: string): readonly string[] => {
  const state = flow.machine.root.states[at];
  return [...((state?.type === 'compound' ? state.states['waiting'] : state)?.transitions.keys() ?? [])];
};
const wordsOf = (flow: CompiledFlow): readonly string[] => [
  ...new Set(Object.values(flow.flow.steps).flatMap((step) => ('exits' in step ? Object.keys(step.exits) : []))),
];

const scene = fc.constantFrom(...release.flows.keys()).chain((name) => {
  const flow = flowOf(release, name);
  const steps = Object.keys(flow.flow.steps);
  return fc.constantFrom(...waitsOrBegins(flow)).chain((at) =>
    fc.record({
      name: fc.constant(name),
      at: fc.constant(at),
      type: fc.constantFrom(...eventsOf(flow, at), 'reenter', 'silence'),
      word: fc.constantFrom(...wordsOf(flow), 'repeat_question', 'nonsense'),
      level: fc.constantFrom(...LEVELS),
      facts: fc.dictionary(fc.constantFrom(...factNames), factValue, { maxKeys: 8 }),
      tries: fc.dictionary(fc.oneof(fc.constantFrom(...steps), fc.constantFrom(`${at}.not_understood`, `${at}.silence`)), fc.integer({ min: 0, max: 4 }), { maxKeys: 4 }),
      turns: fc.integer({ min: 0, max: 60 }),
    }),
  );
});

const eventOf = (type: string, word: string): MachineEvent => {
  if (type === 'answer') return { type, value: word };
  if (type === 'result') return { type, result: word };
  return { type } as MachineEvent;
};

const byXState = ({ machine }: CompiledFlow, at: string, context: Running, event: MachineEvent) => {
  const value = machine.root.states[at]?.type === 'compound' ? { [at]: 'waiting' } : at;
  const [next, actions] = transition(machine, machine.resolveState({ value, context }), event);
  const step = typeof next.value === 'string' ? next.value : Object.keys(next.value)[0];
  return { step, context: next.context, deeds: actions.map(({ params }) => params as unknown as Deed) };
};

test('for any place, event, level and knowledge of every shipped flow, a step is the one that XState makes', () => {
  let moved = 0;
  fc.assert(
    fc.property(scene, ({ name, at, type, word, level, facts, tries, turns }) => {
      const flow = flowOf(release, name);
      const context: Running = { view: { level, language: 'es', now: NOW, facts: known(facts), assumed: [] }, tries, turns };
      const event = eventOf(type, word);
      const stepped = flow.stepper.step(at, context, event);
      expect(stepped).toEqual(byXState(flow, at, context, event));
      if (stepped.step !== at) moved += 1;
    }),
    { numRuns: 3000 },
  );
  expect(moved).toBeGreaterThan(500);
});
