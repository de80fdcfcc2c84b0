/**
 * The shape of a flow: every target exists, every step can be reached and can reach an end, every circle is counted,
 * and the fall-through of the turn limit asks nothing more. With these a transition always comes to rest.
 */
import { exitsOf } from './exits';
import type { Exit } from './exits';
import type { Fault } from './faults';
import { faultAt, unknownName } from './faults';
import type { Located } from './parse';
import type { Flow } from './schema';

export const graphFaults = ({ value: flow, source, unread = new Set() }: Located<Flow>): Fault[] => {
  const names = Object.keys(flow.steps);
  const exits = new Map(names.map((name) => [name, exitsOf(flow, name)]));
  const written: Exit[] = [{ on: 'start', go: flow.start, path: ['start'] }, { on: 'max_turns', go: flow.max_turns.go, path: ['max_turns', 'go'] }];
  const faults = new Map<string, Fault>();
  for (const exit of [...written, ...[...exits.values()].flat()]) {
    if (Object.hasOwn(flow.steps, exit.go) || unread.has(exit.go)) continue;
    faults.set(exit.path.join('/'), unknownName(source.at(exit.path), { es: 'Paso', en: 'step', name: exit.go }, [...names, ...unread]));
  }
  if (faults.size > 0 || unread.size > 0) return [...faults.values()];
  return [...deadEnds({ value: flow, source }, exits), ...circles({ value: flow, source }, exits), ...fallThrough({ value: flow, source }, exits)];
};

type Exits = ReadonlyMap<string, readonly Exit[]>;

const reachable = (from: readonly string[], exits: Exits): ReadonlySet<string> => {
  const seen = new Set(from);
  const queue = [...from];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { go } of exits.get(name) ?? []) {
      if (!seen.has(go)) queue.push(go);
      seen.add(go);
    }
  }
  return seen;
};

const deadEnds = ({ value: flow, source }: Located<Flow>, exits: Exits): Fault[] => {
  const reached = reachable([flow.start], exits);
  return Object.keys(flow.steps).flatMap((name) => {
    const place = source.at(['steps', name], 'key');
    if (!reached.has(name)) return [faultAt(place, `A «${name}» no llega ningún camino`, `no path leads to "${name}"`)];
    const ends = [...reachable([name], exits)].some((other) => flow.steps[other]?.kind === 'end');
    return ends ? [] : [faultAt(place, `Desde «${name}» no se llega a ningún final`, `no end can be reached from "${name}"`)];
  });
};

/** A circle without `tries` could go round for ever. The exits of `tries` itself are what leaves it. */
const circles = ({ value: flow, source }: Located<Flow>, exits: Exits): Fault[] => {
  const counted = (name: string): boolean => {
    const step = flow.steps[name];
    return step !== undefined && 'tries' in step && step.tries !== undefined;
  };
  const uncounted: Exits = new Map([...exits].map(([name, all]) => [name, counted(name) ? [] : all.filter(({ go }) => !counted(go))]));
  return Object.keys(flow.steps)
    .filter((name) => reachable((uncounted.get(name) ?? []).map(({ go }) => go), uncounted).has(name))
    .map((name) => faultAt(source.at(['steps', name], 'key'), `«${name}» está en un ciclo sin «tries»`, `"${name}" is in a circle without "tries"`));
};

const fallThrough = ({ value: flow, source }: Located<Flow>, exits: Exits): Fault[] => {
  const asks = [...reachable([flow.max_turns.go], exits)].find((name) => flow.steps[name]?.kind === 'ask');
  if (asks === undefined) return [];
  return [faultAt(source.at(['max_turns', 'go']), `Lo que sigue al límite de turnos no puede preguntar más («${asks}»)`, `what follows the turn limit may not ask any more ("${asks}")`)];
};
