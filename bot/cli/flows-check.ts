/**
 * `npm run flows:check [files] [--coverage]`: checks the definitions of this repository (or of FLOWS_DIR), or the given
 * files and folders: form, meaning, the proof of every level, and the tests beside the flows. A folder with a glossary is a
 * release of its own; single files are checked as if they stood among the definitions. What is wrong goes to standard
 * output as `file:line:column  message`, Spanish first, with the conversation that shows it, and the program ends with 1.
 */
import { checkRelease, type Verdict } from '../../flows/check';
import type { Fault, Line } from '../../flows/faults';
import type { LevelProof } from '../../flows/proof/prove';
import type { Located } from '../../flows/parse';
import type { Flow } from '../../flows/schema';
import type { FlowCoverage, Share } from '../../flows/testing/coverage';
import { LEVELS } from '../../knowledge/language';
import { readTyped } from '../content/typed';
import { definitionsFolder, gather, missingFiles, standing, type Sources } from './flows-sources';
import { textTable } from './text-table';

export interface Checked {
  readonly ok: boolean;
  readonly text: string;
}

/** `from`: the folder that relative paths start at. */
export const checkFlows = (given: readonly string[], from: string, definitions: string): Checked => {
  const paths = given.filter((argument) => !argument.startsWith('--'));
  const missing = missingFiles(paths, from);
  if (missing.length > 0) return { ok: false, text: missing.map((name) => `${name}  No existe este archivo\n  there is no such file`).join('\n') };
  const sources = gather(paths, from, definitions);
  const verdict = checkRelease(sources.files, readTyped);
  return { ok: verdict.faults.length === 0, text: [...reportOf(verdict, sources), ...(given.includes('--coverage') ? coverageLines(verdict, sources) : [])].join('\n') };
};

const reportOf = ({ faults, warnings, whole }: Verdict, sources: Sources): readonly string[] => {
  const wrong = faults.flatMap((fault) => faultLines(fault, sources, ''));
  const doubtful = warnings.flatMap((fault) => faultLines(fault, sources, 'aviso: '));
  if (whole === undefined) return [...wrong, ...doubtful];
  const flows = whole.definitions.flows.map(({ value }) => value).sort((a, b) => a.flow.localeCompare(b.flow));
  const table = flows.flatMap((flow) => LEVELS.flatMap((level) => whole.proofs.filter((proof) => proof.flow === flow.flow && proof.level === level).map((proof) => rowOf(flow, proof))));
  const count = Object.keys(sources.files).length;
  const passed = whole.ran.filter(({ fault }) => fault === null).length;
  const tests = `Pruebas / tests: ${passed} de/of ${whole.ran.length}.`;
  const state = faults.length === 0 ? `Sin fallas en ${count} archivos. / No faults in ${count} files.` : `${faults.length} fallas. / ${faults.length} faults.`;
  return [...textTable(HEAD, table, 2), '', ...wrong, ...doubtful, ...(wrong.length + doubtful.length > 0 ? [''] : []), `${state} ${tests} (${whole.release.id})`];
};

const HEAD = [
  'flujo / flow', 'nivel / level', 'pasos / steps', 'camino / path', 'preguntas / questions', 'con llamados / with called', 'antes de ayuda / before help', 'por hecho / assumed', 'finales / ends',
];

/** Name, level, steps that the level can come to, shortest and longest way, questions, ends. */
const rowOf = (flow: Flow, { level, measured: { start }, reached }: LevelProof): readonly string[] => {
  const steps = Object.entries(flow.steps).filter(([name]) => reached.has(name));
  const assumed = steps.filter(([, step]) => step.kind === 'ask' && step.assume?.[level] !== undefined).length;
  const ends = [...new Set(steps.flatMap(([, step]) => (step.kind === 'end' ? [step.end.code] : [])))].sort().join(' ');
  return [
    flow.flow, level, String(reached.size), `${start.steps.least}-${start.steps.most}`, `${start.ownQuestions.least}-${start.ownQuestions.most}`,
    `${start.questions.least}-${start.questions.most}`,     String(start.beforeHelp), String(assumed), ends,
  ];
};

const faultLines = ({ column, example = [], file, line, message }: Fault, { shown }: Sources, prefix: string): readonly string[] => [
  `${shown.get(file) ?? file}:${line}:${column}  ${prefix}${message.es}`,
  `  ${message.en}`,
  ...example.map(told),
];

const WHO: Readonly<Record<Line['who'], string>> = { bot: 'Hilo   ', customer: 'Cliente', system: '       ' };

const told = ({ text, who }: Line): string => `    ${WHO[who]}  ${who === 'system' ? `(${text})` : text}`.replaceAll('\n', '\n             ');

const coverageLines = ({ whole }: Verdict, { shown }: Sources): readonly string[] => {
  if (whole === undefined) return [];
  const head = ['flujo / flow', ...LEVELS.flatMap((level) => [`${level} pasos`, `${level} salidas`]), 'salidas / exits', '%'];
  const rows = whole.coverage.map((one) => [one.flow, ...LEVELS.flatMap((level) => [shareText(one.levels[level].steps), shareText(one.levels[level].exits)]), shareText(one.exits), percent(one.exits)]);
  const file = (flow: string): string => whole.definitions.flows.find(({ value }) => value.flow === flow)?.source.file ?? flow;
  const missed = whole.coverage.flatMap((one) => missedLines(one, whole.definitions.flows.find(({ value }) => value.flow === one.flow), shown.get(file(one.flow)) ?? file(one.flow)));
  return ['', ...textTable(head, rows), ...(missed.length > 0 ? ['', 'Sin prueba / not tested:'] : []), ...missed];
};

const missedLines = (one: FlowCoverage, located: Located<Flow> | undefined, file: string): readonly string[] =>
  one.missed.map(({ exit, name }) => {
    const place = located?.source.at(exit.path);
    return `${file}:${place?.line ?? 1}:${place?.column ?? 1}  ${name}`;
  });

const shareText = ({ all, came }: Share): string => `${came}/${all}`;

const percent = ({ all, came }: Share): string => (all === 0 ? '100' : String(Math.floor((100 * came) / all)));

const main = (): void => {
  const { ok, text } = checkFlows(process.argv.slice(2), standing(), definitionsFolder());
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
};

if (require.main === module) main();
