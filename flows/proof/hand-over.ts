/**
 * Who is told that a person goes on must have been given to one: before an end HUMANO stands an action that leaves the
 * case, with all that is known of it, at the desk. The packet itself is made of the thread's own record, so an action
 * that was begun is enough: if it fails, the flow says so.
 */
import type { Action } from '../contracts';
import type { Flow, Step } from '../schema';
import type { Edges } from './level-graph';
import { shortestWay, type Way } from './ways';

const LEAVES_A_CASE: ReadonlySet<string> = new Set<Action>(['request_human', 'open_ticket', 'file_pqr', 'keep_receipt']);
const OFFERS_HELP: ReadonlySet<string> = new Set<Action>(['request_human', 'open_ticket', 'offer_slots', 'book_visit']);

/** By flow: the exits that are come to only after a case was left. */
export type HandsOver = (flow: string) => ReadonlySet<string>;

interface Shape {
  readonly flow: Flow;
  readonly edges: Edges;
}

const without = ({ flow }: Shape, handsOver: HandsOver) => (name: string, on: string): boolean => {
  const step = flow.steps[name];
  if (step?.kind === 'do') return !LEAVES_A_CASE.has(step.do) || on === 'tries' || on === 'others';
  return step?.kind !== 'call' || !handsOver(step.call).has(on);
};

export const handOvers = (shape: Shape, handsOver: HandsOver): ReadonlySet<string> => {
  const exits = new Set(Object.values(shape.flow.steps).flatMap((step) => (step.kind === 'end' ? [step.end.exit] : [])));
  const isEnd = (exit: string) => (name: string): boolean => {
    const step = shape.flow.steps[name];
    return step?.kind === 'end' && step.end.exit === exit;
  };
  return new Set([...exits].filter((exit) => shortestWay(shape, shape.flow.start, { isGoal: isEnd(exit), isWay: without(shape, handsOver) }) === null));
};

/** A way to an end HUMANO on which nobody was given the case. */
export const unkept = (shape: Shape, handsOver: HandsOver): Way | null => {
  const isGoal = (name: string): boolean => {
    const step = shape.flow.steps[name];
    return step?.kind === 'end' && step.end.code === 'HUMANO';
  };
  return shortestWay(shape, shape.flow.start, { isGoal, isWay: without(shape, handsOver) });
};

/** Is a visit or a person offered at this step? */
export const isHelp = (step: Step | undefined, called: (flow: string) => Flow | undefined): boolean => {
  if (step?.kind === 'do') return OFFERS_HELP.has(step.do);
  return step?.kind === 'call' && Object.values(called(step.call)?.steps ?? {}).some((inner) => inner.kind === 'do' && OFFERS_HELP.has(inner.do));
};
