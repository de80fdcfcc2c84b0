/**
 * The proof of a release, level by level (P12): every customer who answers comes to an ending code before the turn limit
 * is needed, and who is promised a person has been given to one. It stands on what `validate.ts` has shown: all targets
 * exist, every circle is counted, every result and every text is there. Called flows are proven first and stand in their
 * callers as what they can come to. A failed proof is a fault that carries the conversation which shows it.
 */
import type { Level } from '../../knowledge/language';
import { LEVELS } from '../../knowledge/language';
import { faultAt, type Fault, type Line } from '../faults';
import type { Located } from '../parse';
import type { Parts } from '../parts';
import type { Flow, Step } from '../schema';
import type { Definitions } from '../sources';
import { exampleOf, type Telling } from './example';
import { explore, MOST_SITUATIONS, wayTo, type Explored } from './explore';
import { handOvers, isHelp, unkept } from './hand-over';
import { levelEdges, reachedFrom, type Edges } from './level-graph';
import { liveOf, readsOf, writesOf, type Live } from './live';
import { measure, type Measured } from './measure';
import type { Called } from './moves';
import { blindWords, wordsOf, type Words } from './regions';
import { atMost, everything, type Known } from './split';
import type { Way } from './ways';

/** One flow as one level meets it. */
export interface LevelProof {
  readonly flow: string;
  readonly level: Level;
  /** Steps that some customer of the level comes to, silent ones included. */
  readonly reached: ReadonlySet<string>;
  readonly explored: Explored;
  readonly measured: Measured;
}

export interface Proven {
  readonly proofs: readonly LevelProof[];
  readonly faults: readonly Fault[];
}

/** The definitions have no other faults. */
export function* proveInParts(definitions: Definitions): Parts<Proven> {
  const followed = wordsOf(definitions);
  const proofs: LevelProof[] = [];
  const faults: Fault[] = [];
  for (const level of LEVELS) {
    // Whatever is known first; only what cannot be shown so is looked at again with what is known.
    const blind = makeProving(definitions, blindWords(definitions), level);
    const seeing = makeProving(definitions, followed, level);
    for (const { value } of definitions.flows) {
      const first = yield* proven(blind, value.flow);
      const found = limitFaults(first).length === 0 ? first : yield* refined(seeing, first);
      proofs.push(found.proof);
      faults.push(...limitFaults(found), ...unkeptFaults(found));
      yield;
    }
  }
  return { proofs, faults: onceEach(faults) };
}

function* refined(seeing: Proving, blind: Done): Parts<Done> {
  const found = yield* proven(seeing, blind.located.value.flow);
  return found.proof.explored.overflow ? blind : found;
}

/** What fails in the same place for the same reason at several levels is told once, with the first level's conversation. */
export const onceEach = (faults: readonly Fault[]): readonly Fault[] => {
  const told = new Map<string, Fault>();
  for (const fault of faults) {
    const key = `${fault.file}:${fault.line}:${fault.column} ${fault.message.en.replace(/\d+|\((?:basic|intermediate|advanced)\)/g, '')}`;
    if (!told.has(key)) told.set(key, fault);
  }
  return [...told.values()];
};

const callsOf = (flow: Flow): readonly string[] => Object.values(flow.steps).flatMap((step) => (step.kind === 'call' ? [step.call] : []));

interface Proving {
  readonly words: Words;
  readonly level: Level;
  readonly flows: ReadonlyMap<string, Located<Flow>>;
  /** What is proven already. */
  readonly done: Map<string, Done>;
  /** By flow: what the flows around it look at. */
  readonly lookedAt: (flow: string) => ReadonlySet<number>;
}

interface Done {
  readonly located: Located<Flow>;
  readonly edges: Edges;
  readonly called: Called;
  readonly live: Live;
  readonly proof: LevelProof;
  readonly telling: Telling;
  /** A way to a promised person on which nobody is given the case. */
  readonly unkept: Way | null;
  readonly handsOver: ReadonlySet<string>;
}

const makeProving = ({ flows }: Definitions, words: Words, level: Level): Proving => {
  const isCalled = new Set(flows.flatMap(({ value }) => callsOf(value)));
  const reads = new Map(flows.map(({ value }) => [value.flow, readsOf(value, words)]));
  const lookedAt = (name: string): ReadonlySet<number> =>
    new Set(isCalled.has(name) ? [...reads].flatMap(([other, facts]) => (other === name ? [] : [...facts])) : []);
  return { words, level, flows: new Map(flows.map((located) => [located.value.flow, located])), done: new Map(), lookedAt };
};

/** Called flows first; nothing calls itself, as `validate.ts` has shown. */
function* proven(proving: Proving, name: string): Parts<Done> {
  const known = proving.done.get(name);
  if (known !== undefined) return known;
  const located = proving.flows.get(name);
  if (located === undefined) throw new Error(`a flow that nobody has checked: ${name}`);
  for (const called of callsOf(located.value)) yield* proven(proving, called);
  const done = yield* proveFlow({ ...proving, located, edges: levelEdges(located.value, proving.level) });
  proving.done.set(name, done);
  return done;
}

