/**
 * The shape of a flow: every target exists, every step can be reached and can reach an end, every circle is counted,
 * and the fall-through of the turn limit asks nothing more. With these a transition always comes to rest.
 */
import { exitsOf } from './exits';
import type { Exit } from './exits';
import type { Fault, Line } from './faults';
import { faultAt, unknownName } from './faults';
import type { Located } from './parse';
import { exampleOf } from './proof/example';
import type { Taken } from './proof/explore';
import { reachedFrom, type Edges } from './proof/level-graph';
import { countsEntries } from './proof/live';
import { shortestWay } from './proof/ways';
import type { Flow, Glossary } from './schema';

export const graphFaults = (located: Located<Flow>, glossary: Glossary): Fault[] => {
  const { value: flow, source, unread = new Set() } = located;
  const names = Object.keys(flow.steps);
  const exits = new Map(names.map((name) => [name, exitsOf(flow, name)]));
  const written: Exit[] = [{ on: 'start', go: flow.start, path: ['start'] }, { on: 'max_turns', go: flow.max_turns.go, path: ['max_turns', 'go'] }];
  const faults = new Map<string, Fault>();
  for (const exit of [...written, ...[...exits.values()].flat()]) {
    if (Object.hasOwn(flow.steps, exit.go) || unread.has(exit.go)) continue;
    faults.set(exit.path.join('/'), unknownName(source.at(exit.path), { es: 'Paso', en: 'step', name: exit.go }, [...names, ...unread]));
  }
  if (faults.size > 0 || unread.size > 0) return [...faults.values()];
  const tell = teller(flow, glossary);
  return [...deadEnds(located, exits, tell), ...circles(located, exits, tell), ...fallThrough(located, exits)];
};

const deadEnds = (located: Located<Flow>, exits: Edges, tell: Tell): Fault[] => {
  const { value: flow, source } = located;
  const reached = reachedFrom(flow.start, exits);
  const ending = reachingAnEnd(flow, exits);
  return Object.keys(flow.steps).flatMap((name) => {
    if (reached.has(name) && ending.has(name)) return [];
    const place = source.at(['steps', name], 'key');
    if (!reached.has(name)) return [faultAt(place, `A «${name}» no llega ningún camino`, `no path leads to "${name}"`)];
    return [{ ...faultAt(place, `Desde «${name}» no se llega a ningún final`, `no end can be reached from "${name}"`), ...tell(wayTo(flow, exits, name)) }];
  });
};

/** Walked backwards from the ends, once for all steps. */
const reachingAnEnd = (flow: Flow, exits: Edges): ReadonlySet<string> => {
  const into = new Map<string, string[]>();
  for (const [name, all] of exits) for (const { go } of all) into.set(go, [...(into.get(go) ?? []), name]);
  const queue = Object.keys(flow.steps).filter((name) => flow.steps[name]?.kind === 'end');
  const found = new Set(queue);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const before of into.get(name) ?? []) {
      if (found.has(before)) continue;
      found.add(before);
      queue.push(before);
    }
  }
  return found;
};

/**
 * A circle without `tries` could go round for ever, and so could one that is entered again by what follows the last try:
 * whoever goes round often enough has spent all tries, so then no circle may be left.
 */
const circles = ({ value: flow, source }: Located<Flow>, exits: Edges, tell: Tell): Fault[] => {
  const counted = (name: string): boolean => countsEntries(flow.steps[name]);
  const spent: Edges = new Map([...exits].map(([name, all]) => [name, counted(name) ? all.filter(({ on }) => on === 'tries') : all]));
  return Object.keys(flow.steps).flatMap((name) => {
    const round = shortestWay({ flow, edges: spent }, name, { isGoal: (step) => step === name });
    if (round === null) return [];
    const place = source.at(['steps', name], 'key');
    const fault = counted(name)
      ? faultAt(place, `Cuando se acaban los intentos de «${name}» se vuelve a «${name}»`, `after the last try of "${name}" one comes back to "${name}"`)
      : faultAt(place, `«${name}» está en un ciclo sin «tries»`, `"${name}" is in a circle without "tries"`);
    return [{ ...fault, ...tell([...wayTo(flow, exits, name), ...round.taken, ...round.taken]) }];
  });
};

/** How one comes to a step; nothing for the first one. */
const wayTo = (flow: Flow, edges: Edges, goal: string): readonly Taken[] =>
  goal === flow.start ? [] : (shortestWay({ flow, edges }, flow.start, { isGoal: (step) => step === goal })?.taken ?? []);

type Tell = (way: readonly Taken[]) => { readonly example?: readonly Line[] };

const teller = (flow: Flow, glossary: Glossary): Tell => (way) =>
  way.length === 0 ? {} : { example: exampleOf({ flow, level: 'basic', glossary, inner: () => [] }, { taken: way }) };

const fallThrough = ({ value: flow, source }: Located<Flow>, exits: Edges): Fault[] => {
  const asks = [...reachedFrom(flow.max_turns.go, exits)].find((name) => flow.steps[name]?.kind === 'ask');
  if (asks === undefined) return [];
  return [faultAt(source.at(['max_turns', 'go']), `Lo que sigue al límite de turnos no puede preguntar más («${asks}»)`, `what follows the turn limit may not ask any more ("${asks}")`)];
};
