/** Ways through a flow's graph whatever is known, for what does not depend on facts. */
import type { Flow } from '../schema';
import type { Taken } from './explore';
import type { Edges } from './level-graph';
import type { How } from './moves';

export interface Way {
  readonly taken: readonly Taken[];
  readonly last: string;
}

/** The shortest way from a step to one that `isGoal` names; `isWay` says which exits may be used. At least one move. */
export const shortestWay = ({ flow, edges }: { flow: Flow; edges: Edges }, from: string, search: Search): Way | null => {
  const came = new Map<string, { readonly step: string; readonly on: string }>();
  const queue = [from];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    for (const { go, on } of edges.get(step) ?? []) {
      if (came.has(go) || search.isWay?.(step, on) === false) continue;
      came.set(go, { step, on });
      if (search.isGoal(go)) return { taken: backTo(flow, from, { came, goal: go }), last: go };
      queue.push(go);
    }
  }
  return null;
};

export interface Search {
  readonly isGoal: (step: string) => boolean;
  readonly isWay?: (step: string, on: string) => boolean;
}

interface Found {
  readonly came: ReadonlyMap<string, { readonly step: string; readonly on: string }>;
  readonly goal: string;
}

const backTo = (flow: Flow, from: string, { came, goal }: Found): readonly Taken[] => {
  const taken: Taken[] = [];
  let here = came.get(goal);
  while (here !== undefined) {
    taken.push({ step: here.step, link: { on: here.on, how: howOf(flow, here.step, here.on) } });
    here = here.step === from ? undefined : came.get(here.step);
  }
  return taken.reverse();
};

const howOf = (flow: Flow, name: string, on: string): How => {
  if (on === 'tries') return 'spent';
  if (on === 'others') return 'hidden';
  if (on === 'assumed') return 'assumed';
  switch (flow.steps[name]?.kind) {
    case 'ask':
      return 'asked';
    case 'decide':
      return 'decided';
    case 'wait':
      return 'waited';
    case 'check':
    case 'do':
    case 'call':
      return 'result';
    default:
      return 'said';
  }
};
