/**
 * What `npm run flows:check` prints: the table of the flows by level, what is wrong or doubtful with the conversation that
 * shows it, the exits without a test, and the conversations of the tests.
 */
import type { Verdict } from '../../flows/check';
import type { Fault, Line } from '../../flows/faults';
import type { Located } from '../../flows/parse';
import type { LevelProof } from '../../flows/proof/prove';
import { wordsFor } from '../../flows/proof/example';
import type { Flow } from '../../flows/schema';
import type { FlowCoverage, Share } from '../../flows/testing/coverage';
import { LEVELS } from '../../knowledge/language';
import type { Sources } from './flows-sources';
import { textTable } from './text-table';

const isAsked = ({ flows }: Sources, flow: string): boolean => flows === undefined || flows.has(flow);

/** The table of what was asked; a table has nothing to say while something is wrong, and would push it off the screen. */
export const reportOf = ({ faults, whole }: Verdict, sources: Sources): readonly string[] => {
  if (whole === undefined || faults.length > 0) return [];
  const flows = whole.definitions.flows.map(({ value }) => value).filter(({ flow }) => isAsked(sources, flow)).sort((a, b) => a.flow.localeCompare(b.flow));
  const table = flows.flatMap((flow) => LEVELS.flatMap((level) => whole.proofs.filter((proof) => proof.flow === flow.flow && proof.level === level).map((proof) => rowOf(flow, proof))));
  return [...textTable(HEAD, table, 2), '', ...assumedLines(whole, flows)];
};

/** What is doubtful, what is wrong, and in one line a language how it stands: the last that is printed, since that is what is read. */
export const summaryOf = ({ faults, warnings, whole }: Verdict, sources: Sources): readonly string[] => {
  const files = new Set(whole?.definitions.flows.filter(({ value }) => isAsked(sources, value.flow)).map(({ source }) => source.file));
  const doubtful = warnings.filter(({ file }) => files.has(file)).flatMap((fault) => faultLines(fault, sources, 'aviso: '));
  const found = [...doubtful, ...faults.flatMap((fault) => faultLines(fault, sources, ''))];
  const [count, wrong, ran] = [Object.keys(sources.files).length, faults.length, whole?.ran.length ?? 0];
  const passed = whole?.ran.filter(({ fault }) => fault === null).length ?? 0;
  const es = wrong === 0 ? `Sin fallas en ${count} archivos.` : wrong === 1 ? '1 falla.' : `${wrong} fallas.`;
  const en = wrong === 0 ? `No faults in ${count} files.` : wrong === 1 ? '1 fault.' : `${wrong} faults.`;
  const release = whole === undefined ? '' : ` (${whole.release.id})`;
  const tests = (de: string, word: string): string => (whole === undefined ? '' : ` ${word}: ${passed} ${de} ${ran}.`);
  return [...found, ...(found.length > 0 ? [''] : []), `${es}${tests('de', 'Pruebas')}`, `${en}${tests('of', 'Tests')}${release}`];
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
    `${start.questions.least}-${start.questions.most}`, String(start.beforeHelp), String(assumed), ends,
  ];
};

/** What each level is spared, in the words in which it is confirmed later. */
const assumedLines = ({ definitions }: NonNullable<Verdict['whole']>, flows: readonly Flow[]): readonly string[] => {
  const lines = flows.flatMap((flow) =>
    LEVELS.flatMap((level) => {
      const told = Object.values(flow.steps).flatMap((step) => (step.kind === 'ask' && step.assume?.[level] !== undefined ? [wordsFor({ glossary: definitions.glossary.value, level }, step.assume[level].as)] : []));
      return told.length === 0 ? [] : [`${flow.flow}, ${level}: ${told.join(' ')}`];
    }),
  );
  return lines.length === 0 ? [] : ['Por hecho / assumed:', ...lines, ''];
};

const faultLines = ({ column, example = [], file, line, message }: Fault, { shown }: Sources, prefix: string): readonly string[] => [
  `${shown.get(file) ?? file}:${line}:${column}  ${prefix}${message.es}`,
  `  ${message.en}`,
  ...example.map(told),
];

const WHO: Readonly<Record<Line['who'], string>> = { bot: 'Hilo   ', customer: 'Cliente', system: '       ' };

const told = ({ text, who }: Line): string => `    ${WHO[who]}  ${who === 'system' ? `(${text})` : text}`.replaceAll('\n', '\n             ');

export const coverageLines = ({ whole }: Verdict, sources: Sources): readonly string[] => {
  if (whole === undefined) return [];
  const head = ['flujo / flow', ...LEVELS.flatMap((level) => [`${level} pasos`, `${level} salidas`]), 'salidas / exits', '%'];
  const { shown } = sources;
  const asked = whole.coverage.filter(({ flow }) => isAsked(sources, flow));
  const rows = asked.map((one) => [one.flow, ...LEVELS.flatMap((level) => [shareText(one.levels[level].steps), shareText(one.levels[level].exits)]), shareText(one.exits), percent(one.exits)]);
  const file = (flow: string): string => whole.definitions.flows.find(({ value }) => value.flow === flow)?.source.file ?? flow;
  const missed = asked.flatMap((one) => missedLines(one, whole.definitions.flows.find(({ value }) => value.flow === one.flow), shown.get(file(one.flow)) ?? file(one.flow)));
  return ['', ...textTable(head, rows), ...(missed.length > 0 ? ['', 'Sin prueba / not tested:'] : []), ...missed];
};

const missedLines = (one: FlowCoverage, located: Located<Flow> | undefined, file: string): readonly string[] =>
  one.missed.map(({ exit, name }) => {
    const place = located?.source.at(exit.path);
    return `${file}:${place?.line ?? 1}:${place?.column ?? 1}  ${name}`;
  });

const shareText = ({ all, came }: Share): string => `${came}/${all}`;

const percent = ({ all, came }: Share): string => (all === 0 ? '100' : String(Math.floor((100 * came) / all)));

/** The conversations of the tests, with the number of questions. */
export const talkLines = ({ whole }: Verdict, sources: Sources): readonly string[] =>
  (whole?.ran ?? [])
    .filter(({ flow }) => isAsked(sources, flow))
    .flatMap(({ fault, heard, level, name, noted }) => {
      const questions = noted.filter(({ outcome }) => outcome.outcome === 'asked').length;
      return ['', `${name} (${level}, ${questions} preguntas / questions)${fault === null ? '' : ' FALLA'}`, ...heard.map(told)];
    });
