/**
 * One macrostep of a flow's machine: the event's transition, then what is passed without an event, until the flow rests
 * or has ended. It walks the tables that XState made of the machine, for the little of XState that flows use: one
 * region, named guards, `keep` and `perform`, nothing on leaving. XState's own `transition()`, which takes thirty times as
 * long because it is ready for everything, is held against it by a test for every flow.
 */
import type { AnyStateNode, AnyTransitionDefinition, UnknownAction } from 'xstate';
import type { FlowMachine } from './build-machine';
import type { Predicate } from './conditions';
import { holds, kept, type Assuming, type Deed, type MachineEvent, type Running, type Test } from './machine';

/** Where a step ended, and what was done on the way. */
export interface Passed {
  readonly step: string;
  readonly context: Running;
  readonly deeds: readonly Deed[];
}

export interface Stepper {
  /** `at` is the name of a state: a compound one stands at its `waiting`. An event that it does not wait for changes nothing. */
  step(at: string, context: Running, event: MachineEvent): Passed;
}

interface Meanings {
  readonly conditions: ReadonlyMap<string, Predicate>;
  readonly assuming: Assuming;
}

/** No flow passes that many steps at once: it runs in a circle, which the checker should have refused. */
const MOST = 10_000;

export const makeStepper = (machine: FlowMachine, { conditions, assuming }: Meanings): Stepper => {
  const step = (at: string, before: Running, event: MachineEvent): Passed => {
    const deeds: Deed[] = [];
    let context = before;
    const perform = (actions: readonly UnknownAction[]): void => {
      for (const action of actions) {
        const { type, params } = action as { type: string; params: Deed };
        if (type === 'keep') context = Object.assign({}, context, kept(context, event, params, assuming));
        else deeds.push(params);
      }
    };
    const open = ({ guard }: AnyTransitionDefinition): boolean => guard === undefined || holds(testOf(guard), context, event, conditions);

    let node = restingAt(machine, at);
    let taken = node.transitions.get(event.type)?.find(open);
    for (let passed = 0; taken; passed += 1) {
      if (passed > MOST) throw new Error(`flow ${machine.id} runs in a circle at ${node.id}`);
      perform(taken.actions);
      const target: AnyStateNode = taken.target?.[0] ?? node;
      const isStep = target.parent === machine.root;
      if (isStep) perform(target.entry);
      node = isStep && target.type === 'compound' ? childOf(target, 'gate') : target;
      taken = node.always?.find(open);
    }
    return { step: stepOf(node), context, deeds };
  };
  return { step };
};

const testOf = (guard: NonNullable<AnyTransitionDefinition['guard']>): Test => (guard as { params: Test }).params;

const childOf = (node: AnyStateNode, name: string): AnyStateNode => {
  const child = node.states[name];
  if (child === undefined) throw new Error(`the machine has no state ${name} in ${node.id}`);
  return child;
};

const restingAt = ({ root }: FlowMachine, at: string): AnyStateNode => {
  const node = childOf(root, at);
  return node.type === 'compound' ? childOf(node, 'waiting') : node;
};

const stepOf = ({ path }: AnyStateNode): string => path[0] ?? '';
