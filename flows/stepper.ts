/**
 * One transition of a flow's machine, as XState's own `transition()` makes it, but without an actor for every call: one
 * that is never started stands for all of them, and the snapshots of the places are computed once. The machine is pure,
 * so neither can carry anything from one step to the next.
 */
import { createActor } from 'xstate';
import type { AnyActorScope, ExecutableActionObject, SnapshotFrom } from 'xstate';
import type { FlowMachine } from './build-machine';
import type { MachineEvent, Running } from './machine';

type Snapshot = SnapshotFrom<FlowMachine>;

export interface Stepper {
  /** `at` is the name of a state: a compound one stands at its `waiting`. */
  step(at: string, context: Running, event: MachineEvent): readonly [Snapshot, readonly ExecutableActionObject[]];
}

const ignore = (): void => undefined;

export const makeStepper = (machine: FlowMachine): Stepper => {
  const places = new Map<string, Snapshot>();
  const { self, scope } = inertScope(machine);
  const place = (at: string): Snapshot => {
    const known = places.get(at);
    if (known) return known;
    const value = machine.root.states[at]?.type === 'compound' ? { [at]: 'waiting' } : at;
    const made = machine.resolveState({ value, context: self.getSnapshot().context });
    places.set(at, made);
    return made;
  };
  return {
    step(at, context, event) {
      const actions: ExecutableActionObject[] = [];
      scope.actionExecutor = (action) => void actions.push(action);
      return [machine.transition({ ...place(at), context }, event, scope), actions];
    },
  };
};

/** Performs nothing: what a transition would do is handed to `actionExecutor`. */
const inertScope = (machine: FlowMachine) => {
  const self = createActor(machine);
  const scope: AnyActorScope = {
    self, id: '', sessionId: '', system: self.system,
    logger: ignore, defer: ignore, emit: ignore, stopChild: ignore, actionExecutor: ignore,
  };
  return { self, scope };
};
