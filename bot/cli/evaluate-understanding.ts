/**
 * How well customers are understood, in one short table: `npm run understand:eval [-- <data folder>] [--misses]`.
 * Without a folder: the project's own lines, cross-validated, then everyday lines that no model was trained on. With a
 * folder of labelled data: five-fold cross-validation on it (the own lines only ever train). Times last.
 */
import { likeliest, REPLY_LABELS, replyFeatures } from '../../knowledge/answers/reply-model';
import { readReply } from '../../knowledge/answers/reply';
import { readYesNo } from '../../knowledge/answers/yes-no';
import { features } from '../../knowledge/features';
import { largest, probabilities, unpack } from '../../knowledge/linear';
import { QUESTION_KINDS, type AnswerValue } from '../../knowledge/question';
import { read } from '../../knowledge/text';
import { understand, warm } from '../../knowledge/understand';
import { INTENTS } from '../../knowledge/understanding';
import { confusions, perLabel, printAccuracy, printLabels, type Judged } from './figures-of-labels';
import { OWN, readLabelled, type AnswerRow, type Labelled } from './labelled-data';
import { crossValidate, eachFold, INTENT_TASK, LEVEL_TASK, ownExamples, pack, REPLY_TASK, type Task } from './model-tasks';
import { printTimes } from './understanding-times';
import type { Example } from './training';

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1).padStart(5)} % of ${whole}`;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Found {
  readonly row: AnswerRow;
  readonly got: AnswerValue | undefined;
}

const judgedBy = <Row extends { readonly text: string }>(task: Task<Row>, rows: readonly Row[], more: readonly Example[]): Judged[] => {
  const scores = crossValidate(task, rows, more);
  return rows.map((row, i) => {
    const [first, ...further] = task.examples(row);
    return { text: row.text, wanted: task.labels[first?.label ?? 0] ?? '', also: further.map(({ label }) => task.labels[label] ?? ''), got: task.labels[largest(scores[i] ?? [])] ?? '' };
  });
};

/** Replies to yes or no as the product reads them, by rules and a model that did not see them. */
function crossValidatedReplies(rows: readonly AnswerRow[], more: readonly Example[]): Found[] {
  const found: Found[] = [];
  eachFold(REPLY_TASK, rows, more, (fitted, unseen) => {
    const model = unpack(pack(fitted, 1), REPLY_LABELS);
    for (const i of unseen) {
      const row = rows[i];
      if (row === undefined) continue;
      const text = read(row.text);
      const verdict = readYesNo(readReply(text, row.question, features(text).words), (scene) => likeliest(probabilities(model, replyFeatures(scene))));
      found.push({ row, got: verdict.value });
    }
  });
  return found;
}

function printAnswers(found: readonly Found[], misses: boolean): void {
  for (const kind of QUESTION_KINDS) {
    const rows = found.filter(({ row }) => row.question.kind === kind);
    const wrong = rows.filter(({ row, got }) => !same(row.value, got));
    if (rows.length > 0) console.log(`  ${kind.padEnd(9)} ${percent(rows.length - wrong.length, rows.length)}`);
    if (misses) for (const { row, got } of wrong) console.log(`      ${JSON.stringify(row.value)} read as ${JSON.stringify(got)}: ${row.question.text ?? ''} | ${row.text}`);
  }
  const right = found.filter(({ row, got }) => same(row.value, got)).length;
  const worst = found.filter(({ row, got }) => row.value === 'unknown' && got === 'no').length;
  console.log(`  overall   ${percent(right, found.length)}; «no sé» taken for «no»: ${worst}`);
}

const printMisses = (judged: readonly Judged[]): void => {
  for (const { text, wanted, got, also } of judged) if (got !== wanted && !also.includes(got)) console.log(`      ${wanted} read as ${got}: ${text}`);
};

/** Five-fold: nothing is judged by a model that saw it. */
function crossValidated(data: Labelled, own: Labelled | undefined, misses: boolean): void {
  const more = <Row>(task: Task<Row>): Example[] => (own === undefined ? [] : ownExamples(task, own));
  const intents = judgedBy(INTENT_TASK, data.intents, more(INTENT_TASK));
  console.log('intents, five-fold cross-validation');
  const scores = perLabel(intents, INTENTS);
  printLabels(scores);
  printAccuracy(scores, intents);
  console.log(`  most confused: ${confusions(intents, 8)}`);
  if (misses) printMisses(intents);
  const levels = judgedBy(LEVEL_TASK, data.levels, more(LEVEL_TASK));
  console.log(`levels, five-fold cross-validation\n  accuracy  ${percent(levels.filter(({ wanted, got }) => wanted === got).length, levels.length)}; most confused: ${confusions(levels, 4)}`);
  if (misses) printMisses(levels);
  const yesNo = crossValidatedReplies(REPLY_TASK.rows(data), more(REPLY_TASK));
  const others = data.answers.filter(({ question }) => question.kind !== 'yes_no').map((row): Found => ({ row, got: understand(row.text, row.question).answer }));
  console.log('answers (yes or no cross-validated; the other kinds by rules, which learn nothing)');
  printAnswers([...yesNo, ...others], misses);
}

/** The product as it is, on lines that no model was trained on. */
function asShipped(name: string, data: Labelled, misses: boolean): void {
  const intents = data.intents.map(({ text, intent, also }): Judged => ({ text, wanted: intent, also: also ?? [], got: understand(text).intent }));
  const levels = data.levels.map(({ text, level }): Judged => ({ text, wanted: level, also: [], got: understand(text).level }));
  console.log(`\n${name}, never trained on`);
  printAccuracy(perLabel(intents, INTENTS), intents);
  console.log(`  levels    ${percent(levels.filter(({ wanted, got }) => wanted === got).length, levels.length)}`);
  if (misses) printMisses([...intents, ...levels]);
  printAnswers(data.answers.map((row) => ({ row, got: understand(row.text, row.question).answer })), misses);
}

function main(argv: readonly string[]): void {
  const misses = argv.includes('--misses');
  const folder = argv.find((argument) => !argument.startsWith('--'));
  const own = readLabelled(OWN.training);
  const development = readLabelled(OWN.development);
  if (folder === undefined) crossValidated(own, undefined, misses);
  else crossValidated(readLabelled(folder), own, misses);
  asShipped('everyday lines to develop with', development, misses);
  asShipped('everyday lines to judge by', readLabelled(OWN.heldOut), false);
  warm();
  console.log('\ntime of one message, the best of five rounds');
  printTimes([...development.intents.map(({ text }) => ({ text })), ...development.answers]);
}

if (require.main === module) main(process.argv.slice(2));
