/** A flow as customers of one level meet it: which ways lead out of a step for them, whatever is known. */
import type { Level } from '../../knowledge/language';
import { exitNamed, exitsOf, type Exit } from '../exits';
import type { Flow, Step } from '../schema';

/** How customers of a level meet a step. */
export type Meeting = 'seen' | 'hidden' | 'assumed';

export const meeting = (step: Step, level: Level): Meeting => {
  if (step.kind === 'ask' && step.assume?.[level] !== undefined) return 'assumed';
  return 'only' in step && step.only !== undefined && !step.only.includes(level) ? 'hidden' : 'seen';
};

export const assumedTarget = (step: Step, level: Level): string | undefined => {
  const answer = step.kind === 'ask' ? step.assume?.[level]?.answer : undefined;
  return step.kind === 'ask' && answer !== undefined ? (exitNamed(step, answer) ?? exitNamed(step, 'any')) : undefined;
};

/** All ways out for the level, also those of silence and of the turn limit. */
const levelExits = (flow: Flow, name: string, level: Level): readonly Exit[] => {
  const step = flow.steps[name];
  const exits = exitsOf(flow, name);
  if (step === undefined) return [];
  switch (meeting(step, level)) {
    case 'seen':
      return exits.filter(({ on }) => on !== 'others');
    case 'hidden':
      return exits.filter(({ on }) => on === 'others' || on === 'tries');
    case 'assumed': {
      const target = assumedTarget(step, level);
      const over = exits.filter(({ on }) => on === 'tries' || on === 'max_turns');
      return target === undefined ? over : [...over, { on: 'assumed', go: target, path: ['steps', name] }];
    }
  }
};

export type Edges = ReadonlyMap<string, readonly Exit[]>;

export const levelEdges = (flow: Flow, level: Level): Edges => new Map(Object.keys(flow.steps).map((name) => [name, levelExits(flow, name, level)]));

export const reachedFrom = (start: string, edges: Edges): ReadonlySet<string> => {
  const seen = new Set([start]);
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { go } of edges.get(name) ?? []) {
      if (seen.has(go)) continue;
      seen.add(go);
      queue.push(go);
    }
  }
  return seen;
};
