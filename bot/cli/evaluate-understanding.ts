/**
 * Figures of understanding on a folder of labelled data: intents by five-fold cross-validation, levels and answers by
 * the rules as they stand (development figures), and the time a message takes.
 */
import { INTENTS, type Intent } from '../../knowledge/understanding';
import { QUESTION_KINDS, type AnswerValue, type Question } from '../../knowledge/question';
import { understand, warm } from '../../knowledge/understand';
import { best, crossValidate, furtherExamples, printReport, readRows, type IntentRow } from './train-intents';

interface LevelRow {
  readonly text: string;
  readonly level: string;
}
interface AnswerRow {
  readonly text: string;
  readonly question: Question;
  readonly value: AnswerValue;
}
interface Miss {
  readonly text: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} % of ${whole}`;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function report(name: string, rows: number, misses: readonly Miss[], verbose: boolean): void {
  console.log(`${name.padEnd(12)} ${percent(rows - misses.length, rows)}`);
  if (verbose) for (const { text, wanted, got } of misses) console.log(`    ${JSON.stringify(wanted)} read as ${JSON.stringify(got)}: ${text}`);
}

function evaluateIntents(folder: string, further: string | undefined): void {
  const rows = readRows<IntentRow>(folder, 'intents.jsonl');
  console.log('intents, cross-validated');
  printReport(rows.map((row) => INTENTS.indexOf(row.intent)), crossValidate(rows, furtherExamples(further)).map(best), INTENTS);
  const several = rows.filter((row) => row.also !== undefined);
  const told = several.filter((row) => (row.also ?? []).some((intent: Intent) => [understand(row.text).intent, ...(understand(row.text).also ?? [])].includes(intent)));
  console.log(`further intents told (training data) ${percent(told.length, several.length)}`);
}

function evaluateLevels(folder: string, verbose: boolean): void {
  const rows = readRows<LevelRow>(folder, 'expertise.jsonl');
  const misses = rows.map((row) => ({ text: row.text, wanted: row.level, got: understand(row.text).level })).filter(({ wanted, got }) => wanted !== got);
  report('level', rows.length, misses, verbose);
}

function evaluateAnswers(folder: string, verbose: boolean): void {
  const all = readRows<AnswerRow>(folder, 'answers.jsonl');
  for (const kind of QUESTION_KINDS) {
    const rows = all.filter((row) => row.question.kind === kind);
    const misses = rows
      .map((row) => ({ text: `${row.question.text ?? ''} | ${row.text}`, wanted: row.value, got: understand(row.text, row.question).answer }))
      .filter(({ wanted, got }) => !same(wanted, got));
    if (rows.length > 0) report(kind, rows.length, misses, verbose);
  }
}

function time(name: string, run: readonly (() => unknown)[]): void {
  const spent: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    for (const one of run) {
      const from = process.hrtime.bigint();
      one();
      spent.push(Number(process.hrtime.bigint() - from) / 1000);
    }
  }
  spent.sort((a, b) => a - b);
  const at = (share: number): string => (spent[Math.floor(share * (spent.length - 1))] ?? 0).toFixed(0);
  console.log(`time ${name.padEnd(16)} p50 ${at(0.5)} µs  p99 ${at(0.99)} µs`);
}

function evaluateTime(folder: string): void {
  warm();
  const messages = readRows<IntentRow>(folder, 'intents.jsonl');
  const answers = readRows<AnswerRow>(folder, 'answers.jsonl');
  time('message', messages.map((row) => () => understand(row.text)));
  for (const kind of QUESTION_KINDS) {
    const rows = answers.filter((row) => row.question.kind === kind);
    if (rows.length > 0) time(kind, rows.map((row) => () => understand(row.text, row.question)));
  }
  const long = messages.slice(0, 200).map((row) => row.text.repeat(40).slice(0, 300));
  time('300 characters', long.map((text) => () => understand(text, { kind: 'yes_no', text: '¿Ya le funciona?' })));
}

if (require.main === module) {
  const [folder, ...rest] = process.argv.slice(2);
  const verbose = rest.includes('--misses');
  if (folder === undefined) throw new Error('usage: evaluate-understanding <data folder> [more.jsonl] [--misses]');
  evaluateIntents(folder, rest.find((argument) => argument.endsWith('.jsonl')));
  evaluateLevels(folder, verbose);
  evaluateAnswers(folder, verbose);
  evaluateTime(folder);
}
