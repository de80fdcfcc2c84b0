/**
 * What the size of a flow costs: compiling it, one turn in it (restoring the place included), and proving it for all levels.
 * A turn may not grow with the number of steps. Alone: `node dist/tests/bench/studies/flow-study.js`.
 */
import { compileRelease, checkSources, type CompiledRelease } from '../../../flows/release';
import { proveInParts } from '../../../flows/proof/prove';
import type { View } from '../../../flows/run';
import type { SourceFiles } from '../../../flows/sources';
import { startFlow, stepFlow } from '../../../flows/step';
import { table } from '../table';

export interface FlowFigures {
  readonly steps: number;
  readonly compileMs: number;
  readonly turnMicros: number;
  readonly proofMs: number;
}

const SIZES = [15, 150, 300] as const;
const TURNS = 4_000;

/** Rows of three: a question that may be asked twice, a decision, something said. */
const filesOf = (steps: number): SourceFiles => {
  const rows = Array.from({ length: Math.floor((steps - 3) / 3) }, (_, n) => n);
  const next = (n: number): string => (n + 1 < rows.length ? `ask_${n + 1}` : 'done');
  const lines = rows.map(
    (n) => `  ask_${n}: { ask: "¿Va ${n}?", expects: yes_no, tries: { most: 2, go: ${next(n)} }, exits: { yes: sort_${n}, no: say_${n} } }
  sort_${n}: { decide: [ { when: known, go: ${next(n)} }, { else: say_${n} } ] }
  say_${n}: { say: "Vamos ${n}.", tries: { most: 1, go: ${next(n)} }, go: ask_${n} }`,
  );
  const english = rows.flatMap((n) => [`  ask_${n}.ask: x`, `  say_${n}.say: x`]);
  return {
    'glossary.yaml': 'schema: 1\nfacts: { line.rx_dbm: { type: dbm, about: x } }\nconditions: { known: { fact: line.rx_dbm, is: known, about: x } }\n',
    'thresholds.yaml': 'schema: 1\nthresholds: {}\n',
    'big.yaml': `schema: 1\nflow: big\ntitle: Prueba\nintents: []\nstart: ask_0\nmax_turns: { turns: 50, go: person }\ndefaults: { not_understood: { tries: 1, go: person }, silence: { after: 30 min, remind: 1, go: person }, unknown: person, already_done: person, not_now: person }\nsteps:\n${lines.join('\n')}\n  done: { end: { code: RESUELTO, exit: done } }\n  person: { do: request_human, exits: { kept: handed, fails: handed } }\n  handed: { end: { code: HUMANO, exit: person } }\n`,
    'texts/big.en.yaml': ['schema: 1', 'flow: big', 'language: en', 'texts:', '  title: x', ...english, ''].join('\n'),
  };
};

const timed = <T>(work: () => T): readonly [value: T, ms: number] => {
  const began = performance.now();
  const value = work();
  return [value, performance.now() - began];
};

const compiled = (files: SourceFiles): CompiledRelease => {
  const result = compileRelease('bench', files);
  if ('faults' in result) throw new Error(result.faults[0]?.message.en ?? 'faults');
  return result.release;
};

const turnMicros = (release: CompiledRelease): number => {
  const flow = release.flows.get('big');
  if (flow === undefined) throw new Error('no flow');
  const view: View = { level: 'basic', language: 'es', now: 1, facts: {}, assumed: [] };
  const walk = (turns: number): void => {
    let stepped = startFlow(flow, view);
    for (let turn = 0; turn < turns; turn++) {
      stepped = stepped.position === null ? startFlow(flow, view) : stepFlow(flow, stepped.position, { type: 'answer', value: 'no' }, view);
    }
  };
  walk(TURNS);
  return (timed(() => walk(TURNS))[1] * 1_000) / TURNS;
};

const proofMs = (files: SourceFiles): number => {
  const { definitions } = checkSources(files);
  if (definitions === undefined) throw new Error('no definitions');
  return timed(() => [...proveInParts(definitions)])[1];
};

export const flowStudy = (): readonly FlowFigures[] =>
  SIZES.map((steps) => {
    const files = filesOf(steps);
    compiled(files);
    const [release, compileMs] = timed(() => compiled(files));
    return { steps, compileMs, turnMicros: turnMicros(release), proofMs: proofMs(files) };
  });

export const flowTable = (rows: readonly FlowFigures[]): string =>
  table(['flow of steps', 'compile ms', 'turn us', 'proof ms (3 levels)'], rows.map((row) => [String(row.steps), row.compileMs.toFixed(1), row.turnMicros.toFixed(1), row.proofMs.toFixed(1)]));

if (require.main === module) console.log(flowTable(flowStudy()));
