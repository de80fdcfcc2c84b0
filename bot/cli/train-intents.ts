/**
 * Trains the intents' model offline and writes its weights: `node train-intents.js <data folder> [weights.ts] [more.jsonl]`.
 * Prints what five-fold cross-validation on the folder says of it; further sentences only ever train. No sentence goes
 * into the weights or the repository.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUCKETS, features } from '../../knowledge/features';
import { softmax, weighted } from '../../knowledge/linear';
import { read } from '../../knowledge/text';
import { INTENTS, type Intent } from '../../knowledge/understanding';
import { fit, folds, scoresOf, type Example, type Fitted, type Settings } from './training';

export interface IntentRow {
  readonly text: string;
  readonly intent: Intent;
  readonly also?: readonly Intent[];
}

export const SETTINGS: Settings = { size: INTENTS.length, rounds: 12, rate: 0.4, drop: 0.3, decay: 0.0003 };
/** A further intent counts less than the first one. */
const ALSO_WEIGHT = 0.25;

/** Sentences from outside the folder weigh less: they were not written by customers' ear. */
const MORE_WEIGHT = 0.6;

export const readRows = <Row>(folder: string, file: string): Row[] => readLines<Row>(join(folder, file));

const readLines = <Row>(path: string): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);

export function examplesOf(row: IntentRow): Example[] {
  const values = weighted(features(read(row.text)));
  const main = { ...values, label: INTENTS.indexOf(row.intent), weight: 1 };
  return [main, ...(row.also ?? []).map((intent) => ({ ...values, label: INTENTS.indexOf(intent), weight: ALSO_WEIGHT }))];
}

export const furtherExamples = (path: string | undefined): Example[] =>
  path === undefined ? [] : readLines<IntentRow>(path).flatMap(examplesOf).map((example) => ({ ...example, weight: example.weight * MORE_WEIGHT }));

/** Scores of every row by a model that did not see it. */
export function crossValidate(rows: readonly IntentRow[], more: readonly Example[], count = 5): Float64Array[] {
  const examples = rows.map(examplesOf);
  const fold = folds(examples.map(([first]) => first?.label ?? 0), count);
  const scores: Float64Array[] = [];
  for (let k = 0; k < count; k += 1) {
    const model = fit([...examples.filter((_, i) => fold[i] !== k).flat(), ...more], SETTINGS);
    examples.forEach(([first], i) => {
      if (fold[i] === k && first !== undefined) scores[i] = scoresOf(model, first);
    });
  }
  return scores;
}

export const best = (scores: ArrayLike<number>): number => {
  let top = 0;
  for (let i = 1; i < scores.length; i += 1) if ((scores[i] ?? 0) > (scores[top] ?? 0)) top = i;
  return top;
};

/** The temperature under which the probabilities fit the truth best (negative log-likelihood). */
export function calibrate(scores: readonly Float64Array[], labels: readonly number[]): number {
  const loss = (temperature: number): number =>
    scores.reduce((sum, row, i) => sum - Math.log(softmax(Float64Array.from(row), temperature)[labels[i] ?? 0] ?? 1e-9), 0);
  let found = 1;
  for (let temperature = 0.5; temperature < 3; temperature += 0.05) if (loss(temperature) < loss(found)) found = temperature;
  return found;
}

export function printReport(truth: readonly number[], guess: readonly number[], labels: readonly string[]): void {
  const f1s = labels.map((label, k) => {
    const hit = truth.filter((t, i) => t === k && guess[i] === k).length;
    const precision = hit / Math.max(1, guess.filter((g) => g === k).length);
    const recall = hit / Math.max(1, truth.filter((t) => t === k).length);
    const f1 = hit === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    console.log(`  ${label.padEnd(18)} precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  F1 ${f1.toFixed(2)}`);
    return f1;
  });
  const right = truth.filter((t, i) => t === guess[i]).length;
  console.log(`accuracy ${(right / truth.length).toFixed(3)}  macro-F1 ${(f1s.reduce((a, b) => a + b, 0) / f1s.length).toFixed(3)}`);
}

const base64 = (bytes: ArrayBufferView): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The weights as a module: a bitmap of the buckets that matter and their rows of small integers. */
export function weightsModule(fitted: Fitted, temperature: number): string {
  const { size } = fitted;
  const sizes = Array.from(fitted.weights, Math.abs).filter((value) => value > 0).sort((a, b) => a - b);
  const scale = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127;
  const bitmap = new Uint8Array(BUCKETS / 8);
  const rows: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const row = Array.from(fitted.weights.subarray(bucket * size, (bucket + 1) * size), (value) => Math.max(-127, Math.min(127, Math.round(value / scale))));
    if (Math.max(...row.map(Math.abs)) < 4) continue;
    bitmap[bucket >> 3] = (bitmap[bucket >> 3] ?? 0) | (1 << (bucket & 7));
    rows.push(...row);
  }
  return [
    '/** Generated by bot/cli/train-intents.ts: the weights of the intents\' model. Not written by hand. */',
    `export const INTENT_SCALE = ${scale};`,
    `export const INTENT_TEMPERATURE = ${temperature.toFixed(2)};`,
    `export const INTENT_BIAS = [${Array.from(fitted.bias, (value) => value.toFixed(4)).join(', ')}];`,
    `export const INTENT_BITMAP =\n  '${base64(bitmap)}';`,
    `export const INTENT_ROWS =\n  '${base64(Int8Array.from(rows))}';`,
    '',
  ].join('\n');
}

/** How often a further intent is told rightly, by the probability from which it is told. */
function printFurther(rows: readonly IntentRow[], scores: readonly Float64Array[], temperature: number): void {
  for (const from of [0.1, 0.15, 0.2, 0.25, 0.3]) {
    let told = 0;
    let right = 0;
    rows.forEach((row, i) => {
      const shares = softmax(Float64Array.from(scores[i] ?? []), temperature);
      const also = INTENTS.filter((_, k) => k !== best(shares) && (shares[k] ?? 0) >= from);
      told += also.length;
      right += also.filter((intent) => row.also?.includes(intent)).length;
    });
    const wanted = rows.reduce((sum, row) => sum + (row.also?.length ?? 0), 0);
    console.log(`further intents from ${from.toFixed(2)}: precision ${(right / Math.max(1, told)).toFixed(2)}  recall ${(right / wanted).toFixed(2)}`);
  }
}

function main(folder: string, target: string | undefined, further: string | undefined): void {
  const rows = readRows<IntentRow>(folder, 'intents.jsonl');
  const more = furtherExamples(further);
  const truth = rows.map((row) => INTENTS.indexOf(row.intent));
  const scores = crossValidate(rows, more);
  printReport(truth, scores.map(best), INTENTS);
  const temperature = calibrate(scores, truth);
  console.log(`temperature ${temperature.toFixed(2)}`);
  printFurther(rows, scores, temperature);
  if (target !== undefined) writeFileSync(target, weightsModule(fit([...rows.flatMap(examplesOf), ...more], SETTINGS), temperature));
}

if (require.main === module) {
  const [folder, target, further] = process.argv.slice(2);
  if (folder === undefined) throw new Error('usage: train-intents <data folder> [weights.ts] [more.jsonl]');
  main(folder, target, further);
}
