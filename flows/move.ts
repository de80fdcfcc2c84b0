/**
 * May a conversation that stands in one release go on in another (I7: it moves only when somebody asks for it)? Says where
 * it would stand, or why it has to stay. Changes nothing, so a move can be rehearsed with figures before it is made.
 */
import type { CompiledFlow } from './compile';
import { answersOf, exitsOf } from './exits';
import type { Facts } from './facts';
import type { CompiledRelease } from './release';
import type { Position } from './run';
import type { Flow, Step } from './schema';

/** Steps that got another name: `flow/step` of the old release to `flow/step` of the new one. */
export type Renamed = Readonly<Record<string, string>>;

export type StayReason =
  | 'flow_gone'
  | 'step_gone'
  /** The step is there and waits for something else: another kind, question, system, action or flow. */
  | 'step_changed'
  /** A step that leads there would have asked something first, which is not known. */
  | 'facts_missing';

export type MoveVerdict =
  | { readonly kind: 'moves'; readonly stack: readonly Position[] }
  | { readonly kind: 'stays'; readonly at: string; readonly reason: StayReason; readonly facts?: readonly string[] };

export interface Moving {
  readonly from: CompiledRelease;
  readonly to: CompiledRelease;
  readonly renamed?: Renamed;
}

/** The stack of one conversation, innermost last, and what is known in it. Positions of other releases stay where they are. */
export const moveOf = (moving: Moving, stack: readonly Position[], facts: Facts): MoveVerdict => {
  const moved: Position[] = [];
  for (const [index, position] of stack.entries()) {
    if (position.release !== moving.from.id) {
      moved.push(position);
      continue;
    }
    const verdict = moveOne(moving, position, facts);
    if (verdict.kind === 'stays') return verdict;
    const inside = stack[index + 1];
    // A caller that stays in its release cannot wait for a flow of another one.
    if (inside !== undefined && inside.release !== moving.from.id) return { kind: 'stays', at: nameOf(position), reason: 'step_changed' };
    moved.push(verdict.position);
  }
  return { kind: 'moves', stack: moved };
};

const nameOf = ({ flow, step }: Position): string => `${flow}/${step}`;

type OneVerdict = { readonly kind: 'moves'; readonly position: Position } | Extract<MoveVerdict, { kind: 'stays' }>;

const moveOne = ({ from, renamed = {}, to }: Moving, position: Position, facts: Facts): OneVerdict => {
  const stays = (reason: StayReason, missing?: readonly string[]): OneVerdict => ({ kind: 'stays', at: nameOf(position), reason, ...(missing && { facts: missing }) });
  const [flowName = '', stepName = ''] = (renamed[nameOf(position)] ?? nameOf(position)).split('/');
  const [before, after] = [from.flows.get(position.flow), to.flows.get(flowName)];
  if (before === undefined || after === undefined) return stays('flow_gone');
  const [old, next] = [stepOf(before, position.step), stepOf(after, stepName)];
  if (next === undefined || old === undefined) return stays('step_gone');
  if (waitsFor(old) !== waitsFor(next)) return stays('step_changed');
  const missing = [...surelyAsked(after.flow, stepName)].filter((fact) => facts[fact] === undefined && !surelyAsked(before.flow, position.step).has(fact));
  if (missing.length > 0) return stays('facts_missing', missing);
  return { kind: 'moves', position: { ...position, flow: flowName, release: to.id, step: stepName, ...triesIn(after.flow, position, stepName) } };
};

const stepOf = ({ flow }: CompiledFlow, name: string): Step | undefined => (Object.hasOwn(flow.steps, name) ? flow.steps[name] : undefined);

/** Two steps that wait for the same can stand for each other. */
const waitsFor = (step: Step): string => {
  switch (step.kind) {
    case 'ask':
      return `ask ${step.expects} ${answersOf(step).join()} ${step.options_from ?? ''}`;
    case 'check':
      return `check ${[...step.check].sort().join()}`;
    case 'do':
      return `do ${step.do}`;
    case 'call':
      return `call ${step.call}`;
    case 'wait':
      return 'wait';
    case 'say':
    case 'decide':
    case 'end':
      return `nothing: ${step.kind}`;
  }
};

/** Counts of steps that the new flow still counts, and of the open question. */
const triesIn = (flow: Flow, { step, tries }: Position, now: string): Pick<Position, 'tries'> => {
  const kept = Object.entries(tries ?? {}).flatMap(([name, count]) => {
    const counted = name.startsWith(`${step}.`) ? `${now}${name.slice(step.length)}` : name;
    return Object.hasOwn(flow.steps, counted.split('.')[0] ?? '') ? [[counted, count] as const] : [];
  });
  return kept.length === 0 ? {} : { tries: Object.fromEntries(kept) };
};

/** Facts that every way to the step asks for. */
const surelyAsked = (flow: Flow, goal: string): ReadonlySet<string> => {
  const facts = new Set(Object.values(flow.steps).flatMap((step) => (step.kind === 'ask' && step.fact !== undefined ? [step.fact] : [])));
  return new Set([...facts].filter((fact) => !canReachWithout(flow, goal, fact)));
};

const canReachWithout = (flow: Flow, goal: string, fact: string): boolean => {
  const seen = new Set([flow.start]);
  for (const name of seen) {
    if (name === goal) return true;
    const step = flow.steps[name];
    for (const { go, on } of step === undefined ? [] : exitsOf(flow, name)) {
      const tells = step?.kind === 'ask' && step.fact === fact && answersOf(step).includes(on);
      if (!tells) seen.add(go);
    }
  }
  return false;
};
