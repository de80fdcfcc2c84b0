/**
 * The machine of one flow: its steps as states behind a door that waits for `start`, so that a machine can be made,
 * and a snapshot of any place taken, without anything being said.
 */
import { compileStep, type StepState } from './compile-step';
import type { Predicate } from './conditions';
import { machineParts, NOBODY, type Assuming } from './machine';
import type { Flow } from './schema';

/** No step can be called so: step names are words. */
export const DOOR = '$door';

export type FlowMachine = ReturnType<typeof buildMachine>;

export const buildMachine = (flow: Flow, conditions: ReadonlyMap<string, Predicate>, assuming: Assuming) => {
  const steps: Record<string, StepState> = Object.fromEntries(Object.entries(flow.steps).map(([name, step]) => [name, compileStep(flow, name, step)]));
  return machineParts(conditions, assuming).createMachine({
    id: `flow:${flow.flow}`,
    context: { view: NOBODY, tries: {}, turns: 0 },
    initial: DOOR,
    states: { [DOOR]: { on: { start: { target: `#${flow.start}` } } }, ...steps },
  });
};
