/**
 * The three things that are learnt from labelled lines (intents, levels, replies to yes or no): how a line becomes
 * examples, how it is fitted, cross-validated, calibrated, and written as weights.
 */
import { REPLY_LABELS, replyFeatures, type ReplyScene } from '../../knowledge/answers/reply-model';
import { readReply } from '../../knowledge/answers/reply';
import { sceneOf } from '../../knowledge/answers/yes-no';
import { expertiseHits, LEVEL_LABELS, levelFeatures } from '../../knowledge/expertise';
import { BUCKETS, features } from '../../knowledge/features';
import { softmax, weighted, type PackedModel } from '../../knowledge/linear';
import { read } from '../../knowledge/text';
import { INTENTS } from '../../knowledge/understanding';
import type { AnswerRow, IntentRow, Labelled, LevelRow } from './labelled-data';
import { fit, folds, scoresOf, type Example, type Fitted, type Settings } from './training';

export interface Task<Row> {
  readonly name: string;
  /** Rows made of others, for training only. */
  readonly made?: (rows: readonly Row[]) => readonly Row[];
  readonly labels: readonly string[];
  readonly rows: (data: Labelled) => readonly Row[];
  /** The example of the row's label first. */
  readonly examples: (row: Row) => readonly Example[];
  readonly settings: Settings;
  /** Of a line of the project beside one of the folder. */
  readonly ownWeight: number;
}

/** A further intent counts less than the first one. */
const ALSO_WEIGHT = 0.25;

export const INTENT_TASK: Task<IntentRow> = {
  name: 'intent',
  labels: INTENTS,
  rows: ({ intents }) => intents,
  examples: (row) => {
    const values = weighted(features(read(row.text)));
    const main = { ...values, label: INTENTS.indexOf(row.intent), weight: 1 };
    return [main, ...(row.also ?? []).map((intent) => ({ ...values, label: INTENTS.indexOf(intent), weight: ALSO_WEIGHT }))];
  },
  settings: { size: INTENTS.length, rounds: 12, rate: 0.4, drop: 0.25, decay: 0.0003 },
  ownWeight: 0.8,
};

/** A sign of skill beside a sentence that tells nothing stays a sign. */
function besideOthers(rows: readonly LevelRow[]): LevelRow[] {
  const silent = rows.filter(({ level }) => level === 'unknown');
  return rows
    .filter(({ level }) => level !== 'unknown')
    .flatMap(({ text, level }, i) => {
      const other = silent[(i * 7) % Math.max(1, silent.length)];
      return other === undefined ? [] : [{ level, text: i % 2 === 0 ? `${other.text}, ${text}` : `${text}, ${other.text}` }];
    });
}

export const LEVEL_TASK: Task<LevelRow> = {
  name: 'level',
  made: besideOthers,
  labels: LEVEL_LABELS,
  rows: ({ levels }) => levels,
  examples: ({ text: raw, level }) => {
    const text = read(raw);
    return [{ ...weighted(levelFeatures(features(text), expertiseHits(text))), label: LEVEL_LABELS.indexOf(level), weight: 1 }];
  },
  settings: { size: LEVEL_LABELS.length, rounds: 15, rate: 0.4, drop: 0.3, decay: 0.0003 },
  ownWeight: 1,
};

/** What a model of replies looks at in one labelled line. */
function replySceneOf({ text: raw, question }: AnswerRow): ReplyScene {
  const text = read(raw);
  return sceneOf(readReply(text, question, features(text).words)).likely;
}

export const REPLY_TASK: Task<AnswerRow> = {
  name: 'reply',
  labels: REPLY_LABELS,
  rows: ({ answers }) => answers.filter(({ question }) => question.kind === 'yes_no'),
  examples: (row) => [{ ...weighted(replyFeatures(replySceneOf(row))), label: (REPLY_LABELS as readonly unknown[]).indexOf(row.value), weight: 1 }],
  settings: { size: REPLY_LABELS.length, rounds: 10, rate: 0.4, drop: 0.2, decay: 0.0002 },
  ownWeight: 0.7,
};

const weighed = (examples: readonly Example[], weight: number): Example[] => examples.map((example) => ({ ...example, weight: example.weight * weight }));

/** The examples of the project's own lines, weighed. */
export function ownExamples<Row>(task: Task<Row>, own: Labelled): Example[] {
  const rows = task.rows(own);
  return weighed([...rows, ...(task.made?.(rows) ?? [])].flatMap(task.examples), task.ownWeight);
}

/** Calls back with a model for each fold and the rows that it did not see. */
export function eachFold<Row>(task: Task<Row>, rows: readonly Row[], more: readonly Example[], judge: (model: Fitted, unseen: readonly number[]) => void): void {
  const examples = rows.map(task.examples);
  const count = 5;
  const fold = folds(examples.map(([first]) => first?.label ?? 0), count);
  for (let k = 0; k < count; k += 1) {
    const model = fit([...examples.filter((_, i) => fold[i] !== k).flat(), ...more], task.settings);
    judge(model, rows.flatMap((_, i) => (fold[i] === k ? [i] : [])));
  }
}

/** Scores of every row by a model that did not see it. */
export function crossValidate<Row>(task: Task<Row>, rows: readonly Row[], more: readonly Example[]): Float64Array[] {
  const scores: Float64Array[] = [];
  eachFold(task, rows, more, (model, unseen) => {
    for (const i of unseen) {
      const row = rows[i];
      const example = row === undefined ? undefined : task.examples(row)[0];
      if (example !== undefined) scores[i] = scoresOf(model, example);
    }
  });
  return scores;
}

/** The temperature under which the probabilities fit the truth best (negative log-likelihood). */
export function calibrate(scores: readonly Float64Array[], labels: readonly number[]): number {
  const loss = (temperature: number): number =>
    scores.reduce((sum, row, i) => sum - Math.log(Math.max(1e-9, softmax(Float64Array.from(row), temperature)[labels[i] ?? 0] ?? 0)), 0);
  let found = 1;
  for (let temperature = 0.5; temperature < 3; temperature += 0.05) if (loss(temperature) < loss(found)) found = temperature;
  return found;
}

/** Below this, a row of small integers says nothing. */
const LEAST = 4;
const base64 = (bytes: ArrayBufferView): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

export function pack(fitted: Fitted, temperature: number): PackedModel {
  const { size } = fitted;
  const sizes = Array.from(fitted.weights, Math.abs).filter((value) => value > 0).sort((a, b) => a - b);
  const scale = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127;
  const bitmap = new Uint8Array(BUCKETS / 8);
  const rows: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const row = Array.from(fitted.weights.subarray(bucket * size, (bucket + 1) * size), (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
    if (Math.max(...row.map(Math.abs)) < LEAST) continue;
    bitmap[bucket >> 3] = (bitmap[bucket >> 3] ?? 0) | (1 << (bucket & 7));
    rows.push(...row);
  }
  return { scale, temperature, bias: Array.from(fitted.bias, (value) => Math.round(value * 1e4) / 1e4), bitmap: base64(bitmap), rows: base64(Int8Array.from(rows)) };
}