interface Flowing extends Proving {
  readonly located: Located<Flow>;
  readonly edges: Edges;
}

function* proveFlow(flowing: Flowing): Parts<Done> {
  const { done, edges, level, located, words } = flowing;
  const flow = located.value;
  const { live, writes } = livingOf(flowing);
  const explored = yield* explore({ flow, level, words, live, called: (name) => done.get(name)?.called, shapes: new Map() });
  const handsOver = (name: string): ReadonlySet<string> => done.get(name)?.handsOver ?? new Set();
  return {
    located, edges, live,
    called: { exits: endings(flow, explored, words), writes },
    proof: proofOf(flowing, explored),
    telling: { flow, level, glossary: words.glossary, inner: (name, exit) => shortestInside(done.get(name), exit) },
    unkept: unkept({ flow, edges }, handsOver),
    handsOver: handOvers({ flow, edges }, handsOver),
  };
}

const livingOf = ({ located: { value: flow }, edges, words, done, lookedAt }: Flowing): { live: Live; writes: ReadonlySet<number> } => {
  const writesIn = (name: string): ReadonlySet<number> => done.get(name)?.called.writes ?? new Set();
  const writes = new Set(Object.values(flow.steps).flatMap((step) => [...writesOf(step, words, writesIn), ...answerOf(step, words)]));
  const own = new Set([...writes, ...readsOf(flow, words)]);
  const atEnd = new Set([...lookedAt(flow.flow)].filter((index) => own.has(index)));
  const called = (name: string) => ({ reads: new Set(startFacts(done.get(name))), writes: writesIn(name) });
  return { live: liveOf({ flow, edges, words, atEnd, called }), writes };
};

const startFacts = (called: Done | undefined): readonly number[] => called?.live.facts.get(called.located.value.start) ?? [];

const answerOf = (step: Step, words: Words): readonly number[] => (step.kind === 'ask' && step.fact !== undefined ? (words.touchedBy.get(step.fact) ?? []) : []);

const proofOf = ({ located: { value: flow }, level, edges, done }: Flowing, explored: Explored): LevelProof => {
  const measured = measure({
    flow, explored,
    called: (name) => done.get(name)?.proof.measured.start,
    isHelp: (name) => isHelp(flow.steps[name], (called) => done.get(called)?.located.value),
  });
  return { flow: flow.flow, level, reached: reachedFrom(flow.start, edges), explored, measured };
};

/** Told apart for whoever calls the flow: more cases than this only together. */
const MOST_ENDINGS = 16;

/** By exit: what may be known then. */
const endings = (flow: Flow, { situations }: Explored, words: Words): ReadonlyMap<string, readonly Known[]> => {
  const found = new Map<string, Map<string, Known>>();
  const all = everything(words);
  for (const { state } of situations) {
    const step = flow.steps[state.step];
    if (step?.kind !== 'end') continue;
    const known = state.known.map((mask, index) => mask & (all[index] ?? 0));
    const cases = found.get(step.end.exit) ?? new Map<string, Known>();
    found.set(step.end.exit, cases.set(known.join(), known));
  }
  return new Map([...found].map(([exit, cases]) => [exit, atMost([...cases.values()], MOST_ENDINGS)]));
};

const shortestInside = (inside: Done | undefined, exit: string): readonly Line[] => {
  const goal = inside?.proof.explored.situations.findIndex(({ state }) => {
    const step = inside.located.value.steps[state.step];
    return step?.kind === 'end' && step.end.exit === exit;
  });
  if (inside === undefined || goal === undefined || goal < 0) return [];
  return exampleOf(inside.telling, { taken: wayTo(inside.proof.explored, goal) });
};

const limitFaults = ({ located: { value: flow, source }, proof: { explored, level, measured }, telling }: Done): readonly Fault[] => {
  const place = source.at(['max_turns', 'turns']);
  if (explored.overflow) {
    const es = `«${flow.flow}» tiene más de ${MOST_SITUATIONS} situaciones para ${level}: sus ciclos se combinan demasiado para probarlo`;
    return [faultAt(place, es, `"${flow.flow}" has more than ${MOST_SITUATIONS} situations for ${level}: its circles combine too much to be proven`)];
  }
  const { turns } = flow.max_turns;
  const most = measured.start.ownTurns;
  if (most <= turns) return [];
  const es = `Quien contesta puede necesitar ${most} turnos (${level}) y el límite es ${turns}: se quedaría a medias`;
  const en = `somebody who answers may need ${most} turns (${level}) and the limit is ${turns}: she would be cut off`;
  return [{ ...faultAt(place, es, en), example: exampleOf(telling, measured.longest('ownTurns')) }];
};

const unkeptFaults = ({ located: { source }, telling, unkept: way }: Done): readonly Fault[] => {
  if (way === null) return [];
  const place = source.at(['steps', way.last], 'key');
  const fault = faultAt(place, `«${way.last}» promete una persona, y hay un camino en que nadie recibe el caso`, `"${way.last}" promises a person, and on one way nobody is given the case`);
  return [{ ...fault, example: exampleOf(telling, way) }];
};
