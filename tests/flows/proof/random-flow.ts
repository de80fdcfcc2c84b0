/** Random flows that pass the checker, for properties of the proof: targets lie ahead, or are counted when they do not. */
import fc from 'fast-check';
import type { SourceFiles } from '../../../flows/sources';
import { GLOSSARY, THRESHOLDS } from '../small-release';

export interface RandomFlow {
  readonly files: SourceFiles;
  readonly turns: number;
}

interface Shape {
  readonly kind: 'say' | 'ask' | 'decide' | 'do' | 'wait';
  readonly tries: number;
  readonly targets: readonly [number, number, number];
  readonly only: boolean;
  readonly assume: boolean;
}

const shape = (kinds: readonly Shape['kind'][]): fc.Arbitrary<Shape> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    tries: fc.nat({ max: 2 }),
    targets: fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }), fc.nat({ max: 60 })),
    only: fc.boolean(),
    assume: fc.boolean(),
  });

export const randomFlow = (kinds: readonly Shape['kind'][] = ['say', 'ask', 'ask', 'decide', 'do', 'wait']): fc.Arbitrary<RandomFlow> =>
  fc.tuple(fc.array(shape(kinds), { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 12 })).map(([shapes, turns]) => ({ files: filesOf(shapes, turns), turns }));

/** Step i is s<i>; the one after the last is the end. Decisions are never counted, so nothing behind them is their target. */
const filesOf = (shapes: readonly Shape[], turns: number): SourceFiles => {
  const ahead = (from: number, pick: number): number => from + 1 + (pick % (shapes.length - from));
  const anywhere = (from: number, pick: number): number => {
    const target = pick % (shapes.length + 1);
    return target > from || ((shapes[target]?.tries ?? 0) > 0 && shapes[target]?.kind !== 'decide') ? target : ahead(from, pick);
  };
  const edges = shapes.map((one, at) => ({ one, at, over: one.tries > 0 ? shapes.length : ahead(at, one.targets[2]), first: anywhere(at, one.targets[0]), second: anywhere(at, one.targets[1]) }));
  const reached = new Set([0]);
  for (const at of reached) {
    const edge = edges[at];
    if (edge !== undefined) stepTargets(edge).forEach((target) => reached.add(target));
  }
  const name = (target: number): string => (target >= shapes.length ? 'done' : `s${target}`);
  const kept = edges.filter(({ at }) => reached.has(at));
  const steps = kept.map((edge) => `  ${stepText(edge, name)}\n`).join('');
  const english = kept.flatMap(({ one, at }) => (one.kind === 'say' ? [`  s${at}.say: "x"`] : one.kind === 'ask' ? [`  s${at}.ask: "x"`, ...(one.assume ? [`  s${at}.assume.advanced: "x"`] : [])] : []));
  return {
    'glossary.yaml': GLOSSARY,
    'thresholds.yaml': THRESHOLDS,
    'random.yaml': `${head(turns)}${steps}  done: { end: { code: RESUELTO, exit: done } }\n  limit: { end: { code: ESPERA, exit: limit } }\n`,
    'texts/random.en.yaml': ['schema: 1', 'flow: random', 'language: en', 'texts:', '  title: "x"', '  open.ask: "x"', ...english, ''].join('\n'),
  };
};

interface Edge {
  readonly one: Shape;
  readonly at: number;
  readonly over: number;
  readonly first: number;
  readonly second: number;
}

const isHidden = ({ one }: Edge): boolean => one.only && one.kind === 'say';

const stepTargets = (edge: Edge): readonly number[] => {
  const { first, one, over, second } = edge;
  const own = one.kind === 'say' || one.kind === 'wait' ? [first] : [first, second];
  return [...own, ...(one.tries > 0 && one.kind !== 'decide' ? [over] : []), ...(isHidden(edge) ? [over] : [])];
};

const stepText = (edge: Edge, name: (target: number) => string): string => {
  const { at, first, one, over, second } = edge;
  const [go, other, last] = [name(first), name(second), name(over)];
  const tries = one.tries > 0 && one.kind !== 'decide' ? `, tries: { most: ${one.tries}, go: ${last} }` : '';
  switch (one.kind) {
    case 'say':
      return `s${at}: { say: x${at}, go: ${go}${isHidden(edge) ? `, only: [basic], others: ${last}` : ''}${tries} }`;
    case 'wait':
      return `s${at}: { wait: 2 min, go: ${go}${tries} }`;
    case 'ask': {
      const assume = one.assume ? `, assume: { advanced: { answer: yes, as: "x" } }` : '';
      return `s${at}: { ask: x${at}, expects: yes_no, exits: { yes: ${go}, no: ${other}, already_done: ${go}, not_now: ${other} }${assume}${tries} }`;
    }
    case 'do':
      return `s${at}: { do: reset_session, exits: { up: ${go}, still_down: ${other}, fails: ${other} }${tries} }`;
    case 'decide':
      return `s${at}: { decide: [ { when: dark, go: ${go} }, { else: ${other} } ] }`;
  }
};

const head = (turns: number): string => `schema: 1
flow: random
title: Prueba
intents: []
start: open
max_turns: { turns: ${turns}, go: limit }
defaults:
  not_understood: { tries: 1, go: limit }
  silence: { after: 30 min, remind: 1, go: limit }
  unknown: limit
steps:
  open: { ask: hola, expects: yes_no, exits: { yes: s0, no: s0, already_done: s0, not_now: s0 } }
`;
