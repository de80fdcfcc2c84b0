/**
 * What still matters at a step: the facts that a later step looks at before anything writes them again, and the counters
 * of circles that can still be entered. All else is forgotten there, which keeps the proof small.
 */
import { BUILT_IN } from '../conditions';
import { ACTIONS, SYSTEMS } from '../contracts';
import type { Flow, Step } from '../schema';
import { reachedFrom, type Edges } from './level-graph';
import type { Words } from './regions';
import { assumedAt } from './split';

export interface Live {
  readonly facts: ReadonlyMap<string, readonly number[]>;
  /** By step with `tries`: its place among the counts. */
  readonly counted: ReadonlyMap<string, number>;
  /** By step: which counts still matter there. */
  readonly counters: ReadonlyMap<string, readonly boolean[]>;
}

/** The facts, as places of `Words.domains`, that a system, an action or a called flow may write. */
export const writesOf = (step: Step, words: Words, calledWrites: (flow: string) => ReadonlySet<number>): ReadonlySet<number> => {
  if (step.kind === 'call') return calledWrites(step.call);
  const names = step.kind === 'check' ? step.check.flatMap((system) => factsTold(SYSTEMS, system)) : step.kind === 'do' ? factsTold(ACTIONS, step.do) : [];
  return new Set(names.flatMap((name) => words.touchedBy.get(name) ?? []));
};

const factsTold = (table: Readonly<Record<string, { readonly facts: readonly string[] }>>, name: string): readonly string[] =>
  (Object.hasOwn(table, name) ? table[name]?.facts : undefined) ?? [];

export const conditionFacts = (words: Words, name: string): ReadonlySet<number> => {
  const found = new Set<number>();
  const visit = (one: string): void => {
    if (Object.hasOwn(BUILT_IN, one)) found.add(assumedAt(words));
    const condition = words.glossary.conditions[one];
    if (condition?.kind === 'all') condition.all.forEach(visit);
    if (condition?.kind === 'any') condition.any.forEach(visit);
    if (condition?.kind === 'not') visit(condition.not);
    const index = words.cuts.get(one)?.index;
    if (index !== undefined) found.add(index);
  };
  visit(name);
  return found;
};

interface Uses {
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

export interface Living {
  readonly flow: Flow;
  readonly edges: Edges;
  readonly words: Words;
  /** What a called flow looks at, and what it may write. */
  readonly called: (flow: string) => Uses;
  /** What whoever calls this flow may look at afterwards. */
  readonly atEnd: ReadonlySet<number>;
}

export const liveOf = ({ flow, edges, words, called, atEnd }: Living): Live => {
  const names = Object.keys(flow.steps);
  const uses = new Map(names.map((name) => [name, usesOf(flow.steps[name], words, called)]));
  const live = new Map(names.map((name) => [name, new Set<number>(flow.steps[name]?.kind === 'end' ? atEnd : [])]));
  const before = new Map<string, string[]>();
  for (const [name, exits] of edges) for (const { go } of exits) before.set(go, [...(before.get(go) ?? []), name]);
  const queue = new Set(names);
  for (const name of queue) {
    queue.delete(name);
    const mine = live.get(name);
    const use = uses.get(name);
    if (mine === undefined || use === undefined) continue;
    const size = mine.size;
    for (const index of use.reads) mine.add(index);
    for (const { go } of edges.get(name) ?? []) for (const index of live.get(go) ?? []) if (!use.writes.has(index)) mine.add(index);
    if (mine.size > size) for (const one of before.get(name) ?? []) queue.add(one);
  }
  const counted = new Map(names.filter((name) => countsEntries(flow.steps[name])).map((name, place) => [name, place]));
  const facts = new Map([...live].map(([name, mine]) => [name, [...mine].sort((a, b) => a - b)]));
  return { facts, counted, counters: new Map(names.map((name) => [name, stillCounting(counted, reachedFrom(name, edges))])) };
};

const stillCounting = (counted: ReadonlyMap<string, number>, reached: ReadonlySet<string>): readonly boolean[] =>
  [...counted.keys()].map((name) => reached.has(name));

export const countsEntries = (step: Step | undefined): boolean => step !== undefined && 'tries' in step && step.tries !== undefined;

/** All that a flow's own steps look at. */
export const readsOf = (flow: Flow, words: Words): ReadonlySet<number> => {
  const none = (): Uses => ({ reads: new Set(), writes: new Set() });
  return new Set(Object.values(flow.steps).flatMap((step) => [...usesOf(step, words, none).reads]));
};

const usesOf = (step: Step | undefined, words: Words, called: Living['called']): Uses => {
  const none: Uses = { reads: new Set(), writes: new Set() };
  if (step === undefined) return none;
  switch (step.kind) {
    case 'decide':
      return { ...none, reads: new Set(step.decide.flatMap((branch) => ('when' in branch ? [...conditionFacts(words, branch.when)] : []))) };
    case 'ask': {
      const index = step.fact === undefined || step.fresh === undefined ? undefined : words.indexOf.get(step.fact);
      return index === undefined ? none : { ...none, reads: new Set([index]) };
    }
    case 'call':
      return called(step.call);
    case 'check':
    case 'do':
      return { ...none, writes: writesOf(step, words, () => new Set()) };
    case 'say':
    case 'wait':
    case 'end':
      return none;
  }
};
